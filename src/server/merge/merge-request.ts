import { sql } from 'kysely';
import { isMergeable } from '../../meta/derive/merging.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { permissionOn } from '../../meta/permissions.ts';
import type { Context } from '../context.ts';
import { CarnetError, type FieldError } from '../errors.ts';
import { type OperationRow, queueOperation } from '../operations/operation.ts';
import type { Row, Values } from '../records/rows.ts';
import { mayEditRow, mayReadRow } from '../records/visibility.ts';
import { checkValues } from '../records/write/check.ts';
import type { EngineTransaction } from '../records/write/types.ts';

/** What is merged into what. */
export interface MergeRequest {
  /** The record that stays. */
  readonly keep: string;
  /** Those that become one with it. */
  readonly merge: readonly string[];
  /** What the kept record holds afterwards, by field; of the others its own, filled in from the merged where it has none. */
  readonly values: Values;
  /** The versions that were looked at, by id. */
  readonly versions: Readonly<Record<string, number>>;
}

/** Takes what an operation was begun with. */
export function requestOf({ parameters }: OperationRow): MergeRequest {
  return parameters as unknown as MergeRequest;
}

/** Every id of a request with the place that it has in it. */
function places({ keep, merge }: Pick<MergeRequest, 'keep' | 'merge'>): (readonly [field: string, id: string])[] {
  return [['keep', keep], ...merge.map((id, index) => [`merge.${index}`, id] as const)];
}

function refuseNames({ keep, merge }: Pick<MergeRequest, 'keep' | 'merge'>): void {
  const errors = merge.flatMap((id, index): FieldError[] => {
    const code = id === keep ? 'merge-itself' : merge.indexOf(id) < index ? 'merge-twice' : null;
    return code === null ? [] : [{ field: `merge.${index}`, code }];
  });
  if (errors.length > 0) throw new CarnetError(422, 'validation-failed', { errors });
}

/** Tells whether someone may merge a record: change it, and delete it where it is not the one that is kept. */
export function mayMerge({ principal }: Context, record: EffectiveRecord, keep: string, id: string, row: Row): boolean {
  const permission = permissionOn(principal.permissions, record.name);
  const scopes = [permission.update, ...(id === keep ? [] : [permission.delete])];
  return scopes.every((scope) => mayEditRow(principal, scope, record, row));
}

/**
 * Takes records to merge and their rows by id; throws 422 naming each that is not there (or not to be seen), 403 naming
 * each that the principal may not change, or of the merged delete, 409 where one has another version than
 * was looked at.
 */
export function demandMerge(
  context: Context,
  record: EffectiveRecord,
  request: Pick<MergeRequest, 'keep' | 'merge' | 'versions'>,
  rows: ReadonlyMap<string, Row>,
): void {
  const { principal } = context;
  const permission = permissionOn(principal.permissions, record.name);
  const named = (isAtFault: (id: string, row: Row | undefined) => boolean, code: string): FieldError[] =>
    places(request).flatMap(([field, id]) => (isAtFault(id, rows.get(id)) ? [{ field, code }] : []));
  const gone = named(
    (_id, row) => !row || row.deleted_at !== null || !mayReadRow(principal, permission.read, record, row),
    'merge-gone',
  );
  if (gone.length > 0) throw new CarnetError(422, 'validation-failed', { errors: gone });
  const closed = named((id, row) => !mayMerge(context, record, request.keep, id, row ?? {}), 'forbidden');
  if (closed.length > 0) throw new CarnetError(403, 'forbidden', { errors: closed });
  const stale = named(
    (id, row) => request.versions[id] !== undefined && request.versions[id] !== row?.version,
    'version-conflict',
  );
  if (stale.length > 0) throw new CarnetError(409, 'version-conflict', { errors: stale });
}

/** Takes ids of records of one type; returns their rows by id, those in the trash too. */
export async function readAnyState(
  context: Context,
  record: EffectiveRecord,
  ids: readonly string[],
): Promise<Map<string, Row>> {
  const { rows } = await sql<Row>`SELECT * FROM ${sql.table(record.table)} WHERE id = ANY(${[...ids]}::uuid[])`.execute(
    context.company.database,
  );
  return new Map(rows.map((row) => [String(row.id), row]));
}

/** What came in, ids as the database writes them. */
function normalized(request: MergeRequest): MergeRequest {
  const versions = Object.entries(request.versions).map(([id, version]) => [id.toLowerCase(), version]);
  return {
    keep: request.keep.toLowerCase(),
    merge: request.merge.map((id) => id.toLowerCase()),
    values: request.values,
    versions: Object.fromEntries(versions),
  };
}

/**
 * Checks what is to be merged. Returns the request as it is kept, with the version of every record, and their rows.
 * Throws CarnetError 403, 409 version-conflict, 422 naming the place of each fault.
 */
export async function readMerge(
  context: Context,
  record: EffectiveRecord,
  asked: MergeRequest,
): Promise<{ readonly request: MergeRequest; readonly rows: ReadonlyMap<string, Row> }> {
  if (!isMergeable(record)) throw new CarnetError(422, 'merge-kind');
  const request = normalized(asked);
  refuseNames(request);
  const rows = await readAnyState(context, record, [request.keep, ...request.merge]);
  demandMerge(context, record, request, rows);
  const checked = checkValues(context, record, request.values, {}, { acceptRetired: true });
  const nested = Object.keys(checked.children).map((name) => ({ field: name, code: 'unknown-field' }));
  const faults = [...checked.errors, ...nested].map((error) => ({ ...error, field: `values.${error.field}` }));
  if (faults.length > 0) throw new CarnetError(422, 'validation-failed', { errors: faults });
  const versions = Object.fromEntries([...rows].map(([id, row]) => [id, Number(row.version)]));
  return { request: { ...request, versions }, rows };
}

/** Throws 409 where another merge of one of the records is under way. */
async function refuseRunning(
  transaction: EngineTransaction | Context['company']['database'],
  { keep, merge }: MergeRequest,
): Promise<void> {
  const ids = [keep, ...merge];
  const { rows } = await sql`SELECT 1 FROM operation WHERE kind = 'merge' AND state IN ('queued', 'running')
    AND (parameters->>'keep' = ANY(${ids}) OR parameters->'merge' ?| ${ids}) LIMIT 1`.execute(transaction);
  if (rows.length > 0) throw new CarnetError(409, 'merge-running');
}

/** Begins to merge records; returns the operation's id. Throws as `readMerge`, and 409 merge-running. */
export async function queueMerge(context: Context, record: EffectiveRecord, asked: MergeRequest): Promise<string> {
  const { request } = await readMerge(context, record, asked);
  await refuseRunning(context.company.database, request);
  return await queueOperation(context, 'merge', record.name, request as unknown as Record<string, unknown>);
}
