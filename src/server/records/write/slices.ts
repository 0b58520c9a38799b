/** Items of a slice, and slices at work at once. */
const size = 200;
const atOnce = 3;

/**
 * Goes through a batch in slices, a few at work at once on the same connection: PostgreSQL writes one while the next is
 * being made. Waits until none is at work any more, then throws the fault that came first (those after it only tell
 * that the transaction is aborted).
 */
export async function inSlices<Item>(
  items: readonly Item[],
  work: (slice: readonly Item[]) => Promise<void>,
): Promise<void> {
  const started: Promise<void>[] = [];
  const faults: unknown[] = [];
  for (let begin = 0; begin < items.length && faults.length === 0; begin += size) {
    started.push(
      work(items.slice(begin, begin + size)).catch((fault: unknown) => {
        faults.push(fault);
      }),
    );
    await started[started.length - atOnce];
  }
  await Promise.all(started);
  if (faults.length > 0) throw faults[0];
}
