import { sql } from 'kysely';
import { isId } from '../../lib/ids.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { permissionOn } from '../../meta/permissions.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import { allOf, demandRead, type Reader, visibleRows } from '../records/query/readable.ts';
import type { Row } from '../records/rows.ts';
import { mayEditRow } from '../records/visibility.ts';

/** Takes two ids; returns them as a pair is kept. */
export function pairOf(first: string, second: string): readonly [one: string, other: string] {
  return first < second ? [first, second] : [second, first];
}

/** Takes a record's id; returns the ids of those that were said to be others. */
export async function distinctFrom(reader: Reader, id: string): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT other AS id FROM distinct_pair WHERE one = ${id} UNION ALL SELECT one FROM distinct_pair WHERE other = ${id}`.execute(
    reader.company.database,
  );
  return new Set(rows.map((row) => row.id));
}

/**
 * Says that two records are two (« ce n’est pas un doublon »), for everyone and for ever, or takes it back. Throws 403
 * where the principal may change neither, 404 where they do not see both.
 */
export async function sayDistinct(
  context: Context,
  record: EffectiveRecord,
  ids: readonly [string, string],
  distinct: boolean,
): Promise<void> {
  demandRead(context, record);
  const [one, other] = pairOf(...ids);
  const { company, principal } = context;
  const condition = allOf([
    sql<boolean>`t.id = ANY(${[one, other].filter(isId)}::uuid[])`,
    sql<boolean>`t.deleted_at IS NULL`,
    visibleRows(context, record, 't'),
  ]);
  const { rows } = await sql<Row>`SELECT t.* FROM ${sql.table(record.table)} AS t WHERE ${condition}`.execute(
    company.database,
  );
  if (rows.length < 2) throw new CarnetError(404, 'not-found');
  const { update } = permissionOn(principal.permissions, record.name);
  if (update === 'none' || !rows.some((row) => mayEditRow(principal, update, record, row)))
    throw new CarnetError(403, 'forbidden');
  if (distinct)
    await sql`INSERT INTO distinct_pair (record, one, other, said_by) VALUES (${record.name}, ${one}, ${other}, ${principal.userId}) ON CONFLICT DO NOTHING`.execute(
      company.database,
    );
  else await sql`DELETE FROM distinct_pair WHERE one = ${one} AND other = ${other}`.execute(company.database);
}
