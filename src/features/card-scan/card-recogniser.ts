import type { Grey } from './pixels.ts';
import type { ReadLine } from './words.ts';

/** A card seen from above, upright, twice: as it was lit, and with the same light everywhere, dark on white. */
export interface StraightCard {
  readonly plain: Grey;
  readonly flat: Grey;
}

/**
 * What reads the letters of a card. There is one that works in the browser (`local-recogniser.ui.tsx`); a company's own
 * server could take its place: nothing else of the scanner knows who reads.
 */
export interface CardRecogniser {
  /** Gets ready, telling how far (0 to 1). Rejects where what it needs cannot be had; may be called again then. */
  readonly prepare: (onProgress: (part: number) => void) => Promise<void>;
  /** Reads a card; returns its lines in reading order. Rejects when `signal` is given up. */
  readonly recognise: (card: StraightCard, signal: AbortSignal) => Promise<readonly ReadLine[]>;
  /** Takes what was read of a card; returns it with what a closer look at the lines that need one says. Rejects as `recognise` does. */
  readonly lookCloser: (
    lines: readonly ReadLine[],
    card: StraightCard,
    signal: AbortSignal,
  ) => Promise<readonly ReadLine[]>;
  /** Gives back what it holds. */
  readonly close: () => void;
}
