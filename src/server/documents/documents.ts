import { sql } from 'kysely';
import { safeFileName } from '../../lib/file-name.ts';
import { newId } from '../../lib/ids.ts';
import { fold } from '../../lib/text.ts';
import { aboutType } from '../../meta/derive/about.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { permissionOn } from '../../meta/permissions.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import { type FileRow, fileFor } from '../files/files.ts';
import { type Row, valuesOf } from '../records/rows.ts';
import { mayReadRow } from '../records/visibility.ts';
import { inTransaction, writeInTransaction } from '../records/write/engine.ts';
import { lockRows } from '../records/write/statements.ts';
import type { EngineTransaction, Write, WriteOutcome } from '../records/write/types.ts';

/** What became of a file that was brought to a record. */
export interface Attached {
  readonly id: string;
  /** The number of the version that the file is. */
  readonly number: number;
}

function demand(outcome: WriteOutcome | undefined): string {
  if (!outcome) throw new CarnetError(500, 'internal');
  if (!outcome.ok) throw new CarnetError(outcome.status, outcome.code, { errors: outcome.errors });
  return outcome.id;
}

async function write(
  transaction: EngineTransaction,
  context: Context,
  record: EffectiveRecord,
  one: Write,
): Promise<string> {
  const [outcome] = await writeInTransaction(transaction, context, record, [one], { trusted: true });
  return demand(outcome);
}

/** The live document of a record that has this name, for a reader who may see it; locked. */
async function documentNamed(
  transaction: EngineTransaction,
  document: EffectiveRecord,
  about: string,
  name: string,
): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    SELECT * FROM ${sql.table(document.table)} WHERE about_id = ${about} AND deleted_at IS NULL ORDER BY id FOR UPDATE
  `.execute(transaction);
  return rows.find((row) => fold(String(row.name)) === fold(name));
}

function presentFile(file: FileRow): Readonly<Record<string, unknown>> {
  return { file: file.id, size: Number(file.size), mediaType: file.media_type };
}

/** Adds a version to a document, in the caller's transaction. */
async function addVersion(
  transaction: EngineTransaction,
  context: Context,
  document: EffectiveRecord,
  row: Row,
  file: FileRow,
): Promise<Attached> {
  const id = row.id as string;
  const number = Number(row.number ?? 0) + 1;
  await write(transaction, context, document, { kind: 'update', id, values: { ...presentFile(file), number } });
  await noteVersion(transaction, context, { ...valuesOf(document, row), id, number }, file);
  return { id, number };
}

async function noteVersion(
  transaction: EngineTransaction,
  context: Context,
  { id: document, about, number }: Readonly<Record<string, unknown>>,
  file: FileRow,
): Promise<void> {
  const values = { about, document, number, file: file.id, size: Number(file.size), author: context.principal.userId };
  await write(transaction, context, aboutType(context.company.model(), 'version'), { kind: 'create', values });
}

/**
 * Attaches a file that was brought already to a record; a file of the same name (whatever its case and accents) becomes
 * the next version of that document. Takes the record's type and id, the file's id and the name to keep it by. Throws
 * 403, 404, 422 where the file is not the writer's to read.
 */
export async function attachFile(
  context: Context,
  record: EffectiveRecord,
  id: string,
  { file: fileId, name: given }: { readonly file: string; readonly name?: string | undefined },
): Promise<Attached> {
  const document = aboutType(context.company.model(), 'document');
  const file = await readableFile(context, fileId);
  const name = safeFileName(given ?? file.name) || file.name;
  return await inTransaction(context, async (transaction) => {
    await demandRecord(transaction, context, record, id);
    const known = await documentNamed(transaction, document, id, name);
    if (known) return await addVersion(transaction, context, document, known, file);
    const about = { record: record.name, id };
    const made = newId();
    const values = { about, name, number: 1, ...presentFile(file) };
    await write(transaction, context, document, { kind: 'create', id: made, values });
    await noteVersion(transaction, context, { id: made, about, number: 1 }, file);
    return { id: made, number: 1 };
  });
}

async function readableFile(context: Context, id: string): Promise<FileRow> {
  try {
    return await fileFor(context, id);
  } catch (error) {
    if (!(error instanceof CarnetError)) throw error;
    throw new CarnetError(422, 'validation-failed', { errors: [{ field: 'file', code: 'not-found' }] });
  }
}

/** Locks a record that documents are about to be attached to: two files of one name must not become two documents. */
async function demandRecord(
  transaction: EngineTransaction,
  context: Context,
  record: EffectiveRecord,
  id: string,
): Promise<void> {
  const row = (await lockRows(transaction, record, [id])).get(id);
  const { read } = permissionOn(context.principal.permissions, record.name);
  if (!row || row.deleted_at !== null || !mayReadRow(context.principal, read, record, row))
    throw new CarnetError(404, 'not-found');
}

/**
 * Makes a file the next version of a document: one that was brought, or that of an earlier version, which is thereby
 * restored. Throws 403, 404, 422.
 */
export async function reviseDocument(
  context: Context,
  id: string,
  from: { readonly file: string } | { readonly version: string },
): Promise<Attached> {
  const model = context.company.model();
  const document = aboutType(model, 'document');
  return await inTransaction(context, async (transaction) => {
    const row = (await lockRows(transaction, document, [id])).get(id);
    const { read } = permissionOn(context.principal.permissions, document.name);
    if (!row || row.deleted_at !== null || !mayReadRow(context.principal, read, document, row))
      throw new CarnetError(404, 'not-found');
    const fileId = 'file' in from ? from.file : await fileOfVersion(transaction, context, id, from.version);
    return await addVersion(transaction, context, document, row, await readableFile(context, fileId));
  });
}

async function fileOfVersion(
  transaction: EngineTransaction,
  { company }: Context,
  document: string,
  version: string,
): Promise<string> {
  const { rows } = await sql<{ file: string }>`
    SELECT file FROM ${sql.table(aboutType(company.model(), 'version').table)}
    WHERE id = ${version} AND document_id = ${document} AND deleted_at IS NULL
  `.execute(transaction);
  if (!rows[0]) throw new CarnetError(404, 'not-found');
  return rows[0].file;
}
