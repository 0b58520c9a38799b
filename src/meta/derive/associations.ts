import type { EffectiveField, EffectiveRecord, Model } from '../effective-record.ts';
import { farReference, targetOf } from './links.ts';

/** A way of associating records of one type with those of another: by a link that says nothing but that. */
export interface Association {
  /** The type of the link: « membre de cible », « participant ». */
  readonly link: EffectiveRecord;
  /** The reference of the link to the records associated. */
  readonly near: EffectiveField;
  /** The reference to what they are associated with, and the type of that. */
  readonly far: EffectiveField;
  readonly target: EffectiveRecord;
  /** The association that must stand first: a contact is at a site of a company that they are linked to. */
  readonly within?: Within;
}

interface Within {
  readonly association: Association;
  /** The reference of the target to the record that it belongs to: the account of a site. */
  readonly via: EffectiveField;
}

/** Tells whether a link can be made of its two ends alone. */
function needsNoMore(link: EffectiveRecord, near: EffectiveField, far: EffectiveField): boolean {
  return link.fields.every(
    (field) =>
      !field.required ||
      field.kind !== 'plain' ||
      field.name === near.name ||
      field.name === far.name ||
      field.defaultValue !== undefined,
  );
}

/** Takes an association and all that its records can have; returns the one with what its target is a part of, if any. */
function withinOf({ target }: Association, all: readonly Association[]): Within | undefined {
  for (const association of all) {
    const parts = Object.values(association.target.children ?? {}).find(({ record }) => record === target.name);
    const via = parts && target.field(parts.via);
    if (via?.required) return { association, via };
  }
  return undefined;
}

/**
 * Takes a record type; returns what its records can be associated with (F109, F115): contacts with targets, events,
 * deals, by every link type that joins both and needs nothing more. Those whose form holds them anyway come last.
 */
export function associationsOf(model: Model, record: EffectiveRecord): readonly Association[] {
  const own = new Set(Object.values(record.children ?? {}).map((children) => children.record));
  const found = model.records.flatMap((link) =>
    link.fields.flatMap((near): Association[] => {
      const points = near.kind === 'plain' && near.required && near.type.targets?.(near.options).includes(record.name);
      const far = points ? farReference(link, near.name) : undefined;
      const target = far && targetOf(model, far);
      if (!far || !target || target.name === record.name || target.navigation?.area !== 'crm') return [];
      return needsNoMore(link, near, far) ? [{ link, near, far, target }] : [];
    }),
  );
  return found
    .map((association) => {
      const within = withinOf(association, found);
      return within ? { ...association, within } : association;
    })
    .toSorted((one, other) => Number(own.has(one.link.name)) - Number(own.has(other.link.name)));
}
