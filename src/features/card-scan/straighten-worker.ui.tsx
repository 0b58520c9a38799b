import type { Corners, Pixels } from './pixels.ts';
import { type Blank, cornersOf, type Straightened, straightCard } from './straighten-card.ts';

/** What the worker is asked: a picture to keep, with its corners to find, or the card in it to straighten. */
export type StraightenRequest =
  | { readonly what: 'corners'; readonly pixels: Pixels }
  | {
      readonly what: 'card';
      readonly corners: Corners;
      readonly blanks: readonly Blank[];
      readonly quarters: number;
      readonly side?: number;
    };

export type StraightenAnswer = ReturnType<typeof cornersOf> | Straightened;

let pixels: Pixels | null = null;

/** Finds and straightens cards beside the page, which goes on answering meanwhile. */
addEventListener('message', ({ data }: MessageEvent<StraightenRequest>) => {
  if (data.what === 'corners') pixels = data.pixels;
  if (!pixels) return;
  const answer: StraightenAnswer =
    data.what === 'corners'
      ? cornersOf(data.pixels)
      : straightCard(pixels, data.corners, data.blanks, data.quarters, data.side);
  postMessage(answer);
});
