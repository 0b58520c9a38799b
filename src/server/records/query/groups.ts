import { sql } from 'kysely';
import type { Row } from '../rows.ts';
import { rowAlias } from './compile-filter.ts';
import { beyond, direction, type Order, same } from './order.ts';
import type { Page, PageRequest } from './page-request.ts';
import { allOf } from './readable.ts';

/** Takes the value of the first key (null where empty) that a group ends with; returns the next one, undefined at the end. */
async function nextValue(request: PageRequest, ended: string | null | undefined): Promise<string | null | undefined> {
  const { company, record, conditions, order } = request;
  const [lead] = order.keys;
  if (!lead || ended === null) return undefined;
  const value = lead.expression(rowAlias);
  const further = ended === undefined ? null : beyond({ ...lead, nullable: false }, rowAlias, ended);
  const where = allOf([conditions.state, conditions.lead, sql<boolean>`${value} IS NOT NULL`, further]);
  const { rows } = await sql<{ value: string }>`
    SELECT ${value}::text AS value FROM ${sql.table(record.table)} AS ${sql.ref(rowAlias)} WHERE ${where}
    ORDER BY ${value} ${direction(lead.descending)} LIMIT 1`.execute(company.database);
  return rows[0]?.value ?? (lead.nullable ? null : undefined);
}

/**
 * Reads a page of a list whose first key has few values, each of many rows (a job title, then the name): group after
 * group, each by the index of the next key, since sorting a whole group would take longer. `readPage` reads a page of
 * one group.
 */
export async function readGroups(
  request: PageRequest,
  readPage: (group: PageRequest) => Promise<Page>,
): Promise<Row[]> {
  const { conditions, order, after } = request;
  const [lead, ...keys] = order.keys;
  if (!lead) return [];
  const within: Order = { keys, descending: order.descending, indexed: true };
  const rows: Row[] = [];
  let value = after ? (after.values[0] ?? null) : await nextValue(request, undefined);
  let position = after && { id: after.id, values: after.values.slice(1) };
  while (value !== undefined && rows.length <= request.limit) {
    const group = same(lead, rowAlias, value);
    const page = await readPage({
      ...request,
      order: within,
      after: position,
      limit: request.limit - rows.length,
      conditions: {
        ...conditions,
        probe: allOf([group, conditions.probe]),
        seek: conditions.seek.map((branch) => allOf([group, branch])),
        lead: null,
        leadProbe: null,
      },
    });
    rows.push(...page.rows);
    position = null;
    value = rows.length <= request.limit ? await nextValue(request, value) : undefined;
  }
  return rows.slice(0, request.limit + 1);
}
