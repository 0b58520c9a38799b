import { sql } from 'kysely';
import { newId } from '../../../lib/ids.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { type Context, everyoneKey } from '../../context.ts';
import { sourceInsertion } from '../../notifications/source.ts';
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

/** What is told of a written record. */
export interface Told extends Pick<AuditLine, 'record' | 'recordId' | 'kind'> {
  /** Keys of readers that opened the record before and open it no more. */
  readonly lost?: readonly string[];
}

/** Takes a record, its readers before and after (columns of its row); returns what is told of it: who has lost it. */
export function toldOfReaders(record: EffectiveRecord, recordId: string, before: unknown, after: unknown): Told {
  const left = new Set((after ?? []) as readonly string[]);
  const lost = ((before ?? []) as readonly string[]).filter((key) => !left.has(key));
  return { record: record.name, recordId, kind: 'update', lost };
}

/** Most ids and lost keys in one notice: its payload must stay below 8 000 bytes. */
const mostIds = 150;
const mostLost = 20;

/** Writes the lines of a batch to the audit trail and tells every process what changed, when the transaction commits. */
export async function writeAudit(
  transaction: EngineTransaction,
  context: Context,
  lines: readonly AuditLine[],
  at: string,
): Promise<void> {
  await insertRows(transaction, trailInsertions(context, lines, at));
  await notifyChanges(transaction, context, lines);
}

/**
 * Takes lines; returns what writes those of audited types to the audit trail, and has people told of what concerns them.
 * Whoever does so tells the screens of the changes too.
 */
export function trailInsertions(context: Context, lines: readonly AuditLine[], at: string): Insertion[] {
  const model = context.company.model();
  const rows = lines
    .filter(({ record }) => model.find(record)?.audited !== false)
    .map((line) => ({
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
    }));
  return [{ table: 'audit', rows }, sourceInsertion(context, rows)];
}

/**
 * Tells every process of the company which records changed, when the transaction commits: ids only, and the keys that
 * open some of them no more, so that those who have lost a record are told to look again.
 */
export async function notifyChanges(
  transaction: EngineTransaction,
  context: Context,
  lines: readonly Told[],
): Promise<void> {
  if (lines.length === 0) return;
  const groups = new Map<string, { record: string; kind: AuditKind; ids: Set<string>; lost: Set<string> }>();
  for (const { record, recordId, kind, lost = [] } of lines) {
    const key = `${record} ${kind}`;
    const group = groups.get(key) ?? { record, kind, ids: new Set<string>(), lost: new Set<string>() };
    group.ids.add(recordId);
    for (const one of lost) group.lost.add(one);
    groups.set(key, group);
  }
  const notices = [...groups.values()].map(({ record, kind, ids, lost }) =>
    JSON.stringify({
      record,
      kind,
      ...(ids.size > mostIds ? { many: true } : { ids: [...ids] }),
      // Everybody carries the key of everyone: with too many to name, all look again.
      ...(lost.size > 0 ? { lost: lost.size > mostLost ? [everyoneKey] : [...lost] } : {}),
      ...(context.operation ? { operation: context.operation } : {}),
    }),
  );
  await sql`SELECT pg_notify('carnet_change', notice) FROM unnest(${notices}::text[]) AS notice`.execute(transaction);
}
