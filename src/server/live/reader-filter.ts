import { sql } from 'kysely';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { permissionOn } from '../../meta/permissions.ts';
import type { Company } from '../company.ts';
import type { Principal } from '../context.ts';
import { readingKeys } from '../records/visibility.ts';

/**
 * Takes a principal, a record type and ids of it; returns those of rows the principal may read, in the trash or not:
 * who could read a record hears that it went there. No query where the right reaches all.
 */
export async function readableIds(
  company: Company,
  principal: Principal,
  record: EffectiveRecord,
  ids: readonly string[],
): Promise<readonly string[]> {
  const keys = readingKeys(principal, permissionOn(principal.permissions, record.name).read, record);
  if (keys === 'all') return ids;
  if (keys === 'none' || ids.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM ${sql.table(record.table)} WHERE id = ANY(${ids}::uuid[]) AND readers && ${keys}::uuid[]
  `.execute(company.database);
  const readable = new Set(rows.map((row) => row.id));
  return ids.filter((id) => readable.has(id));
}
