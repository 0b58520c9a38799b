import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import type { EffectiveRecord, Model } from '../../meta/effective-record.ts';
import { type CustomField, type ModelSettings, type RecordSettings, settledField } from '../../meta/settings.ts';
import type { Company } from '../company.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import type { Job, OperationKind } from '../operations/operation.ts';
import { refreshRows } from '../records/write/refresh.ts';
import { changeSettings } from './change-settings.ts';
import {
  addColumns,
  lockStorage,
  settleIndexes,
  tableFor,
  tryLockStorage,
  waitForWriters,
  withStorageClient,
} from './field-storage.ts';
import { readSettings } from './read-settings.ts';

/** Rows made anew in one transaction: few enough that nobody waits for them. */
const chunk = 500;
/** How long another process may take to hear of new settings, in milliseconds. */
const hearing = 300;
/** How often a busy table is asked for its columns before the batch fails and may be resumed: about five minutes. */
const patience = 120;

/** Takes a record type's settings and a change of its custom fields; returns the settings with it, null where nothing differs. */
export function withFields(
  own: RecordSettings | undefined,
  change: (field: CustomField) => CustomField,
): RecordSettings | null {
  const before = own?.customFields ?? [];
  const after = before.map(change);
  return after.some((field, index) => field !== before[index]) ? { ...own, customFields: after } : null;
}

async function change(
  context: Context,
  record: string,
  each: (field: CustomField) => CustomField,
): Promise<ModelSettings> {
  const { settings } = await changeSettings(context, (before) => {
    const own = withFields(before.records[record], each);
    return own ? { records: { [record]: own }, lines: [] } : null;
  });
  return settings;
}

/**
 * Takes a record type's name; adds the columns that its custom fields lack and makes those ready that need no more.
 * Returns whether the columns stand: a table that is busy is left to the batch.
 */
export async function readyColumns(context: Context, record: string, tries: number): Promise<boolean> {
  const settings = await readSettings(context.company.database);
  const stands = await withStorageClient(
    context.company,
    async (client) => (await tryLockStorage(client)) && (await addColumns(client, tableFor(settings, record), tries)),
  );
  if (!stands) return false;
  const known = new Set(settings.records[record]?.customFields?.map((field) => field.id));
  await change(context, record, (field) =>
    field.ready === false && !field.unique && known.has(field.id) ? ready(field) : field,
  );
  return true;
}

function ready({ ready: _ready, ...field }: CustomField): CustomField {
  return field;
}

async function prepare(
  job: Job,
  record: string,
): Promise<{ asked: ReadonlyMap<string, string>; broken: readonly string[] }> {
  const { company, context } = job;
  return withStorageClient(company, async (client) => {
    // Never beside another: a column waits for an index being made, which waits for whoever waits.
    await lockStorage(client);
    const settings = await readSettings(company.database);
    const fields = settings.records[record]?.customFields ?? [];
    const table = tableFor(settings, record);
    if (!(await addColumns(client, table, patience))) throw new CarnetError(503, 'table-busy');
    const fresh = new Set(fields.filter((field) => field.ready === false).map((field) => field.id.replaceAll('-', '')));
    await settleIndexes(client, table, ({ name }) => [...fresh].some((id) => name.includes(id)));
    const begun = await change(context, record, (field) => {
      if (field.ready === false && fields.some((known) => known.id === field.id)) return ready(field);
      return field.coming && !field.coming.maintained
        ? { ...field, coming: { ...field.coming, maintained: true } }
        : field;
    });
    const coming = (begun.records[record]?.customFields ?? []).filter((field) => field.coming);
    if (coming.length > 0) {
      await company.reloadModel();
      await delay(hearing);
      await waitForWriters(client);
    }
    const broken = await settleIndexes(client, tableFor(begun, record));
    return { asked: new Map(coming.map((field) => [field.id, JSON.stringify(field.coming)])), broken };
  });
}

/** The record types whose rows keep something of a record type's fields: itself, and those that its words lead to. */
function keepers(record: EffectiveRecord, model: Model): EffectiveRecord[] {
  const parents = model.records.filter((parent) => {
    const children = parent.through && parent.children?.[parent.through.children];
    return children?.record === record.name;
  });
  return [record, ...parents];
}

async function countRows(company: Company, records: readonly EffectiveRecord[]): Promise<number> {
  let total = 0;
  for (const { table } of records) {
    const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM ${sql.table(table)}`.execute(
      company.database,
    );
    total += rows[0]?.count ?? 0;
  }
  return total;
}

async function fill(job: Job, name: string): Promise<void> {
  const { company, context } = job;
  const model = company.model();
  const records = keepers(model.record(name), model);
  const total = await countRows(company, records);
  const reached = job.operation.checkpoint as { record?: string; after?: string } | null;
  let done = job.operation.done;
  const first = Math.max(
    0,
    records.findIndex((record) => record.name === reached?.record),
  );
  for (const [place, record] of records.entries()) {
    if (place < first) continue;
    let after =
      record.name === reached?.record && reached.after ? reached.after : '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const { rows } = await sql<{
        id: string;
      }>`SELECT id FROM ${sql.table(record.table)} WHERE id > ${after} ORDER BY id LIMIT ${chunk}`.execute(
        company.database,
      );
      const last = rows.at(-1)?.id;
      if (last === undefined) break;
      await job.step(async (transaction) => {
        await refreshRows(
          transaction,
          context,
          model,
          record,
          rows.map((row) => row.id),
        );
        return { done: done + rows.length, total, checkpoint: { record: record.name, after: last } };
      });
      done += rows.length;
      after = last;
    }
  }
}

/**
 * Makes the columns and indexes that a record type's custom fields ask for, fills them for the rows that are there,
 * and only then lets lists rely on them. Begun again after a crash, it goes on where it was.
 */
export const prepareFieldsKind: OperationKind = {
  name: 'prepare-fields',
  label: { fr: 'Préparation des champs', en: 'Preparing fields' },
  undoable: false,
  channel: 'job',
  run: async (job) => {
    const record = job.operation.record ?? '';
    const { asked, broken } = await prepare(job, record);
    if (job.operation.parameters.refill === true) await fill(job, record);
    await change(job.context, record, (field) => {
      // What was asked otherwise since is the next batch's.
      if (!field.coming || asked.get(field.id) !== JSON.stringify(field.coming)) return field;
      const settled = settledField(field);
      return broken.some((index) => index.includes(field.id.replaceAll('-', '')))
        ? { ...settled, unique: false }
        : settled;
    });
    if (broken.length > 0) throw new CarnetError(409, 'duplicates-exist');
  },
};
