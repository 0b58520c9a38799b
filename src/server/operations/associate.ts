import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';
import type { RowNote } from '../../rules/import-result.ts';
import type { Context } from '../context.ts';
import { refusalNotes } from '../import/plan.ts';
import { noteOf } from '../import/row-values.ts';
import { presentRows } from '../records/query/present-rows.ts';
import { readRecords } from '../records/query/read-records.ts';
import {
  countSelected,
  demandSelection,
  nextSelected,
  readSelected,
  type SelectedRecords,
} from '../records/selected-rows.ts';
import { writeInTransaction } from '../records/write/engine.ts';
import type { EngineTransaction, Write, WriteOutcome } from '../records/write/types.ts';
import { type AssociateEnd, type Step, type StepState, statesOf, stepsOf } from './association-steps.ts';
import { type OperationKind, queueOperation } from './operation.ts';
import type { LeftAlone } from './write-selected.ts';

/** Records to be associated, and what with. */
export interface AssociateRequest {
  readonly selection: SelectedRecords;
  readonly ends: readonly AssociateEnd[];
}

/** Links looked for in one transaction, at most. */
const chunk = 2000;
/** Records looked at before a batch, records shown, and records named that it left alone. */
const mostExamined = 50_000;
const mostShown = 20_000;
const mostNamed = 100;

/** What associating would do to each record (F108, F115). */
export interface AssociatePreview {
  /** How many records are chosen, and how many of them were looked at. */
  readonly count: number;
  readonly examined: number;
  /** The links that each is to have, in the order they are made. */
  readonly steps: readonly {
    readonly link: string;
    readonly target: string;
    readonly title: string;
    readonly within: number | null;
    readonly implied: boolean;
  }[];
  /**
   * Of the links looked for: those to be made, those that are there, those that have ended. Of the records: those that
   * are gone, and left out.
   */
  readonly counts: Readonly<Record<StepState, number>>;
  readonly items: readonly { readonly id: string; readonly title: string; readonly states: readonly StepState[] }[];
  readonly more: boolean;
}

/** Tells whether what a step finds on a record is told: not what nobody asked for, nor what is told with another step. */
function isTold(steps: readonly Step[], states: readonly StepState[], place: number): boolean {
  const { within, implied } = steps[place] as Step;
  if (implied && states[place] === 'there') return false;
  return within === null || states[within] !== 'ended';
}

/** Tells what associating would do to each record. Throws 403, 400 invalid-filter, 422 naming what is at fault. */
export async function previewAssociation(
  context: Context,
  record: EffectiveRecord,
  { selection, ends }: AssociateRequest,
): Promise<AssociatePreview> {
  demandSelection(selection);
  const steps = await stepsOf(context, record, ends);
  const counts = { new: 0, there: 0, ended: 0, gone: 0 };
  const items: AssociatePreview['items'][number][] = [];
  let examined = 0;
  for await (const { rows, executor } of readSelected(context, record, selection)) {
    const ids = rows.map((row) => row.id as string);
    const states = await statesOf(context, executor, record, steps, ids);
    for (const found of states.values())
      if (found[0] === 'gone') counts.gone++;
      else for (const [place, state] of found.entries()) if (isTold(steps, found, place)) counts[state]++;
    const shown = rows.slice(0, mostShown - items.length);
    for (const { id, title } of await presentRows(context, record, shown, executor, { wanted: [] }))
      items.push({ id, title, states: states.get(id) ?? [] });
    examined += rows.length;
    if (examined >= mostExamined) break;
  }
  const count = examined < mostExamined ? examined : await countSelected(context, record, selection);
  return {
    count,
    examined,
    steps: steps.map(({ association, target, title, within, implied }) => ({
      link: association.link.name,
      target,
      title,
      within,
      implied,
    })),
    counts,
    items,
    more: items.length < count,
  };
}

/** Begins to associate records with others; returns the operation's id. Throws 403, 422 naming what is at fault. */
export async function queueAssociation(
  context: Context,
  record: EffectiveRecord,
  request: AssociateRequest,
): Promise<string> {
  demandSelection(request.selection);
  await stepsOf(context, record, request.ends);
  return await queueOperation(context, 'associate', record.name, request as unknown as Record<string, unknown>);
}

/** Takes what an operation was asked; returns it in the form of today: one type of link and its targets were its end once. */
function requestOf(parameters: Readonly<Record<string, unknown>>): AssociateRequest {
  const { selection, ends, link, targets } = parameters as unknown as AssociateRequest & AssociateEnd;
  return { selection, ends: ends ?? [{ link, targets }] };
}

interface Counted {
  readonly created: number;
  readonly skipped: number;
  readonly refused: number;
  readonly sample: { readonly refused: readonly LeftAlone[]; readonly skipped: readonly LeftAlone[] };
}

/** A link that was not made: of which record, to what, and why. */
interface Unmade {
  readonly id: string;
  readonly kind: 'skipped' | 'refused';
  readonly note: RowNote;
}

/** Takes a field that points to the records and one of them; returns how it is written. */
function pointerTo(near: EffectiveField, record: EffectiveRecord, id: string): unknown {
  return (near.type.targets?.(near.options).length ?? 0) > 1 ? { record: record.name, id } : id;
}

