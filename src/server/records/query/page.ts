import type { Condition } from '../../db/compared.ts';
import { gather, gatheringCost, mostGathered } from './gather.ts';
import { readGroups } from './groups.ts';
import type { Page, PageRequest } from './page-request.ts';
import { firstSteps, isCheap, likelyTries, takeSample, tryCost, uneven, walkAsPromised } from './promised-walk.ts';
import { tooManyToSort } from './sort.ts';
import { atLeast, rowsPerValue } from './table-statistics.ts';
import { walkKeys, walkSome, walkToEnd } from './walk.ts';

/** Of the first steps, how many must do for the walk to go on. */
const commonInSteps = 3;
/** Most rows of the way to a full page, on average, for which the walk goes on for what the first steps promise. */
const longestWalk = 4000;
/** Most rows that are sorted by a field without an index. */
const mostSorted = 10_000;

/** Most rows of one value of the first key that are sorted by the others. */
const largestGroup = 8000;

/** What the first steps of a walk brought: the page, or how many rows of it. */
interface Start {
  readonly page: Page | null;
  readonly hits: number;
}

async function start(request: PageRequest): Promise<Start> {
  const wanted = request.limit + 1;
  const first = await walkSome(request, firstSteps);
  if (first.length >= wanted) return { page: { rows: first, total: null, sample: null }, hits: first.length };
  const expected = Math.ceil((firstSteps * wanted) / Math.max(first.length, 1));
  if (first.length < commonInSteps || expected > longestWalk) return { page: null, hits: first.length };
  const rows = await walkSome(request, expected * uneven);
  return { page: rows.length >= wanted ? { rows, total: null, sample: null } : null, hits: first.length };
}

/** Tells whether the first of several keys leaves so many rows to sort by the others that an index had better do it. */
async function isCoarse({ company, record, order }: PageRequest): Promise<boolean> {
  const [lead, second] = order.keys;
  if (!lead?.column || !second?.indexed) return false;
  return (await rowsPerValue(company, record, lead.column)) > largestGroup;
}

/** A page of a coarse order: rows that are few are sorted, others read group by group. */
async function readCoarse(request: PageRequest, probe: Condition): Promise<Page> {
  const cost = await gatheringCost(request);
  const cheap = isCheap(request, cost);
  const sample = cheap ? null : await takeSample(request, probe, cost);
  const many = sample !== null && likelyTries(request, sample) * tryCost(request, sample) < cost;
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
  const { conditions, order } = request;
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
  const cost = rare ? 0 : await gatheringCost(request);
  // Even where PostgreSQL is mistaken, few rows are promised by the first steps as well.
  if (isCheap(request, cost) && hits < commonInSteps) {
    const gathered = await gather(request, mostGathered);
    return gathered ?? { rows: await walkToEnd(request), total: null, sample: null };
  }
  const sample = await takeSample(request, conditions.probe, cost);
  if (sample && conditions.leadProbe && sample.hits >= commonInSteps)
    return { rows: await walkKeys(request), total: null, sample };
  const promised = sample && (await walkAsPromised(request, sample, { cost, hits }));
  if (promised) return promised;
  const gathered = sample && atLeast(sample) > mostGathered ? null : await gather(request, mostGathered);
  return gathered ?? { rows: await walkToEnd(request), total: null, sample };
}
