import { sql } from 'kysely';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { permissionOn } from '../../meta/permissions.ts';
import type { Company } from '../company.ts';
import type { Principal } from '../context.ts';
import { rowAlias } from '../records/query/compile-filter.ts';
import { visibleRows } from '../records/query/readable.ts';

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
  const visible = visibleRows({ company, principal }, record, rowAlias);
  if (visible === null) return ids;
  if (permissionOn(principal.permissions, record.name).read === 'none' || ids.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM ${sql.table(record.table)} AS ${sql.ref(rowAlias)} WHERE id = ANY(${ids}::uuid[]) AND ${visible}
  `.execute(company.database);
  const readable = new Set(rows.map((row) => row.id));
  return ids.filter((id) => readable.has(id));
}
