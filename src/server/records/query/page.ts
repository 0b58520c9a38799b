import { type RawBuilder, sql } from 'kysely';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Company } from '../../company.ts';
import type { Condition } from '../../db/compared.ts';
import type { Row } from '../rows.ts';
import { rowAlias } from './compile-filter.ts';
import { allOf } from './readable.ts';
import { afterPosition, type Order, orderBy, type Position, sortValues, tooManyToSort } from './sort.ts';
import { isSurelyMore, type Sample, sampleTable } from './table-statistics.ts';

/** Which rows a list holds, before their order: see `listConditions`. */
export interface Conditions {
  /** Live rows, or those of the trash: the condition of every index. */
  readonly state: Condition;
  /** What a row met on a walk is tried by; null where every row will do. */
  readonly probe: Condition | null;
  /** The same, written to be led by indexes: a row meets one of them. */
  readonly seek: readonly (Condition | null)[];
  /** What the filter says of the first sort key: the part of its index that is worth walking. */
  readonly lead: Condition | null;
  /** Share of the table's rows that the reader may see, where it is known. */
  readonly share: number | null;
}

export interface PageRequest {
  readonly company: Company;
  readonly record: EffectiveRecord;
  readonly conditions: Conditions;
  readonly order: Order;
  readonly after: Position | null;
  /** Rows wanted; one more is read, to know whether there is a next page. */
  readonly limit: number;
  /** Columns wanted, of rows called `t`. */
  readonly columns: readonly string[];
}

export interface Page {
  readonly rows: readonly Row[];
  /** How many rows the list holds, where that came to light: not beyond `mostSorted`. */
  readonly total: number | null;
  /** What a sample of the table said, where one was taken. */
  readonly sample: Sample | null;
}

/** Rows first looked at in order, to see whether those wanted are common. */
const sampleSize = 500;
/** Of the sample, how many must do for the walk to go on. */
const commonInSample = 3;
/** Most rows of a walk that is expected to fill the page. */
const longestWalk = 4_000;
/** Most rows that are gathered and then sorted. */
const mostGathered = 20_000;
/** Most rows that are sorted by a field without an index. */
export const mostSorted = 10_000;

type Segment = 'any' | 'filled' | 'empty';

function selected(request: PageRequest): RawBuilder<unknown> {
  return sql.join([
    ...request.columns.map((name) => sql.ref(`${rowAlias}.${name}`)),
    ...sortValues(request.order, rowAlias),
  ]);
}

/** The parts of the sort index to walk: empty values of the first key come last, whichever the direction. */
function segments({ order, after }: PageRequest): readonly Segment[] {
  if (!order.keys[0]?.nullable) return ['any'];
  return after && after.values[0] === null ? ['empty'] : ['filled', 'empty'];
}

/** Reads the sort index from where the page begins, trying `within` rows at most, or all. */
async function walk(request: PageRequest, segment: Segment, limit: number, within: number | null): Promise<Row[]> {
  const { record, conditions, order, after } = request;
  const lead = order.keys[0];
  const part =
    segment === 'any' || !lead
      ? null
      : sql<boolean>`${lead.expression(rowAlias)} IS ${sql.raw(segment === 'empty' ? 'NULL' : 'NOT NULL')}`;
  const begins = segment === 'empty' && after?.values[0] !== null ? null : after;
  const where = allOf([
    conditions.state,
    conditions.lead,
    part,
    begins && afterPosition(order, begins, rowAlias, segment),
  ]);
  const table = sql`${sql.table(record.table)} AS ${sql.ref(rowAlias)}`;
  const ordered = orderBy(order, rowAlias, segment);
  const source =
    within === null
      ? sql`${table} WHERE ${allOf([where, conditions.probe])}`
      : sql`(SELECT * FROM ${table} WHERE ${where} ORDER BY ${ordered} LIMIT ${within}) AS ${sql.ref(rowAlias)} WHERE ${conditions.probe ?? sql`true`}`;
  const { rows } =
    await sql<Row>`SELECT ${selected(request)} FROM ${source} ORDER BY ${ordered} LIMIT ${limit}`.execute(
      request.company.database,
    );
  return rows;
}

