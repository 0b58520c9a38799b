import type { DateOrder } from '../../../lib/dates.ts';
import type { Localized } from '../../../lib/localized.ts';

/** One column of a file that was sent. */
export interface FileColumn {
  readonly index: number;
  readonly header: string;
  /** What a person reads, where the file itself has no headers (vCard). */
  readonly label?: Localized;
}

export interface FileRow {
  readonly line: number;
  readonly cells: readonly (string | null)[];
}

/** What the server found out about a file. */
export interface FileDescription {
  readonly format: 'csv' | 'xlsx' | 'vcard';
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly sheet?: string;
  readonly sheets?: readonly string[];
  /** 1-based; 0 when the file has no headers. */
  readonly headerLine: number;
  readonly columns: readonly FileColumn[];
  readonly decimal?: ',' | '.';
  readonly dateOrder?: DateOrder;
  readonly sample: readonly FileRow[];
  readonly warnings: readonly { readonly code: string; readonly message: Localized }[];
}

/** A person's corrections of what was found out. */
export interface FileCorrections {
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly sheet?: string;
  readonly headerLine?: number;
}

/** A field that a column may be brought into. */
export interface FileTarget {
  readonly key: string;
  readonly label: Localized;
  readonly required: boolean;
  readonly meaning: string;
}

export interface FileProposal {
  readonly column: number;
  readonly target: string;
  readonly confidence: number;
  readonly reason: 'label' | 'synonym' | 'content';
}

/** A file that was sent to be brought in, as the API gives it. */
export interface ImportFile {
  readonly id: string;
  readonly record: string;
  readonly name: string;
  readonly size: number;
  readonly rowCount: number | null;
  readonly description: FileDescription;
  readonly proposals: readonly FileProposal[];
  readonly targets: readonly FileTarget[];
}

/** Takes a column; returns its name as the reader sees it. */
export function columnName(column: FileColumn, language: 'fr' | 'en'): string {
  return column.label?.[language] ?? column.header;
}

/** Takes a file and a column; returns up to `most` different values that its first rows hold, as written. */
export function examplesOf(description: FileDescription, index: number, most = 3): readonly string[] {
  const found = new Set<string>();
  for (const { cells } of description.sample) {
    const cell = cells[index]?.trim();
    if (cell) found.add(cell);
    if (found.size === most) break;
  }
  return [...found];
}
