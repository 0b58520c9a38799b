import { sql } from 'kysely';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { permissionOn } from '../../meta/permissions.ts';
import { systemPrincipal } from '../access/principal.ts';
import type { Company } from '../company.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import { insertOperation, type OperationRow } from '../operations/operation.ts';
import { findPairsOf } from './pairs.ts';
import { comparesAll } from './read-facts.ts';
import { searchKindName } from './search-kind.ts';
import { keysOf, readSearch } from './search-state.ts';

/** Changed records whose pairs are looked for while someone waits; more are left to a search of the whole base. */
const mostAtOnce = 500;
/** How long a search that failed or was stopped is not begun again by itself. */
const pause = '10 minutes';

/** Where the pairs of a record type stand. */
export interface SearchState {
  /** When the whole base was last looked through; null before the first time. */
  readonly searchedAt: string | null;
  /** The search that is under way or waits for its turn. */
  readonly running: { readonly done: number; readonly total: number | null } | null;
}

async function runningSearch(company: Company, record: EffectiveRecord): Promise<OperationRow | undefined> {
  const { rows } = await sql<OperationRow>`
    SELECT * FROM operation WHERE kind = ${searchKindName} AND record = ${record.name} AND state IN ('queued', 'running')
    ORDER BY id LIMIT 1`.execute(company.database);
  return rows[0];
}

/** Queues a search of the whole base, unless one is under way; returns the operation's id. */
async function queueSearch(context: Context, record: EffectiveRecord): Promise<string> {
  const { company } = context;
  return await company.database.transaction().execute(async (transaction) => {
    await sql`SELECT pg_advisory_xact_lock(hashtext(${`${searchKindName} ${record.name}`}))`.execute(transaction);
    const running = await runningSearch(company, record);
    return running?.id ?? (await insertOperation(transaction, context, searchKindName, record.name, {}));
  });
}

/** Begins a search of the whole base for who sees all of it; returns the operation's id. Throws 403. */
export async function askForSearch(context: Context, record: EffectiveRecord): Promise<string> {
  const { update } = permissionOn(context.principal.permissions, record.name);
  if (update === 'none' || !comparesAll(context, record)) throw new CarnetError(403, 'forbidden');
  return await queueSearch(context, record);
}

/** Begins a search that nobody asked for, unless the last one was stopped or failed a moment ago. */
async function beginSearch(company: Company, record: EffectiveRecord): Promise<void> {
  const { rows } = await sql`
    SELECT 1 FROM operation WHERE kind = ${searchKindName} AND record = ${record.name} AND state IN ('failed', 'cancelled')
      AND ended_at > now() - ${pause}::interval LIMIT 1`.execute(company.database);
  if (rows.length > 0) return;
  await queueSearch({ company, principal: systemPrincipal(company), channel: 'job' }, record);
}

/** Takes records that have changed off the list, some of them, and looks for their pairs; returns whether there were too many. */
async function lookForDue(company: Company, record: EffectiveRecord): Promise<boolean> {
  const { rows: waiting } = await sql`
    SELECT 1 FROM duplicate_due WHERE record = ${record.name} LIMIT ${mostAtOnce + 1}`.execute(company.database);
  if (waiting.length > mostAtOnce) return true;
  if (waiting.length === 0) return false;
  await company.database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ id: string }>`
      DELETE FROM duplicate_due WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM duplicate_due WHERE record = ${record.name} LIMIT ${mostAtOnce} FOR UPDATE SKIP LOCKED
      )) RETURNING id`.execute(transaction);
    const ids = [...new Set(rows.map(({ id }) => id))];
    if (ids.length > 0) await findPairsOf(transaction, company, record, ids);
  });
  return false;
}

async function isEmpty(company: Company, record: EffectiveRecord): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM ${sql.table(record.table)} LIMIT 1`.execute(company.database);
  return rows.length === 0;
}

/**
 * Brings the pairs of a record type up to date with what was written: at once where little has changed, by a search of
 * the whole base where much has, or where there was none. Returns where they stand.
 */
export async function bringUpToDate(company: Company, record: EffectiveRecord): Promise<SearchState> {
  const keys = keysOf(record);
  const search = await readSearch(company.database, record);
  if (search?.keys !== keys && (await isEmpty(company, record)))
    await sql`
      INSERT INTO duplicate_search (record, keys) VALUES (${record.name}, ${keys})
      ON CONFLICT (record) DO UPDATE SET keys = excluded.keys, searched_at = now()`.execute(company.database);
  else if (search?.keys !== keys || (await lookForDue(company, record))) await beginSearch(company, record);
  const [last, running] = await Promise.all([readSearch(company.database, record), runningSearch(company, record)]);
  return {
    searchedAt: last ? new Date(last.searched_at).toISOString() : null,
    running: running ? { done: running.done, total: running.total } : null,
  };
}

/** Brings the pairs of every record type that has some up to date. */
export async function bringAllUpToDate(company: Company): Promise<void> {
  for (const record of company.model().records) if (record.duplicates) await bringUpToDate(company, record);
}
