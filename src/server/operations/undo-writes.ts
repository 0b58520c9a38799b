import type { EffectiveRecord, Model } from '../../meta/effective-record.ts';
import { type Row, storedValue } from '../records/rows.ts';
import type { Changes } from '../records/write/audit.ts';
import { type Owning, owningParent } from '../records/write/owning-parent.ts';
import type { Write } from '../records/write/types.ts';

/** A line that an operation left in the trail. */
export interface AuditRow {
  readonly record: string;
  readonly record_id: string;
  readonly root_id: string;
  readonly kind: 'create' | 'update' | 'delete' | 'restore';
  readonly version: number;
  readonly changes: Changes;
}

/** What an operation did to one record: how it began, and each field as it was before. */
export interface Effect {
  readonly record: EffectiveRecord;
  readonly id: string;
  readonly first: AuditRow['kind'];
  readonly last: AuditRow['kind'];
  readonly version: number;
  readonly before: Readonly<Record<string, unknown>>;
}

/** A write that gives back part of what a record was. */
export interface Planned {
  readonly record: EffectiveRecord;
  readonly write: Write;
}

/** Takes an operation's lines in their order; returns what they did to each record, by root and by id. */
export function effectsOf(lines: readonly AuditRow[], model: Model): Map<string, Map<string, Effect>> {
  const roots = new Map<string, Map<string, Effect>>();
  for (const line of lines) {
    const record = model.find(line.record);
    if (!record) continue;
    const effects = roots.get(line.root_id) ?? new Map<string, Effect>();
    roots.set(line.root_id, effects);
    const known = effects.get(line.record_id);
    const before: Record<string, unknown> = { ...known?.before };
    for (const [name, [was]] of Object.entries(line.changes))
      if (!(name in before) && record.field(name)?.kind === 'plain') before[name] = was;
    effects.set(line.record_id, {
      record,
      id: line.record_id,
      first: known?.first ?? line.kind,
      last: line.kind,
      version: line.version,
      before,
    });
  }
  return roots;
}

/** Tells whether a record came by the operation: it was made, or taken out of the trash. */
function cameBy({ first }: Effect): boolean {
  return first === 'create' || first === 'restore';
}

/** Tells whether a child went from one parent to another. */
function hasMoved({ record, before }: Effect, model: Model): boolean {
  const owning = owningParent(record, model);
  return owning !== null && owning.via in before;
}

/** The family of a root that a child of it is in, and was: it is given back with it. Undefined for one that has moved. */
function familyOf(child: Effect, root: string, row: Row | undefined, model: Model): Owning | undefined {
  const owning = owningParent(child.record, model);
  const via = owning ? child.record.field(owning.via) : undefined;
  const isHere = via && row && storedValue(via, row) === root && !hasMoved(child, model);
  return owning && isHere ? owning : undefined;
}

/**
 * Takes a child; returns its fields as they were before, and that it was the primary one though the operation said nothing
 * of that: when it went to the trash, or to another parent, another may have taken its place, and gives it back.
 */
function beforeOf(child: Effect, root: string, row: Row | undefined, model: Model): Readonly<Record<string, unknown>> {
  const owning = owningParent(child.record, model);
  const left = hasMoved(child, model) || (child.last === 'delete' && familyOf(child, root, row, model) !== undefined);
  const name = left && owning ? owning.parent.children?.[owning.name]?.primary : undefined;
  const flag = name === undefined ? undefined : child.record.field(name);
  return flag && row && storedValue(flag, row) === true ? { [flag.name]: true, ...child.before } : child.before;
}

/** Takes a root's effects and the rows as they are; returns the writes that give back what it was, by record type. */
export function reversalOf(
  root: string,
  effects: ReadonlyMap<string, Effect>,
  rows: ReadonlyMap<string, Row>,
  model: Model,
): Planned[] {
  const own = effects.get(root);
  const children = [...effects.values()].filter((effect) => effect.id !== root);
  const parent = own?.record ?? children.map((child) => owningParent(child.record, model)?.parent).find(Boolean);
  // It was not there before, or in the trash: it goes there, if it is not there again, once what came to it has left.
  if (own && cameBy(own)) {
    if (own.last === 'delete') return [];
    const left = children.filter((child) => !cameBy(child) && hasMoved(child, model));
    return [
      ...left.map((child): Planned => {
        const values = beforeOf(child, root, rows.get(child.id), model);
        return { record: child.record, write: { kind: 'update', id: child.id, values } };
      }),
      { record: own.record, write: { kind: 'delete', id: root } },
    ];
  }
  const planned: Planned[] =
    own?.last === 'delete' ? [{ record: own.record, write: { kind: 'restore', id: root } }] : [];
  const nested: Record<string, Record<string, unknown>[]> = {};
  for (const child of children) {
    const owning = familyOf(child, root, rows.get(child.id), model);
    const name = owning?.parent === parent ? owning?.name : undefined;
    const made = cameBy(child);
    // What was made and put in the trash again comes back with its root only when that was deleted too.
    if (made && child.last === 'delete' && own?.last !== 'delete') continue;
    if (!made && child.last === 'delete')
      planned.push({ record: child.record, write: { kind: 'restore', id: child.id } });
    const before = beforeOf(child, root, rows.get(child.id), model);
    const input = made ? { id: child.id, delete: true } : { id: child.id, ...before };
    // A child that only comes back is written no further: its parent may have no other yet.
    if (!made && Object.keys(before).length === 0) continue;
    if (name) nested[name] = [...(nested[name] ?? []), input];
    else
      planned.push({
        record: child.record,
        write: made ? { kind: 'delete', id: child.id } : { kind: 'update', id: child.id, values: before },
      });
  }
  const values = { ...own?.before, ...nested };
  if (parent && Object.keys(values).length > 0)
    planned.push({ record: parent, write: { kind: 'update', id: root, values } });
  return planned;
}

/**
 * The order of giving back: what others point to comes back before they do and goes after them. Record types stand
 * after those they point to.
 */
export function rankOf(write: Write, root: string, place: number, places: number): number {
  if (write.kind === 'delete') return 4 * places - place;
  if (write.kind === 'update') return 2 * places + place;
  return (write as { id: string }).id === root ? place : places + place;
}

/** Takes what gives a record back; returns the part that frees values which one record alone may have, or null. */
export function freeing(record: EffectiveRecord, write: Write): Write | null {
  if (write.kind !== 'update') return null;
  const values = Object.entries(write.values).filter(([name]) => record.field(name)?.unique);
  return values.length > 0 ? { ...write, values: Object.fromEntries(values) } : null;
}
