import { sql } from 'kysely';
import { dateIn } from '../../lib/time-zone.ts';
import { type Association, associationsOf } from '../../meta/derive/associations.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { permissionOn } from '../../meta/permissions.ts';
import type { Database } from '../company.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import { notGone } from '../records/query/not-gone.ts';
import { readRecords } from '../records/query/read-records.ts';
import { storedValue } from '../records/rows.ts';

/** What records are associated with: ids of one type, by the type of link that joins both. */
export interface AssociateEnd {
  readonly link: string;
  readonly targets: readonly string[];
}

/** One link that each of the records is to have. */
export interface Step {
  readonly association: Association;
  readonly target: string;
  readonly title: string;
  /** Place of the step that must stand first: at a company before at its site. */
  readonly within: number | null;
  /** Asked for by nobody, but needed by another step: where it is there already, that is no news. */
  readonly implied: boolean;
}

/**
 * What a step finds on a record: nothing yet, the link itself, one that has ended (or that of the step it needs), or
 * that the record is gone and gets none (A31).
 */
export type StepState = 'new' | 'there' | 'ended' | 'gone';

function fault(field: string, code: string): CarnetError {
  return new CarnetError(422, 'validation-failed', { errors: [{ field, code }] });
}

/**
 * Takes a record type and what its records are associated with; returns the links that each of them is to have, in the
 * order they are made: those that others need come first, though nobody asked for them. Throws 403, 422.
 */
export async function stepsOf(
  context: Context,
  record: EffectiveRecord,
  ends: readonly AssociateEnd[],
): Promise<readonly Step[]> {
  const known = associationsOf(context.company.model(), record);
  const { permissions } = context.principal;
  const asked = new Set(ends.flatMap(({ link, targets }) => targets.map((target) => `${link} ${target}`)));
  const steps: Step[] = [];
  const place = async (association: Association, ids: readonly string[], field: string): Promise<void> => {
    const { link, target, within } = association;
    if (!permissionOn(permissions, link.name).create || permissionOn(permissions, target.name).read === 'none')
      throw new CarnetError(403, 'forbidden');
    const wanted = [...new Set(ids)];
    const items = await readRecords(context, target, wanted);
    if (items.length < wanted.length) throw fault(field, 'not-found');
    const holders = items.map((item) => (within ? String(item[within.via.name]) : null));
    if (within)
      await place(
        within.association,
        holders.flatMap((id) => id ?? []),
        field,
      );
    for (const [index, { id, title }] of items.entries()) {
      if (steps.some((step) => step.association.link === link && step.target === id)) continue;
      const first = within
        ? steps.findIndex((step) => step.association.link === within.association.link && step.target === holders[index])
        : -1;
      const implied = !asked.has(`${link.name} ${id}`);
      steps.push({ association, target: id, title, within: first < 0 ? null : first, implied });
    }
  };
  for (const { link, targets } of ends) {
    const association = known.find((one) => one.link.name === link);
    if (!association) throw fault('link', 'not-in-list');
    await place(association, targets, 'targets');
  }
  return steps;
}

/** Takes ids of records; returns those that have left without being deleted: chosen one by one, they are found all the same. */
async function goneAmong(executor: Database, record: EffectiveRecord, ids: readonly string[]): Promise<Set<string>> {
  const there = notGone(record, record.table);
  if (!there) return new Set();
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM ${sql.table(record.table)} WHERE id = ANY(${[...ids]}::uuid[]) AND NOT ${there}`.execute(executor);
  return new Set(rows.map(({ id }) => id));
}

/**
 * Takes ids of records and the steps; returns what each step finds on each record, in the order of the steps. One query
 * for each type of link.
 */
export async function statesOf(
  context: Context,
  executor: Database,
  record: EffectiveRecord,
  steps: readonly Step[],
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly StepState[]>> {
  const today = dateIn(Date.now(), context.principal.timeZone);
  const found = new Map<string, 'there' | 'ended'>();
  for (const link of new Set(steps.map(({ association }) => association.link))) {
    const own = steps.filter(({ association }) => association.link === link);
    const { near, far } = (own[0] as Step).association;
    const nearColumn = sql.ref(near.columns.at(-1)?.name ?? '');
    const farColumn = sql.ref(far.columns.at(-1)?.name ?? '');
    const ends = link.ends === undefined ? undefined : link.field(link.ends);
    const endColumns = ends ? sql`, ${sql.join(ends.columns.map(({ name }) => sql.ref(name)))}` : sql``;
    const { rows } = await sql<Record<string, unknown> & { near: string; far: string }>`
      SELECT ${nearColumn} AS near, ${farColumn} AS far ${endColumns} FROM ${sql.table(link.table)}
      WHERE deleted_at IS NULL AND ${nearColumn} = ANY(${[...ids]}::uuid[])
        AND ${farColumn} = ANY(${own.map(({ target }) => target)}::uuid[])`.execute(executor);
    for (const row of rows) {
      const day = ends && storedValue(ends, row);
      found.set(`${link.name} ${row.near} ${row.far}`, typeof day === 'string' && day < today ? 'ended' : 'there');
    }
  }
  const gone = await goneAmong(executor, record, ids);
  return new Map(
    ids.map((id) => {
      if (gone.has(id)) return [id, steps.map(() => 'gone')];
      const states: StepState[] = [];
      for (const { association, target, within } of steps) {
        const state = found.get(`${association.link.name} ${id} ${target}`);
        states.push(state ?? (within !== null && states[within] === 'ended' ? 'ended' : 'new'));
      }
      return [id, states];
    }),
  );
}
