import { type RawBuilder, sql } from 'kysely';
import { composeTitle } from '../../../meta/derive/title.ts';
import type { EffectiveField } from '../../../meta/effective-record.ts';
import { column } from '../../db/compared.ts';
import type { Row } from '../rows.ts';
import { type Reader, targetTitleFields } from './readable.ts';
import { isReference } from './titles.ts';

/** The title of what a reference points to, read together with the row that holds the reference. */
export interface JoinedTitle {
  readonly field: EffectiveField;
  /** Fields of the target's title that the reader may see. */
  readonly fields: readonly EffectiveField[];
  /** The names that a row gives the columns of each, in order. */
  readonly names: ReadonlyMap<EffectiveField, readonly string[]>;
  /** What to select of rows, by the alias of their table. */
  readonly selection: (alias: string) => RawBuilder<unknown>[];
}

/** Columns whose text is what a row holds: others would have to be told their type. */
const plainTypes: ReadonlySet<string> = new Set(['text', 'uuid']);

function joinedTitle(reader: Reader, field: EffectiveField, index: number): JoinedTitle | undefined {
  const targets = field.type.targets?.(field.options) ?? [];
  const pointing = field.columns[0];
  const target = targets.length === 1 ? reader.company.model().find(targets[0] ?? '') : undefined;
  if (!target || !pointing || field.columns.length !== 1) return undefined;
  const fields = targetTitleFields(reader, target);
  const columns = fields.flatMap((part) => part.columns);
  // What names other records in turn is read apart.
  if (fields.length === 0 || fields.some(isReference) || columns.some(({ type }) => !plainTypes.has(type)))
    return undefined;
  const name = (position: number) => `title${index}_${position}`;
  let position = 0;
  const names = new Map(fields.map((part) => [part, part.columns.map(() => name(position++))]));
  const row = `r${index}`;
  return {
    field,
    fields,
    names,
    selection: (alias) =>
      columns.map(
        (selected, place) =>
          sql`(SELECT ${column(row, selected.name)} FROM ${sql.table(target.table)} AS ${sql.ref(row)} WHERE ${column(row, 'id')} = ${column(alias, pointing.name)}) AS ${sql.ref(name(place))}`,
      ),
  };
}

/**
 * Takes who reads and the fields of rows that are about to be read; returns the titles that can come with them: of
 * references to one record type whose title is made of texts. As everywhere, a label is shown without more right
 * (A15), unless the reader's role hides all the fields it is made of.
 */
export function joinedTitles(reader: Reader, fields: readonly EffectiveField[]): JoinedTitle[] {
  return fields
    .filter(isReference)
    .map((field, index) => joinedTitle(reader, field, index))
    .filter((title) => title !== undefined);
}

/** Takes a title that came with a row; returns it, null where there is none to show. */
export function composedTitle(reader: Reader, { fields, names }: JoinedTitle, row: Row): string | null {
  const valueIn = (field: EffectiveField) =>
    field.type.decode(
      (names.get(field) ?? []).map((name) => row[name] ?? null),
      field.options,
    );
  return composeTitle(fields, valueIn, reader.principal, () => '') || null;
}
