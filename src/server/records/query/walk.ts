import { type RawBuilder, sql } from 'kysely';
import type { Condition } from '../../db/compared.ts';
import type { Row } from '../rows.ts';
import { rowAlias } from './compile-filter.ts';
import { afterPosition, direction, orderBy } from './order.ts';
import type { PageRequest } from './page-request.ts';
import { allOf } from './readable.ts';

type Segment = 'any' | 'filled' | 'empty';

/** How far a walk goes: so many rows, all of them, or all by what the index alone tells of each. */
type Reach = number | 'end' | 'keys';

/** The parts of the sort index to walk: empty values of the first key come last, whichever the direction. */
function segments({ order, after }: PageRequest): readonly Segment[] {
  if (!order.keys[0]?.nullable) return ['any'];
  return after && after.values[0] === null ? ['empty'] : ['filled', 'empty'];
}

/** The rows of a segment from where the page begins, as the sort index tells them. */
function fromHere({ conditions, order, after }: PageRequest, segment: Segment): Condition | null {
  const lead = order.keys[0];
  const part =
    segment === 'any' || !lead
      ? null
      : sql<boolean>`${lead.expression(rowAlias)} IS ${sql.raw(segment === 'empty' ? 'NULL' : 'NOT NULL')}`;
  const begins = segment === 'empty' && after?.values[0] !== null ? null : after;
  const beyond = begins && afterPosition(order, begins, rowAlias, segment);
  return allOf([conditions.state, conditions.lead, part, beyond]);
}

function source(request: PageRequest, segment: Segment, reach: Reach): RawBuilder<unknown> {
  const { record, conditions, order } = request;
  const alias = sql.ref(rowAlias);
  const table = sql`${sql.table(record.table)} AS ${alias}`;
  const where = fromHere(request, segment);
  const probe = conditions.probe ?? sql`true`;
  if (reach === 'end') return sql`${table} WHERE ${where} AND ${probe}`;
  const ordered = orderBy(order, rowAlias, segment);
  if (reach !== 'keys')
    return sql`(SELECT * FROM ${table} WHERE ${where} ORDER BY ${ordered} LIMIT ${reach}) AS ${alias} WHERE ${probe}`;
  const lead = sql.ref(`${rowAlias}.${order.keys[0]?.column ?? 'id'}`);
  const keys = sql`SELECT ${sql.ref(`${rowAlias}.id`)}, ${lead} FROM ${table} WHERE ${allOf([where, conditions.leadProbe])} ORDER BY ${lead} ${direction(order.keys[0]?.descending === true)} OFFSET 0`;
  return sql`(${keys}) AS keys JOIN ${table} ON ${sql.ref(`${rowAlias}.id`)} = keys.id WHERE ${probe}`;
}

async function walkSegment(
  request: PageRequest,
  segment: Segment,
  limit: number,
  reach: Reach,
): Promise<readonly Row[]> {
  const order = orderBy(request.order, rowAlias, segment, reach === 'keys' ? 'keys' : rowAlias);
  const query = sql<Row>`SELECT ${request.selection} FROM ${source(request, segment, reach)} ORDER BY ${order} LIMIT ${sql.lit(limit)}`;
  const { company, conditions } = request;
  // Nothing but the place in the sort index differs from one such page to the next: one plan does for all.
  const kept = reach === 'end' && conditions.probe === null && conditions.lead === null;
  return company.read(query.compile(company.database), { kept });
}

/** Reads the sort index from where the page begins until the page is full, trying `rows` rows at most. */
export async function walkSome(request: PageRequest, rows: number): Promise<readonly Row[]> {
  const [segment = 'any'] = segments(request);
  return walkSegment(request, segment, request.limit + 1, rows);
}

/** Walks until the page is full or the list ends. */
export async function walkToEnd(request: PageRequest): Promise<Row[]> {
  const wanted = request.limit + 1;
  const rows: Row[] = [];
  for (const segment of segments(request)) {
    if (rows.length < wanted) rows.push(...(await walkSegment(request, segment, wanted - rows.length, 'end')));
  }
  return rows;
}

/**
 * Walks to the end by the first sort key alone: the index tells which rows are worth looking at. For filters such as
 * « name contains » in the order of names, whose rows stand together anywhere.
 */
export async function walkKeys(request: PageRequest): Promise<readonly Row[]> {
  return walkSegment(request, 'any', request.limit + 1, 'keys');
}
