import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { writeXlsxStream } from 'hucre/xlsx';
import { guardFormula } from '../../rules/formula-guard.ts';

export type TableFormat = 'csv' | 'xlsx';

/** Rows of text; null is an empty cell. */
export type TableRows = AsyncIterable<readonly (string | null)[]> | Iterable<readonly (string | null)[]>;

/** Rows that a sheet of Excel has at most, less the one of the headers. */
export const mostSheetRows = 1_048_575;
/** Text gathered before it is sent, in characters. */
const pieceSize = 64 * 1024;

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Takes a format of tables; returns its media type. */
export function tableMediaType(format: TableFormat): string {
  return mediaTypes[format];
}

/** Takes a value; returns it as a cell of a CSV: guarded from spreadsheets, in quotation marks where it must be. */
export function csvCell(value: string | null): string {
  if (value === null || value === '') return '';
  const guarded = guardFormula(value);
  return /[";\r\n,\t|]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

async function* csvPieces(headers: readonly string[], rows: TableRows): AsyncGenerator<string> {
  let piece = `\ufeff${headers.map(csvCell).join(';')}\r\n`;
  for await (const row of rows) {
    piece += `${row.map(csvCell).join(';')}\r\n`;
    if (piece.length < pieceSize) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** What XML 1.0 cannot carry, and the carriage return, which a reader of XML makes a line feed. */
const unwritable = /(?![\t\n])\p{Cc}|[\ufffe\uffff]|\p{Surrogate}/gu;

/** What a workbook cannot carry is written `_x001F_`, and what looks like that is too (ECMA-376 §22.9.2.19). */
function xlsxCell(value: string | null): string | null {
  if (value === null || value === '') return null;
  const code = (sign: string) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
  return value.replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_').replace(unwritable, code);
}

async function* xlsxRows(rows: TableRows): AsyncGenerator<(string | null)[]> {
  for await (const row of rows) yield row.map(xlsxCell);
}

/**
 * Makes a file of a table as its rows come: CSV in UTF-8 with a byte order mark, `;` between cells, or a workbook whose
 * cells are all text. Memory does not grow with the rows. A spreadsheet runs nothing of it; Carnet reads every cell back
 * as it was.
 */
export function tableFile(format: TableFormat, sheet: string, headers: readonly string[], rows: TableRows): Readable {
  if (format === 'csv') return Readable.from(csvPieces(headers, rows), { objectMode: false });
  const columns = headers.map((header) => ({ header: xlsxCell(header) ?? '' }));
  return Readable.fromWeb(
    writeXlsxStream(xlsxRows(rows), { name: sheet, columns, freezePane: { rows: 1 } }) as ReadableStream,
  );
}
