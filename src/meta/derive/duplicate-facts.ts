import type { Evidence, Facts } from '../../lib/duplicate-facts.ts';
import type { EvidenceDeclaration } from '../define-record.ts';
import type { EffectiveField, EffectiveRecord } from '../effective-record.ts';

type Values = Readonly<Record<string, unknown>>;
/** Takes a reference field and its value; returns the title of what it points to. */
type TitleOf = (field: EffectiveField, value: unknown) => string | null | undefined;

/** A child by which the record is known too: the phone at a second company. */
interface ChildFacts {
  readonly record: EffectiveRecord;
  readonly values: Values;
}

function textOf(field: EffectiveField, value: unknown, part: string | undefined, titleOf: TitleOf): string {
  if (value === null || value === undefined) return '';
  if (field.type.comparison === 'reference') return titleOf(field, value) ?? '';
  if (part !== undefined) {
    const of = field.type.parts?.[part]?.of as ((value: unknown) => unknown) | undefined;
    const found = of?.(value);
    return typeof found === 'string' ? found : '';
  }
  return field.type.keyText?.(value, field.options) ?? String(value);
}

function evidenceOf(
  { field: name, part, kind, weight }: EvidenceDeclaration,
  record: EffectiveRecord,
  values: Values,
  titleOf: TitleOf,
): Evidence[] {
  const field = record.field(name);
  if (!field) return [];
  const value = values[name];
  const text = textOf(field, value, part, titleOf);
  if (text === '') return [];
  return [
    { kind, field: name, weight, text, ...(typeof value === 'string' && field.type.targets ? { target: value } : {}) },
  ];
}

/**
 * Takes an effective record that says what makes likely duplicates, its values, how to name what references point to and
 * the children that its values come from too; returns what it is compared by. Null for a type that says nothing of it.
 */
export function duplicateFacts(
  record: EffectiveRecord,
  values: Values,
  titleOf: TitleOf,
  children: readonly ChildFacts[] = [],
): Facts | null {
  const { duplicates } = record;
  if (!duplicates) return null;
  const text = (name: string | undefined): string => {
    const value = name === undefined ? null : values[name];
    return typeof value === 'string' ? value : '';
  };
  const evidence = duplicates.evidence.flatMap((declared) => [
    ...evidenceOf(declared, record, values, titleOf),
    ...children.flatMap((child) => evidenceOf(declared, child.record, child.values, titleOf)),
  ]);
  const known = new Set<string>();
  return {
    nature: duplicates.nature,
    name: text(duplicates.name),
    firstName: text(duplicates.firstName),
    // The primary child's values are the record's own.
    evidence: evidence.filter(({ kind, field, text: value, target }) => {
      const key = `${kind} ${field} ${target ?? value}`;
      if (known.has(key)) return false;
      known.add(key);
      return true;
    }),
  };
}
