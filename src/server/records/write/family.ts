import { newId } from '../../../lib/ids.ts';
import type { ChildrenDeclaration } from '../../../meta/define-record.ts';
import type { EffectiveField, EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import { permissionOn } from '../../../meta/permissions.ts';
import type { Context } from '../../context.ts';
import { type Row, sameValue, type Values, valuesOf } from '../rows.ts';
import { mayEditRow } from '../visibility.ts';
import { checkValues, missingValues, withDefaults } from './check.ts';
import { type ChildInput, type Draft, draftFrom, type WriteOptions } from './types.ts';

/** One child of a parent in a nested write: its row before, and its draft where it changes. */
export interface Member {
  readonly id: string;
  readonly before: Values;
  readonly row: Row | null;
  /** Whether it comes from another parent by this write. */
  readonly joins?: true;
  draft: Draft | null;
}

/** A parent's draft with its children as they will be. */
export interface Family {
  readonly draft: Draft;
  /** The children that the write concerns, by name; others were not read and keep as they are. */
  readonly members: Record<string, Member[]>;
}

/** Takes a member; returns its values as they will be. */
export function valuesAfter(member: Member): Values {
  return member.draft ? member.draft.after : member.before;
}

/** Tells whether a member will be there after the write. */
export function staysLive(member: Member): boolean {
  return member.draft?.kind !== 'delete';
}

function draftOf(member: Member, root: string, path: string): Draft {
  member.draft ??= draftFrom({ kind: 'update', id: member.id, root, row: member.row, before: member.before, path });
  return member.draft;
}

function newMember(
  context: Context,
  child: EffectiveRecord,
  declaration: ChildrenDeclaration,
  parent: Draft,
  given: Record<string, unknown>,
  path: string,
  id: string = newId(),
): Member {
  const after = withDefaults(context, child, { ...given, [declaration.via]: parent.id });
  const draft = draftFrom({ kind: 'create', id, root: parent.root, row: null, before: {}, after, path });
  return { id, before: {}, row: null, draft };
}

/** Takes what was asked of one family; fills the drafts of its children. */
export class FamilyBuilder {
  readonly context: Context;
  readonly model: Model;
  readonly record: EffectiveRecord;
  readonly options: WriteOptions;

  constructor(context: Context, model: Model, record: EffectiveRecord, options: WriteOptions) {
    this.context = context;
    this.model = model;
    this.record = record;
    this.options = options;
  }

  /** Takes a parent's draft and the rows of its live children; returns the family as the write will leave it. */
  build(draft: Draft, rows: Readonly<Record<string, readonly Row[]>>): Family {
    const members: Record<string, Member[]> = {};
    for (const [name, declaration] of Object.entries(this.record.children ?? {})) {
      const found = draft.kind === 'create' ? [] : rows[name];
      if (!found) continue;
      const child = this.model.record(declaration.record);
      members[name] = found.map((row) => ({ id: row.id as string, before: valuesOf(child, row), row, draft: null }));
    }
    const family = { draft, members };
    for (const [name, inputs] of Object.entries(draft.children)) this.takeInputs(family, name, inputs);
    return family;
  }

  /** Completes a family once every write on it is known: through values, primary, minimum, standard child. */
  complete(family: Family): void {
    if (family.draft.kind === 'delete') return;
    this.writeThrough(family);
    for (const [name, declaration] of Object.entries(this.record.children ?? {})) {
      if (!family.members[name]) continue;
      this.addStandard(family, name, declaration);
      this.settlePrimary(family, name, declaration);
      this.checkDistinct(family, name, declaration);
      this.checkMinimum(family, name, declaration);
    }
    this.mirror(family);
  }

  private takeInputs(family: Family, name: string, inputs: readonly ChildInput[]): void {
    const declaration = this.record.children?.[name];
    if (!declaration) return;
    const lines = declaration.order !== undefined && !this.options.someLines;
    const kept = new Set(inputs.map((input) => input.id));
    if (lines)
      for (const member of family.members[name] ?? [])
        if (!kept.has(member.id)) this.remove(family, name, member, `${name}.`);
    for (const [index, input] of inputs.entries())
      this.takeInput(family, name, input, `${name}.${index}.`, lines ? { [declaration.order ?? '']: index } : {});
  }

  /** Adds one asked change of a child to a family; `id` fixes the id of a new one. Faults go to the child's draft. */
  takeInput(
    family: Family,
    name: string,
    input: ChildInput,
    path: string,
    forced: Values = {},
    id?: string,
  ): Member | null {
    const declaration = this.record.children?.[name];
    if (!declaration) return null;
    const child = this.model.record(declaration.record);
    const permission = permissionOn(this.context.principal.permissions, child.name);
    const members = family.members[name] ?? [];
    if (input.id === undefined) {
      const checked = checkValues(this.context, child, { ...input }, null, this.options);
      const member = newMember(this.context, child, declaration, family.draft, { ...checked.own, ...forced }, path, id);
      member.draft?.errors.push(...checked.errors);
      if (!permission.create) member.draft?.errors.push({ field: '', code: 'forbidden' });
      members.push(member);
      return member;
    }
    const member = members.find((candidate) => candidate.id === input.id);
    if (!member) {
      family.draft.errors.push({ field: `${path}id`, code: 'not-found' });
      return null;
    }
    const draft = draftOf(member, family.draft.root, path);
    const scope = input.delete ? permission.delete : permission.update;
    if (!mayEditRow(this.context.principal, scope, child, member.row ?? {}))
      draft.errors.push({ field: '', code: 'forbidden' });
    if (input.version !== undefined && input.version !== Number(member.row?.version))
      draft.errors.push({ field: '', code: 'version-conflict' });
    if (input.delete) return this.remove(family, name, member, path);
    const { version: _version, ...given } = input;
    const checked = checkValues(this.context, child, given, member.before, this.options);
    draft.errors.push(...checked.errors);
    for (const [field, value] of Object.entries({ ...checked.own, ...forced })) {
      if (field === declaration.via && !sameValue(value, member.before[field]))
        draft.errors.push({ field, code: 'read-only-field' });
      else draft.after[field] = value;
    }
    return member;
  }

  /**
   * Moves a child to another parent's family, with which it is written: in the trail under the one that goes to the
   * trash with this, or comes back from there, else under the one it leaves. That it was the primary one there says
   * nothing here, unless the write asks for it.
   */
  moveChild(from: Family, to: Family, name: string, member: Member, input: ChildInput): void {
    const declaration = this.record.children?.[name];
    if (!declaration) return;
    const { primary, via } = declaration;
    const root = this.options.parting?.has(to.draft.id) ? to.draft.root : from.draft.root;
    member.draft = { ...draftOf(member, root, ''), root };
    const { after } = member.draft;
    after[via] = to.draft.id;
    if (primary && after[primary] === true && input[primary] !== true) after[primary] = false;
    from.members[name] = (from.members[name] ?? []).filter((candidate) => candidate !== member);
    to.members[name] = [...(to.members[name] ?? []), { ...member, joins: true }];
  }

  private remove(family: Family, name: string, member: Member, path: string): Member {
    const draft = draftOf(member, family.draft.root, path);
    const replaced: Member = {
      ...member,
      draft: { ...draft, kind: 'delete', after: { ...member.before }, trashRoot: member.id },
    };
    const members = family.members[name] ?? [];
    members[members.indexOf(member)] = replaced;
    return replaced;
  }

  private writeThrough(family: Family): void {
    const { through } = this.record;
    const { draft } = family;
    const declaration = through && this.record.children?.[through.children];
    if (!through || !declaration?.primary || Object.keys(draft.through).length === 0) return;
    const child = this.model.record(declaration.record);
    const flag = declaration.primary;
    const members = family.members[through.children];
    if (!members) return;
    const target = declaration.distinct;
    const wanted = target && target in draft.through ? draft.through[target] : undefined;
    let primary = members.find((member) => staysLive(member) && valuesAfter(member)[flag] === true);
    // Emptied, it would leave the record attached to nothing (F82); not said yet of a new one, its children say it.
    if (wanted === null && draft.kind === 'update' && primary)
      draft.errors.push({ field: target as string, code: 'required' });
    if (
      target &&
      wanted !== undefined &&
      wanted !== null &&
      (!primary || !sameValue(valuesAfter(primary)[target], wanted))
    ) {
      const known = members.find((member) => staysLive(member) && sameValue(valuesAfter(member)[target], wanted));
      if (primary) draftOf(primary, draft.root, '').after[flag] = false;
      if (known) primary = known;
      else {
        primary = newMember(this.context, child, declaration, draft, {}, '');
        members.push(primary);
      }
      draftOf(primary, draft.root, '').after[flag] = true;
    }
    if (!primary) return;
    const given = Object.entries(draft.through).filter(([name, value]) => name !== target || value !== null);
    Object.assign(draftOf(primary, draft.root, '').after, Object.fromEntries(given));
  }

  private addStandard(family: Family, name: string, declaration: ChildrenDeclaration): void {
    const members = family.members[name];
    if (!members || family.draft.kind !== 'create' || !declaration.standard || members.some(staysLive)) return;
    members.push(
      newMember(
        this.context,
        this.model.record(declaration.record),
        declaration,
        family.draft,
        { ...declaration.standard },
        `${name}.0.`,
      ),
    );
  }

  /** Exactly one live child is primary: the one last asked to be, else the one that was, else the first. */
  private settlePrimary(family: Family, name: string, declaration: ChildrenDeclaration): void {
    const flag = declaration.primary;
    const live = (family.members[name] ?? []).filter(staysLive);
    if (!flag || live.length === 0) return;
    const marked = live.filter((member) => valuesAfter(member)[flag] === true);
    const chosen = marked.findLast((member) => member.joins || member.before[flag] !== true) ?? marked[0] ?? live[0];
    for (const member of live) {
      const should = member === chosen;
      if ((valuesAfter(member)[flag] === true) !== should)
        draftOf(member, family.draft.root, `${name}.`).after[flag] = should;
    }
  }

  private checkDistinct(family: Family, name: string, declaration: ChildrenDeclaration): void {
    const { distinct } = declaration;
    if (!distinct) return;
    const seen = new Set<unknown>();
    for (const member of (family.members[name] ?? []).filter(staysLive)) {
      const value = valuesAfter(member)[distinct];
      if (value !== null && value !== undefined && seen.has(value))
        (member.draft ?? family.draft).errors.push({ field: distinct, code: 'already-linked' });
      seen.add(value);
    }
  }

  private checkMinimum(family: Family, name: string, declaration: ChildrenDeclaration): void {
    const live = (family.members[name] ?? []).filter(staysLive);
    if (!declaration.minimum || live.length >= declaration.minimum) return;
    const { through } = this.record;
    const required =
      through?.children === name ? Object.entries(through.fields).find(([, field]) => field.required)?.[0] : undefined;
    const created = family.draft.kind === 'create';
    family.draft.errors.push({
      field: created && required ? required : name,
      code: created && required ? 'required' : (declaration.minimumCode ?? 'required'),
    });
  }

  /** Copies the primary child's values to the parent's through fields, and marks what of them is missing. */
  private mirror(family: Family): void {
    const { through } = this.record;
    const flag = through && this.record.children?.[through.children]?.primary;
    if (!through || !flag) return;
    const primary = (family.members[through.children] ?? []).find(
      (member) => staysLive(member) && valuesAfter(member)[flag] === true,
    );
    for (const name of Object.keys(through.fields))
      family.draft.after[name] = primary ? (valuesAfter(primary)[name] ?? null) : null;
    const { draft } = family;
    // What was empty before and is not written now is nobody's fault today: a field may have become required since.
    const asked = ({ name }: EffectiveField): boolean =>
      draft.kind === 'create' ||
      name in draft.through ||
      !sameValue(draft.after[name] ?? null, draft.before[name] ?? null);
    if (primary)
      draft.errors.push(
        ...missingValues(this.record, draft.after, (field) => field.kind === 'through' && asked(field)),
      );
  }
}
