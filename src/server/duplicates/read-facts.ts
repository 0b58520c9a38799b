import { sql } from 'kysely';
import { duplicateFacts } from '../../meta/derive/duplicate-facts.ts';
import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';
import { type Comparable, comparable } from '../../rules/duplicates/likeness.ts';
import { systemPrincipal } from '../access/principal.ts';
import type { Database } from '../company.ts';
import { column } from '../db/compared.ts';
import { allOf, isReadable, mayRead, type Reader, visibleRows } from '../records/query/readable.ts';
import {
  addPointer,
  isReference,
  type Pointers,
  readTitles,
  type Titles,
  titleOfReference,
} from '../records/query/titles.ts';
import { type Row, storedValue, type Values } from '../records/rows.ts';
import { checkValue } from '../records/write/check.ts';

/** The fields that a record type is compared by and that the reader may see. */
function comparedFields(reader: Reader, record: EffectiveRecord, of: EffectiveRecord = record): EffectiveField[] {
  const { name, firstName, evidence = [] } = record.duplicates ?? {};
  const names = new Set([name, firstName, ...evidence.map(({ field }) => field)]);
  return of.fields.filter((field) => names.has(field.name) && isReadable(reader, of, field));
}

/** Takes who reads and a record type; returns the names of the fields that its records are compared by and that they may see. */
export function comparedNames(reader: Reader, record: EffectiveRecord): ReadonlySet<string> {
  return new Set(comparedFields(reader, record).map(({ name }) => name));
}

/** Tells whether the reader sees all that records of the type are compared by, of every record. */
export function comparesAll(reader: Reader, record: EffectiveRecord): boolean {
  const children = comparedChildren(reader, record);
  const system = { ...reader, principal: systemPrincipal(reader.company) };
  const sees = (of: EffectiveRecord) =>
    visibleRows(reader, of, 't') === null &&
    comparedFields(reader, record, of).length === comparedFields(system, record, of).length;
  return sees(record) && (comparedChildren(system, record) === null || (children !== null && sees(children.child)));
}

async function readValues(
  reader: Reader,
  record: EffectiveRecord,
  fields: readonly EffectiveField[],
  by: string,
  ids: readonly string[],
  executor: Database,
): Promise<{ readonly id: string; readonly values: Values }[]> {
  const columns = fields.flatMap((field) => field.columns.map(({ name }) => column('t', name)));
  const condition = allOf([
    sql<boolean>`${column('t', by)} = ANY(${[...ids]}::uuid[])`,
    sql<boolean>`t.deleted_at IS NULL`,
    visibleRows(reader, record, 't'),
  ]);
  const { rows } = await sql<Row>`
    SELECT ${sql.join([sql`${column('t', by)} AS found_by`, ...columns])} FROM ${sql.table(record.table)} AS t
    WHERE ${condition}`.execute(executor);
  return rows.map((row) => ({
    id: row.found_by as string,
    values: Object.fromEntries(fields.map((field) => [field.name, storedValue(field, row)])),
  }));
}

/** The children that a record is compared by too, where the reader may see some. */
function comparedChildren(reader: Reader, record: EffectiveRecord) {
  const declaration = record.through && record.children?.[record.through.children];
  const child = declaration && reader.company.model().find(declaration.record);
  const via = declaration && child?.field(declaration.via)?.columns[0]?.name;
  return child && via && mayRead(reader, child) ? { child, via, fields: comparedFields(reader, record, child) } : null;
}

/** Adds what the references among values point to. */
function addPointers(pointers: Pointers, fields: readonly EffectiveField[], values: Values): void {
  for (const field of fields) if (isReference(field)) addPointer(pointers, field, values[field.name] ?? null);
}

/** Takes titles; returns how a reference's value is named by them. */
function titleReader(titles: Titles) {
  return (field: EffectiveField, value: unknown): string | null => titleOfReference(field, value, titles);
}

/**
 * Takes who reads, a record type and ids; returns what is known of the live records among them that the reader may see,
 * ready to be compared, by id. What the reader may not see is not compared, so that no answer tells of it.
 */
export async function readFacts(
  reader: Reader,
  record: EffectiveRecord,
  ids: readonly string[],
  executor: Database = reader.company.database,
): Promise<Map<string, Comparable>> {
  const found = new Map<string, Comparable>();
  if (ids.length === 0 || !mayRead(reader, record)) return found;
  const fields = comparedFields(reader, record);
  const children = comparedChildren(reader, record);
  const rows = await readValues(reader, record, fields, 'id', ids, executor);
  const links = children ? await readValues(reader, children.child, children.fields, children.via, ids, executor) : [];
  const pointers: Pointers = new Map();
  for (const { values } of rows) addPointers(pointers, fields, values);
  for (const { values } of links) addPointers(pointers, children?.fields ?? [], values);
  const titleOf = titleReader(await readTitles(reader, pointers, executor));
  const linksOf = new Map<string, { record: EffectiveRecord; values: Values }[]>(rows.map(({ id }) => [id, []]));
  for (const { id, values } of links) if (children) linksOf.get(id)?.push({ record: children.child, values });
  for (const { id, values } of rows) {
    const facts = duplicateFacts(record, values, titleOf, linksOf.get(id));
    if (facts) found.set(id, comparable(facts));
  }
  return found;
}

/**
 * Takes who types, a record type and the values of a form, in their JSON form; returns what is known of what is being
 * typed. What is no value yet, or is hidden from who types, is left out.
 */
export async function draftFacts(reader: Reader, record: EffectiveRecord, given: Values): Promise<Comparable | null> {
  const fields = comparedFields(reader, record);
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    const checked = checkValue(field, given[field.name], null, true);
    if ('value' in checked) values[field.name] = checked.value;
  }
  const pointers: Pointers = new Map();
  addPointers(pointers, fields, values);
  const facts = duplicateFacts(record, values, titleReader(await readTitles(reader, pointers)));
  return facts && comparable(facts);
}
