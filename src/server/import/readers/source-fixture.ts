import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeSource, readRows, type SourceDescription, type SourceOptions, type SourceRow } from './source.ts';

/** A folder of files to read, for tests; remove it at the end. */
export interface SourceFolder {
  /** Writes a file; returns its path. */
  save(bytes: Uint8Array | string): Promise<string>;
  /** Writes a file and describes it. Throws with the error's code when it is refused. */
  describe(
    bytes: Uint8Array | string,
    name: string,
    options?: SourceOptions,
  ): Promise<{ path: string; description: SourceDescription }>;
  /** Writes a file and reads all of its rows. */
  rows(bytes: Uint8Array | string, name: string, options?: SourceOptions): Promise<SourceRow[]>;
  /** Writes a file; returns the code of why it is refused, or `accepted`. */
  refusal(bytes: Uint8Array | string, name: string, options?: SourceOptions): Promise<string>;
  remove(): Promise<void>;
}

/** Makes a folder for the files of a test. */
export function sourceFolder(): SourceFolder {
  const folder = mkdtempSync(join(tmpdir(), 'carnet-source-'));
  const save = async (bytes: Uint8Array | string) => {
    const path = join(folder, crypto.randomUUID());
    await writeFile(path, bytes);
    return path;
  };
  const describe: SourceFolder['describe'] = async (bytes, name, options) => {
    const path = await save(bytes);
    const result = await describeSource(path, name, options);
    if (!result.ok) throw new Error(result.error.code);
    return { path, description: result.value };
  };
  return {
    save,
    describe,
    async rows(bytes, name, options) {
      const { path, description } = await describe(bytes, name, options);
      return collectRows(readRows(path, description));
    },
    async refusal(bytes, name, options) {
      const result = await describeSource(await save(bytes), name, options);
      return result.ok ? 'accepted' : result.error.code;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Takes rows as they are read; returns all of them. */
export async function collectRows(rows: AsyncIterable<SourceRow>): Promise<SourceRow[]> {
  const all: SourceRow[] = [];
  for await (const row of rows) all.push(row);
  return all;
}
