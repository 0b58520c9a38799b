/** Longest name kept, in characters: that of most disks. */
export const longestFileName = 255;

/** Takes a name; returns its extension with the dot, '' where it has none or what follows the last dot is none. */
export function extensionOf(name: string): string {
  return /[^.](\.[\p{L}\p{N}]{1,10})$/u.exec(name)?.[1] ?? '';
}

/** Takes a name and a length in characters; returns it shortened in its middle, its end and extension kept. */
export function shortenedName(name: string, longest: number): string {
  const letters = [...name];
  if (letters.length <= longest) return name;
  const end = Math.min([...extensionOf(name)].length + 8, Math.floor(longest / 2));
  return [...letters.slice(0, longest - end - 1), '…', ...letters.slice(-end)].join('');
}

/**
 * Takes the name that a file came with, anything; returns one that leads nowhere and shows what it says: no folder, no
 * sign that cannot be seen or turns the text round, no dots in front; shortened in its middle where it is too long. ''
 * where nothing is left.
 */
export function safeFileName(given: string): string {
  const seen = given
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => !/^\.*$/.test(part.trim()))
    .join('_')
    // Unseen: control, format (bidi marks, zero width), unassigned, lone halves of a pair.
    .replace(/[\p{Cc}\p{Cf}\p{Cn}\p{Cs}\u2028\u2029]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .normalize('NFC');
  return shortenedName(seen, longestFileName);
}
