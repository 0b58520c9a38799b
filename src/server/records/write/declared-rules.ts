import { dateIn } from '../../../lib/time-zone.ts';
import { brokenRules, stampedDates } from '../../../meta/derive/declared-rules.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Context } from '../../context.ts';
import { sameValue } from '../rows.ts';
import type { Draft } from './types.ts';

/**
 * Applies to a draft the rules between fields that its type declares: writes the dates that follow from a stage, and
 * adds a fault for each rule that the write breaks. What was so before, and is not written now, is left alone.
 */
export function keepRules({ principal }: Context, record: EffectiveRecord, draft: Draft): void {
  const changes = (name: string): boolean => !sameValue(draft.after[name] ?? null, draft.before[name] ?? null);
  const now = Date.now();
  const today = dateIn(now, principal.timeZone);
  Object.assign(draft.after, stampedDates(record, draft.before, draft.after, changes, today));
  const asked = (name: string): boolean => draft.kind === 'create' || changes(name);
  for (const { field, code, labels } of brokenRules(record, draft.after, asked, { now, today }))
    draft.errors.push({
      field,
      code,
      parameters: { fields: labels.map((label) => label[principal.language]).join(', ') },
    });
}
