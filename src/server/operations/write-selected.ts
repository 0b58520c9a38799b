import { isId } from '../../lib/ids.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import type { RowNote } from '../../rules/import-result.ts';
import { refusalNotes } from '../import/plan.ts';
import { type Refusal, saveRefusals } from '../import/refusals.ts';
import { noteOf } from '../import/row-values.ts';
import { readRecords } from '../records/query/read-records.ts';
import { countSelected, nextSelected, type SelectedRecords } from '../records/selected-rows.ts';
import { writeInTransaction } from '../records/write/engine.ts';
import type { Write, WriteOutcome } from '../records/write/types.ts';
import type { Job } from './operation.ts';

/** Records written in one transaction. */
const chunk = 2000;
/** Records named when they were refused; more are counted, and kept with the operation. */
const mostNamed = 100;

/** A record that a batch left as it was, and why. */
export type LeftAlone = RowNote & { readonly id: string; readonly title: string };

/** What a batch over chosen records has come to, as its result keeps it. */
interface Counted {
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly sample: { readonly refused: readonly LeftAlone[] };
}

function notesOf(record: EffectiveRecord, outcome: Extract<WriteOutcome, { ok: false }> | undefined): RowNote[] {
  return outcome ? refusalNotes(record, [], outcome) : [noteOf(null, 'not-found')];
}

/**
 * Does a batch over chosen records: two thousand and the place reached in each transaction, so that it is stopped, gone
 * on with and undone as one. `plan` takes ids and returns what is written to each: null leaves it as it is, and one that
 * is not there was not found. With `ahead` the next are found while these are changed: not where what is written takes
 * others along, as what goes to the trash does. Those refused are counted, named with their reason, and kept with the
 * operation.
 */
export async function writeSelected(
  job: Job,
  record: EffectiveRecord,
  selection: SelectedRecords,
  plan: (ids: readonly string[]) => Promise<ReadonlyMap<string, Write | null>>,
  { ahead }: { readonly ahead: boolean },
): Promise<void> {
  const { context, operation } = job;
  const named = selection.ids ? [...new Set(selection.ids.filter(isId))].sort() : null;
  let done = operation.done;
  let counted: Counted = {
    changed: 0,
    unchanged: 0,
    refused: 0,
    sample: { refused: [] },
    ...(operation.result as Partial<Counted>),
  };
  const total = operation.total ?? named?.length ?? (await countSelected(context, record, selection));
  const read = async (past: string | null): Promise<string[]> =>
    named
      ? named.filter((id) => past === null || id > past).slice(0, chunk)
      : (await nextSelected(context, record, selection, past, chunk)).filter((id) => id < operation.id);
  let ids = await read((operation.checkpoint?.after as string | undefined) ?? null);
  for (let last = ids.at(-1); last !== undefined; last = ids.at(-1)) {
    const reached = last;
    const coming = ahead ? read(reached) : undefined;
    coming?.catch(() => undefined);
    const planned = await plan(ids);
    let next = counted;
    await job.step(async (transaction) => {
      const writes = ids.flatMap((id) => planned.get(id) ?? []);
      const outcomes = await writeInTransaction(transaction, context, record, writes);
      const byId = new Map(writes.map((write, place) => [(write as { id: string }).id, outcomes[place]]));
      const refused = ids.flatMap((id) => {
        const outcome = byId.get(id);
        return outcome?.ok || planned.get(id) === null ? [] : [{ id, notes: notesOf(record, outcome) }];
      });
      const refusals = refused.map(
        ({ id, notes }): Refusal => ({ place: done + ids.indexOf(id), recordId: id, problems: notes }),
      );
      await saveRefusals(transaction, operation.id, refusals);
      const shown = refused.slice(0, Math.max(0, mostNamed - counted.sample.refused.length));
      const items = await readRecords(
        context,
        record,
        shown.map(({ id }) => id),
      );
      const titles = new Map(items.map((item) => [item.id, item.title]));
      const changed = outcomes.filter((outcome) => outcome.ok && outcome.changed).length;
      next = {
        changed: counted.changed + changed,
        unchanged: counted.unchanged + (ids.length - refused.length - changed),
        refused: counted.refused + refused.length,
        sample: {
          refused: [
            ...counted.sample.refused,
            ...shown.flatMap(({ id, notes: [note] }) => (note ? [{ id, title: titles.get(id) ?? '', ...note }] : [])),
          ],
        },
      };
      return {
        done: done + ids.length,
        total,
        checkpoint: { after: reached },
        result: next as unknown as Record<string, unknown>,
      };
    });
    counted = next;
    done += ids.length;
    ids = await (coming ?? read(reached));
  }
  await job.step(async () => ({ done, total: done, result: counted as unknown as Record<string, unknown> }));
}
