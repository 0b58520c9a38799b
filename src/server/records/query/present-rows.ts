import { composeTitle } from '../../../meta/derive/title.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Database } from '../../company.ts';
import type { Row } from '../rows.ts';
import { goneAmong } from './gone-references.ts';
import { composedTitle, type JoinedTitle } from './joined-titles.ts';
import { type PresentedField, presentationOf } from './presentation.ts';
import type { Reader } from './readable.ts';
import { addPointer, isReference, type Pointers, readTitles, titleOfReference } from './titles.ts';

/** A record as the API gives it: id, version, title, titles of what it points to, and every field the reader may see. */
export interface Item {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** Titles of what its references point to, by field; null where none may be shown. */
  readonly titles: Readonly<Record<string, string | null>>;
  /** The references that point to a record that is gone (a contact declared lost); absent where none does. */
  readonly gone?: readonly string[];
  readonly [field: string]: unknown;
}

/** What may be told of rows beside who reads them. */
export interface PresentOptions {
  /** Fields wanted, all where absent. */
  readonly wanted?: readonly string[] | undefined;
  /** Titles of references that the rows hold already. */
  readonly joined?: readonly JoinedTitle[];
}

/**
 * Takes who reads, a record type, rows of its table as PostgreSQL returns them and the transaction to read in where
 * there is one; returns them as the API gives them.
 * Fields that the reader may not see are absent; the rows themselves are taken for visible. Titles of references that
 * the rows do not hold come by one more query, without regard to the right to open them (A15).
 */
export async function presentRows(
  reader: Reader,
  record: EffectiveRecord,
  rows: readonly Row[],
  executor: Database = reader.company.database,
  { wanted, joined = [] }: PresentOptions = {},
): Promise<Item[]> {
  const [first] = rows;
  if (!first) return [];
  const { shown, references, title, titleFields } = presentationOf(reader, record, first, wanted);
  const pointing = [...references, ...title.filter(({ field }) => isReference(field))];
  const inRow = new Map(joined.map((known) => [known.field, known]));
  const pointers: Pointers = new Map();
  for (const { field, read } of pointing)
    if (!inRow.has(field)) for (const row of rows) addPointer(pointers, field, read(row));
  const titles = pointers.size > 0 ? await readTitles(reader, pointers, executor) : new Map();
  const gone = await goneAmong(reader, references, rows, executor);
  const titleReader = ({ field, read }: PresentedField): ((row: Row) => string | null) => {
    const known = inRow.get(field);
    return known ? (row) => composedTitle(reader, known, row) : (row) => titleOfReference(field, read(row), titles);
  };
  const readers = new Map(pointing.map((reference) => [reference.field, titleReader(reference)]));
  const titled = references.map(({ field }) => ({ name: field.name, read: readers.get(field) }));
  return rows.map((row) => {
    const values = title.map(({ read }) => read(row));
    const composed = composeTitle(
      titleFields,
      (field) => values[titleFields.indexOf(field)],
      reader.principal,
      (field) => readers.get(field)?.(row) ?? '',
    );
    // Filled in place: a page has some two thousand values, and a copy of each row costs as much as reading it.
    const item: Record<string, unknown> = { id: row.id, version: Number(row.version), title: composed };
    for (const { field, read } of shown) item[field.name] = read(row);
    const shownTitles: Record<string, string | null> = {};
    for (const { name, read } of titled) shownTitles[name] = read?.(row) ?? null;
    item.titles = shownTitles;
    const left = gone.filter(({ ids, read }) => ids.has(read(row) as string)).map(({ field }) => field.name);
    if (left.length > 0) item.gone = left;
    return item as Item;
  });
}
