import { api } from '../../api/client.ts';
import type { Operation } from '../../api/types.ts';
import { isUnderWay } from './operation-state.ts';

/** How often an undo under way is asked after, in milliseconds. */
const undoPoll = 500;

/** Has an operation undone; ends when that is done. */
export async function undoOperation(id: string): Promise<void> {
  const { operation } = await api.post<{ operation: string }>(`/operations/${id}/undo`);
  for (;;) {
    const now = await api.get<Operation>(`/operations/${operation}`);
    if (!isUnderWay(now)) return;
    await new Promise((resolve) => setTimeout(resolve, undoPoll));
  }
}
