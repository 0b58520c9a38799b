import { setImmediate } from 'node:timers/promises';
import { fieldsStandingAlone } from '../../../meta/derive/standing-alone.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Context } from '../../context.ts';
import { addStoredColumns, type Row, sameValue, storedValue } from '../rows.ts';
import { columnsOfRights } from '../visibility.ts';
import { type AuditLine, changesOf, notifyChanges, trailInsertions } from './audit.ts';
import { checkValues, missingValues } from './check.ts';
import { refusalOfFaults, refuse, refuseUpdate } from './refusal.ts';
import { lockRows, updateColumns } from './statements.ts';
import type { EngineTransaction, Write, WriteOptions, WriteOutcome } from './types.ts';

type Update = Extract<Write, { kind: 'update' }>;

/**
 * Takes a record type that no parent owns and writes on it; tells whether they change, each a record of its own, nothing
 * but fields of which nothing else is made.
 */
export function isFlat(record: EffectiveRecord, writes: readonly Write[]): writes is readonly Update[] {
  const alone = fieldsStandingAlone(record);
  return (
    // A write of no field at all has what is computed made anew.
    alone.size > 0 &&
    new Set(writes.map(({ id }) => id)).size === writes.length &&
    writes.every(
      (write) =>
        write.kind === 'update' &&
        write.version === undefined &&
        Object.keys(write.values).every((name) => name === 'id' || alone.has(name)),
    )
  );
}

function fieldsOf(record: EffectiveRecord, writes: readonly Update[]): EffectiveField[] {
  const names = new Set(writes.flatMap(({ values }) => Object.keys(values)));
  return record.fields.filter((field) => names.has(field.name));
}

/** Updates that are made ready while PostgreSQL writes those before them. */
const slice = 500;

/** What updates of one slice come to. */
interface Ready {
  readonly outcomes: readonly WriteOutcome[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly lines: readonly AuditLine[];
}

/**
 * Writes updates that are flat (`isFlat`) in the caller's transaction, with all that any write keeps (rights, checks,
 * version, trail, notices): reads and writes the few columns concerned, where others read families whole. Returns an
 * outcome for each, in order.
 */
export async function saveFlat(
  transaction: EngineTransaction,
  context: Context,
  record: EffectiveRecord,
  writes: readonly Update[],
  options: WriteOptions,
): Promise<WriteOutcome[]> {
  const fields = fieldsOf(record, writes);
  const columns = fields.flatMap((field) => field.columns);
  const read = ['id', 'version', 'deleted_at', ...columnsOfRights(record), ...columns.map(({ name }) => name)];
  const written = new Map([...stampTypes, ...columns.map(({ name, type }) => [name, type] as const)]);
  const now = new Date().toISOString();
  const known = await lockRows(
    transaction,
    record,
    writes.map(({ id }) => id),
    read,
  );
  const outcomes: WriteOutcome[] = [];
  const told: AuditLine[] = [];
  const sent: Promise<void>[] = [];
  for (let from = 0; from < writes.length; from += slice) {
    const ready = makeReady(context, record, fields, writes.slice(from, from + slice), known, { options, now });
    const update = { table: record.table, columns: written, rows: ready.rows };
    const statement = updateColumns(transaction, update, trailInsertions(context, ready.lines, now));
    statement.catch(() => undefined);
    sent.push(statement);
    outcomes.push(...ready.outcomes);
    told.push(...ready.lines);
    // PostgreSQL is at work on these while the next are made ready.
    await setImmediate();
  }
  await Promise.all(sent);
  await notifyChanges(transaction, context, told);
  return outcomes;
}

const stampTypes = [
  ['version', 'integer'],
  ['updated_at', 'timestamptz'],
  ['updated_by', 'uuid'],
] as const;

/** Takes updates and the rows they are of; checks them, and returns what is to be written and what came of each. */
function makeReady(
  context: Context,
  record: EffectiveRecord,
  fields: readonly EffectiveField[],
  writes: readonly Update[],
  known: ReadonlyMap<string, Row>,
  { options, now }: { readonly options: WriteOptions; readonly now: string },
): Ready {
  const lines: AuditLine[] = [];
  const rows: Record<string, unknown>[] = [];
  const outcomes = writes.map(({ id, values }): WriteOutcome => {
    const row = known.get(id);
    const refused = refuseUpdate(context, record, row ?? null);
    if (!row || refused) return refused ?? refuse(404, 'not-found');
    const before = Object.fromEntries(fields.map((field) => [field.name, storedValue(field, row)]));
    const { own, errors } = checkValues(context, record, values, before, options);
    const after = { ...before, ...own };
    const changed = fields.filter(({ name }) => !sameValue(after[name], before[name]));
    const fault = refusalOfFaults([...errors, ...missingValues(record, after, (field) => changed.includes(field))]);
    if (fault) return fault;
    if (changed.length === 0) return { ok: true, id, version: Number(row.version), changed: false };
    const version = Number(row.version) + 1;
    const columns: Record<string, unknown> = { id, version, updated_at: now, updated_by: context.principal.userId };
    addStoredColumns(columns, fields, after);
    rows.push(columns);
    const changes = changesOf(record, before, after);
    lines.push({ record: record.name, recordId: id, root: id, kind: 'update', version, changes });
    return { ok: true, id, version, changed: true };
  });
  return { outcomes, rows, lines };
}
