import { useQueryClient } from '@tanstack/react-query';
import { composeTitle } from '../../meta/derive/title.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { overlayItem } from '../api/cache.ts';
import { useMe } from '../api/queries.ts';
import type { Item } from '../api/types.ts';
import { useMessages } from '../language/catalogue.ts';
import { useLanguage } from '../language/current-language.ts';
import { useFormatContext } from '../language/format-context.ts';
import { offlineMessages } from '../language/offline.ts';
import { showToast } from '../ui/toast.tsx';
import { changeKey, keepWrite, type PendingWrite } from './outbox.ts';

type Waiting<Kind> = Extract<PendingWrite['what'], { kind: Kind }>;
type Creation = Omit<Waiting<'create'>, 'kind'>;
type Change = Omit<Waiting<'update'>, 'kind'>;

/**
 * Takes a record type; returns how its writes are kept on this device when the server did not answer. `keepCreation`
 * resolves with whether it was kept; `keepChange` with the record as it will be, shown everywhere from then on, null
 * where this browser keeps nothing.
 */
export function useKeepWrite(record: EffectiveRecord): {
  readonly keepCreation: (creation: Creation) => Promise<boolean>;
  readonly keepChange: (change: Change) => Promise<Item | null>;
} {
  const client = useQueryClient();
  const { user, viewer } = useMe();
  const words = useMessages(offlineMessages);
  const language = useLanguage();
  const context = useFormatContext();
  const keep = async (write: Pick<PendingWrite, 'key' | 'title' | 'what'>): Promise<boolean> => {
    // Who sees Carnet as somebody else writes nothing.
    if (viewer) return false;
    try {
      await keepWrite({ ...write, at: Date.now(), person: user.id, record: record.name, refusal: null, held: false });
    } catch {
      return false;
    }
    showToast(words.kept(write.title));
    return true;
  };
  return {
    keepCreation: (creation) => {
      const fields = record.title.flatMap((name) => record.field(name) ?? []);
      const title = composeTitle(
        fields,
        ({ name }) => creation.values[name],
        context,
        () => '',
      );
      return keep({
        key: creation.idempotencyKey,
        title: title || record.label.new[language],
        what: { kind: 'create', ...creation },
      });
    },
    keepChange: async (change) => {
      const { id, version, values } = change;
      const key = changeKey(record.name, id);
      const shown = overlayItem(client, record.collection, id, {});
      if (!(await keep({ key, title: shown?.title ?? '', what: { kind: 'update', ...change } }))) return null;
      return overlayItem(client, record.collection, id, values) ?? { ...values, id, version, title: '' };
    },
  };
}
