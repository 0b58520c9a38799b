import { sql } from 'kysely';
import { ownerField } from '../../meta/derive/access.ts';
import { pointedRecord } from '../../meta/derive/links.ts';
import type { MergeWay } from '../../meta/derive/merging.ts';
import { fieldAccess, permissionOn } from '../../meta/permissions.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import { pointerOf } from '../records/query/titles.ts';
import { type Row, storedValue, type Values } from '../records/rows.ts';
import { consequence } from '../records/write/consequence.ts';
import { writeInTransaction } from '../records/write/engine.ts';
import { owningParent } from '../records/write/owning-parent.ts';
import type { EngineTransaction, Write, WriteOptions, WriteOutcome } from '../records/write/types.ts';
import { keepUntold } from '../records/write/untold.ts';
import { closedFields } from './closed-fields.ts';
import { type Folding, type Merging, sortRows } from './linked-rows.ts';
import { setShares } from './untold-changes.ts';

/** Takes outcomes of what must be written whole; throws the first refusal among them. */
function demandWritten(outcomes: readonly WriteOutcome[]): void {
  for (const outcome of outcomes)
    if (!outcome.ok)
      throw new CarnetError(outcome.status, outcome.code, {
        errors: outcome.errors,
        ...(outcome.extra ? { extra: outcome.extra } : {}),
      });
}

/** Takes who merges; returns them with every right, over what is another's own too (who follows a record). */
export function following(context: Context): Context {
  return consequence({ ...context, principal: { ...context.principal, kind: 'system' } });
}

/** A merge at work in one transaction: what follows from it is written with every right, as the principal's own doing. */
export class Merge {
  readonly merging: Merging;
  readonly transaction: EngineTransaction;
  private readonly asked: Context;
  private readonly following: Context;
  private readonly options: WriteOptions;

  constructor(transaction: EngineTransaction, context: Context, merging: Merging) {
    this.transaction = transaction;
    this.merging = merging;
    this.asked = context;
    this.following = following(context);
    this.options = { trusted: true, acceptRetired: true, parting: new Set(merging.merge) };
  }

  private async write(type: MergeWay['from'], writes: readonly Write[]): Promise<void> {
    demandWritten(await writeInTransaction(this.transaction, this.following, type, writes, this.options));
  }

  /** What of a way's links stays as it is when two become one: the primary link of a merged record says nothing of the kept one's. */
  private apart({ from, field }: MergeWay): string[] {
    const owning = owningParent(from, this.following.company.model());
    const children = owning?.parent.children?.[owning.name];
    return owning?.via === field.name && children?.primary ? [children.primary] : [];
  }

  /** Has rows that are linked to the merged records go over; returns the links that are to become one with others. */
  async move(way: MergeWay, rows: readonly Row[]): Promise<{ moved: number; folding: readonly Folding[] }> {
    const { from, field } = way;
    const closed = (row: Row) => closedFields(this.asked.principal, from, row);
    const { moving, folding } = await sortRows(this.transaction, way, this.merging, rows, this.apart(way), closed);
    await this.write(
      from,
      moving.map(({ row, values }) => ({ kind: 'update', id: String(row.id), values })),
    );
    if (from.audited === false)
      await keepUntold(
        this.transaction,
        this.following.operation ?? null,
        moving.map(({ row }) => ({
          record: from.name,
          recordId: String(row.id),
          field: field.name,
          before: pointerOf(field, storedValue(field, row))?.id ?? '',
        })),
      );
    return { moved: from.audited === false ? 0 : moving.length, folding };
  }

  /** Gives links what they get of those that become one with them; puts these in the trash unless they go there anyway. */
  async fold({ from, onDelete }: MergeWay, folding: readonly Folding[]): Promise<void> {
    if (from.audited === false) return;
    const values = new Map<string, Values>();
    for (const { into, values: more } of folding) values.set(into, { ...values.get(into), ...more });
    const updates = [...values].map(([id, given]): Write => ({ kind: 'update', id, values: given }));
    const gone = onDelete === 'trash' ? [] : folding.map(({ row }): Write => ({ kind: 'delete', id: String(row.id) }));
    await this.write(from, [...updates, ...gone]);
  }

  /** Shares the kept record with those whom the merged are shared with, at the higher of the levels. */
  async share(): Promise<void> {
    const { record, keep, merge } = this.merging;
    if (ownerField(record) === undefined) return;
    const { rows } = await sql<{ grantee: string; level: string }>`
      SELECT grantee, min(level) AS level FROM record_share
      WHERE record_id = ANY(${[keep, ...merge]}::uuid[]) GROUP BY grantee`.execute(this.transaction);
    // « edit » comes before « read ».
    await setShares(
      this.transaction,
      this.following,
      record,
      keep,
      new Map(rows.map(({ grantee, level }) => [grantee, level])),
    );
  }

  /** Puts the merged records in the trash, by the principal's own right. */
  async trash(): Promise<void> {
    const writes = this.merging.merge.map((id): Write => ({ kind: 'delete', id }));
    demandWritten(await writeInTransaction(this.transaction, this.asked, this.merging.record, writes));
  }

  /** Gives the kept record the values chosen, and of the merged what it lacks, by the principal's own right. */
  async settle(chosen: Values, rows: ReadonlyMap<string, Row>): Promise<void> {
    const { record, keep, merge } = this.merging;
    const kept = rows.get(keep) ?? {};
    const model = this.asked.company.model();
    const permission = permissionOn(this.asked.principal.permissions, record.name);
    const isOneOfThem = (name: string, value: unknown): boolean => {
      const field = record.field(name);
      const pointed = field?.type.targets ? pointedRecord(model, field, value) : null;
      return pointed !== null && [keep, ...merge].includes(pointed.id);
    };
    const values: Record<string, unknown> = {};
    for (const field of record.fields) {
      if (field.kind !== 'plain' || field.readOnly || fieldAccess(permission, field.name) !== 'edit') continue;
      if (field.hidden || storedValue(field, kept) !== null) continue;
      const found = merge.map((id) => storedValue(field, rows.get(id) ?? {})).find((value) => value !== null);
      if (found !== undefined) values[field.name] = found;
    }
    Object.assign(values, chosen);
    for (const [name, value] of Object.entries(values)) if (isOneOfThem(name, value)) values[name] = null;
    const write: Write = { kind: 'update', id: keep, values };
    demandWritten(await writeInTransaction(this.transaction, this.asked, record, [write], { acceptRetired: true }));
  }
}
