import type { Condition } from '../../db/compared.ts';
import type { Page, PageRequest } from './page-request.ts';
import { type Sample, sampleRows, sampleTable } from './table-statistics.ts';
import { walkSome } from './walk.ts';

/** Rows first looked at in order, to see whether those wanted are common. */
export const firstSteps = 500;
/** Those looked at where the first steps do not tell whether the rows stand elsewhere. */
const furtherSteps = 2500;
/** How much longer than on average the way to a full page may be: rows of a kind stand together. */
export const uneven = 3;
/** Most rows of a walk that goes on for what a sample of the table promises. */
const longestPromisedWalk = 60_000;
/**
 * What trying a row of a walk costs, in PostgreSQL's units (see `plannedCost`): little where its own columns tell, more
 * where other records must be asked.
 */
const plainTry = 0.7;
const linkedTry = 2.8;
/** Rows that cost little more than this to gather are gathered before a sample is asked for, which costs as much. */
const cheapGathering = 2000;
/** Rows that cost more than this to gather are worth a larger sample, where the first one hit fewer than some. */
const dearGathering = 20_000;
const sureHits = 3;
const largerSample = 2;
/** Of the rows that a sample promises to some steps, the share that must be there for a walk to be worth while. */
const leastPromised = 0.25;
/** What is promised by fewer rows than this may as well be chance. */
const fewPromised = 8;

/**
 * What trying one row of a walk costs: others are asked of the rows that will do by themselves, which a sample counts;
 * before there is one, of those that the reader may see.
 */
export function tryCost({ conditions }: PageRequest, sample: Sample | null = null): number {
  if (!conditions.linked) return plainTry;
  const asked = sample && sample.seen > 0 ? sample.asked / sample.seen : (conditions.share ?? 1);
  return plainTry + linkedTry * asked;
}

/** Takes what gathering costs; tells whether that is about as little as asking a sample if there is a better way. */
export function isCheap(request: PageRequest, cost: number): boolean {
  return cost < cheapGathering + 2 * sampleRows * tryCost(request);
}

/** Samples the table for what a page asks of its rows, the longer the more gathering them would cost. */
export async function takeSample(
  { company, record, conditions }: PageRequest,
  probe: Condition,
  cost: number,
): Promise<Sample | null> {
  const own = conditions.linked ? conditions.own : null;
  const sample = (rows: number) => sampleTable(company, record, conditions.state, probe, { own, rows });
  const first = await sample(sampleRows);
  if (!first || first.hits >= sureHits || cost < dearGathering) return first;
  const more = await sample(largerSample * sampleRows);
  return (
    more && { ...more, seen: first.seen + more.seen, hits: first.hits + more.hits, asked: first.asked + more.asked }
  );
}

/** Takes a sample; returns how many rows a walk is likely to try before its page is full. */
export function likelyTries({ limit }: PageRequest, { hits, seen }: Sample): number {
  return hits === 0 ? Number.POSITIVE_INFINITY : ((limit + 1) * seen) / hits;
}

/**
 * Walks for a full page where a sample of the table promises that this is quicker than gathering. `hits` are those of
 * the first steps: where far fewer are met than promised, the rows stand together elsewhere. Null where the page was
 * not full in the end.
 */
export async function walkAsPromised(
  request: PageRequest,
  sample: Sample,
  { cost, hits }: { readonly cost: number; readonly hits: number },
): Promise<Page | null> {
  const wanted = request.limit + 1;
  const affordable = cost / tryCost(request, sample);
  const dear = affordable > 2 * longestPromisedWalk;
  const likely = likelyTries(request, sample);
  if (likely > Math.min(affordable, longestPromisedWalk)) return null;
  const found = (rows: Page['rows']): Page | null => (rows.length < wanted ? null : { rows, total: null, sample });
  const promised = sample.hits / Math.max(sample.seen, 1);
  if (!dear) {
    let met = hits;
    let steps = firstSteps;
    if (promised * steps < fewPromised && promised * furtherSteps >= fewPromised) {
      steps = furtherSteps;
      const rows = await walkSome(request, steps);
      if (rows.length >= wanted) return found(rows);
      met = rows.length;
    }
    if (met < leastPromised * promised * steps && promised * steps >= fewPromised) return null;
  }
  const reach = Math.min(Math.ceil(likely * uneven), longestPromisedWalk);
  const rows = await walkSome(request, reach);
  // A page half full is filled sooner by going on than by gathering.
  const goesOn = dear || 2 * rows.length >= wanted;
  if (rows.length >= wanted || !goesOn || reach === longestPromisedWalk) return found(rows);
  return found(await walkSome(request, dear ? longestPromisedWalk : Math.min(2 * uneven * reach, longestPromisedWalk)));
}
