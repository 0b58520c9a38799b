import { api } from '../../api/client.ts';
import type { Operation } from '../../api/types.ts';
import { endIsTold, follow, isUnderWay } from './operation-state.ts';

/** How often an operation under way is asked after, in milliseconds. */
const poll = 500;

/**
 * Waits for the end of an operation that whoever calls tells of: no toast is shown for it. Returns it as it ended; throws
 * where it failed.
 */
export async function operationEnd(id: string): Promise<Operation> {
  const release = follow(id);
  try {
    for (;;) {
      const now = await api.get<Operation>(`/operations/${id}`);
      if (!isUnderWay(now)) {
        endIsTold(id);
        if (now.state === 'failed') throw new Error(`The operation ${id} failed.`);
        return now;
      }
      await new Promise((resolve) => setTimeout(resolve, poll));
    }
  } finally {
    release();
  }
}
