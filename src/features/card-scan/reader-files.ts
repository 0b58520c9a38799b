/** A file of the reader, copied from its package into the built application. */
export interface ReaderFile {
  readonly name: string;
  /** Where it stands below `node_modules`. */
  readonly source: string;
  /** Its size, for the progress shown while it loads. */
  readonly bytes: number;
}

/** Where the browser finds them: the name changes with the versions, so that each is asked for once. */
export const readerFolder = '/assets/card-reader-7.0.0-3.1.4';

function core(name: string, bytes: number): ReaderFile {
  return { name, source: `tesseract.js-core/${name}`, bytes };
}

/** What recognises letters, by what the processor can do: the quickest first. */
export const readerCores = {
  relaxed: [
    core('tesseract-core-relaxedsimd-lstm.js', 89_360),
    core('tesseract-core-relaxedsimd-lstm.wasm', 2_862_266),
  ],
  simd: [core('tesseract-core-simd-lstm.js', 89_271), core('tesseract-core-simd-lstm.wasm', 2_857_601)],
  plain: [core('tesseract-core-lstm.js', 89_261), core('tesseract-core-lstm.wasm', 2_855_361)],
} as const satisfies Record<string, readonly ReaderFile[]>;

export type ReaderCore = keyof typeof readerCores;

/** What every browser needs: the worker, the model of French and English letters, what reads a QR code. */
export const readerFiles = {
  worker: { name: 'worker.min.js', source: 'tesseract.js/dist/worker.min.js', bytes: 111_307 },
  model: {
    name: 'fra.traineddata.gz',
    source: '@tesseract.js-data/fra/4.0.0_best_int/fra.traineddata.gz',
    bytes: 707_406,
  },
  codes: { name: 'zxing_reader.wasm', source: 'zxing-wasm/dist/reader/zxing_reader.wasm', bytes: 953_527 },
} as const satisfies Record<string, ReaderFile>;

/** Every file that is served. */
export const allReaderFiles: readonly ReaderFile[] = [
  ...Object.values(readerCores).flat(),
  ...Object.values(readerFiles),
];
