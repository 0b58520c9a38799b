import { sql } from 'kysely';
import { newId } from '../../../lib/ids.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Context } from '../../context.ts';
import { sameValue, storedFields, type Values } from '../rows.ts';
import { type Insertion, insertRows } from './statements.ts';
import type { EngineTransaction } from './types.ts';

export type AuditKind = 'create' | 'update' | 'delete' | 'restore';

/** Before and after of each field that changed, in JSON form. */
export type Changes = Readonly<Record<string, readonly [unknown, unknown]>>;

/** One line of the audit trail, before it has an id. */
export interface AuditLine {
  readonly record: string;
  readonly recordId: string;
  /** The record at the top of the nested write: undo gives back all of a root or nothing. */
  readonly root: string;
  readonly kind: AuditKind;
  readonly version: number;
  readonly changes: Changes;
}

/** Takes a record type, values before and after; returns what changed of the fields that are audited. */
export function changesOf(record: EffectiveRecord, before: Values, after: Values): Changes {
  const changes: Record<string, readonly [unknown, unknown]> = {};
  for (const field of storedFields(record)) {
    const was = before[field.name] ?? null;
    const is = after[field.name] ?? null;
    if (field.audited !== false && !sameValue(was, is)) changes[field.name] = [was, is];
  }
  return changes;
}

/** Most ids in one notice: its payload must stay below 8 000 bytes. */
const mostIds = 150;

/** Writes the lines of a batch to the audit trail and tells every process what changed, when the transaction commits. */
export async function writeAudit(
  transaction: EngineTransaction,
  context: Context,
  lines: readonly AuditLine[],
  at: string,
): Promise<void> {
  await insertRows(transaction, [auditInsertion(context, lines, at)]);
  await notifyChanges(transaction, context, lines);
}

/** Takes lines; returns what writes them to the audit trail. Whoever does so tells of the changes too. */
export function auditInsertion(context: Context, lines: readonly AuditLine[], at: string): Insertion {
  return {
    table: 'audit',
    rows: lines.map((line) => ({
      id: newId(),
      at,
      record: line.record,
      record_id: line.recordId,
      root_id: line.root,
      kind: line.kind,
      version: line.version,
      user_id: context.principal.userId,
      channel: context.channel,
      operation_id: context.operation ?? null,
      changes: line.changes,
    })),
  };
}

/** Tells every process of the company which records changed, when the transaction commits: ids only. */
export async function notifyChanges(
  transaction: EngineTransaction,
  context: Context,
  lines: readonly Pick<AuditLine, 'record' | 'recordId' | 'kind'>[],
): Promise<void> {
  if (lines.length === 0) return;
  const groups = new Map<string, { record: string; kind: AuditKind; ids: string[] }>();
  for (const { record, recordId, kind } of lines) {
    const key = `${record} ${kind}`;
    const group = groups.get(key) ?? { record, kind, ids: [] };
    group.ids.push(recordId);
    groups.set(key, group);
  }
  const notices = [...groups.values()].map(({ record, kind, ids }) =>
    JSON.stringify({
      record,
      kind,
      ...(ids.length > mostIds ? { many: true } : { ids }),
      ...(context.operation ? { operation: context.operation } : {}),
    }),
  );
  await sql`SELECT pg_notify('carnet_change', notice) FROM unnest(${notices}::text[]) AS notice`.execute(transaction);
}
