import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { rememberTitle } from '../../../fields/reference/record-title.ui.tsx';
import { sortKey } from '../../../lib/text.ts';
import { targetOf } from '../../../meta/derive/links.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { splitLegalForm } from '../../../rules/legal-forms.ts';
import { api } from '../../api/client.ts';
import { useModel } from '../../api/queries.ts';
import type { Page } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { formMessages } from '../../language/form.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { parseContextOf } from './creation.ts';
import { type FormOpening, formOpening, type WantedReference } from './opening.ts';

type Alike = WantedReference['alike'];

/** Records that a person is shown to choose from. */
const mostAlike = 3;

/** What a search by name came to: the one record that has it, or those that may be meant. */
export interface Named {
  readonly only: Alike[number] | null;
  /** Whether the only one is written otherwise (« SARL » left out): worth a look. */
  readonly loose: boolean;
  readonly alike: Alike;
}

/** Takes a name and records whose titles hold its words; returns which of them it names. */
export function named(name: string, found: Alike): Named {
  const wanted = splitLegalForm(sortKey(name));
  const same = found.filter(({ title }) => sortKey(title) === sortKey(name));
  // Without its legal form it is the same company, unless both say one and they differ.
  const close = found.filter(({ title }) => {
    const other = splitLegalForm(sortKey(title));
    return other.name === wanted.name && (other.form === '' || wanted.form === '' || other.form === wanted.form);
  });
  const [exact, almost] = [same.length === 1 ? same[0] : undefined, close.length === 1 ? close[0] : undefined];
  const only = exact ?? (same.length === 0 ? almost : undefined) ?? null;
  return { only, loose: only !== null && !exact, alike: (close.length > 0 ? close : found).slice(0, mostAlike) };
}

/** Asks which record of a type a name means. Without an answer, none is known. */
async function findNamed(record: EffectiveRecord, name: string): Promise<Named> {
  const search = splitLegalForm(sortKey(name)).name;
  try {
    const { items } = await api.get<Page>(`/${record.collection}`, { query: { search, limit: 20, count: false } });
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
  readonly named?: Readonly<Record<string, Pick<WantedReference, 'text' | 'filled'>>>;
}

/**
 * Takes a record type; returns what opens the form of a new one filled in with what a way in found out. A company that
 * is named is looked for: the one that has the name is taken, those alike are offered, and a new one otherwise.
 */
export function useOpenForm(record: EffectiveRecord): (found: FoundForForm) => Promise<void> {
  const model = useModel();
  const client = useQueryClient();
  const navigate = useNavigate();
  const words = useMessages(formMessages);
  const context = parseContextOf(useFormatContext());
  return async ({ named: references = {}, ...found }) => {
    const values: Record<string, unknown> = { ...found.values };
    const notes: Record<string, string> = { ...found.notes };
    const wanted: Record<string, WantedReference> = {};
    for (const [name, { text, filled }] of Object.entries(references)) {
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
        wanted[name] = { text, filled: Object.fromEntries(readable), alike };
      }
    }
    await navigate({
      to: '/crm/$collection/new',
      params: { collection: record.collection },
      state: { opening: formOpening({ ...found, values, notes, wanted }) },
    });
  };
}
