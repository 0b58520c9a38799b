import { type RawBuilder, sql } from 'kysely';
import { composeTitle } from '../../../meta/derive/title.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Database } from '../../company.ts';
import type { Row } from '../rows.ts';
import { type Reader, targetTitleFields } from './readable.ts';

/** Titles by record type and id. */
export type Titles = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Ids of records by their type. */
export type Pointers = Map<string, Set<string>>;

/** A title names what it points to by that one's title; no further. */
const deepest = 2;

/** Takes a reference field and its value; returns what it points to, undefined where it is empty. */
export function pointerOf(
  field: EffectiveField,
  value: unknown,
): { readonly record: string; readonly id: string } | undefined {
  if (typeof value === 'string') {
    const targets = field.type.targets?.(field.options) ?? [];
    return targets[0] ? { record: targets[0], id: value } : undefined;
  }
  if (value === null || typeof value !== 'object') return undefined;
  const { record, id } = value as { readonly record?: unknown; readonly id?: unknown };
  return typeof record === 'string' && typeof id === 'string' ? { record, id } : undefined;
}

/** Takes the value of a reference field and an id; returns the value that points there instead, to a record of the same type. */
export function pointingTo(present: unknown, id: string | null): unknown {
  return typeof present === 'object' && present !== null ? { ...present, id } : id;
}

export function isReference(field: EffectiveField): boolean {
  return field.type.comparison === 'reference';
}

/** Takes a reference field, its value and titles; returns the title of what it points to, null where none may be shown. */
export function titleOfReference(field: EffectiveField, value: unknown, titles: Titles): string | null {
  const pointer = pointerOf(field, value);
  return (pointer && titles.get(pointer.record)?.get(pointer.id)) || null;
}

interface Wanted {
  readonly record: EffectiveRecord;
  readonly ids: readonly string[];
  readonly fields: readonly EffectiveField[];
}

/** Columns of a title, under names that every branch of the union shares. */
function branchColumns(fields: readonly EffectiveField[], width: number): RawBuilder<unknown>[] {
  const names = fields.flatMap((field) => field.columns.map((column) => column));
  return Array.from({ length: width }, (_unused, index) => {
    const column = names[index];
    const value = !column
      ? sql`NULL`
      : column.type === 'text' || column.type === 'uuid'
        ? sql`${sql.ref(column.name)}::text`
        : sql`to_jsonb(${sql.ref(column.name)})::text`;
    return sql`${value} AS ${sql.ref(`c${index}`)}`;
  });
}

function columnValue(type: string, text: unknown): unknown {
  if (typeof text !== 'string' || type === 'text' || type === 'uuid') return text ?? null;
  const value: unknown = JSON.parse(text);
  return typeof value === 'number' && type !== 'integer' ? String(value) : value;
}

function decodeTitle(field: EffectiveField, row: Row, offset: number): unknown {
  return field.type.decode(
    field.columns.map((column, index) => columnValue(column.type, row[`c${offset + index}`])),
    field.options,
  );
}

async function readBranches(executor: Database, wanted: readonly Wanted[]): Promise<readonly Row[]> {
  const width = Math.max(...wanted.map(({ fields }) => fields.reduce((sum, field) => sum + field.columns.length, 0)));
  const branches = wanted.map(
    ({ record, ids, fields }, index) =>
      sql`SELECT ${sql.lit(index)}::integer AS source, id, ${sql.join(branchColumns(fields, width))} FROM ${sql.table(record.table)} WHERE id = ANY(${[...ids]}::uuid[])`,
  );
  const { rows } = await sql<Row>`${sql.join(branches, sql` UNION ALL `)}`.execute(executor);
  return rows;
}

/**
 * Takes ids by record type; returns the titles that the reader may be shown, those in the trash included: a label is
 * shown without right on the record (A15), unless their role hides all the fields it is made of. One query, and one
 * more where titles name other records. `executor` is the transaction to read in, where there is one.
 */
export async function readTitles(
  reader: Reader,
  pointers: Pointers,
  executor: Database = reader.company.database,
  depth = 1,
): Promise<Titles> {
  const model = reader.company.model();
  const wanted: Wanted[] = [];
  for (const [name, ids] of pointers) {
    const record = model.find(name);
    const fields = record
      ? targetTitleFields(reader, record).filter((field) => depth < deepest || !isReference(field))
      : [];
    if (record && fields.length > 0 && ids.size > 0) wanted.push({ record, ids: [...ids], fields });
  }
  if (wanted.length === 0) return new Map();
  const rows = await readBranches(executor, wanted);
  const found = rows.map((row) => {
    const source = wanted[row.source as number];
    const values = new Map<EffectiveField, unknown>();
    let offset = 0;
    for (const field of source?.fields ?? []) {
      values.set(field, decodeTitle(field, row, offset));
      offset += field.columns.length;
    }
    return { id: row.id as string, source, values };
  });
  const further: Pointers = new Map();
  for (const { values } of found)
    for (const [field, value] of values) if (isReference(field)) addPointer(further, field, value);
  const inner = further.size > 0 ? await readTitles(reader, further, executor, depth + 1) : new Map();
  const titles = new Map<string, Map<string, string>>(wanted.map(({ record }) => [record.name, new Map()]));
  for (const { id, source, values } of found) {
    if (source)
      titles.get(source.record.name)?.set(
        id,
        composeTitle(
          source.fields,
          (field) => values.get(field),
          reader.principal,
          (field, value) => titleOfReference(field, value, inner) ?? '',
        ),
      );
  }
  return titles;
}

/** Adds what a reference field's value points to. */
export function addPointer(pointers: Pointers, field: EffectiveField, value: unknown): void {
  const pointer = pointerOf(field, value);
  if (!pointer) return;
  const ids = pointers.get(pointer.record);
  if (ids) ids.add(pointer.id);
  else pointers.set(pointer.record, new Set([pointer.id]));
}
