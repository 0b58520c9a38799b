import type { StraightCard } from './card-recogniser.ts';
import type { Grey } from './pixels.ts';
import { straighten } from './straighten.ts';
import type { ReadLine } from './words.ts';

/** The letters of an e-mail address (RFC 5321), as they are printed on cards. */
export const addressLetters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@._-+';

/** Height that a line is drawn at to be looked at alone, in pixels: what the model was taught with, and room around it. */
const lineHeight = 64;

/** Whether a line may hold an e-mail address: each of its letters counts, and no word of a language helps to read them. */
function mayHoldAddress({ text, otherwise = '' }: ReadLine): boolean {
  return /[@©®]|\S[æ€¢]\S+\.\w{2}/.test(`${text} ${otherwise}`);
}

/** Takes a picture and a line in it; returns the line alone, as tall as lines are read best. */
function cutOut(picture: Grey, { left, top, right, bottom }: ReadLine): Grey {
  const room = (bottom - top) * 0.3;
  const [x0, x1] = [Math.max(0, left - room), Math.min(picture.width, right + room)];
  const [y0, y1] = [Math.max(0, top - room), Math.min(picture.height, bottom + room)];
  const scale = lineHeight / (y1 - y0);
  return straighten(
    picture,
    [
      { x: x0, y: y0 },
      { x: x1, y: y0 },
      { x: x1, y: y1 },
      { x: x0, y: y1 },
    ],
    Math.max(x1 - x0, y1 - y0) * scale,
  );
}

/**
 * Takes the lines of a card, its pictures, and what reads a line that stands alone, with the letters of addresses only;
 * returns the lines, those that may hold an e-mail address with what was read on looking at each alone.
 */
export async function lookedAgain(
  lines: readonly ReadLine[],
  { plain, flat }: StraightCard,
  readAlone: (plain: Grey, flat: Grey) => Promise<readonly string[]>,
): Promise<readonly ReadLine[]> {
  const again: ReadLine[] = [];
  for (const line of lines)
    again.push(
      mayHoldAddress(line) ? { ...line, alone: await readAlone(cutOut(plain, line), cutOut(flat, line)) } : line,
    );
  return again;
}
