import { safeParse } from 'zod/v4/core';
import { findCountry } from '../../fields/address/countries.ts';
import type { ParseContext } from '../../fields/field-type.ts';
import { schemaOf } from '../../fields/schema-of.ts';
import { errorText } from '../../lib/error-catalogue.ts';
import { isId } from '../../lib/ids.ts';
import { fail, ok, type Result } from '../../lib/result.ts';
import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';
import { type Repair, repairCell, repairs } from '../../rules/cell-repair.ts';
import type { RowNote } from '../../rules/import-result.ts';
import type { MappedColumn } from './import-options.ts';
import type { SourceRow } from './readers/source.ts';

/** What a row says of a record that it points to. */
export interface ReferenceClue {
  readonly field: EffectiveField;
  readonly to: EffectiveRecord;
  readonly column: string;
  id?: string;
  /** What names it, as written. */
  text?: string;
  /** Values of its fields, to find it by and to make it with. */
  readonly values: Record<string, unknown>;
}

/** A row of the file as the record would have it, before anything was looked up. */
export interface ReadRow {
  readonly line: number;
  readonly cells: readonly (string | null)[];
  id: string | null;
  /** Values by field name; null empties the field, where that was asked for. */
  readonly values: Record<string, unknown>;
  /** Parts of values, by field name: laid over those that the record has. */
  readonly parts: Record<string, Record<string, unknown>>;
  readonly references: Map<string, ReferenceClue>;
  /** Required fields that the row leaves empty: no fault where its record exists. */
  missing: readonly RowNote[];
  /** Why the row cannot be brought in. */
  readonly problems: RowNote[];
  /** Cells that were mended. */
  readonly repaired: RowNote[];
  /** Cells left out, warnings of the file. */
  readonly flagged: RowNote[];
}

/** How rows are read. */
export interface RowReading {
  readonly columns: readonly MappedColumn[];
  readonly parse: ParseContext;
  readonly onInvalid: 'refuse' | 'empty';
  readonly emptyErases: boolean;
  /** Fields that a new record cannot do without. */
  readonly required: readonly { readonly name: string; readonly note: RowNote }[];
}

/** Takes a code of the catalogue and its parameters; returns the note in every language. */
export function noteOf(
  column: string | null,
  code: string,
  parameters: Readonly<Record<string, string | number>> = {},
): RowNote {
  return { column, code, message: { fr: errorText(code, 'fr', parameters), en: errorText(code, 'en', parameters) } };
}

function repairNote(column: string, from: string, to: string, repair: Repair): RowNote {
  const { fr, en } = repairs[repair];
  return { column, code: repair, message: { fr: `${fr} : « ${from} » → « ${to} »`, en: `${en}: “${from}” → “${to}”` } };
}

type Cell = Result<unknown, Pick<RowNote, 'code' | 'message'>>;

function refusal(code: string, parameters: Readonly<Record<string, string | number>> = {}): Cell {
  const { message } = noteOf(null, code, parameters);
  return fail({ code, message });
}

function readValue(field: EffectiveField, text: string, parse: ParseContext): Cell {
  const read = field.type.fromText(text, field.options, parse);
  if (!read.ok) return refusal(read.error.code, read.error.parameters);
  if (read.value === null) return ok(null);
  const { type, options } = field;
  const value = type.normalize ? type.normalize(read.value, options) : read.value;
  if (value !== null && !safeParse(schemaOf(type, options), value).success)
    return refusal(type.invalidCode, { value: text.slice(0, 80) });
  return ok(value);
}

function readPart(field: EffectiveField, part: string, text: string): Cell {
  const { type, options } = field;
  const value = type.normalize ? type.normalize({ [part]: text }, options) : { [part]: text };
  if (value === null) return ok(null);
  if (!safeParse(schemaOf(type, options), value).success) return refusal('invalid-value', { value: text.slice(0, 80) });
  return ok((value as Record<string, unknown>)[part]);
}

function clueOf(row: ReadRow, field: EffectiveField, to: EffectiveRecord, column: string): ReferenceClue {
  const known = row.references.get(field.name);
  if (known) return known;
  const clue: ReferenceClue = { field, to, column, values: {} };
  row.references.set(field.name, clue);
  return clue;
}