function unmadeBy(step: Step, id: string, outcome: WriteOutcome): Unmade[] {
  if (outcome.ok) return [];
  // Someone else linked them between our look and our write.
  if (outcome.errors.some(({ code }) => code === 'already-linked'))
    return [{ id, kind: 'skipped', note: noteOf(step.title, 'already-linked') }];
  const [note] = refusalNotes(step.association.link, [], outcome);
  return note ? [{ id, kind: 'refused', note: { ...note, column: step.title } }] : [];
}

/** Makes the links that are missing between some records and the targets of every step, in order. */
async function makeLinks(
  transaction: EngineTransaction,
  context: Context,
  record: EffectiveRecord,
  steps: readonly Step[],
  ids: readonly string[],
): Promise<{ readonly created: number; readonly unmade: readonly Unmade[] }> {
  const states = await statesOf(context, transaction, record, steps, ids);
  const unmade: Unmade[] = ids.flatMap((id) =>
    states.get(id)?.[0] === 'gone' ? [{ id, kind: 'refused', note: noteOf(null, 'record-gone') }] : [],
  );
  /** By step, the records that do not have its link: what needs it is not made either. */
  const without = steps.map(() => new Set<string>());
  let created = 0;
  for (const [place, step] of steps.entries()) {
    const { link, near, far } = step.association;
    const wanted: string[] = [];
    for (const id of ids) {
      const state = states.get(id)?.[place] ?? 'new';
      const lacking = step.within !== null && without[step.within]?.has(id);
      if (state === 'there' && !step.implied)
        unmade.push({ id, kind: 'skipped', note: noteOf(step.title, 'already-linked') });
      // Why it was not made is told with the link that it needs.
      else if (state === 'ended' && !lacking)
        unmade.push({ id, kind: 'refused', note: noteOf(step.title, 'link-ended') });
      else if (state === 'new' && !lacking) wanted.push(id);
      if (state === 'ended' || lacking) without[place]?.add(id);
    }
    const writes = wanted.map(
      (id): Write => ({
        kind: 'create',
        values: { [near.name]: pointerTo(near, record, id), [far.name]: step.target },
      }),
    );
    const outcomes = await writeInTransaction(transaction, context, link, writes);
    for (const [index, outcome] of outcomes.entries()) {
      const id = wanted[index] as string;
      const left = unmadeBy(step, id, outcome);
      if (outcome.ok) created++;
      else if (left.some(({ kind }) => kind === 'refused')) without[place]?.add(id);
      unmade.push(...left);
    }
  }
  return { created, unmade };
}

/**
 * Associates records with others (F108, F109, F115): makes the links that are missing, leaves those that are there, and
 * can be undone as one.
 */
export const associateKind: OperationKind = {
  name: 'associate',
  label: { fr: 'Association', en: 'Association' },
  undoable: true,
  channel: 'bulk',
  run: async (job) => {
    const { context, operation } = job;
    const record = context.company.model().record(operation.record ?? '');
    const { selection, ends } = requestOf(operation.parameters);
    const steps = await stepsOf(context, record, ends);
    const size = Math.max(1, Math.floor(chunk / steps.length));
    const total = operation.total ?? (await countSelected(context, record, selection)) * steps.length;
    let after = (operation.checkpoint?.after as string | undefined) ?? null;
    let done = operation.done;
    let counted: Counted = {
      created: 0,
      skipped: 0,
      refused: 0,
      sample: { refused: [], skipped: [] },
      ...(operation.result as Partial<Counted>),
    };
    for (;;) {
      const ids = (await nextSelected(context, record, selection, after, size)).filter((id) => id < operation.id);
      const last = ids.at(-1);
      if (last === undefined) break;
      let next = counted;
      await job.step(async (transaction) => {
        const { created, unmade } = await makeLinks(transaction, context, record, steps, ids);
        const of = (kind: Unmade['kind']) => unmade.filter((one) => one.kind === kind);
        const [skipped, refused] = [of('skipped'), of('refused')];
        const named = {
          refused: refused.slice(0, Math.max(0, mostNamed - counted.sample.refused.length)),
          skipped: skipped.slice(0, Math.max(0, mostNamed - counted.sample.skipped.length)),
        };
        const items = await readRecords(
          context,
          record,
          [...named.refused, ...named.skipped].map(({ id }) => id),
          [],
        );
        const titles = new Map(items.map((item) => [item.id, item.title]));
        const tell = (some: readonly Unmade[]) =>
          some.map(({ id, note }): LeftAlone => ({ id, title: titles.get(id) ?? '', ...note }));
        next = {
          created: counted.created + created,
          skipped: counted.skipped + skipped.length,
          refused: counted.refused + refused.length,
          sample: {
            refused: [...counted.sample.refused, ...tell(named.refused)],
            skipped: [...counted.sample.skipped, ...tell(named.skipped)],
          },
        };
        return {
          done: done + ids.length * steps.length,
          total,
          checkpoint: { after: last },
          result: next as unknown as Record<string, unknown>,
        };
      });
      counted = next;
      done += ids.length * steps.length;
      after = last;
    }
    await job.step(async () => ({ done, total: done, result: counted as unknown as Record<string, unknown> }));
  },
};
