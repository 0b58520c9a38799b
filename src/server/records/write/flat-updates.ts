import { fieldsStandingAlone } from '../../../meta/derive/standing-alone.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Context } from '../../context.ts';
import { type Row, sameValue, storedValue } from '../rows.ts';
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

/** Adds the columns of fields to a row that is to be written. */
function stored(fields: readonly EffectiveField[], values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const field of fields) {
    const encoded = field.type.encode(values[field.name] ?? null, field.options);
    for (const [place, column] of field.columns.entries()) columns[column.name] = encoded[place] ?? null;
  }
  return columns;
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
  const outcomes: WriteOutcome[] = [];
  const told: AuditLine[] = [];
  const lock = (from: number) => {
    const ids = writes.slice(from, from + slice).map(({ id }) => id);
    return lockRows(transaction, record, ids, read);
  };
  let sent: Promise<void> = Promise.resolve();
  let ahead = lock(0);
  for (let from = 0; from < writes.length; from += slice) {
    const known = await ahead;
    // Read before the rows of this slice are written, so that the next are made ready meanwhile.
    ahead = lock(from + slice);
    ahead.catch(() => undefined);
    const ready = makeReady(context, record, fields, writes.slice(from, from + slice), known, { options, now });
    await sent;
    sent = updateColumns(
      transaction,
      { table: record.table, columns: written, rows: ready.rows },
      trailInsertions(context, ready.lines, now),
    );
    sent.catch(() => undefined);
    outcomes.push(...ready.outcomes);
    told.push(...ready.lines);
  }
  await Promise.all([sent, ahead]);
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
    rows.push({ id, version, updated_at: now, updated_by: context.principal.userId, ...stored(fields, after) });
    const changes = changesOf(record, before, after);
    lines.push({ record: record.name, recordId: id, root: id, kind: 'update', version, changes });
    return { ok: true, id, version, changed: true };
  });
  return { outcomes, rows, lines };
}
