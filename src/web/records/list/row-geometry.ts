/** Tallest element that every browser draws in whole pixels, with room to spare. A longer list is scrolled in proportion. */
export const tallest = 12_000_000;

/** How a list of rows of one height lies in its scroller; all lengths in pixels. */
export interface RowGeometry {
  /** Height of the element that holds the rows. */
  readonly physical: number;
  /** Pixels of rows that a pixel of scroll passes: 1, more for lists too tall for a browser. */
  readonly factor: number;
}

/** Takes how many rows, their height and the height of the window on them; returns how they lie. */
export function rowGeometry(count: number, height: number, view: number): RowGeometry {
  const total = count * height;
  if (total <= tallest) return { physical: total, factor: 1 };
  return { physical: tallest, factor: (total - view) / (tallest - view) };
}

/** Rows drawn beyond each edge of the window, and rows scrolled past before others are drawn. */
const beyond = 10;
const step = 4;

/** The rows drawn: from `first` up to, without it, `end`. */
export interface RowRange {
  readonly first: number;
  readonly end: number;
}

/** Takes how far the rows are scrolled (in pixels of rows); returns the first row drawn. It changes every few rows. */
export function firstDrawn(offset: number, height: number): number {
  return Math.max(0, Math.floor(offset / height / step) * step - beyond);
}

/**
 * Takes the first row drawn; returns all that are, so many that the window is covered until the next change, or with
 * `sparing` those that the window shows alone: for the first picture, which is to come soon.
 */
export function drawnRows(first: number, count: number, height: number, view: number, sparing = false): RowRange {
  const start = Math.max(0, Math.min(first, count - 1));
  const shown = Math.ceil(view / height) + (first === 0 ? 0 : step + beyond);
  return {
    first: start,
    end: Math.min(count, first + (sparing ? shown : Math.ceil(view / height) + step + 2 * beyond)),
  };
}

/** Takes a row and how far the rows are scrolled; returns how far they must be for the row to be seen whole. */
export function offsetToSee(index: number, offset: number, height: number, view: number): number {
  const top = index * height;
  if (top < offset) return top;
  return Math.max(offset, top + height - view);
}
