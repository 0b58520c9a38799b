import type { Condition } from '../../db/compared.ts';
import { gather } from './gather.ts';
import { readGroups } from './groups.ts';
import type { Page, PageRequest } from './page-request.ts';
import { tooManyToSort } from './sort.ts';
import { atLeast, rowsPerValue, type Sample, sampleTable } from './table-statistics.ts';
import { walkKeys, walkSome, walkToEnd } from './walk.ts';

/** Rows first looked at in order, to see whether those wanted are common. */
const firstSteps = 500;
/** Of the first steps, how many must do for the walk to go on. */
const commonInSteps = 3;
/** Most rows of a walk that goes on for what the first steps promise. */
const longestWalk = 4000;
/** Most rows of a walk that goes on for what a sample of the table promises. */
const longestPromisedWalk = 25_000;
/**
 * What trying a row of a walk costs, beside gathering one: little where its own columns tell, more where other records
 * must be asked.
 */
const plainProbe = 0.25;
const linkedProbe = 1.3;
/** Most rows that are gathered and then sorted. */
const mostGathered = 30_000;
/** Most rows that are sorted by a field without an index. */
const mostSorted = 10_000;

/** Most rows of one value of the first key that are sorted by the others. */
const largestGroup = 2000;

/** What the first steps of a walk brought: the page, or how many rows of it. */
interface Start {
  readonly page: Page | null;
  readonly hits: number;
}

async function start(request: PageRequest): Promise<Start> {
  const wanted = request.limit + 1;
  const first = await walkSome(request, firstSteps);
  if (first.length >= wanted) return { page: { rows: first, total: null, sample: null }, hits: first.length };
  const expected = Math.ceil((1.5 * firstSteps * wanted) / Math.max(first.length, 1));
  if (first.length < commonInSteps || expected > longestWalk) return { page: null, hits: first.length };
  const rows = await walkSome(request, expected);
  return { page: rows.length >= wanted ? { rows, total: null, sample: null } : null, hits: first.length };
}

/** Takes a sample; returns how many rows the list is likely to hold, 0 where so few that gathering them is quicker. */
function promisedRows({ conditions, limit }: PageRequest, { hits, seen, rows }: Sample): number {
  const promised = (hits * rows) / Math.max(seen, 1);
  // A walk tries `rows * limit / promised` rows, gathering reads `promised` of them at least.
  const fewest = Math.sqrt((limit + 1) * rows * (conditions.linked ? linkedProbe : plainProbe));
  return promised < fewest ? 0 : promised;
}

/** Goes on as far as a sample of the table promises a full page; null where it was not full in the end. */
async function walkAsPromised(request: PageRequest, sample: Sample): Promise<Page | null> {
  const wanted = request.limit + 1;
  const promised = promisedRows(request, sample);
  if (promised === 0) return null;
  const reach = Math.ceil(Math.min((3 * wanted * sample.rows) / promised, longestPromisedWalk));
  const found = await walkSome(request, reach);
  return found.length >= wanted ? { rows: found, total: null, sample } : null;
}

/** Tells whether the first of several keys leaves so many rows to sort by the others that an index had better do it. */
async function isCoarse({ company, record, order }: PageRequest): Promise<boolean> {
  const [lead, second] = order.keys;
  if (!lead?.column || !second?.indexed) return false;
  return (await rowsPerValue(company, record, lead.column)) > largestGroup;
}

/** A page of a coarse order: rows that are few are sorted, others read group by group. */
async function readCoarse(request: PageRequest, probe: Condition): Promise<Page> {
  const sample = await sampleTable(request.company, request.record, request.conditions.state, probe);
  const many = sample !== null && promisedRows(request, sample) > 0;
  const gathered = many ? null : await gather(request, mostGathered);
  return gathered ?? { rows: await readGroups(request, readPage), total: null, sample };
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
  const coarse = await isCoarse(request);
  if (!conditions.probe)
    return { rows: await (coarse ? readGroups(request, readPage) : walkToEnd(request)), total: null, sample: null };
  // Whoever sees a row in two hundred or fewer finds nothing worth while in the first steps.
  const rare = conditions.share !== null && conditions.share * firstSteps < commonInSteps;
  if (coarse && !rare) return readCoarse(request, conditions.probe);
  const { page, hits } = rare ? { page: null, hits: 0 } : await start(request);
  if (page) return page;
  // No hit at all: few rows, or rows that stand together elsewhere. Their own indexes tell which.
  const sampled = !rare && (hits > 0 || conditions.leadProbe !== null);
  const sample = sampled ? await sampleTable(request.company, record, conditions.state, conditions.probe) : null;
  if (sample && conditions.leadProbe && sample.hits >= commonInSteps)
    return { rows: await walkKeys(request), total: null, sample };
  const promised = sample && (await walkAsPromised(request, sample));
  if (promised) return promised;
  const gathered = sample && atLeast(sample) > mostGathered ? null : await gather(request, mostGathered);
  return gathered ?? { rows: await walkToEnd(request), total: null, sample };
}
