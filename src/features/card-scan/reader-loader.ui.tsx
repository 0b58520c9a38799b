import { type ReaderCore, type ReaderFile, readerCores, readerFiles, readerFolder } from './reader-files.ts';

/** The smallest programs that use what is asked about (WebAssembly.validate): vectors, and their relaxed kind. */
const usesVectors = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
];
const usesRelaxed = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0, 65, 1, 253, 15, 65, 2, 253, 15,
  253, 128, 2, 11,
];

/** Tells which of the readers this browser can run. */
function readerCore(): ReaderCore {
  if (WebAssembly.validate(Uint8Array.from(usesRelaxed))) return 'relaxed';
  return WebAssembly.validate(Uint8Array.from(usesVectors)) ? 'simd' : 'plain';
}

/** Takes a file of the reader; returns its address. */
export function readerAddress(file: ReaderFile): string {
  return `${readerFolder}/${file.name}`;
}

/** Where the files are kept on the device, so that a card is read without network too; none over plain http. */
async function deviceCache(): Promise<Cache | null> {
  try {
    return 'caches' in globalThis ? await caches.open(`reader${readerFolder.replaceAll('/', '-')}`) : null;
  } catch {
    return null;
  }
}

async function loadFile(file: ReaderFile, cache: Cache | null, onBytes: (count: number) => void): Promise<void> {
  const address = readerAddress(file);
  if (await cache?.match(address)) {
    onBytes(file.bytes);
    return;
  }
  const answer = await fetch(address);
  if (!answer.ok || !answer.body) throw new Error(`${address}: ${answer.status}`);
  const kept = cache?.put(address, answer.clone());
  const reader = answer.body.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) onBytes(piece.value.length);
  // A device that has no room reads all the same.
  await kept?.catch(() => undefined);
}

/** Loads what reads cards, once: it is kept on the device. Returns the script of the reader that this browser runs. */
export async function loadReader(onProgress: (part: number) => void): Promise<string> {
  const core = readerCores[readerCore()];
  const files = [readerFiles.worker, readerFiles.model, readerFiles.codes, ...core];
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let loaded = 0;
  const cache = await deviceCache();
  await Promise.all(
    files.map((file) =>
      loadFile(file, cache, (count) => {
        loaded += count;
        onProgress(Math.min(1, loaded / all));
      }),
    ),
  );
  return readerAddress(core[0]);
}
