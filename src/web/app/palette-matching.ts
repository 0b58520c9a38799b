import { fold, words as wordsOf } from '../../lib/text.ts';
import type { Command } from './commands.ts';

/** A line of the palette: a record found or a command. */
export interface PaletteEntry extends Command {
  readonly description?: string;
}

export interface PaletteGroup {
  readonly label: string;
  readonly entries: readonly PaletteEntry[];
}

/** Takes commands and the words typed; returns those whose label or keywords hold each word's beginning, in order. */
export function matchingCommands(commands: readonly PaletteEntry[], text: string): readonly PaletteEntry[] {
  const wanted = wordsOf(text);
  if (wanted.length === 0) return commands;
  return commands.filter(({ label, keywords = '' }) => {
    const known = wordsOf(`${label} ${keywords}`);
    return wanted.every((word) => known.some((other) => other.startsWith(word)));
  });
}

/** Takes entries; returns them under their headings, in the order in which the headings first come. */
export function grouped(entries: readonly PaletteEntry[]): readonly PaletteGroup[] {
  const groups = new Map<string, PaletteEntry[]>();
  for (const entry of entries) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  return [...groups].map(([label, inGroup]) => ({ label, entries: inGroup }));
}

/** Takes a title and the words typed; returns the title cut into parts, those that match marked. */
export function marked(title: string, text: string): readonly { readonly part: string; readonly match: boolean }[] {
  // Folding keeps most letters one for one; where it does not (œ, ﬁ), nothing is marked rather than the wrong letters.
  if (fold(title).length !== title.length) return [{ part: title, match: false }];
  const folded = fold(title);
  const matches = new Array<boolean>(title.length).fill(false);
  for (const word of wordsOf(text)) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1))
      matches.fill(true, at, at + word.length);
  }
  const parts: { part: string; match: boolean }[] = [];
  for (const [index, letter] of Array.from({ length: title.length }, (_, at) => title[at] ?? '').entries()) {
    const match = matches[index] ?? false;
    const last = parts.at(-1);
    if (last && last.match === match) last.part += letter;
    else parts.push({ part: letter, match });
  }
  return parts;
}
