import type { AccessRule } from '../define-record.ts';
import type { EffectiveRecord } from '../effective-record.ts';

type RuleOf<Kind extends AccessRule['kind']> = Extract<AccessRule, { readonly kind: Kind }>;

/** Takes a record type and a kind of access rule; returns the rules of that kind by which its records are seen. */
export function accessRules<Kind extends AccessRule['kind']>(
  record: Pick<EffectiveRecord, 'access'>,
  kind: Kind,
): readonly RuleOf<Kind>[] {
  return record.access.filter((rule): rule is RuleOf<Kind> => rule.kind === kind);
}

/** Tells whether rows of the record type keep who may see them (all but those that everyone may). */
export function keepsReaders(record: Pick<EffectiveRecord, 'access'>): boolean {
  return accessRules(record, 'everyone').length === 0;
}

/** Takes a record type; returns the field that names who wrote its records, undefined where none does. */
export function authorField(record: Pick<EffectiveRecord, 'access'>): string | undefined {
  return accessRules(record, 'author')[0]?.field;
}

/** Tells whether records of the type are somebody's own words: nobody else is let change them by any rule. */
export function isWordOfOne(record: Pick<EffectiveRecord, 'access'>): boolean {
  return (
    accessRules(record, 'author').length > 0 &&
    record.access.every((rule) => rule.kind === 'author' || ('reading' in rule && rule.reading === true))
  );
}

/** Takes a record type; returns the field that names the owner of its records, undefined where they have none. */
export function ownerField(record: Pick<EffectiveRecord, 'access'>): string | undefined {
  return accessRules(record, 'owner')[0]?.field;
}
