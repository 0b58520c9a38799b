import { sql } from 'kysely';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { guardAdministration } from '../../access/administration.ts';
import type { Context } from '../../context.ts';
import { CarnetError } from '../../errors.ts';
import type { Values } from '../rows.ts';
import { saveRecords } from './batch.ts';
import { settleHeldOnce } from './held-once.ts';
import { restoreRecords, trashRecords } from './trash.ts';
import type { EngineTransaction, Write, WriteOptions, WriteOutcome } from './types.ts';
import { uniqueFault } from './unique.ts';

/** What a single write answers. */
export interface Written {
  readonly id: string;
  readonly version: number;
}

/** How often a transaction that lost a race (deadlock, serialisation, the same idempotency key) is tried again. */
const attempts = 4;

function isRace(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === '40P01' || code === '40001' || (code === '23505' && constraint === 'idempotency_key_pkey');
}

/** Runs `work` in a transaction, again where it lost a race. Every write goes through here. */
export async function inTransaction<Result>(
  context: Context,
  work: (transaction: EngineTransaction) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await context.company.database.transaction().execute(work);
    } catch (error) {
      if (attempt >= attempts || !isRace(error)) throw error;
    }
  }
}

async function dispatch(
  transaction: EngineTransaction,
  context: Context,
  record: EffectiveRecord,
  writes: readonly Write[],
  options: WriteOptions,
): Promise<WriteOutcome[]> {
  const outcomes: WriteOutcome[] = new Array(writes.length);
  const take = async (kinds: readonly Write['kind'][], run: (chosen: Write[]) => Promise<WriteOutcome[]>) => {
    const indexes = [...writes.keys()].filter((index) => kinds.includes(writes[index]?.kind ?? 'create'));
    if (indexes.length === 0) return;
    const found = await run(indexes.map((index) => writes[index] as Write));
    for (const [place, index] of indexes.entries()) outcomes[index] = found[place] as WriteOutcome;
  };
  await take(['create', 'update'], (chosen) => saveRecords(transaction, context, record, chosen, options));
  await take(['delete'], (chosen) =>
    trashRecords(transaction, context, record, chosen as Extract<Write, { kind: 'delete' }>[], options),
  );
  await take(['restore'], (chosen) =>
    restoreRecords(
      transaction,
      context,
      record,
      chosen.map((write) => (write as { id: string }).id),
      options,
    ),
  );
  return outcomes;
}

/**
 * Runs a batch of writes on one record type in the caller's transaction. Returns an outcome for each, in order; a
 * refused write leaves no trace and stops no other.
 */
export async function writeInTransaction(
  transaction: EngineTransaction,
  context: Context,
  record: EffectiveRecord,
  writes: readonly Write[],
  options: WriteOptions = {},
): Promise<WriteOutcome[]> {
  try {
    await sql`SAVEPOINT batch`.execute(transaction);
    const outcomes = await guardAdministration(
      transaction,
      context.principal,
      record.name,
      writes.flatMap(({ id }) => id ?? []),
      () => dispatch(transaction, context, record, writes, options),
    );
    if (!Array.isArray(outcomes)) return await byHalves(transaction, context, record, writes, options, outcomes);
    const held = await settleHeldOnce(transaction, context, record, writes, outcomes, options, (link, update) =>
      writeInTransaction(transaction, context, link, [update], { acceptRetired: true }),
    );
    if (held) return await byHalves(transaction, context, record, writes, options, held);
    await sql`RELEASE SAVEPOINT batch`.execute(transaction);
    return outcomes;
  } catch (error) {
    const fault = uniqueFault(error, context.company.model());
    if (!fault) throw error;
    return await byHalves(transaction, context, record, writes, options, fault);
  }
}

/** Takes a batch back that could not be written whole, and writes it by halves, and so on; a single write gets the fault. */
async function byHalves(
  transaction: EngineTransaction,
  context: Context,
  record: EffectiveRecord,
  writes: readonly Write[],
  options: WriteOptions,
  fault: Extract<WriteOutcome, { ok: false }>,
): Promise<WriteOutcome[]> {
  await sql`ROLLBACK TO SAVEPOINT batch`.execute(transaction);
  await sql`RELEASE SAVEPOINT batch`.execute(transaction);
  if (writes.length === 1) return [fault];
  const middle = Math.ceil(writes.length / 2);
  const first = await writeInTransaction(transaction, context, record, writes.slice(0, middle), options);
  return [...first, ...(await writeInTransaction(transaction, context, record, writes.slice(middle), options))];
}

