import { isUtf8 } from 'node:buffer';
import { decodeBytes, isKnownEncoding } from './text-encoding.ts';

/** The lines of one card, unfolded not yet. Characters are bytes (Latin-1): each property has its own charset. */
export interface CardLines {
  /** 1-based line of `BEGIN:VCARD`. */
  readonly line: number;
  readonly lines: string[];
  readonly fault?: 'card-not-closed' | 'card-too-long';
}

/** One property of a card. */
export interface CardProperty {
  /** Upper case, without its group (`item1.`). */
  readonly name: string;
  /** Upper-case TYPE values, those written bare (vCard 2.1) included. */
  readonly types: ReadonlySet<string>;
  /** The other parameters, upper-case names. */
  readonly parameters: ReadonlyMap<string, string>;
  /** The text as written, escapes not yet opened. */
  readonly value: string;
}

/** Characters a card may have: a photo of several megabytes fits. */
const longestCard = 16 * 1024 * 1024;

/** Cuts a file's lines into cards, in memory bounded by one card. */
export interface CardSplitter {
  push(text: string): CardLines[];
  end(): CardLines[];
}

/** Returns a splitter. Lines outside of cards are passed over; a card within a card (AGENT) stays in it. */
export function cardSplitter(): CardSplitter {
  let buffer = '';
  let line = 0;
  let start = 0;
  let depth = 0;
  let size = 0;
  let lines: string[] = [];
  let cards: CardLines[] = [];

  function close(fault?: CardLines['fault']): void {
    const cut = size > longestCard ? 'card-too-long' : fault;
    cards.push(cut === undefined ? { line: start, lines } : { line: start, lines, fault: cut });
    lines = [];
    size = 0;
    depth = 0;
  }

  function take(text: string): void {
    line++;
    if (/^(\S+\.)?BEGIN:\s*VCARD\s*$/i.test(text)) {
      const nested = depth > 0 && /^AGENT\b[^:]*:\s*$/i.test(lines.findLast((before) => before.trim() !== '') ?? '');
      if (depth > 0 && !nested) close('card-not-closed');
      depth++;
      if (depth === 1) {
        start = line;
        return;
      }
    }
    if (depth === 0) return;
    if (/^(\S+\.)?END:\s*VCARD\s*$/i.test(text)) {
      depth--;
      if (depth === 0) {
        close();
        return;
      }
    }
    size += text.length;
    if (size <= longestCard) lines.push(text);
  }

  return {
    push(text) {
      const pieces = (buffer + text).split(/\r\n|\n|\r(?!$)/);
      buffer = pieces.pop() ?? '';
      if (buffer.length > longestCard) {
        size += buffer.length;
        buffer = '';
      }
      for (const piece of pieces) take(piece);
      const taken = cards;
      cards = [];
      return taken;
    },
    end() {
      take(buffer.replace(/\r$/, ''));
      buffer = '';
      if (depth > 0) close('card-not-closed');
      const taken = cards;
      cards = [];
      return taken;
    },
  };
}

/** Names of the properties whose bytes are not text. */
const binaryProperties = new Set(['PHOTO', 'LOGO', 'SOUND', 'KEY']);

/** What was read of a card. */
export interface ParsedCard {
  /** `2.1`, `3.0`, `4.0`, or empty when the card does not say. */
  readonly version: string;
  readonly properties: CardProperty[];
  /** Lines that are no property. */
  readonly unreadable: number[];
  readonly photos: number;
}

/** Takes the lines of a card and the file's encoding; returns its properties. Never throws. */
export function parseCard(card: CardLines, encoding: string): ParsedCard {
  const version =
    /^VERSION[^:]*:\s*([\d.]+)/i.exec(card.lines.find((text) => /^VERSION\b/i.test(text)) ?? '')?.[1] ?? '';
  const properties: CardProperty[] = [];
  const unreadable: number[] = [];
  let photos = 0;
  let agent = 0;
  for (let index = 0; index < card.lines.length; index++) {
    const at = index;
    let text = card.lines[index] ?? '';
    if (text.trim() === '') continue;
    if (/^BEGIN:/i.test(text)) agent++;
    const head = headOf(text);
    const next = () => card.lines[index + 1];
    if (head !== undefined && isQuotedPrintable(head)) {
      while (text.endsWith('=') && next() !== undefined) text = text.slice(0, -1) + card.lines[++index];
    } else {
      const encoded = head !== undefined && isBase64(head);
      for (let following = next(); following !== undefined; following = next()) {
        if (/^[ \t]/.test(following)) text += version === '2.1' && !encoded ? following : following.slice(1);
        else if (encoded && following !== '' && !following.includes(':')) text += following;
        else break;
        index++;
      }
    }
    if (agent > 0) {
      if (/^END:/i.test(text)) agent--;
      continue;
    }
    const property = parseProperty(text, encoding);
    if (property === undefined) unreadable.push(card.line + 1 + at);
    else if (property.name === 'PHOTO' && property.value.trim() !== '') photos++;
    else properties.push(property);
  }
  return { version, properties, unreadable, photos };
}

