/** A card of a vCard file, as a list of people shows it; its bytes untouched. */
export interface Card {
  readonly place: number;
  readonly name: string;
  /** Company, job title: what tells two people of one name. */
  readonly details: string;
  /** Numbers and addresses: searched, and shown where there are no details. */
  readonly reach: readonly string[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

function latin(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 0x8000)
    text += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  return text;
}

function decode(bytes: Uint8Array, charset: string): string {
  for (const label of [charset, 'utf-8', 'windows-1252']) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      // Unknown label or not that encoding: the next one.
    }
  }
  return latin(bytes);
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}

/** Opens `=C3=A9` (RFC 2045 §6.7); takes and returns text of one character a byte. */
function openQuoted(text: string): string {
  return text.replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** The logical lines of a card: folded ones (RFC 6350 §3.2), and quoted-printable ones that end with `=`, joined. */
function linesOf(text: string): string[] {
  const joined = text.replace(/\r\n?/g, '\n').replace(/\n[ \t]/g, '');
  return joined
    .replace(/(^[^\n]*QUOTED-PRINTABLE[^\n]*)((?:=\n[^\n]*)+)/gim, (line) => line.replace(/=\n/g, ''))
    .split('\n');
}

interface Property {
  readonly name: string;
  readonly value: string;
}

function propertyOf(line: string): Property | null {
  const match = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)$/.exec(line);
  if (!match) return null;
  const [, name = '', parameters = '', raw = ''] = match;
  const charset = /CHARSET="?([\w-]+)/i.exec(parameters)?.[1] ?? 'utf-8';
  const bytes = /QUOTED-PRINTABLE/i.test(parameters) ? openQuoted(raw) : raw;
  return { name: name.toUpperCase(), value: decode(bytesOf(bytes), charset) };
}

function partsOf(value: string): string[] {
  return value
    .split(/(?<!\\);/)
    .map((part) =>
      part
        .replace(/\\n/gi, ' ')
        .replace(/\\([\\,;:])/g, '$1')
        .trim(),
    )
    .filter(Boolean);
}

function cardOf(text: string, place: number): Card {
  const found = new Map<string, string[]>();
  for (const line of linesOf(text)) {
    const property = propertyOf(line);
    if (property && property.value.trim() !== '')
      found.set(property.name, [...(found.get(property.name) ?? []), property.value.trim()]);
  }
  const first = (name: string) => partsOf(found.get(name)?.[0] ?? '');
  const [last = '', given = ''] = (found.get('N')?.[0] ?? '').split(/(?<!\\);/).map((part) => partsOf(part)[0] ?? '');
  const reach = [...(found.get('EMAIL') ?? []), ...(found.get('TEL') ?? [])].map((value) =>
    value.replace(/^(tel|mailto):/i, ''),
  );
  const organisation = first('ORG').join(', ');
  const name = first('FN').join(' ') || [given, last].filter(Boolean).join(' ') || organisation || (reach[0] ?? '');
  const details = [first('TITLE').join(' '), organisation === name ? '' : organisation].filter(Boolean).join(' · ');
  return { place, name, details, reach, bytes: Uint8Array.from(text, (sign) => sign.charCodeAt(0)) };
}

/**
 * Takes the bytes of a vCard file (2.1, 3.0 or 4.0); returns its people, in the order of the file, for one to be chosen
 * before anything is sent (A6). Reads only what a list shows; what a card holds is read by the server. Empty when the
 * file is none, or is in UTF-16: then it is sent whole.
 */
export function readCards(bytes: Uint8Array): Card[] {
  const text = latin(bytes).replace(/^\u00ef\u00bb\u00bf/, '');
  const cards: Card[] = [];
  let from = -1;
  let depth = 0;
  // A card may hold another (AGENT of vCard 2.1).
  for (const match of text.matchAll(/^[ \t]*(BEGIN|END)[ \t]*:[ \t]*VCARD[ \t]*\r?(?:\n|$)/gim)) {
    if (match[1]?.toUpperCase() === 'BEGIN') {
      if (depth === 0) from = match.index;
      depth++;
    } else if (depth > 0) {
      depth--;
      if (depth === 0) cards.push(cardOf(text.slice(from, match.index + match[0].length), cards.length));
    }
  }
  return cards;
}

/** Takes the cards chosen and the name of their file; returns the file that holds them alone. */
export function fileOfCards(cards: readonly Card[], name: string): File {
  const parts = cards.flatMap(({ bytes }) => [bytes, new Uint8Array([13, 10])]);
  return new File(parts, name, { type: 'text/vcard' });
}