/** Walks until the page is full or the list ends. */
async function walkToEnd(request: PageRequest): Promise<Row[]> {
  const wanted = request.limit + 1;
  const rows: Row[] = [];
  for (const segment of segments(request)) {
    if (rows.length < wanted) rows.push(...(await walk(request, segment, wanted - rows.length, null)));
  }
  return rows;
}

/** Walks a little: most lists fill their first page so. Null where the rows wanted are too rare for it. */
async function walkShort(request: PageRequest): Promise<Row[] | null> {
  const wanted = request.limit + 1;
  const [segment = 'any'] = segments(request);
  const sample = await walk(request, segment, wanted, sampleSize);
  if (sample.length >= wanted) return sample;
  const expected = Math.ceil((1.5 * sampleSize * wanted) / Math.max(sample.length, 1));
  if (sample.length < commonInSample || expected > longestWalk) return null;
  const rows = await walk(request, segment, wanted, expected);
  return rows.length >= wanted ? rows : null;
}

/**
 * Gathers the rows by the indexes of what they are wanted for, at most `bound` of them, then sorts. Null where there
 * are more.
 */
async function gather(request: PageRequest, bound: number): Promise<Page | null> {
  const { record, conditions, order, after } = request;
  const found = 'f';
  const values = sql.join([
    sql`${sql.ref(`${rowAlias}.id`)}`,
    ...order.keys.map((key, index) => sql`${key.expression(rowAlias)} AS ${sql.ref(`k${index}`)}`),
  ]);
  const branches = conditions.seek.map(
    (branch) =>
      sql`(SELECT ${values} FROM ${sql.table(record.table)} AS ${sql.ref(rowAlias)} WHERE ${allOf([conditions.state, branch])} LIMIT ${bound + 1})`,
  );
  // The same order, over what was gathered.
  const gathered: Order = {
    ...order,
    keys: order.keys.map((key, index) => ({ ...key, expression: (alias: string) => sql.ref(`${alias}.k${index}`) })),
  };
  const page = sql`SELECT ${sql.ref(`${found}.id`)} FROM found AS ${sql.ref(found)} WHERE ${after ? afterPosition(gathered, after, found) : sql`true`} ORDER BY ${orderBy(gathered, found)} LIMIT ${request.limit + 1}`;
  const { rows } = await sql<Row>`
    WITH found AS MATERIALIZED (${sql.join(branches, sql` UNION `)})
    SELECT counted.total AS found_total, page.* FROM (SELECT count(*)::integer AS total FROM found) AS counted LEFT JOIN LATERAL (
      SELECT ${selected(request)} FROM (${page}) AS place JOIN ${sql.table(record.table)} AS ${sql.ref(rowAlias)} ON ${sql.ref(`${rowAlias}.id`)} = place.id
      WHERE counted.total <= ${bound} ORDER BY ${orderBy(order, rowAlias)}
    ) AS page ON true`.execute(request.company.database);
  const total = Number(rows[0]?.found_total ?? 0);
  if (total > bound) return null;
  return { rows: rows.filter((row) => row.id !== null), total, sample: null };
}

/**
 * Reads one page of a list, by the shortest way: along the sort index where the rows wanted are common; by the indexes
 * of what they are wanted for, then sorted, where they are few; along the whole of the sort index where neither will
 * do. Never counts nor loads a whole table. Returns one row more than the limit where there is a next page, each with
 * its sort values as text (s0, s1…). Throws 400 `invalid-sort` where an order without an index has too many rows.
 */
export async function readPage(request: PageRequest): Promise<Page> {
  const { record, conditions, order } = request;
  if (!order.indexed) {
    const page = await gather(request, mostSorted);
    if (!page) throw tooManyToSort(order);
    return page;
  }
  if (!conditions.probe) return { rows: await walkToEnd(request), total: null, sample: null };
  // Whoever sees a row in two hundred or fewer finds nothing worth while in a sample.
  const rare = conditions.share !== null && conditions.share * sampleSize < commonInSample;
  const short = rare ? null : await walkShort(request);
  if (short) return { rows: short, total: null, sample: null };
  const sample = rare ? null : await sampleTable(request.company, record, conditions.state, conditions.probe);
  const gathered = sample && isSurelyMore(sample, mostGathered) ? null : await gather(request, mostGathered);
  return gathered ?? { rows: await walkToEnd(request), total: null, sample };
}
