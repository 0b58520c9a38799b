import type { EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import { dependsOnChildren } from './derived.ts';

/** Where records of a child type belong: the parent type, the name of its children, and the reference that leads there. */
export interface Owning {
  readonly parent: EffectiveRecord;
  readonly name: string;
  readonly via: string;
}

/**
 * Takes a record type; returns the parent through which it is written, so that the parent's invariants hold (one
 * primary, at least one, lines in order) and what is made of its children follows. Null for a type that stands alone.
 */
export function owningParent(record: EffectiveRecord, model: Model): Owning | null {
  for (const parent of model.records)
    for (const [name, children] of Object.entries(parent.children ?? {}))
      if (
        children.record === record.name &&
        (children.primary || children.minimum || children.order || dependsOnChildren(parent, name))
      )
        return { parent, name, via: children.via };
  return null;
}
