import type { SourceColumn } from './source-types.ts';

/** A row before it is known which one holds the headers. */
export interface RawRow {
  readonly line: number;
  readonly cells: readonly (string | null)[];
}

/** How far down the headers are looked for. */
const deepestHeader = 30;
/** A header longer than this is a sentence. */
const longestHeader = 80;

const filled = (cell: string | null | undefined): cell is string => typeof cell === 'string' && cell.trim() !== '';

/** What stands in data and hardly ever in a header: a number, a date, an e-mail address, a web address, yes or no. */
const dataLike = /^((?=.*\d)[-+\d\s.,/:()'€%\u00a0\u202f]+|\S+@\S+\.\S+|https?:\/\/\S+|true|false|vrai|faux|null)$/i;

/**
 * Takes the first rows of a file; returns the position in `rows` of the headers, or -1 when the file has none. The
 * first row as wide as the table decides: it holds the headers unless its cells look like data. Lines above a table
 * (LinkedIn's « Notes », the title of a report) are narrower than it.
 */
export function findHeader(rows: readonly RawRow[]): number {
  const width = usualWidth(rows);
  for (const [index, row] of rows.slice(0, deepestHeader).entries()) {
    const cells = row.cells.filter(filled).map((cell) => cell.trim());
    if (cells.length < Math.max(index === 0 ? 1 : 2, Math.ceil(width * 0.6))) continue;
    const data = cells.filter((cell) => dataLike.test(cell) || cell.length > longestHeader);
    // A column « 2024 » among titles does not make a row of data; an e-mail address or a phone number does.
    const personal = data.some((cell) => cell.includes('@') || cell.replace(/\D/g, '').length > 4);
    return data.length === 0 || (data.length * 3 < cells.length && !personal) ? index : -1;
  }
  return rows.length === 0 ? -1 : 0;
}

/** The number of filled cells that most rows have. */
function usualWidth(rows: readonly RawRow[]): number {
  const widths = rows.map((row) => row.cells.filter(filled).length).sort((a, b) => a - b);
  return widths[Math.floor(widths.length * 0.75)] ?? 0;
}

/**
 * Takes the cells of the header row (none when the file has no headers) and the rows after it; returns the columns:
 * empty headers are numbered, repeated ones told apart, columns at the end that hold nothing are left out.
 */
export function nameColumns(header: readonly (string | null)[], rows: readonly RawRow[]): SourceColumn[] {
  let width = header.length;
  while (width > 0 && !filled(header[width - 1])) width--;
  for (const row of rows) {
    let used = row.cells.length;
    while (used > width && !filled(row.cells[used - 1])) used--;
    // One row longer than the header is a fault of that row; many are columns without a title.
    if (used > width && (header.length >= used || manyReach(rows, used))) width = used;
  }
  const taken = new Map<string, number>();
  return Array.from({ length: width }, (_, index) => {
    const written = (header[index] ?? '').trim().replace(/\s+/g, ' ');
    const name = written === '' ? `Colonne ${index + 1}` : written;
    const times = (taken.get(name) ?? 0) + 1;
    taken.set(name, times);
    return { index, header: times === 1 ? name : `${name} (${times})` };
  });
}

function manyReach(rows: readonly RawRow[], width: number): boolean {
  return rows.filter((row) => filled(row.cells[width - 1])).length * 3 >= rows.length;
}
