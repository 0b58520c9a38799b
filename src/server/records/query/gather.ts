import { type RawBuilder, sql } from 'kysely';
import type { Row } from '../rows.ts';
import { rowAlias } from './compile-filter.ts';
import { afterPosition, type Order, orderBy } from './order.ts';
import type { Page, PageRequest } from './page-request.ts';
import { plannedCost } from './planned-cost.ts';
import { allOf } from './readable.ts';

/** Most rows that are gathered and then sorted. */
export const mostGathered = 30_000;

/** The statement that gathers the ids and sort keys of the rows, at most `bound` of them and one more. */
function gathering({ record, conditions, order }: PageRequest, bound: number): RawBuilder<Row> {
  const values = sql.join([
    sql`${sql.ref(`${rowAlias}.id`)}`,
    ...order.keys.map((key, index) => sql`${key.expression(rowAlias)} AS ${sql.ref(`k${index}`)}`),
  ]);
  const branches = conditions.seek.map(
    (branch) =>
      sql`(SELECT ${values} FROM ${sql.table(record.table)} AS ${sql.ref(rowAlias)} WHERE ${allOf([conditions.state, branch])} LIMIT ${bound + 1})`,
  );
  return sql<Row>`${sql.join(branches, sql` UNION `)}`;
}

/** The statement that gathers the rows and reads the page of them that is wanted. */
function gatheredPage(request: PageRequest, bound: number): RawBuilder<Row> {
  const { record, order, after } = request;
  const found = 'f';
  // The same order, over what was gathered.
  const gathered: Order = {
    ...order,
    keys: order.keys.map((key, index) => ({ ...key, expression: (alias: string) => sql.ref(`${alias}.k${index}`) })),
  };
  const page = sql`SELECT ${sql.ref(`${found}.id`)} FROM found AS ${sql.ref(found)} WHERE ${after ? afterPosition(gathered, after, found) : sql`true`} ORDER BY ${orderBy(gathered, found)} LIMIT ${request.limit + 1}`;
  return sql<Row>`
    WITH found AS MATERIALIZED (${gathering(request, bound)})
    SELECT counted.total AS found_total, page.* FROM (SELECT count(*)::integer AS total FROM found) AS counted LEFT JOIN LATERAL (
      SELECT ${request.selection} FROM (${page}) AS place JOIN ${sql.table(record.table)} AS ${sql.ref(rowAlias)} ON ${sql.ref(`${rowAlias}.id`)} = place.id
      WHERE counted.total <= ${bound} ORDER BY ${orderBy(order, rowAlias)}
    ) AS page ON true`;
}

/** Takes what is asked; returns what gathering its rows would cost: see `plannedCost`. */
export function gatheringCost(request: PageRequest): Promise<number> {
  return plannedCost(request.company, gathering(request, mostGathered));
}

/**
 * Gathers the rows by the indexes of what they are wanted for, at most `bound` of them, then sorts. Null where there
 * are more.
 */
export async function gather(request: PageRequest, bound: number): Promise<Page | null> {
  const { company } = request;
  const query = gatheredPage(request, bound);
  const rows = await company.read(query.compile(company.database));
  const total = Number(rows[0]?.found_total ?? 0);
  if (total > bound) return null;
  return { rows: rows.filter((row) => row.id !== null), total, sample: null };
}
