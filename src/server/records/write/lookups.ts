import { sql } from 'kysely';
import { keepsReaders } from '../../../meta/derive/access.ts';
import { goneField, isGone } from '../../../meta/derive/gone.ts';
import { composeTitle } from '../../../meta/derive/title.ts';
import type { EffectiveField, EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import { permissionOn } from '../../../meta/permissions.ts';
import { type Context, everyoneKey } from '../../context.ts';
import { type Row, storedValue } from '../rows.ts';
import { columnsOfRights, mayReadRow } from '../visibility.ts';
import type { EngineTransaction } from './types.ts';

/** What a write needs to know of a record that it points to. */
export interface Target {
  readonly title: string;
  readonly readers: readonly string[];
  readonly editors: readonly string[];
  readonly live: boolean;
  /** Whether it has left without being deleted (A31). */
  readonly gone: boolean;
  /** Whether the principal may read it: what they may not see cannot be pointed to. */
  readonly visible: boolean;
}

/** Targets by record type and id. */
export type Targets = ReadonlyMap<string, ReadonlyMap<string, Target>>;

/** Takes what points where as pairs of record type and id; collects them without doubles. */
export class References {
  readonly ids = new Map<string, Set<string>>();

  add(record: string, id: unknown): void {
    if (typeof id !== 'string') return;
    const known = this.ids.get(record);
    if (known) known.add(id);
    else this.ids.set(record, new Set([id]));
  }

  /** Adds every reference among a record's values, but for that of the field `except`. */
  addValues(record: EffectiveRecord, values: Readonly<Record<string, unknown>>, except?: string): void {
    for (const field of referencesOf(record)) {
      if (field.name === except) continue;
      const value = values[field.name];
      if (typeof value === 'string') this.add(field.type.targets?.(field.options)[0] ?? '', value);
      else if (value && typeof value === 'object')
        this.add(String((value as { record?: unknown }).record), (value as { id?: unknown }).id);
    }
  }
}

const references = new WeakMap<EffectiveRecord, readonly EffectiveField[]>();

/** The fields of a record type that point to records. */
export function referencesOf(record: EffectiveRecord): readonly EffectiveField[] {
  const known = references.get(record);
  if (known) return known;
  const found = record.fields.filter((field) => field.kind !== 'system' && field.type.comparison === 'reference');
  references.set(record, found);
  return found;
}

/** Takes a record type and the values of its title's fields; returns the title, what references point to left out. */
export function titleOf(record: EffectiveRecord, values: Readonly<Record<string, unknown>>): string {
  const fields = record.title.flatMap((name) => record.field(name) ?? []);
  const context = { language: 'fr', timeZone: 'UTC' } as const;
  return composeTitle(
    fields,
    (field) => values[field.name],
    context,
    () => '',
  );
}

/** Takes a record type; returns the columns of what others point to that a write needs to know. */
function columnsOfTarget(record: EffectiveRecord): string[] {
  const titles = record.title.flatMap((name) => record.field(name)?.columns ?? []).map(({ name }) => name);
  const gone = goneField(record)?.columns.map(({ name }) => name) ?? [];
  return [...new Set(['id', 'deleted_at', ...columnsOfRights(record), ...titles, ...gone])];
}

function titleValues(record: EffectiveRecord, row: Row): Record<string, unknown> {
  const fields = record.title.flatMap((name) => record.field(name) ?? []);
  return Object.fromEntries(fields.map((field) => [field.name, storedValue(field, row)]));
}

/** Takes a record type and a row of it; returns the keys that open it: everybody's where its type closes none. */
export function readersOf(record: EffectiveRecord, row: Row): readonly string[] {
  return keepsReaders(record) ? ((row.readers as string[] | undefined) ?? []) : [everyoneKey];
}

/**
 * Reads the records that a batch points to and locks them against change until its transaction ends, so that what is
 * kept of them (title, readers) cannot go stale meanwhile. One query per record type.
 */
export async function lookUp(
  transaction: EngineTransaction,
  context: Context,
  model: Model,
  references: References,
): Promise<Targets> {
  const found = new Map<string, Map<string, Target>>();
  for (const [name, ids] of [...references.ids].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const record = model.find(name);
    if (!record) continue;
    const permission = permissionOn(context.principal.permissions, name);
    const rows =
      await sql<Row>`SELECT ${sql.join(columnsOfTarget(record).map((column) => sql.ref(column)))} FROM ${sql.table(record.table)} WHERE id = ANY(${[...ids].sort()}::uuid[]) ORDER BY id FOR SHARE`.execute(
        transaction,
      );
    const targets = new Map<string, Target>();
    const state = goneField(record);
    for (const row of rows.rows) {
      targets.set(row.id as string, {
        title: titleOf(record, titleValues(record, row)),
        readers: readersOf(record, row),
        editors: (row.editors as string[] | undefined) ?? [],
        live: row.deleted_at === null,
        gone: state !== undefined && isGone(record, { [state.name]: storedValue(state, row) }),
        visible: mayReadRow(context.principal, permission.read, record, row),
      });
    }
    found.set(name, targets);
  }
  return found;
}