interface PropertyHead {
  readonly name: string;
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** Index after the colon. */
  readonly end: number;
}

/** Reads `group.NAME;PARAM=VALUE;BARE:`; undefined when the line has no colon. */
function headOf(text: string): PropertyHead | undefined {
  const colon = colonOf(text);
  if (colon === -1) return undefined;
  const [name = '', ...rest] = splitOutsideQuotes(text.slice(0, colon), ';');
  const bare = name.trim().replace(/^.*\./, '').toUpperCase();
  if (!/^[A-Z0-9_/-]+$/.test(bare)) return undefined;
  const parameters = rest.map((parameter): [string, string] => {
    const equals = parameter.indexOf('=');
    return equals === -1
      ? ['', parameter.trim()]
      : [parameter.slice(0, equals).trim().toUpperCase(), unquote(parameter.slice(equals + 1).trim())];
  });
  return { name: bare, parameters, end: colon + 1 };
}

/** The colon that ends the head: the first outside quotes, else the first of all. */
function colonOf(text: string): number {
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '"') quoted = !quoted;
    else if (text[index] === ':' && !quoted) return index;
  }
  return text.indexOf(':');
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  if (!text.includes('"')) return text.split(separator);
  const parts: string[] = [''];
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    if (character === separator && !quoted) parts.push('');
    else parts.push(parts.pop() + character);
  }
  return parts;
}

function unquote(text: string): string {
  return text
    .replaceAll('"', '')
    .replace(/\^(['n^])/g, (_, code: string) => (code === 'n' ? '\n' : code === "'" ? '"' : '^'));
}

function encodingOf(head: PropertyHead): string {
  const named = head.parameters.find(([name]) => name === 'ENCODING')?.[1];
  const bare = head.parameters.find(
    ([name, value]) => name === '' && /^(quoted-printable|base64|b)$/i.test(value),
  )?.[1];
  return (named ?? bare ?? '').toUpperCase();
}

function isQuotedPrintable(head: PropertyHead): boolean {
  return encodingOf(head) === 'QUOTED-PRINTABLE';
}

function isBase64(head: PropertyHead): boolean {
  return /^(BASE64|B)$/.test(encodingOf(head));
}

function parseProperty(text: string, encoding: string): CardProperty | undefined {
  const head = headOf(text);
  if (head === undefined) return undefined;
  const types = new Set<string>();
  const parameters = new Map<string, string>();
  for (const [name, value] of head.parameters) {
    if (name === 'TYPE' || name === '') for (const type of value.split(',')) types.add(type.trim().toUpperCase());
    else parameters.set(name, value);
  }
  const written = text.slice(head.end);
  if (binaryProperties.has(head.name)) return { name: head.name, types, parameters, value: written.slice(0, 40) };
  let bytes: Buffer = Buffer.from(written, 'latin1');
  if (isQuotedPrintable(head)) bytes = quotedPrintable(written);
  else if (isBase64(head)) bytes = Buffer.from(written, 'base64');
  return { name: head.name, types, parameters, value: decodeValue(bytes, parameters.get('CHARSET'), encoding) };
}

function quotedPrintable(text: string): Buffer {
  return Buffer.from(
    text.replace(/=([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  );
}

/**
 * UTF-8 when the bytes are (whatever the label: no other text looks like it), else as labelled, else as the file.
 * Bytes labelled ISO-8859-1 are Windows-1252: what lies between is control characters that nobody means.
 */
function decodeValue(bytes: Buffer, label: string | undefined, fileEncoding: string): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  for (const encoding of [label, fileEncoding]) {
    if (encoding === undefined || /^utf-?8$|ascii/i.test(encoding) || !isKnownEncoding(encoding)) continue;
    return decodeBytes(bytes, /^(iso-?8859-1|latin-?1)$/i.test(encoding) ? 'windows-1252' : encoding);
  }
  return decodeBytes(bytes, 'windows-1252');
}
