import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { ListValue } from '../../fields/field-type.ts';
import { isId, newId } from '../../lib/ids.ts';
import type { Localized } from '../../lib/localized.ts';
import { effectiveModel, type Model } from '../../meta/effective-record.ts';
import type { ModelSettings, RecordSettings } from '../../meta/settings.ts';
import { records } from '../../records/registry.ts';
import { standardLists } from '../../records/value-lists.ts';
import type { Context } from '../context.ts';
import { insertOperation } from '../operations/operation.ts';
import { insertRows } from '../records/write/statements.ts';
import type { EngineTransaction } from '../records/write/types.ts';
import { readSettings } from './read-settings.ts';

/** One line of the settings' trail. `subject` says what changed: `account`, `account.cBudget`, `list:industry`, `apiKey:Essai`. */
export interface SettingsLine {
  readonly subject: string;
  readonly kind: 'create' | 'update' | 'delete' | 'restore';
  readonly before: unknown;
  readonly after: unknown;
  /** Id of what changed, where it has one of its own. */
  readonly id?: string;
}

/** What a change of the settings writes. */
export interface SettingsChange {
  readonly records?: Readonly<Record<string, RecordSettings>>;
  readonly lists?: Readonly<Record<string, { readonly values: readonly ListValue[]; readonly label?: Localized }>>;
  readonly lines: readonly SettingsLine[];
  /** A batch that follows from the change; it is queued with it or not at all. */
  readonly operation?: {
    readonly kind: string;
    readonly record: string | null;
    readonly parameters: Readonly<Record<string, unknown>>;
  };
}

/** What came of a change. */
export interface SettingsChanged {
  /** The settings as they are now. */
  readonly settings: ModelSettings;
  readonly model: Model;
  /** Id of the batch that follows, if any. */
  readonly operation: string | null;
}

/** Takes settings; returns the company's model with them. */
export function modelWith(settings: ModelSettings): Model {
  return effectiveModel(records, settings, standardLists);
}

/** Takes what a line of the settings' trail is about; returns the id it is kept under: what has only a name gets the same one each time. */
export function subjectId(subject: string): string {
  const hex = createHash('sha256').update(`carnet setting ${subject}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Takes what was changed of the settings; writes it into their trail, in the transaction of the change. */
export async function writeSettingsTrail(
  transaction: EngineTransaction,
  context: Context,
  lines: readonly SettingsLine[],
  version: number,
): Promise<void> {
  const at = new Date().toISOString();
  const rows = lines.map(({ subject, kind, before, after, id }) => {
    const recordId = id && isId(id) ? id : subjectId(subject);
    return {
      id: newId(),
      at,
      record: 'setting',
      record_id: recordId,
      root_id: recordId,
      kind,
      version,
      user_id: context.principal.userId,
      channel: context.channel,
      operation_id: context.operation ?? null,
      changes: { [subject]: [before ?? null, after ?? null] },
    };
  });
  await insertRows(transaction, [{ table: 'audit', rows }]);
}

async function write(transaction: EngineTransaction, change: SettingsChange): Promise<void> {
  for (const [record, settings] of Object.entries(change.records ?? {}))
    await sql`INSERT INTO record_setting (record, settings) VALUES (${record}, ${JSON.stringify(settings)}::jsonb)
      ON CONFLICT (record) DO UPDATE SET settings = excluded.settings`.execute(transaction);
  for (const [name, { values, label }] of Object.entries(change.lists ?? {}))
    await sql`INSERT INTO value_list (name, list_values, label) VALUES (${name}, ${JSON.stringify(values)}::jsonb, ${label ? JSON.stringify(label) : null}::jsonb)
      ON CONFLICT (name) DO UPDATE SET list_values = excluded.list_values, label = coalesce(excluded.label, value_list.label)`.execute(
      transaction,
    );
}

/**
 * Changes a company's settings: one change at a time, its trail and the batch that follows from it in one transaction;
 * then every process is told. `decide` takes the settings as they are and their model and returns what to write, or
 * null for nothing; it throws a CarnetError to refuse.
 */
export async function changeSettings(
  context: Context,
  decide: (settings: ModelSettings, model: Model) => SettingsChange | null,
): Promise<SettingsChanged> {
  const { company } = context;
  const changed = await company.database.transaction().execute(async (transaction) => {
    await sql`SELECT version FROM model_version FOR UPDATE`.execute(transaction);
    const before = await readSettings(transaction);
    const change = decide(before, modelWith(before));
    if (!change) return { settings: before, operation: null, written: false };
    await write(transaction, change);
    await sql`UPDATE model_version SET version = version + 1`.execute(transaction);
    await writeSettingsTrail(transaction, context, change.lines, before.version + 1);
    const { operation } = change;
    const queued = operation
      ? await insertOperation(transaction, context, operation.kind, operation.record, operation.parameters)
      : null;
    return { settings: await readSettings(transaction), operation: queued, written: true };
  });
  if (changed.written) await company.reloadModel();
  return { settings: changed.settings, model: modelWith(changed.settings), operation: changed.operation };
}
