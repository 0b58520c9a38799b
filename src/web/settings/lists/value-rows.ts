import type { ListValue } from '../../../fields/field-type.ts';
import type { Language } from '../../../lib/localized.ts';

/** One line of a list being edited. */
export interface ValueRow {
  /** Tells the lines apart while they move; no code, since a new value has none yet. */
  readonly key: string;
  /** Undefined for a value that is not saved yet. */
  readonly code?: string;
  readonly fr: string;
  readonly en: string;
  readonly color: string | null;
  readonly active: boolean;
  readonly mergedInto?: string;
}

let made = 0;

/** Returns an empty line. */
export function newRow(): ValueRow {
  return { key: `new-${++made}`, fr: '', en: '', color: null, active: true };
}

/** Takes the values of a list; returns the lines to edit. An English word that is the French one is left out. */
export function rowsOf(values: readonly ListValue[]): readonly ValueRow[] {
  return values.map(({ code, label, color, active, mergedInto }) => ({
    key: code,
    code,
    fr: label.fr,
    en: label.en === label.fr ? '' : label.en,
    color: color ?? null,
    active: active !== false,
    ...(mergedInto ? { mergedInto } : {}),
  }));
}

/** Takes lines; returns the values to save. Lines left empty are no values. */
export function valuesOf(rows: readonly ValueRow[]): readonly object[] {
  return rows
    .filter(({ code, fr, en }) => code !== undefined || fr.trim() !== '' || en.trim() !== '')
    .map(({ code, fr, en, color, active }) => ({
      ...(code ? { code } : {}),
      label: { fr, ...(en.trim() ? { en } : {}) },
      active,
      color,
    }));
}

/** Takes lines, one of them and where it goes (-1 up, 1 down); returns them in their new order. */
export function moveRow(rows: readonly ValueRow[], key: string, step: -1 | 1): readonly ValueRow[] {
  const from = rows.findIndex((row) => row.key === key);
  const to = from + step;
  const [one, other] = [rows[from], rows[to]];
  if (!one || !other) return rows;
  return rows.map((row, place) => (place === from ? other : place === to ? one : row));
}

/** Takes lines and a language; returns them from A to Z in it, those no longer offered last. */
export function sortRows(rows: readonly ValueRow[], language: Language): readonly ValueRow[] {
  const text = (row: ValueRow) => (language === 'en' ? row.en || row.fr : row.fr);
  return rows.toSorted(
    (one, other) => Number(other.active) - Number(one.active) || text(one).localeCompare(text(other), language),
  );
}
