import { isClosedOnceGone, isGone } from '../../../meta/derive/gone.ts';
import type { EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import type { Context } from '../../context.ts';
import { sameValue } from '../rows.ts';
import type { Targets } from './lookups.ts';
import type { Draft, WriteOptions } from './types.ts';

/** The parent of a child that is written with it: it is known, so that nothing was looked up. */
interface Parent {
  readonly via: string;
  readonly record: EffectiveRecord;
  readonly draft: Draft;
}

/** Looks at what drafts newly point to: it must be there, seen, and not closed to such a link. */
export class ReferenceCheck {
  private readonly context: Context;
  private readonly model: Model;
  private readonly targets: Targets;
  private readonly options: WriteOptions;

  constructor(context: Context, model: Model, targets: Targets, options: WriteOptions) {
    this.context = context;
    this.model = model;
    this.targets = targets;
    this.options = options;
  }

  /** Takes a draft, its type and the parent that it is a child of, if any; adds a fault for each reference that may not be. */
  check(record: EffectiveRecord, draft: Draft, parent?: Parent): void {
    if (parent && draft.kind === 'create' && isGone(parent.record, parent.draft.before))
      this.refuseGone(parent.record, record, draft, parent.via);
    for (const field of record.fields) {
      if (field.kind !== 'plain' || field.type.comparison !== 'reference' || field.name === parent?.via) continue;
      const value = draft.after[field.name];
      if (value === null || value === undefined || sameValue(value, draft.before[field.name])) continue;
      const { record: name, id } =
        typeof value === 'string'
          ? { record: field.type.targets?.(field.options)[0] ?? '', id: value }
          : (value as { record: string; id: string });
      const target = this.targets.get(name)?.get(id);
      // Oneself one may always name.
      const visible = target?.visible || id === this.context.principal.userId;
      if (!target?.live || !visible) draft.errors.push({ field: field.name, code: 'not-found' });
      else if (target.gone) this.refuseGone(this.model.record(name), record, draft, field.name);
    }
  }

  /** A record that is gone gets no such link any more (A31). */
  private refuseGone(gone: EffectiveRecord, link: EffectiveRecord, draft: Draft, via: string): void {
    if (!this.options.acceptRetired && isClosedOnceGone(this.model, gone, link, via))
      draft.errors.push({ field: via, code: 'record-gone' });
  }
}
