import type { AccessRule } from '../define-record.ts';
import type { EffectiveRecord } from '../effective-record.ts';

function namedBy(rule: AccessRule): readonly (string | undefined)[] {
  if (rule.kind === 'owner') return [rule.field, rule.sharedBy];
  if (rule.kind === 'author') return [rule.field];
  return rule.kind === 'inherit' ? [rule.from] : [];
}

const known = new WeakMap<EffectiveRecord, ReadonlySet<string>>();

/**
 * Takes a record type; returns the names of its plain fields of which nothing else is made: no title, no folded key, no
 * words to search, no key of likely duplicates, no right, no rule between fields, no computed value. To write them, nothing else need be read.
 */
export function fieldsStandingAlone(record: EffectiveRecord): ReadonlySet<string> {
  const found = known.get(record);
  if (found) return found;
  const kept = record.maintained ?? record;
  const entangled = new Set<string | undefined>([
    ...record.title,
    ...record.access.flatMap(namedBy),
    ...(record.requiredOneOf ?? []).flat(),
    ...(record.inOrder ?? []).flat(),
    ...(record.stamps ?? []).flatMap(({ field, when }) => [field, when.field]),
    ...(record.duplicates?.evidence ?? []).map(({ field }) => field),
    record.duplicates?.name,
    record.duplicates?.firstName,
  ]);
  // A computed value does not say what it is made of.
  const fields = Object.keys(record.computed ?? {}).length > 0 ? [] : record.fields;
  const names = fields.filter((field) => {
    const { keyColumn, partKeys, search } = kept.field(field.name) ?? field;
    return (
      field.kind === 'plain' &&
      keyColumn === null &&
      Object.keys(partKeys).length === 0 &&
      !search &&
      !field.past &&
      field.type.comparison !== 'reference' &&
      field.type.name !== 'image' &&
      field.type.name !== 'file' &&
      !entangled.has(field.name)
    );
  });
  const alone = new Set(names.map(({ name }) => name));
  known.set(record, alone);
  return alone;
}
