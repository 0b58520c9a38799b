import type { EffectiveRecord, Model } from '../../meta/effective-record.ts';
import type { Context } from '../context.ts';
import { type Row, storedColumns, type Values } from '../records/rows.ts';
import { changesOf } from '../records/write/audit.ts';
import { withDefaults } from '../records/write/check.ts';
import { type ChildValues, derivedColumns, type Shares } from '../records/write/derived.ts';
import { type Target, type Targets, titleOf } from '../records/write/lookups.ts';
import { datedId, type Random } from './random.ts';

/** A record of the demonstration on its way to its table. */
export interface DemoRecord {
  readonly record: EffectiveRecord;
  readonly id: string;
  /** The record at the top of what was made with it, for the audit trail. */
  readonly root: string;
  /** Who made it; null where nobody in particular did. */
  readonly author: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly values: Values;
  readonly children?: ChildValues;
}

const noShares: Shares = { readers: [], editors: [] };

/** Makes rows as the engine makes them, from the same derivations, without reading anything: targets are told. */
export class RowMaker {
  private readonly context: Context;
  readonly model: Model;
  private readonly known = new Map<string, Map<string, Target>>();

  constructor(context: Context) {
    this.context = context;
    this.model = context.company.model();
  }

  /** Takes a record type and values; returns them with the standard value of each field left out. */
  complete(record: EffectiveRecord, values: Values): Values {
    return withDefaults(this.context, record, values);
  }

  /** Makes a record known, so that others may point to it. */
  know(name: string, id: string, title: string, row: Row = {}): void {
    const targets = this.known.get(name) ?? new Map<string, Target>();
    const readers = (row.readers as string[] | undefined) ?? [];
    const editors = (row.editors as string[] | undefined) ?? [];
    targets.set(id, { title, readers, editors, live: true, gone: false, visible: true });
    this.known.set(name, targets);
  }

  /** Forgets a record that nothing more will point to. */
  forget(name: string, id: string): void {
    this.known.get(name)?.delete(id);
  }

  /** Takes a record; returns its row. It is known from then on. */
  row({ record, id, author, createdAt, updatedAt, values, children = {} }: DemoRecord): Row {
    const targets: Targets = this.known;
    const row: Row = {
      id,
      version: 1,
      created_at: createdAt.toISOString(),
      created_by: author,
      updated_at: updatedAt.toISOString(),
      updated_by: author,
      ...storedColumns(record, values),
      ...derivedColumns(record, this.model, values, children, targets, noShares),
    };
    this.know(record.name, id, titleOf(record, values), row);
    return row;
  }

  /** Takes a record; returns the line of its creation in the audit trail. */
  auditLine({ record, id, root, author, createdAt, values }: DemoRecord, random: Random): Row {
    return {
      id: datedId(createdAt, random),
      at: createdAt.toISOString(),
      record: record.name,
      record_id: id,
      root_id: root,
      kind: 'create',
      version: 1,
      user_id: author,
      channel: this.context.channel,
      operation_id: null,
      changes: changesOf(record, {}, values),
    };
  }
}
