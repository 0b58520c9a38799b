import { sql } from 'kysely';
import { duplicateKeysColumn } from '../../meta/derive/storage.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import type { Comparable } from '../../rules/duplicates/likeness.ts';
import type { Company } from '../company.ts';
import { column } from '../db/compared.ts';
import type { Job, OperationKind } from '../operations/operation.ts';
import { refreshRows } from '../records/write/refresh.ts';
import { mostOfKey } from './candidates.ts';
import { pairOf } from './distinct.ts';
import { storePairs, suspectedAmong, wholeReader } from './pairs.ts';
import { readFacts } from './read-facts.ts';
import { hasPresentKeys, keysOf } from './search-state.ts';

export const searchKindName = 'duplicates';

/** Rows whose keys are made anew in one transaction. */
const rowsAtOnce = 500;
/** Records whose keys are compared at once: enough that a base is gone through a few times only. */
const recordsAtOnce = 50_000;
/** Pairs that are judged together. */
const pairsAtOnce = 2_000;
/** Records whose facts are held while their pairs are judged. */
const mostHeld = 20_000;

/** How far a search is: first the keys, where they are of another version, then the pairs, a slice of the keys at a time. */
interface Reached {
  readonly phase: 'keys' | 'pairs';
  readonly after?: string;
  readonly slice?: number;
  /** When the pairs were begun to be looked for. */
  readonly since?: string;
}

async function countRows(company: Company, record: EffectiveRecord): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM ${sql.table(record.table)}`.execute(
    company.database,
  );
  return rows[0]?.count ?? 0;
}

/** Makes the keys of every row anew. */
async function makeKeys(job: Job, record: EffectiveRecord, from: string | undefined, total: number): Promise<void> {
  const { company, context } = job;
  let after = from ?? '00000000-0000-0000-0000-000000000000';
  let { done } = job.operation;
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      SELECT id FROM ${sql.table(record.table)} WHERE id > ${after} ORDER BY id LIMIT ${rowsAtOnce}`.execute(
      company.database,
    );
    const last = rows.at(-1)?.id;
    if (last === undefined) return;
    done += rows.length;
    await job.step(async (transaction) => {
      await refreshRows(
        transaction,
        context,
        company.model(),
        record,
        rows.map(({ id }) => id),
      );
      return { done, total, checkpoint: { phase: 'keys', after: last } };
    });
    after = last;
  }
}

/** Takes a slice of the keys; returns the records that have one of them in common, a group for each key. */
async function groupsIn(company: Company, record: EffectiveRecord, slice: number, slices: number): Promise<string[][]> {
  const { rows } = await sql<{ ids: string[] }>`
    SELECT array_agg(id) AS ids FROM (
      SELECT t.id, unnest(${column('t', duplicateKeysColumn)}) AS key FROM ${sql.table(record.table)} AS t
      WHERE t.deleted_at IS NULL
    ) AS keyed
    WHERE key & 1 = 0 AND (key::bigint + 2147483648) / 2 % ${slices}::bigint = ${slice}::bigint
    GROUP BY key HAVING count(*) BETWEEN 2 AND ${mostOfKey}`.execute(company.database);
  return rows.map(({ ids }) => ids);
}

/** Takes groups of records; gives every two of a group, some at a time, each pair once among those given together. */
function* pairsIn(groups: readonly (readonly string[])[]): Generator<(readonly [string, string])[]> {
  let pairs = new Map<string, readonly [string, string]>();
  for (const ids of groups)
    for (const [place, first] of ids.entries())
      for (const second of ids.slice(place + 1)) {
        const pair = pairOf(first, second);
        pairs.set(pair.join(), pair);
        if (pairs.size < pairsAtOnce) continue;
        yield [...pairs.values()];
        pairs = new Map();
      }
  if (pairs.size > 0) yield [...pairs.values()];
}

/**
 * Judges every two of the groups and keeps those that are likely to be one, some pairs a step: whoever waits for another
 * batch, or stops this one, waits for no more than that. Where it goes on, these groups are judged again.
 */
async function judgeAll(job: Job, record: EffectiveRecord, groups: readonly (readonly string[])[]): Promise<void> {
  const reader = wholeReader(job.company);
  const held = new Map<string, Comparable>();
  for (const pairs of pairsIn(groups)) {
    if (held.size > mostHeld) held.clear();
    const missing = [...new Set(pairs.flat())].filter((id) => !held.has(id));
    for (const [id, facts] of await readFacts(reader, record, missing)) held.set(id, facts);
    const found = await suspectedAmong(reader, record, pairs, held);
    await job.step(async (transaction) => {
      await storePairs(transaction, record, found);
      return {};
    });
  }
}

/** Looks through the whole base for records that are likely to be one. What was found before and is so no more goes. */
export const searchDuplicatesKind: OperationKind = {
  name: searchKindName,
  label: { fr: 'Recherche de doublons', en: 'Search for duplicates' },
  undoable: false,
  channel: 'job',
  givesWay: true,
  run: async (job) => {
    const { company, operation } = job;
    const record = company.model().record(operation.record ?? '');
    const keys = keysOf(record);
    const reached = operation.checkpoint as Reached | null;
    const stale = reached ? reached.phase === 'keys' : !(await hasPresentKeys(company.database, record));
    const count = await countRows(company, record);
    const before = stale ? count : (operation.total ?? count) - count;
    const total = before + count;
    if (stale) await makeKeys(job, record, reached?.after, total);
    const slices = Math.max(1, Math.ceil(count / recordsAtOnce));
    let since = reached?.since;
    for (let slice = reached?.slice ?? 0; slice < slices; slice++) {
      if (since === undefined)
        await job.step(async (transaction) => {
          // What changes from here on is looked for again.
          await sql`DELETE FROM duplicate_due WHERE record = ${record.name}`.execute(transaction);
          const { rows } = await sql<{ now: string }>`SELECT now()::text AS now`.execute(transaction);
          since = rows[0]?.now;
          return { done: before, total, checkpoint: { phase: 'pairs', slice: 0, since } };
        });
      await judgeAll(job, record, await groupsIn(company, record, slice, slices));
      const done = before + Math.round((count * (slice + 1)) / slices);
      await job.step(async () => ({ done, total, checkpoint: { phase: 'pairs', slice: slice + 1, since } }));
    }
    await job.step(async (transaction) => {
      await sql`DELETE FROM duplicate_pair WHERE record = ${record.name} AND found_at < ${since}::timestamptz`.execute(
        transaction,
      );
      await sql`
        INSERT INTO duplicate_search (record, keys, searched_at) VALUES (${record.name}, ${keys}, ${since}::timestamptz)
        ON CONFLICT (record) DO UPDATE SET keys = excluded.keys, searched_at = excluded.searched_at`.execute(
        transaction,
      );
      const { rows } = await sql<{ pairs: number }>`
        SELECT count(*)::int AS pairs FROM duplicate_pair WHERE record = ${record.name}`.execute(transaction);
      return { done: total, total, result: { pairs: rows[0]?.pairs ?? 0 } };
    });
  },
};
