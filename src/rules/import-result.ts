import type { Localized } from '../lib/localized.ts';

/** What is told of a cell, or of a whole row (no column). */
export interface RowNote {
  readonly column: string | null;
  readonly code: string;
  readonly message: Localized;
}

/** What is told of a row of the file, named by its line. */
export interface NamedNote extends RowNote {
  readonly line: number;
}

/** A row that was refused, with its cells as the file has them. */
export interface RefusedRow extends NamedNote {
  readonly cells: readonly (string | null)[];
}

/** A record that a row made or changed; no id where there is none yet. */
export interface NamedRecord {
  readonly id: string | null;
  readonly title: string;
  readonly line: number;
}

/** What an import, or its check, came to: as the server keeps it, the API gives it and the screens read it. */
export interface ImportResult {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly refused: number;
  /** Rows with a cell that was mended, rows with something to look at. */
  readonly repaired: number;
  readonly flagged: number;
  /** Companies (or what else rows point to) made because none had that name. */
  readonly createdAccounts: number;
  readonly sample: {
    readonly created: readonly NamedRecord[];
    readonly updated: readonly NamedRecord[];
    readonly refused: readonly RefusedRow[];
    readonly repaired: readonly NamedNote[];
    readonly flagged: readonly NamedNote[];
  };
}

/** An import before its first row. */
export const emptyResult: ImportResult = {
  created: 0,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  refused: 0,
  repaired: 0,
  flagged: 0,
  createdAccounts: 0,
  sample: { created: [], updated: [], refused: [], repaired: [], flagged: [] },
};
