/** A line as it stands on a card, or was read from its picture. */
export interface CardLine {
  readonly text: string;
  /** How sure the reading is, 0 to 1; a text that was given is sure. */
  readonly certainty?: number;
  /** What another reading of it says. */
  readonly otherwise?: string;
  /** What readings of the line alone, as an e-mail address, say: without its spaces and signs. */
  readonly alone?: readonly string[];
  /** Height of its letters, in any unit: the largest is a name. */
  readonly height?: number;
}

/** What is found for a field, and how sure it is (0 to 1). */
export interface Found<Value = string> {
  readonly value: Value;
  readonly certainty: number;
}

/** Letters that are read for figures, by those figures, where a number stands. */
const figures: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  Q: '0',
  D: '0',
  l: '1',
  I: '1',
  i: '1',
  '|': '1',
  '!': '1',
  Z: '2',
  z: '2',
  S: '5',
  s: '5',
  b: '6',
  G: '6',
  B: '8',
  g: '9',
  q: '9',
};

/** Takes a text that should be a number; returns it with the letters that are read for figures made those figures. */
export function withFigures(text: string): string {
  return text.replace(/[OoQDlIi|!ZzSsbGBgq]/g, (sign) => figures[sign] ?? sign);
}

/** Takes a text; returns it as one line: spaces of every kind made one plain space, signs of typesetting made plain. */
export function plainLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/[\s\u00a0\u2007\u2009\u202f]+/g, ' ')
    .trim();
}
