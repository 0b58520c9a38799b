import type { Language } from '../../../lib/localized.ts';
import { importTargets } from '../../../meta/derive/import-targets.ts';
import type { EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import type { Permissions } from '../../../meta/permissions.ts';
import { recogniseTargets } from '../../../rules/column-recognition.ts';
import { type CardCells, type CardColumn, cardColumns } from '../../../rules/vcard-card.ts';
import type { CardProperty } from '../../../rules/vcard-lines.ts';
import type { FoundForForm } from '../form/open-form.ts';
import { pictureAddressOf } from '../form/picture-address.ts';
import { cardBytes } from './card-bytes.ts';

const columns = Object.keys(cardColumns) as CardColumn[];

/** Details that may have no field of their own: said in the comment then, so that nothing is lost. */
const details: readonly CardColumn[] = ['phone2', 'mobile2', 'email2', 'skype', 'linkedin', 'department', 'others'];

type Parts = Readonly<Record<string, string>>;

/** The parts of an address as people write them, which is how they are read. */
function addressText({ street, street2, postcode, city, region, country }: Parts): string {
  const town = [postcode, city].filter(Boolean).join(' ');
  const last = [town, region, country].filter(Boolean).join(', ');
  return [street, street2, last].filter(Boolean).join('\n');
}

/** A text that was placed: in a field, or in a part of one. */
interface Placed {
  readonly field: string;
  readonly part?: string | undefined;
  readonly text: string;
}

/** Takes texts and where each was placed; returns one text a field, the parts of addresses joined. */
function textsOf(placed: readonly Placed[]): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const { field, part, text } of placed) {
    const parts = placed.flatMap((other) => (other.field === field && other.part ? [[other.part, other.text]] : []));
    texts[field] = part === undefined ? text : addressText(Object.fromEntries(parts));
  }
  return texts;
}

/**
 * Takes a record type, the model, the reader's rights and language, what a card says, and what is to be said of some of
 * it until it is edited; returns what the form of a new record is opened with: each text in its field, the company by its
 * name with what else is known of it.
 */
export function foundOnCard(
  record: EffectiveRecord,
  model: Model,
  permissions: Permissions,
  language: Language,
  cells: CardCells,
  remarks: Readonly<Partial<Record<CardColumn, string>>> = {},
): FoundForForm {
  const targets = importTargets(record, model, permissions);
  const matches = recogniseTargets(
    columns.map((header, index) => ({ index, header })),
    [{ cells: columns.map((column) => cells[column] ?? null) }],
    targets,
  );
  const own: Placed[] = [];
  const inner = new Map<string, Placed[]>();
  const names = new Map<string, string>();
  const placed = new Set<CardColumn>();
  const notes: Record<string, string> = {};
  const innerNotes = new Map<string, Record<string, string>>();
  for (const { column, target: key } of matches) {
    const name = columns[column];
    const text = name && cells[name];
    const place = targets.find((target) => target.key === key)?.place;
    if (!text || !place || place.kind === 'id' || place.kind === 'referenceId') continue;
    const field = place.field.name;
    const remark = remarks[name];
    if (remark && place.kind === 'inner')
      innerNotes.set(field, { ...innerNotes.get(field), [place.inner.name]: remark });
    else if (remark) notes[field] = remark;
    if (place.kind === 'reference') names.set(field, text);
    else if (place.kind === 'inner')
      inner.set(field, [...(inner.get(field) ?? []), { field: place.inner.name, part: place.part, text }]);
    else own.push({ field, part: place.kind === 'part' ? place.part : undefined, text });
    placed.add(name);
  }
  const values = textsOf(own);
  const named = Object.fromEntries(
    [...names].map(([field, text]) => {
      const said = innerNotes.get(field);
      return [field, { text, filled: textsOf(inner.get(field) ?? []), ...(said ? { notes: said } : {}) }] as const;
    }),
  );
  const noteAt = matches.find(({ column }) => columns[column] === 'note')?.target ?? 'comment';
  if (targets.some(({ key }) => key === noteAt)) {
    const left = details.flatMap((column) => {
      const text = placed.has(column) ? undefined : cells[column];
      return text === undefined
        ? []
        : [`${cardColumns[column][language]}${language === 'fr' ? '\u00a0' : ''}: ${text}`];
    });
    const note = [values[noteAt], ...left].filter(Boolean).join('\n');
    if (note !== '') values[noteAt] = note;
  }
  return { values, named, notes, said: { source: 'phonebook' } };
}

/** Largest picture of a card that is read, in characters. */
const largestPhoto = 16 * 1024 * 1024;

/** Takes the picture of a card; returns it for the form to show, null for none, one elsewhere or one that is no picture. */
export async function photoOnCard(photo: CardProperty | undefined): Promise<string | null> {
  if (!photo || photo.value.length > largestPhoto) return null;
  const written = /^data:[^,]*;base64,(.*)$/is.exec(photo.value.trim());
  if (!written && /^[a-z][a-z0-9+.-]*:/i.test(photo.value.trim())) return null;
  const binary = cardBytes.fromBase64(written?.[1] ?? photo.value);
  if (binary === '') return null;
  const bytes = Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
  return pictureAddressOf(new Blob([bytes])).catch(() => null);
}
