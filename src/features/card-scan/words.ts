/** A word read in a picture: what, how sure (0 to 1), and where, in pixels of the straightened card. */
export interface ReadWord {
  readonly text: string;
  readonly certainty: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** What another reading of the same place says, where it says something else. */
  readonly otherwise?: string;
}

/** A line of words, as tall as most of them. */
export interface ReadLine extends ReadWord {
  readonly height: number;
  /** What was read on looking at the line alone. */
  readonly alone?: readonly string[];
}

function overlap(from: number, to: number, otherFrom: number, otherTo: number): number {
  return Math.max(0, Math.min(to, otherTo) - Math.max(from, otherFrom));
}

function covers(one: ReadWord, other: ReadWord): boolean {
  const across = overlap(one.left, one.right, other.left, other.right);
  const down = overlap(one.top, one.bottom, other.top, other.bottom);
  const narrow = Math.min(one.right - one.left, other.right - other.left);
  const low = Math.min(one.bottom - one.top, other.bottom - other.top);
  return across > narrow * 0.35 && down > low * 0.45;
}

/** What is worth having of some words: letters and figures read surely. */
function worth(words: readonly ReadWord[]): number {
  return words.reduce((sum, { text, certainty }) => sum + certainty * text.replace(/[^\p{L}\p{N}@.]/gu, '').length, 0);
}

/** Whether a word is one, not a speck or an ornament that was read as one: signs alone join or part what is beside them. */
function isWritten({ text, certainty }: ReadWord): boolean {
  if (/[\p{L}\p{N}]/u.test(text)) return certainty > 0.25;
  return certainty > 0.4 && /^(?:[-–—•·|:/&+@]|\(|\))$/.test(text);
}

/** Takes a line; returns it without a sign or two at its ends that were hardly read: the edge of a band, a speck. */
function withoutSpecks(line: readonly ReadWord[]): readonly ReadWord[] {
  const isSpeck = ({ text, certainty }: ReadWord): boolean =>
    certainty < 0.75 && text.replace(/[^\p{L}\p{N}]/gu, '').length < 3 && !/^\d\d$/.test(text);
  let words = line;
  while (words.length > 1 && isSpeck(words[0] as ReadWord)) words = words.slice(1);
  while (words.length > 1 && isSpeck(words.at(-1) as ReadWord)) words = words.slice(0, -1);
  return words;
}

/** Takes words; returns them in lines: level with each other, and no wider apart than a gap between words. */
export function linesOf(words: readonly ReadWord[]): ReadLine[] {
  const lines: ReadWord[][] = [];
  for (const word of [...words].sort((one, other) => one.left - other.left)) {
    const height = word.bottom - word.top;
    let best: { line: ReadWord[]; gap: number } | null = null;
    for (const line of lines) {
      const last = line.at(-1) as ReadWord;
      const level = overlap(last.top, last.bottom, word.top, word.bottom);
      const gap = word.left - last.right;
      const tall = Math.max(height, last.bottom - last.top);
      if (level < Math.min(height, last.bottom - last.top) * 0.5 || gap > tall * 1.6 || gap < -tall) continue;
      if (!best || gap < best.gap) best = { line, gap };
    }
    if (best) best.line.push(word);
    else lines.push([word]);
  }
  return lines
    .map(withoutSpecks)
    .map((line) => {
      const weight = line.reduce((sum, { text }) => sum + text.length, 0) || 1;
      const heights = line.map(({ top, bottom }) => bottom - top).sort((one, other) => one - other);
      const differs = line.some(({ otherwise }) => otherwise !== undefined);
      return {
        text: line.map(({ text }) => text).join(' '),
        ...(differs
          ? {
              otherwise: line
                .map(({ text, otherwise }) => otherwise ?? text)
                .filter((text) => text !== '')
                .join(' '),
            }
          : {}),
        certainty: line.reduce((sum, { text, certainty }) => sum + certainty * text.length, 0) / weight,
        left: Math.min(...line.map(({ left }) => left)),
        top: Math.min(...line.map(({ top }) => top)),
        right: Math.max(...line.map(({ right }) => right)),
        bottom: Math.max(...line.map(({ bottom }) => bottom)),
        height: heights[Math.floor(heights.length / 2)] ?? 0,
      };
    })
    .sort((one, other) => one.top - other.top || one.left - other.left);
}

/** Takes lines; returns them block by block as they are read: what stands close under a line, at its side, follows it. */
function inReadingOrder(lines: readonly ReadLine[]): ReadLine[] {
  const blocks: ReadLine[][] = [];
  for (const line of lines) {
    const above = blocks.find((block) => {
      const last = block.at(-1) as ReadLine;
      const tall = Math.max(last.bottom - last.top, line.bottom - line.top);
      const gap = line.top - last.bottom;
      return gap > -tall * 0.6 && gap < tall * 1.2 && overlap(last.left, last.right, line.left, line.right) > 0;
    });
    if (above) above.push(line);
    else blocks.push([line]);
  }
  return blocks.flat();
}

/** Takes words in the order they were read; returns them with boxes that end where the next word of their line begins. */
function clipped(words: readonly ReadWord[]): ReadWord[] {
  return words.map((word, at) => {
    const next = words[at + 1];
    if (!next || next.left <= word.left || next.left >= word.right) return word;
    const level = overlap(word.top, word.bottom, next.top, next.bottom);
    return level < Math.min(word.bottom - word.top, next.bottom - next.top) * 0.5
      ? word
      : { ...word, right: next.left };
  });
}

/**
 * Takes what two readings of the same picture found; returns the lines of both: where they read the same place, the
 * words that hold more, read more surely.
 */
export function mergedLines(first: readonly ReadWord[], second: readonly ReadWord[]): ReadLine[] {
  const taken: ReadWord[] = [];
  const waiting = new Set([first, second].flatMap((words, side) => clipped(words).map((word) => ({ word, side }))));
  for (const start of waiting) {
    if (!waiting.delete(start)) continue;
    const group = [start];
    for (const one of group)
      for (const other of waiting)
        if (other.side !== one.side && covers(one.word, other.word)) {
          waiting.delete(other);
          group.push(other);
        }
    const sides = [0, 1].map((side) => group.filter((member) => member.side === side).map(({ word }) => word));
    const [one = [], other = []] = sides;
    const chosen = worth(one) >= worth(other) ? one : other;
    // What one reading alone saw is a letter or grain: it has to be sure.
    const alone = one.length === 0 || other.length === 0;
    const left = chosen === one ? other : one;
    const [says, saysOther] = [chosen, left].map((words) => words.map(({ text }) => text).join(' '));
    const first = chosen[0];
    if (alone) taken.push(...chosen.filter(({ certainty }) => certainty > 0.5));
    else if (first && says !== saysOther)
      taken.push(
        { ...first, otherwise: saysOther ?? '' },
        ...chosen.slice(1).map((word) => ({ ...word, otherwise: '' })),
      );
    else taken.push(...chosen);
  }
  const written = taken.filter(isWritten);
  const heights = written
    .filter(({ text, certainty }) => certainty > 0.8 && text.length > 2)
    .map(({ top, bottom }) => bottom - top)
    .sort((one, other) => one - other);
  const usual = heights[Math.floor(heights.length / 2)] ?? 0;
  const isSpeck = ({ text, certainty, top, bottom }: ReadWord): boolean =>
    bottom - top < usual * 0.4 && (certainty < 0.8 || text.length < 3) && /[\p{L}\p{N}]/u.test(text);
  return inReadingOrder(linesOf(written.filter((word) => !isSpeck(word))));
}
