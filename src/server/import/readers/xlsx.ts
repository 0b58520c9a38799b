import type { Readable } from 'node:stream';
import { fail, ok, type Result } from '../../../lib/result.ts';
import { findHeader, nameColumns } from './header-detection.ts';
import { rowProblem, sourceError, sourceWarning } from './source-messages.ts';
import type {
  RowProblem,
  SourceDescription,
  SourceError,
  SourceOptions,
  SourceRow,
  SourceWarning,
} from './source-types.ts';
import { detectFormats } from './value-formats.ts';
import { type NumberFormat, numberText } from './xlsx-number.ts';
import type { SharedStrings } from './xlsx-strings.ts';
import { brokenWorkbook, openWorkbook, type Workbook, type WorkbookSheet } from './xlsx-workbook.ts';
import { openEscapes, readXml } from './xlsx-xml.ts';

/** Rows looked at to describe a sheet. */
const sampleRows = 1000;
/** Rows shown. */
const shownRows = 100;
/** Columns that a sheet can have. */
const mostColumns = 16_384;

/** Describes the workbook at `path`. Returns why it cannot be read; throws only when the disk fails. */
export async function describeXlsx(
  path: string,
  options: SourceOptions,
): Promise<Result<SourceDescription, SourceError>> {
  const opened = await openWorkbook(path);
  if (!opened.ok) return opened;
  const workbook = opened.value;
  try {
    const shown = [...workbook.sheets].sort((a, b) => Number(a.hidden) - Number(b.hidden));
    const named =
      options.sheet === undefined ? undefined : workbook.sheets.find((sheet) => sheet.name === options.sheet);
    if (options.sheet !== undefined && named === undefined)
      return fail(sourceError('sheet-unknown', { sheet: options.sheet }));
    for (const sheet of named === undefined ? shown : [named]) {
      const rows = await firstRows(workbook, sheet);
      const described = describeSheet(sheet, rows, options);
      if (described !== undefined) return ok(withSheets(described, shown));
    }
    return fail(sourceError('no-rows'));
  } catch (error) {
    return fail(brokenWorkbook(error));
  } finally {
    workbook.close();
  }
}

function withSheets(description: SourceDescription, sheets: readonly WorkbookSheet[]): SourceDescription {
  const hidden = sheets.filter((sheet) => sheet.hidden).map((sheet) => sheet.name);
  const warnings: SourceWarning[] =
    hidden.length === 0 ? [] : [sourceWarning('sheets-hidden', { sheets: hidden.join(', ') })];
  return {
    ...description,
    sheets: sheets.map((sheet) => sheet.name),
    warnings: [...warnings, ...description.warnings],
  };
}

async function firstRows(workbook: Workbook, sheet: WorkbookSheet): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const row of readSheet(workbook, sheet)) {
    rows.push(row);
    if (rows.length === sampleRows) break;
  }
  return rows;
}

function describeSheet(sheet: WorkbookSheet, rows: SourceRow[], options: SourceOptions): SourceDescription | undefined {
  const at =
    options.headerLine === undefined ? findHeader(rows) : rows.findIndex((row) => row.line === options.headerLine);
  const headerLine = options.headerLine ?? rows[at]?.line ?? 0;
  const data = rows.filter((row) => row.line > headerLine);
  if (data.length === 0) return undefined;
  const warnings: SourceWarning[] = [];
  if (headerLine === 0 && options.headerLine === undefined) warnings.push(sourceWarning('no-header'));
  if (at > 0 && options.headerLine === undefined) warnings.push(sourceWarning('header-late', { line: headerLine }));
  const formats = detectFormats(data.flatMap((row) => row.cells));
  if (formats.ambiguous) warnings.push(sourceWarning('dates-ambiguous'));
  const header = at === -1 ? [] : (rows[at]?.cells ?? []);
  // A table may begin to the right of empty columns.
  const columns = nameColumns(header, data).filter(
    ({ index }) => header[index] != null || data.some((row) => row.cells[index] != null),
  );
  const width = (columns.at(-1)?.index ?? -1) + 1;
  return {
    format: 'xlsx',
    sheet: sheet.name,
    headerLine,
    columns,
    ...(formats.decimal === undefined ? {} : { decimal: formats.decimal }),
    ...(formats.dateOrder === undefined ? {} : { dateOrder: formats.dateOrder }),
    sample: data.slice(0, shownRows).map((row) => widen(row, width)),
    warnings,
  };
}

function widen(row: SourceRow, width: number): SourceRow {
  while (row.cells.length < width) row.cells.push(null);
  return row;
}

/**
 * Reads the rows of a workbook's sheet after its header, in constant memory but for the workbook's table of texts;
 * ending the iteration closes the file. Rows before row `fromLine` are passed over. Throws when the file is damaged.
 */
