import { api } from '../../api/client.ts';
import { currentLanguage } from '../../language/current-language.ts';
import { numbersIn } from '../../language/format-context.ts';
import { operationMessages } from '../../language/operations.ts';
import { operationEnd } from './operation-end.ts';

/** Has an operation undone; ends when that is done. Returns what it left alone in words, '' where it gave all back. */
export async function undoOperation(id: string): Promise<string> {
  const { operation } = await api.post<{ operation: string }>(`/operations/${id}/undo`);
  const { result } = await operationEnd(operation);
  const kept = Number(result?.keptCount ?? 0);
  const language = currentLanguage();
  return kept > 0 ? operationMessages[language].keptCount(kept, numbersIn(language)(kept)) : '';
}
