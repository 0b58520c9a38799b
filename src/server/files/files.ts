import { createReadStream } from 'node:fs';
import { open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { sql } from 'kysely';
import { safeFileName } from '../../lib/file-name.ts';
import { newId } from '../../lib/ids.ts';
import type { EffectiveField, EffectiveRecord, Model } from '../../meta/effective-record.ts';
import { fieldAccess, permissionOn } from '../../meta/permissions.ts';
import type { Company, Database } from '../company.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import { visibleIds } from '../records/query/read-records.ts';
import { contentPath, type Incoming, keep, receive } from './content-store.ts';
import { cleanImage } from './images.ts';
import { imageTypes, mediaTypeOf } from './media-type.ts';

/** A file as it is kept. */
export interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly media_type: string;
  readonly size: string;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly created_at: string;
  readonly created_by: string | null;
}

/** How long a file that no record holds is kept, so that a backup or a form left open still finds it. */
const unheldFor = '7 days';
/** Records looked at, at most, to find one that the reader may see. */
const mostHolders = 100;

/** Bytes by which the kind of a file is told. */
const toldBy = 4_096;

async function firstBytes(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(toldBy), 0, toldBy, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function sizeAndHash(folder: string, path: string): Promise<Incoming> {
  const copied = await receive(folder, createReadStream(path));
  await rm(path, { force: true });
  return copied;
}

/**
 * Keeps a file that someone brings: images are drawn anew without their EXIF data, unless they are to be kept `asIs` as
 * all others are. Takes its bytes and the name it came with; returns its row. Throws CarnetError 415 for a broken image,
 * 413 for what is too large: nothing of that is kept.
 */
export async function storeFile(
  context: Context,
  name: string,
  stream: Readable,
  { asIs = false }: { readonly asIs?: boolean } = {},
): Promise<FileRow> {
  const { company, principal } = context;
  let incoming = await receive(company.filesFolder, stream, company.largestFile);
  let mediaType = mediaTypeOf(await firstBytes(incoming.path));
  let measures: { width: number | null; height: number | null } = { width: null, height: null };
  if (imageTypes.has(mediaType) && !asIs) {
    const image = await cleanImage(incoming, mediaType);
    incoming = await sizeAndHash(company.filesFolder, image.path);
    mediaType = image.mediaType;
    measures = { width: image.width, height: image.height };
  }
  await keep(company.filesFolder, incoming);
  const id = newId();
  const { rows } = await sql<FileRow>`
    INSERT INTO file (id, name, media_type, size, sha256, width, height, created_by)
    VALUES (${id}, ${safeFileName(name) || 'fichier'}, ${mediaType}, ${incoming.size}, decode(${incoming.sha256}, 'hex'), ${measures.width}, ${measures.height}, ${principal.userId})
    RETURNING *, encode(sha256, 'hex') AS sha256`.execute(company.database);
  if (!rows[0]) throw new CarnetError(500, 'internal');
  return rows[0];
}

function fileFields(record: EffectiveRecord): EffectiveField[] {
  return record.fields.filter(
    (field) => field.kind === 'plain' && (field.type.name === 'image' || field.type.name === 'file'),
  );
}

/** Tells whether some record that the principal may read holds the file in a field that they may read. */
async function isHeldVisibly(context: Context, model: Model, id: string): Promise<boolean> {
  for (const record of model.records) {
    const permission = permissionOn(context.principal.permissions, record.name);
    for (const field of fileFields(record)) {
      if (permission.read === 'none' || fieldAccess(permission, field.name) === 'none') continue;
      const { rows } = await sql<{
        id: string;
      }>`SELECT id FROM ${sql.table(record.table)} WHERE ${sql.ref(field.columns[0]?.name ?? '')} = ${id} AND deleted_at IS NULL LIMIT ${mostHolders}`.execute(
        context.company.database,
      );
      const visible = await visibleIds(
        context,
        record,
        rows.map((row) => row.id),
      );
      if (visible.size > 0) return true;
    }
  }
  return false;
}

/**
 * Takes a file's id; returns its row when the principal may read it: whoever brought it, and whoever sees a record
 * that holds it. Throws CarnetError 404 otherwise, as for a file that is not there.
 */
export async function fileFor(context: Context, id: string): Promise<FileRow> {
  const { company, principal } = context;
  const { rows } = await sql<FileRow>`SELECT *, encode(sha256, 'hex') AS sha256 FROM file WHERE id = ${id}`.execute(
    company.database,
  );
  const file = rows[0];
  if (!file) throw new CarnetError(404, 'not-found');
  const brought = principal.userId !== null && file.created_by === principal.userId;
  if (!brought && !(await isHeldVisibly(context, company.model(), id))) throw new CarnetError(404, 'not-found');
  return file;
}

/** Takes a company and a file; returns where its bytes lie. */
export function bytesOf(company: Company, file: FileRow): string {
  return contentPath(company.filesFolder, file.sha256);
}

async function heldIds(database: Database, model: Model): Promise<Set<string>> {
  const held = new Set<string>();
  for (const record of model.records)
    for (const field of fileFields(record)) {
      const column = sql.ref(field.columns[0]?.name ?? '');
      const { rows } = await sql<{
        id: string;
      }>`SELECT DISTINCT ${column} AS id FROM ${sql.table(record.table)} WHERE ${column} IS NOT NULL`.execute(database);
      for (const row of rows) held.add(row.id);
    }
  return held;
}

/** Removes files that no record holds, seven days after they came, and uploads that were cut. Returns how many rows went. */
export async function sweepFiles(company: Company): Promise<number> {
  const held = await heldIds(company.database, company.model());
  const { rows } = await sql<{
    id: string;
    sha256: string;
  }>`SELECT id, encode(sha256, 'hex') AS sha256 FROM file WHERE created_at < now() - ${unheldFor}::interval`.execute(
    company.database,
  );
  const gone = rows.filter((row) => !held.has(row.id));
  for (const { id, sha256 } of gone) {
    await sql`DELETE FROM file WHERE id = ${id}`.execute(company.database);
    const others = await sql`SELECT 1 FROM file WHERE sha256 = decode(${sha256}, 'hex') LIMIT 1`.execute(
      company.database,
    );
    if (others.rows.length === 0) await rm(contentPath(company.filesFolder, sha256), { force: true });
  }
  await sweepIncoming(join(company.filesFolder, 'incoming'));
  return gone.length;
}

async function sweepIncoming(folder: string): Promise<void> {
  const dayAgo = Date.now() - 24 * 3600 * 1000;
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && found.mtimeMs < dayAgo) await rm(path, { force: true });
  }
}
