import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { rememberTitle } from '../../../fields/reference/record-title.ui.tsx';
import { targetOf } from '../../../meta/derive/links.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { type Named, named, searchedName } from '../../../rules/named-record.ts';
import { api } from '../../api/client.ts';
import { useModel } from '../../api/queries.ts';
import type { Page } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { openingMessages } from '../../language/form-opening.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { parseContextOf } from './creation.ts';
import { type FormOpening, formOpening, type WantedReference } from './opening.ts';

/** Asks which record of a type a name means. Without an answer, none is known. */
async function findNamed(record: EffectiveRecord, name: string): Promise<Named> {
  const query = { search: searchedName(name), limit: 20, count: false };
  try {
    const { items } = await api.get<Page>(`/${record.collection}`, { query });
    return named(
      name,
      items.map(({ id, title }) => ({ id, title })),
    );
  } catch {
    return { only: null, loose: false, alike: [] };
  }
}

/** What a way in found out: as an opening, references by the name alone of what they point to. */
export interface FoundForForm extends Omit<FormOpening, 'id' | 'wanted'> {
  readonly named?: Readonly<Record<string, Omit<WantedReference, 'alike'>>>;
}

/**
 * Takes a record type; returns what opens the form of a new one filled in with what a way in found out. A company that
 * is named is looked for: the one that has the name is taken, those alike are offered, and a new one otherwise.
 */
export function useOpenForm(record: EffectiveRecord): (found: FoundForForm) => Promise<void> {
  const model = useModel();
  const client = useQueryClient();
  const navigate = useNavigate();
  const words = useMessages(openingMessages);
  const context = parseContextOf(useFormatContext());
  return async ({ named: references = {}, ...found }) => {
    const values: Record<string, unknown> = { ...found.values };
    const notes: Record<string, string> = { ...found.notes };
    const wanted: Record<string, WantedReference> = {};
    for (const [name, { text, filled, ...more }] of Object.entries(references)) {
      const field = record.field(name);
      const to = field && targetOf(model, field);
      if (!to || text.trim() === '') continue;
      const { only, loose, alike } = await findNamed(to, text);
      if (only) {
        values[name] = only.id;
        rememberTitle(client, to.collection, only.id, only.title);
        if (loose) notes[name] = words.foundFor(text);
      } else {
        // What its form would refuse, without showing it, is left out.
        const readable = Object.entries(filled).filter(([inner, value]) => {
          const { type, options } = to.field(inner) ?? {};
          return type && options && type.fromText(value, options, context).ok;
        });
        wanted[name] = { ...more, text, filled: Object.fromEntries(readable), alike };
      }
    }
    await navigate({
      to: '/crm/$collection/new',
      params: { collection: record.collection },
      state: { opening: formOpening({ ...found, values, notes, wanted }) },
    });
  };
}
