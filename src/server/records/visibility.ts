import { authorField, isWordOfOne, keepsReaders } from '../../meta/derive/access.ts';
import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';
import { permissionOn, type Scope } from '../../meta/permissions.ts';
import { everyoneKey, type Principal } from '../context.ts';

type Keys = 'all' | 'none' | readonly string[];

function keysWithin(principal: Principal, scope: Scope): Keys {
  // A visitor of the portal carries no key: what they are shown is asked of the rows (`portalRows`).
  if (principal.portal) return 'none';
  if (scope === 'none' || scope === 'all') return scope;
  return [...principal.keys[scope], everyoneKey];
}

/**
 * Takes who acts, how far their right reaches and a record type; returns the keys that open a row of it: 'all' where
 * no row is closed, 'none' where all are.
 */
export function readingKeys(principal: Principal, scope: Scope, record: EffectiveRecord): Keys {
  return scope !== 'none' && !principal.portal && !keepsReaders(record) ? 'all' : keysWithin(principal, scope);
}

/** What opens a row that is about another record, by the type of that one. */
export interface AboutKeys {
  readonly field: EffectiveField;
  /** The keys that open it, by the name of the type it is about: those of the right to read that type. */
  readonly keys: ReadonlyMap<string, Keys>;
}

/** Takes who acts and a record type; returns what opens rows that are about another record, null for other types. */
export function aboutKeys(principal: Principal, record: EffectiveRecord): AboutKeys | null {
  const field = record.about && record.field(record.about.field);
  if (!field) return null;
  const targets = field.type.targets?.(field.options) ?? [];
  const keysOf = (target: string) => keysWithin(principal, permissionOn(principal.permissions, target).read);
  return { field, keys: new Map(targets.map((target) => [target, keysOf(target)])) };
}

/** Takes a record type; returns the columns of a row by which it is told who may see it and who may write it. */
export function columnsOfRights(record: EffectiveRecord): readonly string[] {
  const named = [record.personal, record.about?.field, authorField(record)];
  const fields = named.flatMap((name) => (name === undefined ? [] : (record.field(name)?.columns ?? [])));
  return [...(keepsReaders(record) ? ['readers', 'editors'] : []), ...fields.map(({ name }) => name)];
}

/** Tells whether a row is somebody else's own: nobody but the programme itself sees that. */
function isOfAnother(principal: Principal, record: EffectiveRecord, row: Readonly<Record<string, unknown>>): boolean {
  const column = record.personal && record.field(record.personal)?.columns[0]?.name;
  return column !== undefined && principal.kind !== 'system' && row[column] !== principal.userId;
}

/** Takes who acts, how far their right to change reaches, a record type and a row of it; tells whether they may. */
export function mayEditRow(
  principal: Principal,
  scope: Scope,
  record: EffectiveRecord,
  row: Readonly<Record<string, unknown>>,
): boolean {
  const keys = readingKeys(principal, scope, record);
  if (keys === 'all') return true;
  const editors = (row.editors as readonly string[] | undefined) ?? [];
  return keys !== 'none' && editors.some((editor) => keys.includes(editor) && editor !== everyoneKey);
}

/** Takes who acts, how far their right to read reaches, a record type and a row of it; tells whether they may see it. */
export function mayReadRow(
  principal: Principal,
  scope: Scope,
  record: EffectiveRecord,
  row: Readonly<Record<string, unknown>>,
): boolean {
  if (isOfAnother(principal, record, row)) return false;
  const about = scope === 'none' ? null : aboutKeys(principal, record);
  const [type, id] = about?.field.columns ?? [];
  if (about && row[id?.name ?? ''] === null) return record.personal !== undefined;
  const keys = about
    ? (about.keys.get(String(row[type?.name ?? ''])) ?? 'none')
    : readingKeys(principal, scope, record);
  return (
    keys === 'all' ||
    (keys !== 'none' && ((row.readers as readonly string[] | undefined) ?? []).some((reader) => keys.includes(reader)))
  );
}

/**
 * Takes who acts, how far their right to change reaches, a record type and a row of it; tells whether they may write its
 * values. Whoever may throw another's words away does not change what was said.
 */
export function mayWriteRow(
  principal: Principal,
  scope: Scope,
  record: EffectiveRecord,
  row: Readonly<Record<string, unknown>>,
): boolean {
  const author = isWordOfOne(record) ? record.field(authorField(record) ?? '')?.columns[0]?.name : undefined;
  const isOwn = author === undefined || principal.kind === 'system' || row[author] === principal.userId;
  return isOwn && mayEditRow(principal, scope, record, row);
}
