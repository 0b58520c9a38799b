import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { newId } from '../../lib/ids.ts';
import { CarnetError } from '../errors.ts';

/** Bytes on their way in: written to the disk under a name of their own, not yet part of anything. */
export interface Incoming {
  readonly path: string;
  readonly size: number;
  /** Hexadecimal SHA-256. */
  readonly sha256: string;
}

/** Most bytes of one file, unless the configuration says otherwise: 200 MiB. */
export const standardLargestFile = 200 * 1024 * 1024;

/** Takes the data folder; returns the folder of files in it. */
export function filesFolderIn(dataFolder: string): string {
  return join(dataFolder, 'files');
}

/** Takes the folder of files and the hexadecimal SHA-256 of a content; returns where its bytes lie. */
export function contentPath(folder: string, sha256: string): string {
  return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

/**
 * Writes a stream to the disk without holding it in memory. Returns its place, size and hash; nothing is left when it
 * fails. Throws CarnetError 413 as soon as more bytes come than are taken.
 */
export async function receive(folder: string, stream: Readable, largest = Number.POSITIVE_INFINITY): Promise<Incoming> {
  const path = join(folder, 'incoming', newId());
  await mkdir(dirname(path), { recursive: true });
  const hash = createHash('sha256');
  let size = 0;
  try {
    await pipeline(
      stream,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          size += chunk.length;
          if (size > largest) throw tooLarge(largest);
          yield chunk;
        }
      },
      createWriteStream(path, { mode: 0o600 }),
    );
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { path, size, sha256: hash.digest('hex') };
}

/** The refusal of a file that is larger than `largest` bytes: it says how large one may be. */
export function tooLarge(largest: number): CarnetError {
  const megabytes = Math.max(1, Math.floor(largest / (1024 * 1024)));
  return new CarnetError(413, 'file-too-large', { parameters: { megabytes } });
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives incoming bytes their place for good: on the disk itself before this resolves, so that no row names lost bytes. */
export async function keep(folder: string, incoming: Incoming): Promise<void> {
  const place = contentPath(folder, incoming.sha256);
  const known = await stat(place).catch(() => undefined);
  if (known?.size === incoming.size) return rm(incoming.path, { force: true });
  await mkdir(dirname(place), { recursive: true });
  await flush(incoming.path);
  await rename(incoming.path, place);
  await flush(dirname(place));
}
