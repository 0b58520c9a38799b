/** Letters in a row that are the same on both sides, or that are not. */
export interface LetterRun {
  readonly text: string;
  readonly changed: boolean;
}

function runsOf(letters: readonly string[], kept: ReadonlySet<number>): LetterRun[] {
  const runs: { text: string; changed: boolean }[] = [];
  for (const [place, letter] of letters.entries()) {
    const changed = !kept.has(place);
    const last = runs.at(-1);
    if (last && last.changed === changed) last.text += letter;
    else runs.push({ text: letter, changed });
  }
  return runs;
}

/** Takes a text before and after; returns both in runs of letters that stayed and letters that went or came. */
export function changedLetters(
  before: string,
  after: string,
): { readonly before: readonly LetterRun[]; readonly after: readonly LetterRun[] } {
  const [one, other] = [[...before], [...after]];
  // Capitals for small letters, and nothing else: each letter answers to the one in its place.
  if (one.length === other.length && before.toLowerCase() === after.toLowerCase()) {
    const kept = new Set(one.flatMap((letter, place) => (letter === other[place] ? [place] : [])));
    return { before: runsOf(one, kept), after: runsOf(other, kept) };
  }
  // Longest run of letters in common, from the end: names are short.
  const common = Array.from({ length: one.length + 1 }, () => new Array<number>(other.length + 1).fill(0));
  const at = (line: number, place: number) => common[line]?.[place] ?? 0;
  for (let line = one.length - 1; line >= 0; line--)
    for (let place = other.length - 1; place >= 0; place--)
      (common[line] as number[])[place] =
        one[line] === other[place] ? at(line + 1, place + 1) + 1 : Math.max(at(line + 1, place), at(line, place + 1));
  const [keptBefore, keptAfter] = [new Set<number>(), new Set<number>()];
  for (let line = 0, place = 0; line < one.length && place < other.length; ) {
    if (one[line] === other[place]) {
      keptBefore.add(line++);
      keptAfter.add(place++);
    } else if (at(line + 1, place) >= at(line, place + 1)) line++;
    else place++;
  }
  return { before: runsOf(one, keptBefore), after: runsOf(other, keptAfter) };
}
