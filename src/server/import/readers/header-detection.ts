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

/** What stands in data and never in a header: a number, a date, an e-mail address, a phone, a web address. */
const dataLike = /^([-+]?[\d\s.,/:'€%\u00a0\u202f-]+|\+?[\d\s().-]{6,}|\S+@\S+\.\S+|https?:\/\/\S+|true|false|null)$/i;

/**
 * Takes the first rows of a file; returns the position in `rows` of the headers, or -1 when the file has none: the
 * first row as wide as the table whose cells all look like titles. Lines above a table (LinkedIn's « Notes », a
 * report's title) are narrower than it.
 */
export function findHeader(rows: readonly RawRow[]): number {
  const width = usualWidth(rows);
  if (width === 0) return -1;
  for (const [index, row] of rows.slice(0, deepestHeader).entries()) {
    const cells = row.cells.filter(filled);
    if (cells.length < Math.max(1, Math.ceil(width * 0.6))) continue;
    if (index > 0 && cells.length < 2) continue;
    return cells.every((cell) => cell.length <= longestHeader && !dataLike.test(cell.trim())) ? index : firstRowOrNone(rows, index);
  }
  return 0;
}

/** A wide row that looks like data: the rows above it are no headers either, unless one is just above and as wide. */
function firstRowOrNone(rows: readonly RawRow[], index: number): number {
  const cells = rows[index]?.cells.filter(filled) ?? [];
  const titles = cells.filter((cell) => !dataLike.test(cell.trim())).length;
  // Years or numbers among titles (a column « 2024 ») do not make a row of data.
  const next = rows[index + 1]?.cells ?? [];
  const same = cells.filter((cell) => dataLike.test(cell.trim()));
  const looksLikeNext = next.filter(filled).filter((cell) => dataLike.test(cell.trim())).length >= same.length;
  return titles > same.length && !(looksLikeNext && hasPersonalData(same)) ? index : -1;
}

function hasPersonalData(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.includes('@') || cell.replace(/\D/g, '').length >= 5);
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
