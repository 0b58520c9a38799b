import { setImmediate } from 'node:timers/promises';
import { keepsReaders } from '../../../meta/derive/access.ts';
import { duplicateKeysColumn } from '../../../meta/derive/storage.ts';
import type { EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import type { Context } from '../../context.ts';
import { addStoredColumns, type Row, sameValue, storedColumns, storedFields, type Values } from '../rows.ts';
import { type AuditLine, changesOf, notifyChanges, type Told, toldOfReaders, trailInsertions } from './audit.ts';
import { type ChildValues, derivedColumns, type Shares } from './derived.ts';
import { dueInsertion } from './due-duplicates.ts';
import type { Family } from './family.ts';
import { readersOf, type Target, type Targets, titleOf } from './lookups.ts';
import { type Insertion, insertRows, updateRows } from './statements.ts';
import type { Draft, EngineTransaction } from './types.ts';

/** A record whose title or readers changed, so that what depends on it must follow. */
export interface Changed {
  readonly record: EffectiveRecord;
  readonly id: string;
  readonly title: boolean;
  readonly readers: boolean;
}

interface Plan {
  readonly record: EffectiveRecord;
  readonly inserts: Record<string, unknown>[];
  /** Updates of children that stop being primary or go to the trash come first: one primary at any moment. */
  readonly first: Record<string, unknown>[];
  /** Then those of children that go to another parent as its primary one, whose place is free by then. */
  readonly next: Record<string, unknown>[];
  readonly updates: Record<string, unknown>[];
}

/** Families made before the connection gets its turn, to send the next statement as soon as the last has ended. */
const turn = 10;

const noShares: Shares = { readers: [], editors: [] };

/** Families that may be written, and what that takes. */
export interface SoundFamilies {
  readonly families: readonly { readonly family: Family; readonly children: ChildValues }[];
  readonly targets: Targets;
  /** Whom records that are there already are shared with. */
  readonly shares: ReadonlyMap<string, Shares>;
}

/**
 * Writes families of one record type to the database: rows, audit, notices. Each `place` sends its statements and does
 * not wait for them, so that PostgreSQL is at work while the next families are being made; `finish` waits for all.
 */
export class FamilyWriter {
  private readonly changed: Changed[] = [];
  private lines: AuditLine[] = [];
  /** Records whose keys of likely duplicates are new. */
  private due: Pick<Changed, 'record' | 'id'>[] = [];
  private plans = new Map<string, Plan>();
  private readonly sent: Promise<void>[] = [];
  private readonly told: Told[] = [];
  private readonly faults: unknown[] = [];
  /** Rows planned so far, by id. */
  private readonly written = new Map<string, Row>();
  private readonly now = new Date().toISOString();
  private readonly transaction: EngineTransaction;
  private readonly context: Context;
  private readonly model: Model;
  private readonly record: EffectiveRecord;
  private targets = new Map<string, Map<string, Target>>();

  constructor(transaction: EngineTransaction, context: Context, model: Model, record: EffectiveRecord) {
    this.transaction = transaction;
    this.context = context;
    this.model = model;
    this.record = record;
  }

  /** Makes the statements of families and sends them. */
  async place({ families, targets, shares }: SoundFamilies): Promise<void> {
    this.targets = new Map([...targets].map(([name, known]) => [name, new Map(known)]));
    for (const [index, { family, children }] of families.entries()) {
      this.write(this.record, family.draft, children, shares.get(family.draft.id) ?? noShares);
      this.know(this.record, family.draft);
      for (const [name, members] of Object.entries(family.members)) {
        const child = this.model.record(this.record.children?.[name]?.record ?? '');
        for (const { draft } of members) {
          if (!draft) continue;
          this.write(child, draft, {}, noShares);
          if (draft.kind !== 'update' || draft.version !== Number(draft.row?.version)) family.draft.childChanged = true;
        }
      }
      if ((index + 1) % turn === 0) await setImmediate();
    }
    this.send();
  }

  /**
   * Waits for what was sent; throws the fault that came first: those after it tell of nothing else. Returns the records
   * whose title or readers changed.
   */
  async finish(): Promise<Changed[]> {
    await this.settle();
    await notifyChanges(this.transaction, this.context, this.told);
    return this.changed;
  }

  /** Waits for what was sent; throws the fault that came first. */
  async settle(): Promise<void> {
    await Promise.all(this.sent);
    if (this.faults.length > 0) throw this.faults[0];
  }

  /** Makes a parent known as the target of its children, whose readers and keys come from it. */
  private know(record: EffectiveRecord, draft: Draft): void {
    const source: Row = this.written.get(draft.id) ?? draft.row ?? {};
    const known = this.targets.get(record.name) ?? new Map<string, Target>();
    known.set(draft.id, {
      title: titleOf(record, draft.after),
      readers: readersOf(record, source),
      editors: (source.editors as string[]) ?? [],
      live: true,
      gone: false,
      visible: true,
    });
    this.targets.set(record.name, known);
  }

  /** Plans one draft's row and audit line. */
  private write(record: EffectiveRecord, draft: Draft, children: ChildValues, shares: Shares): void {
    const plan = this.planOf(record);
    const author = this.context.principal.userId;
    if (draft.kind === 'delete') {
      draft.version = Number(draft.row?.version ?? 0) + 1;
      plan.first.push({
        id: draft.id,
        deleted_at: this.now,
        trash_root: draft.trashRoot ?? draft.id,
        version: draft.version,
        updated_at: this.now,
        updated_by: author,
      });
      this.lines.push({
        record: record.name,
        recordId: draft.id,
        root: draft.root,
        kind: 'delete',
        version: draft.version,
        changes: {},
      });
      return;
    }
    const changes = changesOf(record, draft.before, draft.after);
    const derived = derivedColumns(record, this.model, draft.after, children, this.targets, shares);
    const stamp = { updated_at: this.now, updated_by: author };
    if (draft.kind === 'create') {
      draft.version = 1;
      const row: Record<string, unknown> = {
        id: draft.id,
        version: 1,
        created_at: this.now,
        created_by: author,
        ...stamp,
      };
      addStoredColumns(row, storedFields(record), draft.after, true);
      Object.assign(row, derived);
      plan.inserts.push(row);
      if (record.duplicates) this.due.push({ record, id: draft.id });
      this.written.set(draft.id, row);
    } else {
      const changedNames = this.changedFields(record, draft.before, draft.after);
      const moved = Object.entries(derived).filter(([name, value]) => !sameValue(value, draft.row?.[name]));
      draft.version = Number(draft.row?.version ?? 0) + (changedNames.length > 0 ? 1 : 0);
      if (changedNames.length === 0 && moved.length === 0) return;
      const own = { id: draft.id, version: draft.version, ...stamp, ...storedColumns(record, draft.after), ...derived };
      const row: Record<string, unknown> = changedNames.length > 0 ? own : { id: draft.id, ...derived };
      plan[this.turnOf(record, draft)].push(row);
      if (moved.some(([name]) => name === duplicateKeysColumn)) this.due.push({ record, id: draft.id });
      this.written.set(draft.id, { ...draft.row, ...row });
      const title = titleOf(record, draft.before) !== titleOf(record, draft.after);
      const readers = this.opensAnew(record, draft, derived);
      if (title || readers) this.changed.push({ record, id: draft.id, title, readers });
      // Also where no value of its own changed: a contact is opened by its links (A2).
      if (keepsReaders(record) && !sameValue(derived.readers, draft.row?.readers))
        this.told.push(toldOfReaders(record, draft.id, draft.row?.readers, derived.readers));
      if (changedNames.length === 0) return;
    }
    this.lines.push({
      record: record.name,
      recordId: draft.id,
      root: draft.root,
      kind: draft.kind === 'create' ? 'create' : 'update',
      version: draft.version,
      changes,
    });
  }

  /**
   * Sends the planned statements, parents before children, and of children those that give way first: the connection
   * keeps them in order.
   */
  private send(): void {
    const insertions: Insertion[] = [];
    for (const { record, inserts, first, next, updates } of this.plans.values()) {
      for (const rows of [first, next, updates].flatMap(byColumns))
        this.follow(updateRows(this.transaction, record.table, rows));
      insertions.push({ table: record.table, rows: inserts });
    }
    insertions.push(dueInsertion(this.due));
    insertions.push(...trailInsertions(this.context, this.lines, this.now));
    this.follow(insertRows(this.transaction, insertions));
    for (const { record, recordId, kind } of this.lines) this.told.push({ record, recordId, kind });
    this.lines = [];
    this.due = [];
    this.plans = new Map();
  }

  private follow(statement: Promise<void>): void {
    this.sent.push(statement.catch((fault: unknown) => void this.faults.push(fault)));
  }

  private planOf(record: EffectiveRecord): Plan {
    const known = this.plans.get(record.name);
    if (known) return known;
    const plan: Plan = { record, inserts: [], first: [], next: [], updates: [] };
    this.plans.set(record.name, plan);
    return plan;
  }

  private changedFields(record: EffectiveRecord, before: Values, after: Values): string[] {
    return record.fields
      .filter((field) => field.kind !== 'system' && !sameValue(before[field.name], after[field.name]))
      .map((field) => field.name);
  }

  /** Takes a child's update; tells when it is written: what is its parent's primary one no more gives way to others. */
  private turnOf(record: EffectiveRecord, { before, after }: Draft): 'first' | 'next' | 'updates' {
    for (const parent of this.model.records)
      for (const { record: child, primary, via } of Object.values(parent.children ?? {})) {
        if (child !== record.name || !primary || before[primary] !== true) continue;
        if (after[primary] !== true) return 'first';
        if (after[via] !== before[via]) return 'next';
      }
    return 'updates';
  }

  /** Tells whether others see the record, or may change it, than before. */
  private opensAnew(record: EffectiveRecord, draft: Draft, derived: Readonly<Record<string, unknown>>): boolean {
    return (
      keepsReaders(record) &&
      (!sameValue(derived.readers, draft.row?.readers) || !sameValue(derived.editors, draft.row?.editors))
    );
  }
}

/** Groups rows that have the same columns, since one statement writes one set of columns. */
function byColumns(rows: readonly Record<string, unknown>[]): Record<string, unknown>[][] {
  const groups = new Map<string, Record<string, unknown>[]>();
  for (const row of rows) {
    const key = Object.keys(row).join();
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}