/** Runs a batch of writes on one record type in a transaction of its own. */
export function writeBatch(
  context: Context,
  record: EffectiveRecord,
  writes: readonly Write[],
  options: WriteOptions = {},
): Promise<WriteOutcome[]> {
  return inTransaction(context, (transaction) => writeInTransaction(transaction, context, record, writes, options));
}

function writtenOrThrow(outcome: WriteOutcome | undefined): Written {
  if (!outcome) throw new CarnetError(500, 'internal');
  if (!outcome.ok)
    throw new CarnetError(outcome.status, outcome.code, {
      errors: outcome.errors,
      ...(outcome.extra ? { extra: outcome.extra } : {}),
    });
  return { id: outcome.id, version: outcome.version };
}

async function knownAnswer(
  transaction: EngineTransaction,
  context: Context,
  idempotency: NonNullable<WriteOptions['idempotency']>,
): Promise<Written | null> {
  const { rows } = await sql<{
    same: boolean;
    body: Written;
  }>`SELECT request_hash = decode(${idempotency.hash}, 'hex') AS same, body FROM idempotency_key WHERE user_id = ${context.principal.userId} AND key = ${idempotency.key}`.execute(
    transaction,
  );
  const known = rows[0];
  if (known && !known.same) throw new CarnetError(422, 'idempotency-mismatch');
  return known?.body ?? null;
}

/**
 * Creates a record with its nested children. Takes values in their JSON form; returns id and version. With an
 * idempotency key (and the hex SHA-256 of the request), a retry answers the first record instead of making another.
 * Throws CarnetError: 403, or 422 with a fault per field.
 */
export function createRecord(
  context: Context,
  record: EffectiveRecord,
  values: Values,
  options: WriteOptions & { readonly id?: string } = {},
): Promise<Written> {
  const { idempotency, id } = options;
  return inTransaction(context, async (transaction) => {
    const known = idempotency && (await knownAnswer(transaction, context, idempotency));
    if (known) return known;
    const [outcome] = await writeInTransaction(
      transaction,
      context,
      record,
      [{ kind: 'create', ...(id ? { id } : {}), values }],
      options,
    );
    const written = writtenOrThrow(outcome);
    if (idempotency)
      await sql`INSERT INTO idempotency_key (user_id, key, request_hash, status, body) VALUES (${context.principal.userId}, ${idempotency.key}, decode(${idempotency.hash}, 'hex'), 201, ${JSON.stringify(written)}::jsonb)`.execute(
        transaction,
      );
    return written;
  });
}

/**
 * Changes a record and its nested children. With `version`, a stale write throws CarnetError 409 with the record as it
 * is and the fields both changed; also throws 403, 404, 422.
 */
export async function updateRecord(
  context: Context,
  record: EffectiveRecord,
  id: string,
  values: Values,
  options: WriteOptions & { readonly version?: number } = {},
): Promise<Written> {
  const { version, ...rest } = options;
  const [outcome] = await writeBatch(
    context,
    record,
    [{ kind: 'update', id, values, ...(version === undefined ? {} : { version }) }],
    rest,
  );
  return writtenOrThrow(outcome);
}

/** Puts a record into the trash with what belongs to it. Throws CarnetError 403, 404, 409 (needed by others, stale). */
export async function deleteRecord(
  context: Context,
  record: EffectiveRecord,
  id: string,
  options: { readonly version?: number } = {},
): Promise<Written> {
  const [outcome] = await writeBatch(context, record, [{ kind: 'delete', id, ...options }]);
  return writtenOrThrow(outcome);
}

/** Takes a record out of the trash with what went there with it. Throws CarnetError 403, 404, 409. */
export async function restoreRecord(
  context: Context,
  record: EffectiveRecord,
  id: string,
  options: Pick<WriteOptions, 'moves'> = {},
): Promise<Written> {
  const [outcome] = await writeBatch(context, record, [{ kind: 'restore', id }], options);
  return writtenOrThrow(outcome);
}