export async function* readXlsx(
  path: string,
  description: SourceDescription,
  fromLine: number,
): AsyncGenerator<SourceRow> {
  const opened = await openWorkbook(path);
  if (!opened.ok) throw new Error(opened.error.message.en);
  const workbook = opened.value;
  try {
    const sheet = workbook.sheets.find(({ name }) => name === description.sheet);
    if (sheet === undefined)
      throw new Error(sourceError('sheet-unknown', { sheet: description.sheet ?? '' }).message.en);
    const first = Math.max(fromLine, description.headerLine + 1);
    const width = (description.columns.at(-1)?.index ?? -1) + 1;
    for await (const row of readSheet(workbook, sheet)) if (row.line >= first) yield widen(row, width);
  } finally {
    workbook.close();
  }
}

async function* readSheet(workbook: Workbook, sheet: WorkbookSheet): AsyncGenerator<SourceRow> {
  const strings = await workbook.strings();
  const stream: Readable = await workbook.openSheet(sheet);
  const gathered = sheetRows(strings, workbook.formats, workbook.from1904);
  try {
    for await (const _ of readXml(stream, gathered)) {
      yield* gathered.take();
      if (gathered.finished()) return;
    }
    yield* gathered.take();
  } finally {
    stream.destroy();
  }
}

const general: NumberFormat = { kind: 'number', zeros: 0 };
const suspicious = /[\0\ufffd\ud800-\udfff]/;

/** Gathers rows from the XML of a sheet. */
function sheetRows(strings: SharedStrings, formats: readonly NumberFormat[], from1904: boolean) {
  let rows: SourceRow[] = [];
  let done = false;
  let line = 0;
  let cells: (string | null)[] = [];
  let problems: RowProblem[] = [];
  let column = 0;
  let type = 'n';
  let style = -1;
  let value = '';
  let written = false;
  let formula = false;
  let reading = false;

  function closeCell(): void {
    if (column >= mostColumns) return;
    const text = cellText();
    if (text === null) return;
    while (cells.length < column) cells.push(null);
    cells[column] = text;
  }

  function cellText(): string | null {
    if (!written) {
      if (formula) problems.push(rowProblem('cell-uncomputed', column));
      return null;
    }
    if (type === 's' || type === 'str' || type === 'inlineStr')
      return checkedText(type === 's' ? (strings(Number(value)) ?? '') : openEscapes(value));
    if (type === 'b') return value === '1' || value === 'true' ? 'true' : 'false';
    if (type === 'e') {
      problems.push(rowProblem('cell-error', column, { value }));
      return value;
    }
    if (type === 'd' || value === '') return value === '' ? null : value;
    if (/^\d{16,}$/.test(value)) problems.push(rowProblem('number-imprecise', column));
    return numberText(value, formats[style] ?? general, from1904);
  }

  function checkedText(text: string): string | null {
    if (!suspicious.test(text)) return text === '' ? null : text;
    if (text.includes('\0')) problems.push(rowProblem('character-nul', column));
    if (text.includes('\ufffd') || /\p{Surrogate}/u.test(text))
      problems.push(rowProblem('character-unreadable', column));
    const kept = text.replaceAll('\0', '');
    return kept === '' ? null : kept;
  }

  return {
    open(name: string, attributes: Readonly<Record<string, string>>): void {
      if (name === 'row') {
        line = attributes.r === undefined ? line + 1 : Number(attributes.r);
        cells = [];
        problems = [];
        column = -1;
      } else if (name === 'c') {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
        type = attributes.t ?? 'n';
        style = attributes.s === undefined ? -1 : Number(attributes.s);
        value = '';
        written = false;
        formula = false;
      } else if (name === 'f') formula = true;
      else if (name === 'v' || (name === 't' && type === 'inlineStr')) {
        reading = true;
        written = true;
      } else if (name === 'rPh') type = 'phonetic';
    },
    text(text: string): void {
      if (reading) value += text;
    },
    close(name: string): void {
      if (name === 'v' || name === 't') reading = false;
      else if (name === 'rPh') type = 'inlineStr';
      else if (name === 'c') closeCell();
      else if (name === 'row') {
        if (cells.some((cell) => cell !== null && cell.trim() !== '') || problems.length > 0) {
          rows.push(problems.length === 0 ? { line, cells } : { line, cells, problems });
        }
      } else if (name === 'sheetData') done = true;
    },
    take(): SourceRow[] {
      const taken = rows;
      rows = [];
      return taken;
    },
    finished: () => done,
  };
}

/** Takes a cell's name such as `AB12`; returns its column, from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (let index = 0; index < reference.length; index++) {
    const code = reference.charCodeAt(index) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}
