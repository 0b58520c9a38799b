/** How far a batch was at a moment: `at` in milliseconds of any clock, `done` in rows. */
export interface ProgressPoint {
  readonly at: number;
  readonly done: number;
}

/** How long one looks back to tell a rate, in milliseconds: long enough to be steady, short enough to be true. */
const window = 15_000;
/** Nothing is told from less, in milliseconds. */
const least = 1_500;

/** Takes the points seen so far and a new one; returns those worth keeping, the new one last. A batch that began again is seen anew. */
export function addPoint(points: readonly ProgressPoint[], point: ProgressPoint): readonly ProgressPoint[] {
  const last = points.at(-1);
  if (last && point.done < last.done) return [point];
  if (last && point.done === last.done) return points;
  return [...points.filter(({ at }) => point.at - at <= window), point];
}

/** Takes the points seen; returns rows per second, or null while too little is known. */
export function rateOf(points: readonly ProgressPoint[]): number | null {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || last.at - first.at < least) return null;
  return ((last.done - first.done) * 1000) / (last.at - first.at);
}

/** Takes a rate, the rows done and all rows (null: unknown); returns the seconds left, or null. */
export function secondsLeft(rate: number | null, done: number, total: number | null): number | null {
  return rate === null || rate <= 0 || total === null ? null : Math.max(0, (total - done) / rate);
}
