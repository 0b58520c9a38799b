import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { ExportFile } from '../export/export-records.ts';
import { type TableFormat, tableFile, tableMediaType } from '../export/table-file.ts';
import type { ImportFile } from './import-files.ts';
import { readRefusals, refusalCells, refusalColumns } from './refusals.ts';

/** Takes a file; returns its last run or check, null where there was none. */
async function lastOperation(context: Context, file: string): Promise<string | null> {
  const { rows } = await sql<{
    id: string;
  }>`SELECT id FROM operation WHERE parameters ->> 'import' = ${file} AND kind IN ('import', 'import-check') ORDER BY id DESC LIMIT 1`.execute(
    context.company.database,
  );
  return rows[0]?.id ?? null;
}

/**
 * Makes the file of the rows that an import (or its check) refused: their cells as they were, then line, column and
 * reason in the reader's language. Mended, it can be brought in again as it is.
 */
export async function rejectedFile(context: Context, file: ImportFile, format: TableFormat): Promise<ExportFile> {
  const { language } = context.principal;
  const { columns } = file.description;
  const operation = await lastOperation(context, file.id);
  const { database } = context.company;
  async function* rows(): AsyncGenerator<(string | null)[]> {
    if (operation === null) return;
    for await (const refusal of readRefusals(database, operation))
      yield [...columns.map(({ index }) => refusal.cells?.[index] ?? null), ...refusalCells(refusal, language)];
  }
  const headers = [...columns.map(({ header, label }) => label?.[language] ?? header), ...refusalColumns[language]];
  const base = file.name.replace(/\.\w+$/, '');
  const name = `${base} – ${language === 'fr' ? 'lignes refusées' : 'refused rows'}.${format}`;
  return {
    stream: tableFile(format, language === 'fr' ? 'Lignes refusées' : 'Refused rows', headers, rows()),
    mediaType: tableMediaType(format),
    name,
  };
}
