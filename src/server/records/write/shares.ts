import { sql } from 'kysely';
import { ownerField } from '../../../meta/derive/access.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Shares } from './derived.ts';
import type { EngineTransaction } from './types.ts';

/** Takes a record type and ids; returns whom each is shared with. Only records with an owner are shared by hand. */
export async function sharesOf(
  transaction: EngineTransaction,
  record: EffectiveRecord,
  ids: readonly string[],
): Promise<Map<string, Shares>> {
  const shares = new Map<string, Shares>();
  if (ownerField(record) === undefined || ids.length === 0) return shares;
  const { rows } = await sql<{ record_id: string; readers: string[]; editors: string[] }>`
    SELECT record_id, array_agg(grantee) AS readers, coalesce(array_agg(grantee) FILTER (WHERE level = 'edit'), '{}') AS editors
    FROM record_share WHERE record_id = ANY(${ids as string[]}::uuid[]) GROUP BY record_id`.execute(transaction);
  for (const row of rows) shares.set(row.record_id, { readers: row.readers, editors: row.editors });
  return shares;
}
