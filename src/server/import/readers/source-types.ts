import type { DateOrder } from '../../../lib/dates.ts';
import type { Localized } from '../../../lib/localized.ts';

/** The kinds of file that can be brought in. */
export type SourceFormat = 'csv' | 'xlsx' | 'vcard';

/** One column of a file. */
export interface SourceColumn {
  /** Position in `SourceRow.cells`, from 0. */
  readonly index: number;
  /** The header as written in the file; « Colonne 3 » where it is empty, « Titre (2) » for the second of a name. */
  readonly header: string;
  /** What a person reads, where the file itself has no headers (vCard). */
  readonly label?: Localized;
}

/** Something wrong with a row. */
export interface RowProblem {
  /** Index of the column it is about; the whole row without one. */
  readonly column?: number;
  readonly code: string;
  readonly message: Localized;
  /** `error`: the row must not be stored as it is. `warning`: it may, and the person is told. */
  readonly severity: 'error' | 'warning';
}

/** One row of a file, after its header. */
export interface SourceRow {
  /** 1-based line (CSV, vCard) or row (XLSX) in the file: the first line of a row that spans several. */
  readonly line: number;
  /**
   * Exact text of each cell, null when empty, at least one per column, more when the row is longer than the header.
   * Dates of a workbook are ISO 8601, numbers have a decimal point, booleans are `true` and `false`.
   */
  readonly cells: (string | null)[];
  readonly problems?: RowProblem[];
}

/** Something true of the whole file that a person should know before bringing it in. */
export interface SourceWarning {
  readonly code: string;
  readonly message: Localized;
}

/** Why a file cannot be read at all. */
export interface SourceError {
  readonly code: string;
  readonly message: Localized;
}

/** What was found out about a file, and what `readRows` needs to read it. Plain data: it can be stored with a job. */
export interface SourceDescription {
  readonly format: SourceFormat;
  /** CSV and vCard: `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`, `macintosh`, `cp850`… */
  readonly encoding?: string;
  /** CSV: one character. */
  readonly delimiter?: string;
  /** XLSX: the sheet that is read. */
  readonly sheet?: string;
  /** XLSX: the names of all sheets, hidden ones last. */
  readonly sheets?: string[];
  /** 1-based line of the headers; 0 when the file has none. */
  readonly headerLine: number;
  readonly columns: SourceColumn[];
  /** The decimal mark of the numbers seen; absent when none was seen. */
  readonly decimal?: ',' | '.';
  /** The order of the dates seen; absent when none was seen. */
  readonly dateOrder?: DateOrder;
  /** The first rows (at most 100). */
  readonly sample: SourceRow[];
  readonly warnings: SourceWarning[];
}

/** A person's corrections of what was detected. */
export interface SourceOptions {
  readonly format?: SourceFormat;
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly sheet?: string;
  /** 0: the file has no headers. */
  readonly headerLine?: number;
}