/** Puts a cell where its column goes; returns why it cannot go there, or null. */
function place(
  row: ReadRow,
  column: MappedColumn,
  text: string,
  parse: ParseContext,
): Pick<RowNote, 'code' | 'message'> | null {
  const at = column.target.place;
  if (at.kind === 'id' || at.kind === 'referenceId') {
    const id = text.trim().toLowerCase();
    if (!isId(id)) return noteOf(null, 'invalid-reference', { value: text.slice(0, 80) });
    if (at.kind === 'id') row.id = id;
    else clueOf(row, at.field, at.to, column.header).id = id;
    return null;
  }
  if (at.kind === 'reference') {
    clueOf(row, at.field, at.to, column.header).text = text.trim();
    return null;
  }
  const field = at.kind === 'inner' ? at.inner : at.field;
  const part = at.kind === 'field' ? undefined : at.part;
  const read = part === undefined ? readValue(field, text, parse) : readPart(field, part, text);
  if (!read.ok) return read.error;
  if (read.value === null) return null;
  if (at.kind === 'inner') {
    const { values } = clueOf(row, at.field, at.to, column.header);
    values[field.name] =
      part === undefined ? read.value : { ...(values[field.name] as object | undefined), [part]: read.value };
  } else if (part === undefined) row.values[field.name] = read.value;
  else row.parts[field.name] = { ...row.parts[field.name], [part]: read.value };
  return null;
}

/** An empty cell empties its field, where that was asked for: never the id nor what tells a reference apart. */
function erase(row: ReadRow, { target }: MappedColumn): void {
  const at = target.place;
  if (at.kind === 'part') row.parts[at.field.name] = { ...row.parts[at.field.name], [at.part]: null };
  else if (at.kind === 'field' || at.kind === 'reference') row.values[at.field.name] ??= null;
}

function countryOf(columns: readonly MappedColumn[], cells: readonly (string | null)[]): string | undefined {
  const column = columns.find(({ target }) => /(^|\.)country$/.test(target.key));
  const written = column && cells[column.index];
  return written ? (findCountry(written) ?? written) : undefined;
}

/**
 * Takes a row as written and how rows are read; returns its values. Nothing is looked up: what it points to is told by
 * clues. A cell that spreadsheets damaged is mended where that is certain; one that its field does not take is a problem
 * of the row, or left out and told of, as chosen.
 */
export function readRow(source: SourceRow, reading: RowReading): ReadRow {
  const { columns, parse, onInvalid } = reading;
  const row: ReadRow = {
    line: source.line,
    cells: source.cells,
    id: null,
    values: {},
    parts: {},
    references: new Map(),
    missing: [],
    problems: [],
    repaired: [],
    flagged: [],
  };
  const fault = (column: MappedColumn, { code, message }: Pick<RowNote, 'code' | 'message'>): void => {
    const note = { column: column.header, code, message };
    (onInvalid === 'refuse' || column.target.required ? row.problems : row.flagged).push(note);
  };
  const unreadable = new Set<number>();
  for (const { column: index, code, message, severity } of source.problems ?? []) {
    const column = index === undefined ? undefined : columns.find((candidate) => candidate.index === index);
    // What is wrong in a column that is not brought in harms nobody.
    if (index !== undefined && !column) continue;
    if (column && severity === 'error') {
      unreadable.add(column.index);
      fault(column, { code, message });
    } else (severity === 'error' ? row.problems : row.flagged).push({ column: column?.header ?? null, code, message });
  }
  let country: string | undefined | null = null;
  for (const column of columns) {
    if (unreadable.has(column.index)) continue;
    const written = source.cells[column.index];
    if (written === null || written === undefined || written.trim() === '') {
      if (reading.emptyErases) erase(row, column);
      continue;
    }
    if (country === null) country = countryOf(columns, source.cells);
    const { value, repaired, problem } = repairCell(column.target.meaning, written, { country });
    if (problem) {
      fault(column, problem);
      continue;
    }
    const refused = place(row, column, value, parse);
    if (refused) fault(column, refused);
    else if (repaired) row.repaired.push(repairNote(column.header, written, value, repaired));
  }
  row.missing = reading.required
    .filter(({ name }) => (row.values[name] ?? null) === null && !row.references.has(name))
    .map(({ note }) => note);
  return row;
}

/** Takes a record type and the mapped columns; returns what a new record cannot do without, and how its lack is told. */
export function requiredFields(record: EffectiveRecord, columns: readonly MappedColumn[]): RowReading['required'] {
  return record.fields
    .filter(
      (field) =>
        field.required &&
        !field.readOnly &&
        (field.kind === 'plain' || field.kind === 'through') &&
        (field.defaultValue ?? null) === null,
    )
    .map((field) => {
      const column = columns.find(({ target }) => target.key === field.name)?.header ?? null;
      const { fr, en } = field.label;
      const message = {
        fr: errorText('required', 'fr', { field: fr }),
        en: errorText('required', 'en', { field: en }),
      };
      return { name: field.name, note: { column: column ?? fr, code: 'required', message } };
    });
}
