import { isId, newId } from '../../../lib/ids.ts';
import type { EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import { permissionOn } from '../../../meta/permissions.ts';
import type { Context } from '../../context.ts';
import { type Row, sameValue, valuesOf } from '../rows.ts';
import { mayReadRow } from '../visibility.ts';
import { FamilyWriter, type SoundFamilies } from './apply.ts';
import { checkValues, missingValues, withDefaults } from './check.ts';
import { ReferenceCheck } from './check-references.ts';
import { childInput, newParent } from './child-input.ts';
import { refuseStale, staleChild } from './conflict.ts';
import { keepRules } from './declared-rules.ts';
import { type ChildValues, dependsOnChildren } from './derived.ts';
import { type Family, FamilyBuilder, staysLive, valuesAfter } from './family.ts';
import { checkFiles } from './file-references.ts';
import { isFlat, saveFlat } from './flat-updates.ts';
import { lookUp, References, type Targets } from './lookups.ts';
import { type Owning, owningParent } from './owning-parent.ts';
import { refreshDependents } from './refresh.ts';
import { refusalOfFaults, refuse, refuseUpdate } from './refusal.ts';
import { sharesOf } from './shares.ts';
import { lockChildren, lockRows } from './statements.ts';
import {
  type Draft,
  draftFrom,
  type EngineTransaction,
  type Write,
  type WriteOptions,
  type WriteOutcome,
} from './types.ts';

/** Records that are written together; what the next ones ask for is asked while they are. */
const slice = 100;

/** Families and what was looked up for them. */
interface Looked extends Pick<SoundFamilies, 'targets' | 'shares'> {
  readonly families: readonly Family[];
}

/** A write on a child: of which parent, and to which it moves (null: it stays). */
interface PlannedChild {
  readonly index: number;
  readonly parent: string;
  readonly to: string | null;
  readonly write: Write;
}

/**
 * Creates and updates records of one type in the caller's transaction: nested children, versions, rights, audit,
 * derived columns. Takes the writes; returns one outcome for each, in order. A refused write leaves no trace; the
 * others go through. Children with an owning parent are written through it, so that its invariants always hold.
 */
export async function saveRecords(
  transaction: EngineTransaction,
  context: Context,
  record: EffectiveRecord,
  writes: readonly Write[],
  options: WriteOptions,
): Promise<WriteOutcome[]> {
  const model = context.company.model();
  const owning = owningParent(record, model);
  if (!owning && isFlat(record, writes)) return await saveFlat(transaction, context, record, writes, options);
  const batch = new SaveBatch(transaction, context, model, owning?.parent ?? record, options);
  return owning ? batch.saveChildren(record, owning, writes) : batch.saveParents(writes);
}

class SaveBatch {
  private readonly transaction: EngineTransaction;
  private readonly context: Context;
  private readonly model: Model;
  private readonly record: EffectiveRecord;
  private readonly options: WriteOptions;
  private readonly builder: FamilyBuilder;

  constructor(
    transaction: EngineTransaction,
    context: Context,
    model: Model,
    record: EffectiveRecord,
    options: WriteOptions,
  ) {
    this.transaction = transaction;
    this.context = context;
    this.model = model;
    this.record = record;
    this.options = options;
    this.builder = new FamilyBuilder(context, model, record, options);
  }

  /** Writes records of the parent type itself. */
  async saveParents(writes: readonly Write[]): Promise<WriteOutcome[]> {
    const rows = await lockRows(
      this.transaction,
      this.record,
      writes.flatMap((write) => (write.kind === 'create' ? [] : [write.id])),
    );
    const writer = new FamilyWriter(this.transaction, this.context, this.model, this.record);
    const drafts: Draft[] = [];
    const look = async (from: number): Promise<Looked | null> => {
      if (from >= writes.length) return null;
      const own = writes.slice(from, from + slice).map((write, place) => this.draft(write, from + place, rows));
      drafts.push(...own);
      await refuseStale(this.transaction, this.context, this.record, own, writes);
      return await this.look(await this.families(own.filter((draft) => !draft.refusal)));
    };
    await this.inTurn(writer, () => this.sliceBySlice(writer, look, slice));
    return drafts.map((draft) => this.outcome(draft));
  }

  /**
   * Writes children of the type's owning parent: the parents are touched, not edited, so no right on them is asked. A
   * trusted write may give a child another parent: both families are written.
   */
  async saveChildren(child: EffectiveRecord, owning: Owning, writes: readonly Write[]): Promise<WriteOutcome[]> {
    const existing = await lockRows(
      this.transaction,
      child,
      writes.flatMap((write) => (write.kind === 'create' ? [] : [write.id])),
    );
    const permission = permissionOn(this.context.principal.permissions, child.name);
    const viaColumn = child.field(owning.via)?.columns[0]?.name ?? '';
    const outcomes: (WriteOutcome | null)[] = [];
    const planned: PlannedChild[] = [];
    for (const [index, write] of writes.entries()) {
      const row = write.kind === 'create' ? null : (existing.get(write.id) ?? null);
      const parent = write.kind === 'create' ? write.values[owning.via] : row?.[viaColumn];
      outcomes[index] = null;
      if (
        write.kind !== 'create' &&
        (!row || row.deleted_at !== null || !mayReadRow(this.context.principal, permission.read, child, row))
      )
        outcomes[index] = refuse(404, 'not-found');
      else if (!isId(parent))
        outcomes[index] = refuse(422, 'validation-failed', [{ field: owning.via, code: 'required' }]);
      else planned.push({ index, parent, to: newParent(write, owning.via, parent, this.options), write });
    }
    const members = new Map<number, Draft>();
    // In the order of their ids, so that two batches cannot wait for each other.
    const parents = [...new Set(planned.flatMap(({ parent, to }) => [parent, ...(to === null ? [] : [to])]))].sort();
    // Both families that a child moves between are written together.
    const size = planned.some(({ to }) => to !== null) ? parents.length : slice;
    const writer = new FamilyWriter(this.transaction, this.context, this.model, this.record);
    const look = async (from: number): Promise<Looked | null> => {
      if (from >= parents.length) return null;
      const own = new Set(parents.slice(from, from + size));
      const taken = planned.filter(({ parent, to }) => own.has(parent) || (to !== null && own.has(to)));
      return await this.look(await this.touchedFamilies(child, owning, [...own], taken, { outcomes, members }));
    };
    await this.inTurn(writer, () => this.sliceBySlice(writer, look, size, true));
    return writes.map((_write, index) => {
      const known = outcomes[index];
      const draft = members.get(index);
      return known ?? (draft ? this.outcome(draft) : refuse(404, 'not-found'));
    });
  }

  /** Takes the writes on children of some parents; returns the families of these as they leave them, and notes what came of each write. */
  private async touchedFamilies(
    child: EffectiveRecord,
    owning: Owning,
    parents: readonly string[],
    planned: readonly PlannedChild[],
    { outcomes, members }: { readonly outcomes: (WriteOutcome | null)[]; readonly members: Map<number, Draft> },
  ): Promise<readonly Family[]> {
    const rows = await lockRows(this.transaction, this.record, parents);
    const drafts = parents.map((id) => this.touch(id, rows.get(id) ?? null));
    const families = await this.families(
      drafts.filter((draft) => !draft.refusal),
      owning.name,
    );
    const byParent = new Map(families.map((family) => [family.draft.id, family]));
    const parentRead = permissionOn(this.context.principal.permissions, this.record.name).read;
    for (const { index, parent, to, write } of planned) {
      const family = byParent.get(parent);
      const home = to === null ? family : byParent.get(to);
      if (
        !family ||
        !home ||
        ((write.kind === 'create' || to !== null) &&
          !mayReadRow(this.context.principal, parentRead, this.record, home.draft.row ?? {}))
      ) {
        outcomes[index] = refuse(422, 'validation-failed', [{ field: owning.via, code: 'not-found' }]);
        continue;
      }
      const there = family.members[owning.name]?.find(({ id }) => write.kind !== 'create' && id === write.id);
      const stale = there && (await staleChild(this.transaction, this.context, child, family.draft, there, write));
      if (stale) {
        outcomes[index] = stale;
        continue;
      }
      const input = childInput(write, to === null ? null : owning.via);
      const id = write.kind === 'create' ? write.id : undefined;
      const member = this.builder.takeInput(family, owning.name, input, '', {}, id);
      if (member && to !== null) this.builder.moveChild(family, home, owning.name, member, input);
      if (member?.draft) members.set(index, member.draft);
    }
    const joined = new Set(planned.map(({ to }) => to));
    const staying = families.filter(({ draft: { id } }) => joined.has(id) || !this.options.parting?.has(id));
    for (const family of staying) this.builder.complete(family);
    return staying;
  }

  /** Writes families slice by slice: what the next ones ask for is on its way before these are written. */
  private async sliceBySlice(
    writer: FamilyWriter,
    look: (from: number) => Promise<Looked | null>,
    size: number,
    touching = false,
  ): Promise<void> {
    let ahead = look(0);
    for (let from = size; ; from += size) {
      const looked = await ahead;
      if (!looked) return;
      ahead = look(from);
      ahead.catch(() => undefined);
      await this.place(writer, looked, touching);
    }
  }

  private draft(write: Write, index: number, rows: ReadonlyMap<string, Row>): Draft {
    const permission = permissionOn(this.context.principal.permissions, this.record.name);
    const id = write.kind === 'create' ? (write.id ?? newId()) : write.id;
    const row = write.kind === 'create' ? null : (rows.get(id) ?? null);
    const before = row ? valuesOf(this.record, row) : {};
    const blank = draftFrom({ index, kind: write.kind, id, row, before });
    if (write.kind === 'create' && !permission.create) return { ...blank, refusal: refuse(403, 'forbidden') };
    const refusal = write.kind === 'create' ? null : refuseUpdate(this.context, this.record, row);
    if (refusal) return { ...blank, refusal };
    const values = 'values' in write ? write.values : {};
    const checked = checkValues(this.context, this.record, values, row && before, this.options);
    const after =
      write.kind === 'create' ? withDefaults(this.context, this.record, checked.own) : { ...before, ...checked.own };
    return { ...blank, after, through: checked.through, children: checked.children, errors: checked.errors };
  }

  private touch(id: string, row: Row | null): Draft {
    const before = row ? valuesOf(this.record, row) : {};
    const refusal = !row || row.deleted_at !== null ? refuse(404, 'not-found') : null;
    return draftFrom({ kind: 'update', id, row, before, refusal });
  }

  /** Loads and locks the children that the writes or the derived columns need, and builds the families. */
  private async families(drafts: readonly Draft[], touched?: string): Promise<Family[]> {
    const rows = new Map<string, Record<string, readonly Row[]>>(drafts.map((draft) => [draft.id, {}]));
    for (const [name, children] of Object.entries(this.record.children ?? {})) {
      const parents = drafts
        .filter(
          (draft) =>
            draft.kind !== 'create' &&
            (name === touched || name in draft.children || dependsOnChildren(this.record, name)),
        )
        .map((draft) => draft.id);
      const found = await lockChildren(this.transaction, this.model.record(children.record), children.via, parents);
      for (const parent of parents) (rows.get(parent) ?? {})[name] = found.get(parent) ?? [];
    }
    const families = drafts.map((draft) => this.builder.build(draft, rows.get(draft.id) ?? {}));
    if (!touched) for (const family of families) this.builder.complete(family);
    return families;
  }

  /** Reads what families point to and whom they are shared with. */
  private async look(families: readonly Family[]): Promise<Looked> {
    const references = new References();
    for (const family of families) {
      references.addValues(this.record, family.draft.after);
      // The parent itself is known: it is being written.
      for (const { child, draft, via } of this.childDrafts(family)) references.addValues(child, draft.after, via);
      for (const [name, members] of Object.entries(family.members)) {
        const children = this.record.children?.[name];
        if (!children || !dependsOnChildren(this.record, name)) continue;
        for (const member of members)
          references.addValues(this.model.record(children.record), valuesAfter(member), children.via);
      }
    }
    const drafts = families.map((family) => family.draft);
    const targets = await lookUp(this.transaction, this.context, this.model, references);
    const there = drafts.flatMap((draft) => (draft.kind === 'create' ? [] : [draft.id]));
    const shares = await sharesOf(this.transaction, this.record, there);
    await checkFiles(this.context, this.record, drafts);
    return { families, targets, shares };
  }

  /** Checks references and required values, sends what holds. */
  private async place(writer: FamilyWriter, looked: Looked, touching = false): Promise<void> {
    const { families, targets, shares } = looked;
    for (const family of families) this.validate(family, targets, touching);
    const sound = families.filter((family) => !family.draft.refusal && !this.collectErrors(family));
    await writer.place({
      families: sound.map((family) => ({ family, children: this.liveChildren(family) })),
      targets,
      shares,
    });
  }

  /** Has families written, then refreshes what depends on them. A fault of what was sent before tells why all else fails. */
  private async inTurn(writer: FamilyWriter, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      await writer.settle();
      throw error;
    }
    await refreshDependents(this.transaction, this.context, this.model, await writer.finish());
  }

  private validate(family: Family, targets: Targets, touching: boolean): void {
    const { draft } = family;
    const references = new ReferenceCheck(this.context, this.model, targets, this.options);
    keepRules(this.context, this.record, draft);
    for (const [name, computed] of Object.entries(this.record.computed ?? {}))
      draft.after[name] = computed.compute(draft.after, this.liveChildren(family)) ?? null;
    if (!touching)
      draft.errors.push(
        ...missingValues(
          this.record,
          draft.after,
          (field) =>
            field.kind === 'plain' &&
            (draft.kind === 'create' || !sameValue(draft.after[field.name], draft.before[field.name])),
        ),
      );
    references.check(this.record, draft);
    for (const { child, draft: childDraft, via } of this.childDrafts(family)) {
      if (childDraft.kind === 'delete') continue;
      keepRules(this.context, child, childDraft);
      childDraft.errors.push(
        ...missingValues(
          child,
          childDraft.after,
          (field) =>
            field.kind === 'plain' &&
            field.name !== via &&
            !this.throughRequired(field.name) &&
            (childDraft.kind === 'create' || !sameValue(childDraft.after[field.name], childDraft.before[field.name])),
        ),
      );
      references.check(child, childDraft, { via, record: this.record, draft });
    }
  }

  /** Whether a required field of the child is asked for through the parent, which then reports it under its own name. */
  private throughRequired(name: string): boolean {
    return this.record.through?.fields[name]?.required === true;
  }

  private *childDrafts(family: Family): Generator<{ child: EffectiveRecord; draft: Draft; via: string }> {
    for (const [name, members] of Object.entries(family.members)) {
      const declaration = this.record.children?.[name];
      if (!declaration) continue;
      const child = this.model.record(declaration.record);
      for (const member of members) if (member.draft) yield { child, draft: member.draft, via: declaration.via };
    }
  }

  /** Moves the faults of the children up to the write that caused them; tells whether there is any. */
  private collectErrors(family: Family): boolean {
    const faults = [...family.draft.errors];
    for (const { draft } of this.childDrafts(family))
      faults.push(...draft.errors.map((error) => ({ ...error, field: `${draft.path}${error.field}` })));
    const refusal = refusalOfFaults(faults);
    if (!refusal) return false;
    family.draft.refusal = refusal;
    for (const { draft } of this.childDrafts(family)) draft.refusal = refusal;
    return true;
  }

  private liveChildren(family: Family): ChildValues {
    return Object.fromEntries(
      Object.entries(family.members).map(([name, members]) => [name, members.filter(staysLive).map(valuesAfter)]),
    );
  }

  private outcome(draft: Draft): WriteOutcome {
    if (draft.refusal) return draft.refusal;
    const before = (draft.row?.version as number | undefined) ?? 0;
    const version = draft.version ?? before;
    return { ok: true, id: draft.id, version, changed: version !== before || draft.childChanged === true };
  }
}
