import type { DateOrder } from '../../../lib/dates.ts';

/** The marks that a file's cells use, where any were seen. */
export interface ValueFormats {
  readonly decimal?: ',' | '.';
  readonly dateOrder?: DateOrder;
  /** True when every date seen could be read either way (03/04/2026). */
  readonly ambiguous: boolean;
}

const decimalComma = /^[-+]?(\d{1,3}([ .\u00a0\u202f]\d{3})+|\d+),\d+\s*(€|%)?$/;
const decimalPoint = /^[-+]?(\d{1,3}([ ,\u00a0\u202f]\d{3})+|\d+)\.\d+\s*(€|%)?$/;
const isoDate = /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}($|[T ])/;
const shortDate = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})($|[T ])/;

/** Takes the cells of a sample; returns how numbers and dates are written in them. */
export function detectFormats(cells: Iterable<string | null>): ValueFormats {
  let commas = 0;
  let points = 0;
  let iso = 0;
  let dayFirst = 0;
  let monthFirst = 0;
  let either = 0;
  for (const cell of cells) {
    if (cell === null || cell.length > 40) continue;
    const text = cell.trim();
    if (decimalComma.test(text)) commas++;
    else if (decimalPoint.test(text)) points++;
    if (isoDate.test(text)) iso++;
    const parts = shortDate.exec(text);
    if (parts === null) continue;
    const [first, second] = [Number(parts[1]), Number(parts[2])];
    if (first > 12 && first <= 31 && second <= 12) dayFirst++;
    else if (second > 12 && second <= 31 && first <= 12) monthFirst++;
    else if (first <= 12 && second <= 12) either++;
  }
  const written = dayFirst + monthFirst + either;
  return {
    ...(commas + points === 0 ? {} : { decimal: commas >= points ? ',' : '.' }),
    // A year of four digits in front cannot be misread: the order matters for the other dates alone.
    ...(iso + written === 0 ? {} : { dateOrder: written === 0 ? 'ymd' : monthFirst > dayFirst ? 'mdy' : 'dmy' }),
    ambiguous: written > 0 && dayFirst === monthFirst,
  };
}
