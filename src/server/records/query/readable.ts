import { sql } from 'kysely';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import { fieldAccess, permissionOn } from '../../../meta/permissions.ts';
import { type Context, everyoneKey } from '../../context.ts';
import { type Condition, column } from '../../db/compared.ts';
import { CarnetError } from '../../errors.ts';
import { aboutKeys, readingKeys } from '../visibility.ts';
import { isShownOnPortal, portalRows } from './portal-rows.ts';

/** Who reads, and the model they read by. */
export type Reader = Pick<Context, 'company' | 'principal'>;

/** Tells whether the reader may see anything of a record type. */
export function mayRead({ principal }: Reader, record: EffectiveRecord): boolean {
  return permissionOn(principal.permissions, record.name).read !== 'none';
}

/**
 * Tells whether the reader may see a field: nobody sees what an administrator hid, nor what their role hides; a field
 * of the primary child is hidden where it is hidden on the child too.
 */
export function isReadable(reader: Reader, record: EffectiveRecord, field: EffectiveField): boolean {
  if (field.hidden && field.kind !== 'system') return false;
  const { permissions, portal } = reader.principal;
  if (portal && !isShownOnPortal(portal, record, field)) return false;
  if (fieldAccess(permissionOn(permissions, record.name), field.name) === 'none') return false;
  const child = field.children && record.children?.[field.children]?.record;
  return !child || fieldAccess(permissionOn(permissions, child), field.name) !== 'none';
}

/** Takes a record type; returns its fields that the reader may see, in order. */
export function readableFields(reader: Reader, record: EffectiveRecord): EffectiveField[] {
  return record.fields.filter((field) => isReadable(reader, record, field));
}

/** More keys than this are looked up by hashing, since `&&` compares each with each. */
const fewKeys = 8;

/**
 * How a row's readers are compared: `index` so that the index of readers can lead to the rows, `row` the quickest way
 * for one row after the other (most rows have one reader or two).
 */
export type ReadersForm = 'index' | 'row';

function openTo(
  alias: string,
  keys: 'all' | 'none' | readonly string[],
  name: 'readers' | 'editors',
  form: ReadersForm,
): Condition | null {
  if (keys === 'all') return null;
  if (keys === 'none') return sql`false`;
  const target = column(alias, name);
  const overlap: Condition = sql`${target} && ${keys}::uuid[]`;
  if (form === 'index' || keys.length <= fewKeys) return overlap;
  return sql`(${target}[1] = ANY(${keys}::uuid[]) OR ${target}[2] = ANY(${keys}::uuid[]) OR (cardinality(${target}) > 2 AND ${overlap}))`;
}

/** The condition that a row is about a record that the reader may see, and nobody else's own. */
function visibleAbout(reader: Reader, record: EffectiveRecord, alias: string, form: ReadersForm): Condition | null {
  const { principal } = reader;
  const about = aboutKeys(principal, record);
  const [type, id] = about?.field.columns ?? [];
  if (!about || !type || !id) return sql`false`;
  const types = column(alias, type.name);
  const open = [...about.keys].flatMap(([target, keys]) =>
    keys === 'none' ? [] : (allOf([sql<boolean>`${types} = ${target}`, openTo(alias, keys, 'readers', form)]) ?? []),
  );
  const personal = record.personal && record.field(record.personal)?.columns[0]?.name;
  // What is about nothing in particular is its owner's alone.
  if (personal) open.push(sql`${column(alias, id.name)} IS NULL`);
  return allOf([
    open.length === 0 ? sql`false` : sql`(${sql.join(open, sql` OR `)})`,
    personal && principal.kind !== 'system' ? sql`${column(alias, personal)} = ${principal.userId}` : null,
  ]);
}

/** Takes a record type and the alias of its table; returns the condition that the reader may see a row, null for all. */
export function visibleRows(
  reader: Reader,
  record: EffectiveRecord,
  alias: string,
  form: ReadersForm = 'row',
): Condition | null {
  const { read } = permissionOn(reader.principal.permissions, record.name);
  if (reader.principal.portal) return read === 'none' ? sql`false` : portalRows(reader, record, alias);
  if (record.about && read !== 'none') return visibleAbout(reader, record, alias, form);
  return openTo(alias, readingKeys(reader.principal, read, record), 'readers', form);
}

/** Like visibleRows, of rows in the trash: those that the reader could delete. */
export function visibleTrash(reader: Reader, record: EffectiveRecord, alias: string): Condition | null {
  const scope = permissionOn(reader.principal.permissions, record.name).delete;
  if (reader.principal.portal) return sql`false`;
  const keys = readingKeys(reader.principal, scope, record);
  const own = Array.isArray(keys) ? keys.filter((key) => key !== everyoneKey) : keys;
  return allOf([visibleRows(reader, record, alias), openTo(alias, own, 'editors', 'row')]);
}

/** Throws `forbidden` where the reader may see nothing of a record type (or may empty its trash of nothing). */
export function demandRead(reader: Reader, record: EffectiveRecord, trash = false): void {
  const permission = permissionOn(reader.principal.permissions, record.name);
  if (permission.read === 'none' || (trash && permission.delete === 'none')) throw new CarnetError(403, 'forbidden');
}

/** Takes conditions, null where there is none; returns the one that holds when all do, null for none. */
export function allOf(conditions: readonly (Condition | null)[]): Condition | null {
  const given = conditions.filter((condition) => condition !== null);
  if (given.length < 2) return given[0] ?? null;
  return sql`(${sql.join(given, sql` AND `)})`;
}

/** Takes a record type; returns the fields of its title that the reader may see: a label is shown without more right. */
export function targetTitleFields(reader: Reader, record: EffectiveRecord): EffectiveField[] {
  return record.title
    .map((name) => record.field(name))
    .filter((field) => field !== undefined && isReadable(reader, record, field)) as EffectiveField[];
}
