import type { RecordPointer } from '../../fields/any-reference/any-reference.ts';
import type { ReferenceOptions } from '../../fields/reference/reference.ts';
import type { EffectiveField, EffectiveRecord, Model } from '../effective-record.ts';
import { accessRules } from './access.ts';

/**
 * Takes a record type and the reference by which one comes to it; returns the reference at its other end where the
 * type is a link between two records (met nowhere but between them), undefined where it is a record in its own right.
 */
export function farReference(record: EffectiveRecord, via: string): EffectiveField | undefined {
  if (record.navigation || record.about) return undefined;
  return record.fields.find(
    (field) => field.name !== via && field.kind === 'plain' && field.required && field.type.targets !== undefined,
  );
}

/** A record that a reference names. */
export interface Pointed {
  readonly record: EffectiveRecord;
  readonly id: string;
}

/** Takes a reference field and a value of it; returns the record it names, null for none. */
export function pointedRecord(model: Model, field: EffectiveField, value: unknown): Pointed | null {
  const only = targetOf(model, field);
  if (only) return typeof value === 'string' ? { record: only, id: value } : null;
  const { record: name, id } = (typeof value === 'object' && value !== null ? value : {}) as Partial<RecordPointer>;
  const record = name === undefined ? undefined : model.find(name);
  return record && id !== undefined ? { record, id } : null;
}

/** Takes the reference of a type and a record it may point to; returns how a form is told to hold it. */
export function pointerText(field: EffectiveField | undefined, { record, id }: { record: string; id: string }): string {
  return field && (field.type.targets?.(field.options) ?? []).length > 1 ? `${record}/${id}` : id;
}

/** Takes a reference field; returns the only record type it points to, undefined where there are several. */
export function targetOf(model: Model, field: EffectiveField): EffectiveRecord | undefined {
  const targets = field.type.targets?.(field.options) ?? [];
  return targets.length === 1 ? model.find(targets[0] ?? '') : undefined;
}

/**
 * Tells whether the children that point to a record by `via` are but the one that it was given when it was made: what
 * stands for nothing yet, and is shown from the second on (A38). Takes the parent's type, the children's and how many
 * there are.
 */
export function isLoneStandard(
  parent: EffectiveRecord,
  source: { readonly record: string; readonly via: string },
  count: { readonly value: number; readonly exact: boolean } | null | undefined,
): boolean {
  return (
    count?.exact === true &&
    count.value === 1 &&
    Object.values(parent.children ?? {}).some(
      (children) => children.record === source.record && children.via === source.via && children.standard !== undefined,
    )
  );
}

/** Tells whether a record has ended: the day its type names is past. `today` is the reader's, as `2026-11-22`. */
export function hasEnded(record: EffectiveRecord, values: Readonly<Record<string, unknown>>, today: string): boolean {
  const day = record.ends === undefined ? null : values[record.ends];
  // Active through that day, ended the next (A27).
  return typeof day === 'string' && day < today;
}

/**
 * Takes the record that a new one is started from (its type, id and values), the type of the new one, and the link
 * between both (or, without link, the new one itself) with the reference that points here. Returns what the form of
 * the new record is filled in with: the link, and the references that both have under the same name, where the new one
 * needs them or is seen by them (the account of a site, for a contact of the site; that of a contact, for a call), and
 * the links to what else the tab names (the site of a deal, for its contact).
 */
export function startedFrom(
  model: Model,
  here: { readonly record: EffectiveRecord; readonly id: string; readonly values: Readonly<Record<string, unknown>> },
  target: EffectiveRecord,
  link: { readonly record: string; readonly via: string; readonly also?: readonly string[] | undefined },
): Readonly<Record<string, string>> {
  const filled: Record<string, string> = {};
  const inherited = new Set(accessRules(target, 'inherit').map(({ from }) => from));
  for (const field of target.fields) {
    if (!field.required && !inherited.has(field.name)) continue;
    const own = here.record.field(field.name);
    const value = here.values[field.name];
    const same = own && targetOf(model, field) !== undefined && targetOf(model, field) === targetOf(model, own);
    if (same && typeof value === 'string') filled[field.name] = value;
  }
  for (const name of link.also ?? []) {
    const own = here.record.field(name);
    const pointed = own && targetOf(model, own);
    const value = here.values[name];
    const children = Object.entries(target.children ?? {}).find(([, { record, distinct }]) => {
      const far = distinct === undefined ? undefined : model.find(record)?.field(distinct);
      return far !== undefined && pointed !== undefined && targetOf(model, far) === pointed;
    });
    if (children && typeof value === 'string') filled[`link.${children[0]}`] = value;
  }
  const pointer = pointerText(model.find(link.record)?.field(link.via), { record: here.record.name, id: here.id });
  if (target.name === link.record) return { ...filled, [link.via]: pointer };
  const found = Object.entries(target.children ?? {}).find(
    ([, children]) => children.record === link.record && children.distinct === link.via,
  );
  if (!found) return filled;
  const through = target.through?.children === found[0] && link.via in target.through.fields;
  return { ...filled, [through ? link.via : `link.${found[0]}`]: pointer };
}

/** A reference by which records of one type point to those of another. */
export interface ReferenceTo {
  readonly from: EffectiveRecord;
  readonly field: EffectiveField;
  /** What becomes of them when what they point to goes to the trash. */
  readonly onDelete: NonNullable<ReferenceOptions['onDelete']>;
}

/** Takes a record type; returns the references of every type that point to its records. */
export function referencesTo(model: Model, record: EffectiveRecord): readonly ReferenceTo[] {
  return model.records.flatMap((from) =>
    from.fields
      .filter(
        (field) =>
          field.kind === 'plain' &&
          field.type.comparison === 'reference' &&
          (field.type.targets?.(field.options) ?? []).includes(record.name),
      )
      .map((field) => ({
        from,
        field,
        onDelete: (field.options as ReferenceOptions).onDelete ?? (record.name === 'user' ? 'refuse' : 'empty'),
      })),
  );
}
