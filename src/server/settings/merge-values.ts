import { sql } from 'kysely';
import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';
import { administratorPermissions } from '../../meta/permissions.ts';
import type { Context } from '../context.ts';
import type { Job, OperationKind } from '../operations/operation.ts';
import { storedValue } from '../records/rows.ts';
import { writeInTransaction } from '../records/write/engine.ts';
import type { Write } from '../records/write/types.ts';

const chunk = 500;

function merged(value: unknown, from: string, into: string): unknown {
  return Array.isArray(value) ? [...new Set(value.map((code) => (code === from ? into : code)))] : into;
}

/** Whose list it is decides, not who may see which record: no row may keep a value that nobody chooses any more. */
function forEveryRow(context: Context): Context {
  return { ...context, principal: { ...context.principal, permissions: administratorPermissions } };
}

/** The fields of a type whose values are those of the list, by their columns. */
function fieldsOf(record: EffectiveRecord, list: string): EffectiveField[] {
  return record.fields.filter((field) => field.kind === 'plain' && (field.options as { list?: unknown }).list === list);
}

async function mergeIn(
  job: Job,
  record: EffectiveRecord,
  field: EffectiveField,
  reached: { done: number; skipped: number },
  start: string,
): Promise<void> {
  const { from, into } = job.operation.parameters as { from: string; into: string };
  const column = sql.ref(field.columns[0]?.name ?? '');
  const holds = field.columns[0]?.type.endsWith('[]')
    ? sql`${column} @> ARRAY[${from}]::text[]`
    : sql`${column} = ${from}`;
  let after = start;
  for (;;) {
    const { rows } = await sql<Record<string, unknown> & { id: string }>`SELECT * FROM ${sql.table(record.table)}
      WHERE deleted_at IS NULL AND ${holds} AND id > ${after} ORDER BY id LIMIT ${chunk}`.execute(job.company.database);
    const last = rows.at(-1)?.id;
    if (last === undefined) return;
    const writes = rows.map(
      (row): Write => ({
        kind: 'update',
        id: row.id,
        values: { [field.name]: merged(storedValue(field, row), from, into) },
      }),
    );
    await job.step(async (transaction) => {
      const outcomes = await writeInTransaction(transaction, forEveryRow(job.context), record, writes, {
        trusted: true,
        acceptRetired: true,
      });
      reached.done += outcomes.length;
      reached.skipped += outcomes.filter((outcome) => !outcome.ok).length;
      const checkpoint = { record: record.name, field: field.name, after: last };
      return {
        done: reached.done,
        checkpoint,
        result: { updated: reached.done - reached.skipped, refused: reached.skipped },
      };
    });
    after = last;
  }
}

/** Gives the records that hold a merged value the value it was merged into; can be undone as one. */
export const mergeValuesKind: OperationKind = {
  name: 'merge-values',
  label: { fr: 'Fusion de valeurs de liste', en: 'Merging list values' },
  undoable: true,
  channel: 'bulk',
  run: async (job) => {
    const list = String(job.operation.parameters.list);
    const model = job.company.model();
    const reached = { done: job.operation.done, skipped: Number(job.operation.result.refused ?? 0) };
    const all = model.records.flatMap((record) => fieldsOf(record, list).map((field) => ({ record, field })));
    const checkpoint = job.operation.checkpoint as { record?: string; field?: string; after?: string } | null;
    const first = Math.max(
      0,
      all.findIndex(({ record, field }) => record.name === checkpoint?.record && field.name === checkpoint.field),
    );
    for (const [place, { record, field }] of all.entries()) {
      if (place < first) continue;
      await mergeIn(
        job,
        record,
        field,
        reached,
        (place === first && checkpoint?.after) || '00000000-0000-0000-0000-000000000000',
      );
    }
  },
};
