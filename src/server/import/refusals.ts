import { sql } from 'kysely';
import type { Language } from '../../lib/localized.ts';
import type { RowNote } from '../../rules/import-result.ts';
import { storedJson } from '../db/stored-json.ts';
import type { Executor } from './lookup.ts';

/** A row or a record that a batch left undone. */
export interface Refusal {
  /** Line in the file, or place in the batch. */
  readonly place: number;
  readonly recordId?: string;
  readonly problems: readonly RowNote[];
  readonly cells?: readonly (string | null)[];
}

/** Refusals read at once when they are written to a file. */
const page = 1000;

/** Keeps refusals with their operation; those of a chunk that is run again replace the former. */
export async function saveRefusals(executor: Executor, operation: string, refusals: readonly Refusal[]): Promise<void> {
  if (refusals.length === 0) return;
  const rows = refusals.map(({ place, recordId, problems, cells }) => ({
    operation_id: operation,
    place,
    record_id: recordId ?? null,
    problems,
    cells: cells ?? null,
  }));
  await sql`INSERT INTO operation_refusal (operation_id, place, record_id, problems, cells)
    SELECT operation_id, place, record_id, problems, cells FROM json_populate_recordset(NULL::operation_refusal, ${storedJson(rows)}::json)
    ON CONFLICT (operation_id, place) DO UPDATE SET problems = excluded.problems, cells = excluded.cells`.execute(
    executor,
  );
}

/** Reads the refusals of an operation in order, a page at a time. */
export async function* readRefusals(executor: Executor, operation: string): AsyncGenerator<Refusal> {
  for (let after = -1; ; ) {
    const { rows } = await sql<{
      place: number;
      record_id: string | null;
      problems: RowNote[];
      cells: (string | null)[] | null;
    }>`
      SELECT place, record_id, problems, cells FROM operation_refusal WHERE operation_id = ${operation} AND place > ${after} ORDER BY place LIMIT ${page}`.execute(
      executor,
    );
    for (const { place, record_id: recordId, problems, cells } of rows)
      yield { place, problems, ...(recordId ? { recordId } : {}), ...(cells ? { cells } : {}) };
    if (rows.length < page) return;
    after = rows.at(-1)?.place ?? after;
  }
}

/** Words of the columns that a file of refused rows has beside those of the file. */
export const refusalColumns: Readonly<Record<Language, readonly [line: string, column: string, reason: string]>> = {
  fr: ['Ligne', 'Colonne', 'Motif du refus'],
  en: ['Line', 'Column', 'Reason'],
};

/** Takes a refusal and the reader's language; returns its line, the columns at fault, and why. */
export function refusalCells(
  { place, problems }: Refusal,
  language: Language,
): [line: string, column: string, reason: string] {
  const columns = [...new Set(problems.flatMap(({ column }) => column ?? []))];
  return [
    String(place),
    columns.join(', '),
    problems
      .map(({ column, message }) =>
        column === null || columns.length < 2 ? message[language] : `${column} : ${message[language]}`,
      )
      .join(' '),
  ];
}
