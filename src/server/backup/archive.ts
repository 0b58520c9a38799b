import { createHash } from 'node:crypto';
import { PassThrough, Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { extract, pack } from 'tar-stream';
import type { CarriedTable } from './tables.ts';

/** Bytes of a table in one entry: an entry says its size before its content, and memory must stay flat. */
const pieceSize = 4 * 1024 * 1024;

/** First entry of an archive: what it is and where its tables come from. */
export interface Manifest {
  readonly format: 'carnet-backup';
  readonly formatVersion: 1;
  /** Version of Carnet that wrote it. */
  readonly version: string;
  /** Number of the last migration of the database it was taken from. */
  readonly migration: number;
  readonly madeAt: string;
  readonly tables: readonly CarriedTable[];
}

/** Last entry: an archive without it was cut. Rows and hexadecimal SHA-256 of each table, and the number of files. */
export interface Closing {
  readonly tables: Readonly<Record<string, { readonly rows: number; readonly sha256: string }>>;
  readonly files: number;
}

/** Writes an archive: a gzipped tar of a manifest, the tables in pieces, the files and a closing entry. */
export interface ArchiveWriter {
  readonly json: (name: string, value: unknown) => Promise<void>;
  /** Takes the rows of a table as COPY gives them; returns the hash of its bytes. */
  readonly table: (name: string, rows: Readable) => Promise<string>;
  readonly file: (name: string, size: number, content: Readable) => Promise<void>;
  /** Resolves when everything has reached the output. */
  readonly finish: () => Promise<void>;
}

/** Takes where the archive goes; returns its writer. Whatever the output's pace, little is held in memory. */
export function writeArchive(output: Writable): ArchiveWriter {
  const archive = pack();
  const done = pipeline(archive, createGzip({ level: 4 }), output);
  done.catch((error: unknown) => archive.destroy(error as Error));
  const file = (name: string, size: number, content: Readable): Promise<void> =>
    pipeline(content, archive.entry({ name, size, mode: 0o600 }));
  const put = (name: string, content: Buffer): Promise<void> => file(name, content.length, Readable.from([content]));
  return {
    json: (name, value) => put(name, Buffer.from(JSON.stringify(value, null, 1))),
    table: async (name, rows) => {
      const hash = createHash('sha256');
      let piece = 0;
      let held: Buffer[] = [];
      let size = 0;
      const write = async () => {
        await put(`tables/${name}/${String(++piece).padStart(6, '0')}`, Buffer.concat(held));
        held = [];
        size = 0;
      };
      for await (const chunk of rows as AsyncIterable<Buffer>) {
        hash.update(chunk);
        held.push(chunk);
        size += chunk.length;
        if (size >= pieceSize) await write();
      }
      if (size > 0) await write();
      return hash.digest('hex');
    },
    file,
    finish: async () => {
      archive.finalize();
      await done;
    },
  };
}

/** One entry of an archive that is read: its content must be read before the next comes. */
export interface ArchiveEntry {
  readonly name: string;
  readonly content: Readable;
}

/** Takes an archive; returns its entries in order. Throws for what is not a gzipped tar, or is cut. */
export async function* readArchive(input: Readable): AsyncGenerator<ArchiveEntry> {
  const entries = extract();
  const feeding = pipeline(input, createGunzip(), entries);
  let content = new PassThrough();
  // An archive that ends too early leaves its last entry waiting for bytes that never come.
  feeding.catch((error: Error) => content.on('error', () => undefined).destroy(error));
  for await (const entry of entries) {
    content = new PassThrough();
    entry.pipe(content);
    yield { name: entry.header.name, content };
    content.resume();
    entry.resume();
  }
  await feeding;
}
