import { readCard as readText } from '../../rules/card/read-card.ts';
import type { CardCells } from '../../rules/vcard-card.ts';
import { cardCells } from '../../rules/vcard-card.ts';
import { readCards, readCard as readVcard } from '../../web/records/import/card-list.ts';
import { cellsOf, type FoundCells, withCode } from './card-cells.ts';
import type { CardRecogniser } from './card-recogniser.ts';
import type { Corners, Pixels } from './pixels.ts';
import { type CardCode, codesIn } from './qr-code.ui.tsx';
import { type cornersOf, type Straightened, uprightSide } from './straighten-card.ts';
import type { StraightenAnswer, StraightenRequest } from './straighten-worker.ui.tsx';
import type { ReadLine } from './words.ts';

/** What straightens the cards of a picture, beside the page. */
export interface Straightener {
  readonly corners: (pixels: Pixels) => Promise<ReturnType<typeof cornersOf>>;
  readonly card: (request: Omit<StraightenRequest & { what: 'card' }, 'what'>) => Promise<Straightened>;
  readonly close: () => void;
}

/** Starts what straightens cards; it answers in the order it is asked. */
export function startStraightener(): Straightener {
  const worker = new Worker(new URL('./straighten-worker.ui.tsx', import.meta.url), { type: 'module' });
  const waiting: { resolve: (answer: StraightenAnswer) => void; reject: (error: unknown) => void }[] = [];
  worker.onmessage = ({ data }: MessageEvent<StraightenAnswer>) => waiting.shift()?.resolve(data);
  worker.onerror = (event) => waiting.shift()?.reject(new Error(event.message));
  const ask = <Answer extends StraightenAnswer>(request: StraightenRequest): Promise<Answer> =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve: resolve as (answer: StraightenAnswer) => void, reject });
      worker.postMessage(request);
    });
  return {
    corners: (pixels) => ask({ what: 'corners', pixels }),
    card: (request) => ask({ what: 'card', ...request }),
    close: () => worker.terminate(),
  };
}

/** How much was surely read: letters and figures, each by how sure it is. */
function worthOf(lines: readonly ReadLine[]): number {
  return lines.reduce((sum, { text, certainty }) => sum + (certainty > 0.6 ? certainty * text.length : 0), 0);
}

/** Least that is surely read of a card, as `worthOf` counts: less is grain, or a picture of something else. */
const leastWorth = 10;

/** Whether a line lies: its letters are hardly taller than wide. What reads also reads lines that stand on their end. */
function lies({ text, left, right, height }: ReadLine): boolean {
  return height < ((right - left) / text.length) * 5;
}

/** Whether the lines are those of a card that stands upright: most of it is sure, and there are words. */
function isUpright(lines: readonly ReadLine[]): boolean {
  const letters = lines.reduce((sum, { text }) => sum + text.length, 0);
  const words = lines
    .filter(lies)
    .flatMap(({ text, certainty }) => (certainty > 0.6 ? (text.match(/\p{L}{4,}/gu) ?? []) : []));
  return words.join('').length > 16 && worthOf(lines) > letters * 0.62;
}

/** What was read of a card, and how much of it surely. */
interface Reading {
  readonly lines: readonly ReadLine[];
  readonly worth: number;
}

/**
 * Takes how much was read of a card as it seems to lie, and what reads it at a glance, turned by some quarters; returns
 * by how many it is to be turned: upside down, else on its side. Null where no turn promises more.
 */
async function likeliestTurn(known: number, glance: (quarters: number) => Promise<Reading>): Promise<number | null> {
  let likeliest: number | null = null;
  // At a glance less is read: what half of it was seen of is worth a whole reading.
  let most = known / 2;
  for (const quarters of [2, 3, 1]) {
    const { lines, worth } = await glance(quarters);
    if (isUpright(lines)) return quarters;
    if (worth > most) [likeliest, most] = [quarters, worth];
    // Where hardly a letter is seen either way up, there is no card.
    if (quarters === 2 && Math.max(known, worth) < leastWorth) break;
  }
  return likeliest;
}

/** Takes the codes of a card; returns what a vCard among them says, null for none. */
async function cardInCode(codes: readonly CardCode[]): Promise<CardCells | null> {
  for (const { text } of codes) {
    if (!/^\s*BEGIN:VCARD/i.test(text)) continue;
    const file = await readCards(new Blob([text]));
    const [card] = file.cards;
    if (card) return cardCells(await readVcard(file, card));
  }
  return null;
}

/** What reading a card needs. */
export interface ScanTools {
  readonly recogniser: CardRecogniser;
  readonly straightener: Straightener;
}

/**
 * Takes the picture of a card that the straightener was given, and the corners of the card in it; returns what the card
 * says. A vCard in a QR code beats what is read of the letters. Rejects when the signal is given up, or where what reads
 * cannot be had.
 */
export async function scanCard(
  pixels: Pixels,
  corners: Corners,
  { recogniser, straightener }: ScanTools,
  signal: AbortSignal,
): Promise<FoundCells> {
  const codes = await codesIn(pixels).catch(() => []);
  const blanks = codes.map(({ place }) => place);
  const read = async (quarters: number, side?: number) => {
    const { card } = await straightener.card({ corners, blanks, quarters, ...(side ? { side } : {}) });
    signal.throwIfAborted();
    const lines = await recogniser.recognise(card, signal);
    return { card, lines, worth: worthOf(lines) };
  };
  let best = await read(0);
  if (!isUpright(best.lines)) {
    const turn = await likeliestTurn(best.worth, (quarters) => read(quarters, uprightSide));
    const turned = turn === null ? best : await read(turn);
    if (turned.worth > best.worth) best = turned;
  }
  const lines = best.worth < leastWorth ? [] : await recogniser.lookCloser(best.lines, best.card, signal);
  const found = cellsOf(readText(lines));
  const code = await cardInCode(codes);
  return code ? withCode(found, code) : found;
}
