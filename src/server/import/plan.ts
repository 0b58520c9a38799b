import { errorText } from '../../lib/error-catalogue.ts';
import { listValues } from '../../meta/derive/list-values.ts';
import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';
import type { RowNote } from '../../rules/import-result.ts';
import { sameValue, valuesOf } from '../records/rows.ts';
import { titleOf } from '../records/write/lookups.ts';
import type { WriteOutcome } from '../records/write/types.ts';
import type { ImportOptions, MappedColumn } from './import-options.ts';
import type { Match } from './matching.ts';
import { noteOf, type ReadRow } from './row-values.ts';

/** What is to become of a row. */
export type Plan =
  | { readonly kind: 'create'; readonly title: string; readonly values: Readonly<Record<string, unknown>> }
  | {
      readonly kind: 'update';
      readonly title: string;
      readonly id: string;
      readonly values: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'unchanged' | 'skipped'; readonly title: string; readonly id: string }
  | { readonly kind: 'refuse'; readonly notes: readonly RowNote[] };

/** Lays the parts that a row gives over those that the record has; null where nothing is left. */
function withParts(field: EffectiveField, held: unknown, parts: Readonly<Record<string, unknown>>): unknown {
  const merged = Object.fromEntries(
    Object.entries({ ...(held as object | null), ...parts }).filter(([, value]) => value !== null),
  );
  return field.type.normalize ? field.type.normalize(merged, field.options) : merged;
}

/** Takes a row and the values its record has (none for a new one); returns the values it gives. */
function givenValues(
  record: EffectiveRecord,
  row: ReadRow,
  held: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const values = { ...row.values };
  for (const [name, parts] of Object.entries(row.parts)) {
    const field = record.field(name);
    if (field) values[name] = withParts(field, held[name], parts);
  }
  return values;
}

/** Where new records say that they come from a file: a field that no form writes, whose list has the value `import`. */
function originOf(record: EffectiveRecord): Record<string, unknown> {
  const field = record.field('source');
  const values = listValues(field);
  return field?.readOnly && values.some(({ code }) => code === 'import') ? { source: 'import' } : {};
}

/**
 * Takes a row whose references are found, the record it is about, what a person chose and how to name records; returns
 * what is to become of the row.
 */
export function planRow(
  record: EffectiveRecord,
  row: ReadRow,
  match: Match,
  options: Pick<ImportOptions, 'onMatch'>,
  named: (rows: readonly Readonly<Record<string, unknown>>[]) => string,
): Plan {
  if (row.problems.length > 0) return { kind: 'refuse', notes: row.problems };
  if (match.kind === 'several')
    return { kind: 'refuse', notes: [noteOf(null, 'several-matches', { found: named(match.rows) })] };
  const lost = [...row.references.values()].filter(({ field }) => (row.values[field.name] ?? null) === null);
  if (lost.length > 0 && row.missing.length === 0)
    return {
      kind: 'refuse',
      notes: lost.map(({ column, text }) => noteOf(column, 'reference-unknown', { value: text ?? '' })),
    };
  if (match.kind === 'none') {
    if (row.missing.length > 0) return { kind: 'refuse', notes: row.missing };
    const values = { ...originOf(record), ...givenValues(record, row, {}) };
    return { kind: 'create', title: titleOf(record, values), values };
  }
  const held = valuesOf(record, match.row);
  const id = match.row.id as string;
  if (options.onMatch === 'refuse')
    return { kind: 'refuse', notes: [noteOf(null, 'already-exists', { found: named([match.row]) })] };
  if (options.onMatch === 'skip') return { kind: 'skipped', title: titleOf(record, held), id };
  const values = Object.fromEntries(
    Object.entries(givenValues(record, row, held)).filter(([name, value]) => !sameValue(value, held[name])),
  );
  const title = titleOf(record, { ...held, ...values });
  return Object.keys(values).length === 0 ? { kind: 'unchanged', title, id } : { kind: 'update', title, id, values };
}

/** Takes a refusal of the engine; returns it in the words of the file: the columns are those that the values came from. */
export function refusalNotes(
  record: EffectiveRecord,
  columns: readonly MappedColumn[],
  outcome: Extract<WriteOutcome, { ok: false }>,
): RowNote[] {
  if (outcome.errors.length === 0) return [noteOf(null, outcome.code)];
  return outcome.errors.map(({ field: path, code, parameters }) => {
    const name = path.split('.')[0] ?? '';
    const field = record.field(name);
    const column =
      columns.find(({ target }) => target.key === name || target.key.startsWith(`${name}.`))?.header ??
      field?.label.fr ??
      null;
    const worded = (language: 'fr' | 'en') =>
      errorText(code, language, { ...parameters, ...(field ? { field: field.label[language] } : {}) });
    return { column, code, message: { fr: worded('fr'), en: worded('en') } };
  });
}
