import { createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { newId } from '../../lib/ids.ts';
import { importTargets } from '../../meta/derive/import-targets.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { permissionOn } from '../../meta/permissions.ts';
import { type ColumnMatch, recogniseTargets } from '../../rules/column-recognition.ts';
import type { Company } from '../company.ts';
import type { Context } from '../context.ts';
import { storedJson } from '../db/stored-json.ts';
import { CarnetError } from '../errors.ts';
import { describeSource, type SourceDescription, type SourceOptions } from './readers/source.ts';

/** A file that was sent to be brought in. */
export interface ImportFile {
  readonly id: string;
  readonly record: string;
  readonly name: string;
  readonly size: number;
  readonly description: SourceDescription;
  /** Null until all of it was read once. */
  readonly rowCount: number | null;
  readonly createdBy: string | null;
}

/** Days that a file is kept after it was sent: long enough to go on with a run, to look into what was refused. */
const keptDays = 30;

/** Takes a company and the id of a file; returns where its bytes are. */
export function importPath(company: Company, id: string): string {
  return join(company.filesFolder, 'imports', id);
}

/** Throws 403 unless the principal may bring records of the type in. */
export function demandImport(context: Context, record: EffectiveRecord): void {
  const permission = permissionOn(context.principal.permissions, record.name);
  if (!permission.import || (!permission.create && permission.update === 'none'))
    throw new CarnetError(403, 'forbidden');
}

/** Forgets files that are kept no longer. */
async function sweep(company: Company): Promise<void> {
  const { rows } = await sql<{
    id: string;
  }>`DELETE FROM import_file WHERE created_at < now() - ${`${keptDays} days`}::interval
    AND NOT EXISTS (SELECT 1 FROM operation WHERE state IN ('queued', 'running') AND parameters ->> 'import' = import_file.id::text) RETURNING id`.execute(
    company.database,
  );
  for (const { id } of rows) await rm(importPath(company, id), { force: true });
}

async function describeFile(
  { company, principal: { language } }: Context,
  id: string,
  name: string,
  options: SourceOptions,
): Promise<SourceDescription> {
  const described = await describeSource(importPath(company, id), name, options);
  if (described.ok) return described.value;
  const { code, message } = described.error;
  throw new CarnetError(422, 'file-unreadable', { extra: { reason: code, message, detail: message[language] } });
}

/** Keeps bytes as they come; returns the id that they are kept under, until they are accepted or dropped. */
export async function keepBytes(company: Company, bytes: Readable): Promise<string> {
  const id = newId();
  const path = importPath(company, id);
  await mkdir(join(company.filesFolder, 'imports'), { recursive: true, mode: 0o700 });
  try {
    await pipeline(bytes, createWriteStream(path, { mode: 0o600 }));
    return id;
  } catch (error) {
    await dropBytes(company, id);
    throw error;
  }
}

/** Forgets bytes that were kept. */
export async function dropBytes(company: Company, id: string): Promise<void> {
  await rm(importPath(company, id), { force: true });
}

/**
 * Finds out what kept bytes are. Takes the record type they are for, the name they came under and their id; returns the
 * file. Throws CarnetError 403, and 422 file-unreadable with the reason.
 */
export async function acceptFile(
  context: Context,
  record: EffectiveRecord,
  name: string,
  id: string,
): Promise<ImportFile> {
  demandImport(context, record);
  const { company, principal } = context;
  const description = await describeFile(context, id, name, {});
  const { size } = await stat(importPath(company, id));
  await sql`INSERT INTO import_file (id, record, name, size, description, created_by)
    VALUES (${id}, ${record.name}, ${name.slice(0, 255)}, ${size}, ${storedJson(description)}::jsonb, ${principal.userId})`.execute(
    company.database,
  );
  await sweep(company);
  return { id, record: record.name, name, size, description, rowCount: null, createdBy: principal.userId };
}

/** Keeps and accepts a file in one; where it is refused nothing is kept. */
export async function receiveFile(
  context: Context,
  record: EffectiveRecord,
  name: string,
  bytes: Readable,
): Promise<ImportFile> {
  const id = await keepBytes(context.company, bytes);
  try {
    return await acceptFile(context, record, name, id);
  } catch (error) {
    await dropBytes(context.company, id);
    throw error;
  }
}

/** Takes an id; returns the file if the principal sent it. Throws CarnetError 404 import-not-found. */
export async function importFileFor(context: Context, id: string): Promise<ImportFile> {
  const { rows } = await sql<{
    record: string;
    name: string;
    size: number;
    description: SourceDescription;
    row_count: number | null;
    created_by: string | null;
  }>`
    SELECT record, name, size, description, row_count, created_by FROM import_file WHERE id = ${id}`.execute(
    context.company.database,
  );
  const row = rows[0];
  if (!row || row.created_by !== context.principal.userId) throw new CarnetError(404, 'import-not-found');
  return {
    id,
    record: row.record,
    name: row.name,
    size: Number(row.size),
    description: row.description,
    rowCount: row.row_count,
    createdBy: row.created_by,
  };
}

/** Describes a file anew with a person's corrections, and keeps that. Throws 404, 422 file-unreadable. */
export async function describeAgain(context: Context, id: string, options: SourceOptions): Promise<ImportFile> {
  const file = await importFileFor(context, id);
  const description = await describeFile(context, id, file.name, options);
  await sql`UPDATE import_file SET description = ${storedJson(description)}::jsonb, row_count = NULL WHERE id = ${id}`.execute(
    context.company.database,
  );
  return { ...file, description, rowCount: null };
}

/** Takes a file; returns which column is which field, as far as labels, usual names and contents tell. */
export function proposeColumns(
  context: Context,
  record: EffectiveRecord,
  description: SourceDescription,
): ColumnMatch[] {
  const targets = importTargets(record, context.company.model(), context.principal.permissions);
  return recogniseTargets(description.columns, description.sample, targets);
}
