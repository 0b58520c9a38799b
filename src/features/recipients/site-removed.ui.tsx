import type { Model } from '../../meta/effective-record.ts';
import { forgetRecord } from '../../web/api/cache.ts';
import { api } from '../../web/api/client.ts';
import { queryClient } from '../../web/api/query-client.ts';
import { queryKeys } from '../../web/api/query-keys.ts';
import { updateRecord } from '../../web/api/writes.ts';
import { currentLanguage } from '../../web/language/current-language.ts';
import { numbersIn } from '../../web/language/format-context.ts';
import { recipientMessages } from '../../web/language/recipients.ts';
import { operationEnd } from '../../web/records/operations/operation-end.ts';
import { undoOperation } from '../../web/records/operations/undo-operation.ts';
import type { Removed } from '../../web/slots.ts';
import { showAction, showProblem, showUndo } from '../../web/ui/toast.tsx';
import { type Ended, type LeftBehind, namesOfBoxes, peopleLeftBehind } from './last-site.ui.tsx';

/** People named in the message; others are counted. */
const mostNamed = 3;

function endedBy(removed: Removed): Ended {
  if ('operation' in removed) return { operation: removed.operation };
  return removed.record.name === 'site' ? { site: removed.id } : { attachment: removed.id, on: removed.today };
}

/** Takes links and boxes; writes the boxes on each, in one batch where there are several. Returns how that is taken back. */
async function write(
  collection: string,
  left: readonly LeftBehind[],
  boxes: readonly string[],
): Promise<() => Promise<unknown>> {
  const all = (value: boolean) => Object.fromEntries(boxes.map((name) => [name, value]));
  const [only] = left;
  if (only && left.length === 1) {
    const one = async (version: number, value: boolean) => {
      const item = await updateRecord(collection, { id: only.id, version, values: all(value) });
      await forgetRecord(queryClient, collection, only.id);
      return item.version;
    };
    const version = await one(only.version, false);
    return async () => void (await one(version, true));
  }
  const { operation } = await api.post<{ operation: string }>(`/${collection}/bulk`, {
    body: { ids: left.map(({ id }) => id), action: 'update', values: all(false) },
  });
  const forget = () => queryClient.invalidateQueries({ queryKey: queryKeys.collection(collection) });
  await operationEnd(operation);
  await forget();
  return async () => {
    const kept = await undoOperation(operation);
    await forget();
    return kept;
  };
}

/**
 * Takes what was taken away of sites and of attachments to them: where it was the last site of some people at an account,
 * asks whether the boxes « tous sites » end with it, as « Date de sortie du site » does (A27).
 */
export async function askAfterRemoval(removed: Removed, model: Model): Promise<void> {
  const left = await peopleLeftBehind(endedBy(removed));
  const [first] = left;
  if (!first) return;
  const language = currentLanguage();
  const words = recipientMessages[language];
  const type = model.record('accountContact');
  const ticked = [...new Set(left.flatMap(({ boxes }) => boxes))];
  const boxes = namesOfBoxes(type, ticked, language);
  const several = ticked.length > 1;
  const names = left.slice(0, mostNamed).map(({ contact }) => contact);
  const further = left.length - names.length;
  const account = left.every((one) => one.account === first.account) ? first.account : null;
  const untick = async () => showUndo(words.unticked(boxes), await write(type.collection, left, ticked));
  const message =
    left.length === 1
      ? words.lastSiteRemoved(first.contact, first.account, boxes, several)
      : words.lastSitesRemoved(words.people(names, further, numbersIn(language)(further)), account, boxes, several);
  showAction(message, {
    label: words.untickThem(several),
    act: () => void untick().catch(showProblem),
    autoClose: false,
  });
}
