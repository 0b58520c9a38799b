import type { Model } from '../../meta/effective-record.ts';
import { forgetRecord } from '../../web/api/cache.ts';
import { api } from '../../web/api/client.ts';
import { queryClient } from '../../web/api/query-client.ts';
import type { Item } from '../../web/api/types.ts';
import { updateRecord } from '../../web/api/writes.ts';
import { currentLanguage } from '../../web/language/current-language.ts';
import { recipientMessages } from '../../web/language/recipients.ts';
import { showAction, showProblem, showUndo } from '../../web/ui/toast.tsx';
import { linkLeftBehind, namesOfBoxes, tickedForAllSites } from './last-site.ui.tsx';

/**
 * Takes the id of an attachment to a site that went to the trash: where it was the last one at its company, asks whether the boxes
 * « tous sites » end with it, as « Date de sortie du site » does (A27).
 */
export async function askAfterRemoval(id: string, model: Model, today: string): Promise<void> {
  const attachment = await api.get<Item>(`/${model.record('siteContact').collection}/${id}`);
  const left = await linkLeftBehind(attachment, today);
  const ticked = left ? tickedForAllSites(left) : [];
  if (!left || ticked.length === 0) return;
  const language = currentLanguage();
  const words = recipientMessages[language];
  const type = model.record('accountContact');
  const boxes = namesOfBoxes(type, ticked, language);
  const write = async (version: number, value: boolean) => {
    const values = Object.fromEntries(ticked.map((name) => [name, value]));
    const item = await updateRecord(type.collection, { id: left.id, version, values });
    await forgetRecord(queryClient, type.collection, left.id);
    return item;
  };
  const untick = async () => {
    const { version } = await write(left.version, false);
    showUndo(words.unticked(boxes), async () => {
      await write(version, true);
    });
  };
  showAction(words.lastSiteRemoved(left.titles?.account ?? '', boxes, ticked.length > 1), {
    label: words.untick(boxes),
    act: () => void untick().catch(showProblem),
    autoClose: false,
  });
}
