import { fail, ok, type Result } from '../../../lib/result.ts';
import { unguardFormula } from '../../../rules/formula-guard.ts';
import { detectDialect } from './csv-dialect.ts';
import { type CsvRow, csvTokenizer, longestRow } from './csv-tokenizer.ts';
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
import { detectEncoding, isKnownEncoding, readText } from './text-encoding.ts';
import { detectFormats } from './value-formats.ts';

/** Characters of the file looked at to describe it. */
const sampleSize = 512 * 1024;
/** Rows looked at to describe it. */
const sampleRows = 1000;
/** Rows shown. */
const shownRows = 100;

/** Describes the CSV at `path`. Returns why it cannot be read; throws only when the disk fails. */
export async function describeCsv(
  path: string,
  options: SourceOptions,
): Promise<Result<SourceDescription, SourceError>> {
  if (options.encoding !== undefined && !isKnownEncoding(options.encoding))
    return fail(sourceError('encoding-unknown', { encoding: options.encoding }));
  if (options.delimiter !== undefined && [...options.delimiter].length !== 1)
    return fail(sourceError('delimiter-wrong'));
  const warnings: SourceWarning[] = [];
  const detected = await detectEncoding(path);
  const encoding = options.encoding ?? detected.encoding;
  if (options.encoding === undefined && detected.guessed)
    warnings.push(sourceWarning('encoding-guessed', { encoding }));
  if (encoding === 'utf-8' && detected.badBytes > 0)
    warnings.push(sourceWarning('encoding-mixed', { count: detected.badBytes }));
  let text = '';
  for await (const piece of readText(path, encoding, sampleSize)) text += piece;
  if (text.trim() === '') return fail(sourceError('file-empty'));
  if (/Ã[\u0080-\u00bf©¨ª«®´»¢§‰ˆŠ‹€]|â€[™œ\u009d]/.test(text)) warnings.push(sourceWarning('encoding-double'));
  const dialect = detectDialect(text);
  const delimiter = options.delimiter ?? dialect.delimiter;
  const rows = sampleOf(text, delimiter, text.length < sampleSize, dialect.separatorLine);
  const at =
    options.headerLine === undefined ? findHeader(rows) : rows.findIndex((row) => row.line === options.headerLine);
  const headerLine = options.headerLine ?? rows[at]?.line ?? 0;
  const header = at === -1 ? [] : (rows[at]?.cells ?? []);
  const data = rows.filter((row) => row.line > headerLine);
  if (data.length === 0) return fail(sourceError('no-rows'));
  if (headerLine === 0 && options.headerLine === undefined) warnings.push(sourceWarning('no-header'));
  if (at > 0 && options.headerLine === undefined) warnings.push(sourceWarning('header-late', { line: headerLine }));
  const formats = detectFormats(data.flatMap((row) => row.cells));
  if (formats.ambiguous) warnings.push(sourceWarning('dates-ambiguous'));
  const columns = nameColumns(header, data);
  return ok({
    format: 'csv',
    encoding,
    delimiter,
    headerLine,
    columns,
    ...(formats.decimal === undefined ? {} : { decimal: formats.decimal }),
    ...(formats.dateOrder === undefined ? {} : { dateOrder: formats.dateOrder }),
    sample: data.slice(0, shownRows).map((row) => finishRow(row, columns.length)),
    warnings,
  });
}

/** A row with its cells' text, before it is compared with the header. */
interface DecodedRow {
  readonly line: number;
  readonly cells: (string | null)[];
  readonly problems: RowProblem[];
}

function sampleOf(text: string, delimiter: string, whole: boolean, separatorLine: boolean): DecodedRow[] {
  const tokenizer = csvTokenizer(delimiter);
  const found = tokenizer.push(text);
  if (whole) found.push(...tokenizer.end());
  const rows: DecodedRow[] = [];
  for (const row of separatorLine ? found.slice(1) : found) {
    const decoded = decodeRow(row);
    if (decoded !== undefined) rows.push(decoded);
    if (rows.length === sampleRows) break;
  }
  return rows;
}

/**
 * Reads the rows of the CSV at `path` after its header, in constant memory; ending the iteration closes the file.
 * Rows before line `fromLine` are passed over. Throws when the disk fails.
 */
export async function* readCsv(
  path: string,
  description: SourceDescription,
  fromLine: number,
): AsyncGenerator<SourceRow> {
  const tokenizer = csvTokenizer(description.delimiter ?? ';');
  const first = Math.max(fromLine, description.headerLine + 1);
  const finish = function* (rows: CsvRow[]): Generator<SourceRow> {
    for (const row of rows) {
      if (row.line < first || (row.line === 1 && isSeparatorLine(row))) continue;
      const decoded = decodeRow(row);
      if (decoded !== undefined) yield finishRow(decoded, description.columns.length);
    }
  };
  for await (const text of readText(path, description.encoding ?? 'utf-8')) yield* finish(tokenizer.push(text));
  yield* finish(tokenizer.end());
}

/** Excel's `sep=;` is cut at the very separator it names. */
function isSeparatorLine(row: CsvRow): boolean {
  return /^sep=.?$/i.test(row.cells.join(''));
}

const suspicious = /[\0\ufffd\ud800-\udfff]/;

/** Takes a row as written; returns the text of its cells, or undefined when all of them are empty. */
function decodeRow(row: CsvRow): DecodedRow | undefined {
  const problems: RowProblem[] = [];
  if (row.fault === 'row-too-long')
    return { line: row.line, cells: [], problems: [rowProblem('row-too-long', undefined, { limit: longestRow })] };
  if (row.fault !== undefined) problems.push(rowProblem(row.fault));
  let empty = true;
  const cells = row.cells.map((written, column) => {
    if (written === '') return null;
    let text = plainText(written);
    if (suspicious.test(text)) {
      if (text.includes('\0')) {
        problems.push(rowProblem('character-nul', column));
        text = text.replaceAll('\0', '');
      }
      if (text.includes('\ufffd') || /\p{Surrogate}/u.test(text))
        problems.push(rowProblem('character-unreadable', column));
    }
    if (empty && text.trim() !== '') empty = false;
    return text === '' ? null : text;
  });
  return empty ? undefined : { line: row.line, cells, problems };
}

/** Takes a cell as written; returns its value: without an export's guard, and out of Excel's `="01400"`. */
function plainText(written: string): string {
  const first = written.charCodeAt(0);
  if (first === 0x27) return unguardFormula(written);
  if (first === 0x3d) {
    const literal = /^="((?:[^"]|"")*)"$/.exec(written)?.[1];
    if (literal !== undefined) return literal.replaceAll('""', '"');
  }
  return written;
}

/** Takes a row and the number of columns; returns it as long as the header, saying where it was not. */
function finishRow(row: DecodedRow, columns: number): SourceRow {
  const { line, cells, problems } = row;
  const parameters = { found: cells.length, expected: columns };
  if (cells.length > columns) {
    if (cells.slice(columns).some((cell) => cell !== null))
      problems.push(rowProblem('too-many-cells', undefined, parameters));
    else cells.length = columns;
  } else if (cells.length < columns) {
    if (problems[0]?.code !== 'row-too-long') problems.push(rowProblem('too-few-cells', undefined, parameters));
    while (cells.length < columns) cells.push(null);
  }
  return problems.length === 0 ? { line, cells } : { line, cells, problems };
}
