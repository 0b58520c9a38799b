import { composeTitle } from '../../../meta/derive/title.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Database } from '../../company.ts';
import { type Row, storedValue as valueIn } from '../rows.ts';
import { type Reader, readableFields, targetTitleFields } from './readable.ts';
import { addPointer, isReference, type Pointers, readTitles, titleOfReference } from './titles.ts';

/** A record as the API gives it: id, version, title, titles of what it points to, and every field the reader may see. */
export interface Item {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** Titles of what its references point to, by field; null where none may be shown. */
  readonly titles: Readonly<Record<string, string | null>>;
  readonly [field: string]: unknown;
}

/** Fields of which the row holds every column. */
function fieldsOf(reader: Reader, record: EffectiveRecord, row: Row): EffectiveField[] {
  return readableFields(reader, record).filter((field) => field.columns.every(({ name }) => name in row));
}

/**
 * Takes who reads, a record type, rows of its table as PostgreSQL returns them, the transaction to read in where
 * there is one and the fields wanted (all where absent); returns them as the API gives them. Fields that the reader may not see are absent; the rows themselves are
 * taken for visible. Titles of references come by one more query, without regard to the right to open them (A15).
 */
export async function presentRows(
  reader: Reader,
  record: EffectiveRecord,
  rows: readonly Row[],
  executor: Database = reader.company.database,
  wanted?: readonly string[],
): Promise<Item[]> {
  const [first] = rows;
  if (!first) return [];
  const fields = fieldsOf(reader, record, first);
  const titleFields = targetTitleFields(reader, record).filter((field) => fields.includes(field));
  const shown = wanted ? fields.filter((field) => wanted.includes(field.name)) : fields;
  const read = [...new Set([...shown, ...titleFields])];
  const decoded = rows.map((row) => new Map(read.map((field) => [field, valueIn(field, row)])));
  const references = read.filter(isReference);
  const pointers: Pointers = new Map();
  for (const values of decoded) for (const field of references) addPointer(pointers, field, values.get(field));
  const titles = await readTitles(reader, pointers, executor);
  return rows.map((row, index) => {
    const values = decoded[index] ?? new Map<EffectiveField, unknown>();
    const title = composeTitle(
      titleFields,
      (field) => values.get(field),
      reader.principal,
      (field, value) => titleOfReference(field, value, titles) ?? '',
    );
    // Filled in place: a page has some two thousand values, and a copy of each row costs as much as reading it.
    const item: Record<string, unknown> = { id: row.id, version: Number(row.version), title };
    for (const field of shown) item[field.name] = values.get(field) ?? null;
    const shownTitles: Record<string, string | null> = {};
    for (const field of shown)
      if (isReference(field)) shownTitles[field.name] = titleOfReference(field, values.get(field), titles);
    item.titles = shownTitles;
    return item as Item;
  });
}
