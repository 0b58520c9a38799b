/** A cell of the grid: row −1 is the row of heads. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that the window shows: how far Page ↓ goes. */
  readonly page: number;
}

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>;

/**
 * Where a key takes the focus in a grid (WAI-ARIA grid pattern): arrows, Page ↑ and ↓, Home and End in the row, with
 * Ctrl to the first and last row. Returns null for a key that moves nothing.
 */
export function moveCell(from: CellPlace, press: KeyPress, size: GridSize): CellPlace | null {
  const lastRow = size.rows - 1;
  const lastColumn = size.columns - 1;
  const control = press.ctrlKey || press.metaKey;
  const to = (row: number, column: number): CellPlace => ({
    row: Math.max(-1, Math.min(lastRow, row)),
    column: Math.max(0, Math.min(lastColumn, column)),
  });
  switch (press.key) {
    case 'ArrowDown':
      return to(control ? lastRow : from.row + 1, from.column);
    case 'ArrowUp':
      return to(control ? 0 : from.row - 1, from.column);
    case 'ArrowRight':
      return to(from.row, control ? lastColumn : from.column + 1);
    case 'ArrowLeft':
      return to(from.row, control ? 0 : from.column - 1);
    case 'PageDown':
      return to(from.row + size.page, from.column);
    case 'PageUp':
      return to(Math.max(0, from.row - size.page), from.column);
    case 'Home':
      return to(control ? 0 : from.row, 0);
    case 'End':
      return to(control ? lastRow : from.row, lastColumn);
    default:
      return null;
  }
}
