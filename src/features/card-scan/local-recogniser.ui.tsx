import type { Page, Worker as TesseractWorker } from 'tesseract.js';
import type { CardRecogniser, StraightCard } from './card-recogniser.ts';
import { addressLetters, lookedAgain } from './look-again.ts';
import { type Grey, pgmOf } from './pixels.ts';
import { readerFiles, readerFolder } from './reader-files.ts';
import { loadReader, readerAddress } from './reader-loader.ui.tsx';
import { mergedLines, type ReadLine, type ReadWord } from './words.ts';

/** How a page is taken apart: into columns and lines, or as words here and there (Tesseract's `psm` 3 and 11). */
const inBlocks = '3';
const scattered = '11';
/** The picture is one line (`psm` 7). */
const oneLine = '7';

/** Longest the second reading is waited for once the first is there, in milliseconds: it loses itself in a grainy picture. */
const longestSecond = 6_000;

function wordsOf({ blocks }: Page): ReadWord[] {
  return (blocks ?? [])
    .flatMap(({ paragraphs }) => paragraphs)
    .flatMap(({ lines }) => lines)
    .flatMap(({ words }) => words)
    .map(({ text, confidence, bbox }) => ({
      text,
      certainty: confidence / 100,
      left: bbox.x0,
      top: bbox.y0,
      right: bbox.x1,
      bottom: bbox.y1,
    }));
}

/** Two readers at once, one a core: each reads the card in its own way. */
interface Readers {
  readonly first: TesseractWorker;
  readonly second: TesseractWorker;
}

async function startReader(corePath: string, mode: string): Promise<TesseractWorker> {
  const { createWorker } = await import('tesseract.js');
  const worker = await createWorker('fra', 1, {
    workerPath: readerAddress(readerFiles.worker),
    workerBlobURL: false,
    corePath,
    langPath: readerFolder,
    gzip: true,
    cacheMethod: 'none',
    errorHandler: () => undefined,
  });
  await worker.setParameters({ tessedit_pageseg_mode: mode as never });
  return worker;
}

async function startReaders(corePath: string): Promise<Readers> {
  const [first, second] = await Promise.all([startReader(corePath, inBlocks), startReader(corePath, scattered)]);
  return { first, second };
}

function stop({ first, second }: Readers): void {
  void first.terminate();
  void second.terminate();
}

/** Rejects when the signal is given up; never resolves. */
function givenUp(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** Reads cards in this browser, by Tesseract: no picture leaves the device. */
export function localRecogniser(): CardRecogniser {
  let corePath: Promise<string> | null = null;
  let readers: Promise<Readers> | null = null;
  let listeners: ((part: number) => void)[] = [];

  const prepare = async (onProgress: (part: number) => void): Promise<void> => {
    listeners.push(onProgress);
    corePath ??= loadReader((part) => {
      for (const listener of listeners) listener(part);
    });
    try {
      readers ??= corePath.then(startReaders);
      await readers;
    } catch (error) {
      corePath = null;
      readers = null;
      throw error;
    } finally {
      listeners = listeners.filter((listener) => listener !== onProgress);
    }
  };
  const close = () => {
    void readers?.then(stop, () => undefined);
    readers = null;
  };
  /** The lines, those of addresses looked at once more alone, by both readers at once. */
  const again = async (lines: readonly ReadLine[], card: StraightCard, { first, second }: Readers) => {
    const both = [
      [first, inBlocks],
      [second, scattered],
    ] as const;
    const set = (mode: string | null, letters: string) =>
      Promise.all(
        both.map(([worker, own]) =>
          worker.setParameters({
            tessedit_pageseg_mode: (mode ?? own) as never,
            tessedit_char_whitelist: letters,
          }),
        ),
      );
    await set(oneLine, addressLetters);
    const found = await lookedAgain(lines, card, async (plain, flat) => {
      const pages = await Promise.all([first.recognize(pgmOf(plain) as never), second.recognize(pgmOf(flat) as never)]);
      return pages.map(({ data }) => data.text.trim());
    });
    await set(null, '');
    return found;
  };
  const read = async (worker: TesseractWorker, picture: Grey): Promise<ReadWord[]> => {
    // The library takes any bytes of a picture file; its types name browsers' own alone.
    const { data } = await worker.recognize(pgmOf(picture) as never, {}, { blocks: true, text: false });
    return wordsOf(data);
  };
  /** Does some work with the readers, unless the signal is given up before: what is under way then cannot be told to stop. */
  const work = async (signal: AbortSignal, does: (readers: Readers) => Promise<readonly ReadLine[]>) => {
    await prepare(() => undefined);
    const held = await (readers as Promise<Readers>);
    try {
      return await Promise.race([does(held), givenUp(signal)]);
    } catch (error) {
      close();
      throw error;
    }
  };
  return {
    prepare,
    close,
    recognise: ({ plain, flat }, signal) =>
      work(signal, async ({ first, second }) => {
        const other = read(second, flat);
        // Whoever waits for it says what became of it.
        void other.catch(() => undefined);
        const one = await read(first, plain);
        let timer: ReturnType<typeof setTimeout> | undefined;
        const late = new Promise<null>((resolve) => {
          timer = setTimeout(() => resolve(null), longestSecond);
        });
        const more = await Promise.race([other, late]);
        clearTimeout(timer);
        if (more === null) close();
        return mergedLines(one, more ?? []);
      }),
    lookCloser: (lines, card, signal) => work(signal, (held) => again(lines, card, held)),
  };
}
