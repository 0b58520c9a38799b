import { fold } from '../../lib/text.ts';

/** Fewest characters of a password, as the server asks (NIST SP 800-63B). */
export const shortestPassword = 8;

/** 0: nothing or too short to count; 1 weak; 2 fair; 3 good; 4 strong. */
export type PasswordStrength = 0 | 1 | 2 | 3 | 4;

/** What guessing programs try first, folded. */
const commonParts = [
  'motdepasse',
  'password',
  'azerty',
  'qwerty',
  'bonjour',
  'soleil',
  'doudou',
  'loulou',
  'admin',
  'carnet',
  '123456',
  'abcdef',
];

const kinds = [
  { pattern: /\p{Ll}/u, size: 26 },
  { pattern: /\p{Lu}/u, size: 26 },
  { pattern: /\p{N}/u, size: 10 },
  { pattern: /[^\p{L}\p{N}]/u, size: 30 },
];

/**
 * Takes a password and words an attacker would guess (the person's name, company, address); returns how hard it is to
 * guess, reckoned from the letters that are not repeats, neighbours or guessable words.
 */
export function passwordStrength(password: string, guessable: readonly string[]): PasswordStrength {
  if (password === '') return 0;
  let left = fold(password).replaceAll(' ', '');
  const parts = guessable.flatMap((text) => fold(text).split(/[^a-z0-9]+/)).filter((part) => part.length >= 3);
  for (const part of [...commonParts, ...parts]) left = left.replaceAll(part, '*');
  // A repeat or the neighbour of the letter before adds nothing: aaaa, 1234.
  const letters = [...left].filter((letter, index, all) => {
    const step = (letter.codePointAt(0) ?? 0) - (all[index - 1]?.codePointAt(0) ?? Number.NaN);
    return Number.isNaN(step) || Math.abs(step) > 1;
  });
  const different = new Set(letters).size;
  const size = kinds.reduce((sum, kind) => sum + (kind.pattern.test(password) ? kind.size : 0), 0);
  const bits = Math.min(letters.length, different * 2) * Math.log2(Math.max(size, 2));
  if (password.length < shortestPassword || bits < 36) return 1;
  if (bits < 52) return 2;
  return bits < 75 ? 3 : 4;
}
