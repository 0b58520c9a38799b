/** The lines of one card, unfolded not yet. Characters are bytes (Latin-1): each property has its own charset. */
export interface CardLines {
  /** 1-based line of `BEGIN:VCARD`. */
  readonly line: number;
  /** Where the card begins and ends in what was pushed, in characters: its bytes can be taken from the file again. */
  readonly from: number;
  readonly to: number;
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
  /** Offsets of the line being taken, of what follows it and of the card's first. */
  let at = 0;
  let next = 0;
  let from = 0;
  let depth = 0;
  let size = 0;
  let lines: string[] = [];
  let cards: CardLines[] = [];

  function close(fault?: CardLines['fault'], to = next): void {
    const cut = size > longestCard ? 'card-too-long' : fault;
    cards.push({ line: start, from, to, lines, ...(cut === undefined ? {} : { fault: cut }) });
    lines = [];
    size = 0;
    depth = 0;
  }

  function take(text: string): void {
    line++;
    if (/^(\S+\.)?BEGIN:\s*VCARD\s*$/i.test(text)) {
      const nested = depth > 0 && /^AGENT\b[^:]*:\s*$/i.test(lines.findLast((before) => before.trim() !== '') ?? '');
      if (depth > 0 && !nested) close('card-not-closed', at);
      depth++;
      if (depth === 1) {
        start = line;
        from = at;
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
      const whole = buffer + text;
      let begun = 0;
      for (const { 0: end, index } of whole.matchAll(/\r\n|\n|\r(?!$)/g)) {
        next = at + (index - begun) + end.length;
        take(whole.slice(begun, index));
        at = next;
        begun = index + end.length;
      }
      buffer = whole.slice(begun);
      if (buffer.length > longestCard) {
        size += buffer.length;
        at += buffer.length;
        buffer = '';
      }
      const taken = cards;
      cards = [];
      return taken;
    },
    end() {
      next = at + buffer.length;
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
const binaryProperties = new Set(['LOGO', 'SOUND', 'KEY']);

/** What was read of a card. */
export interface ParsedCard {
  /** `2.1`, `3.0`, `4.0`, or empty when the card does not say. */
  readonly version: string;
  readonly properties: CardProperty[];
  /** Lines that are no property. */
  readonly unreadable: number[];
  /** The first picture: its bytes in base64, or its address. */
  readonly photo?: CardProperty;
}

/** How the machine at hand reads bytes, one character each: Node and browsers have ways of their own. */
export interface CardBytes {
  readonly fromBase64: (text: string) => string;
  /** Takes bytes, the charset their property names and the file's; returns their text, whatever they are. */
  readonly decode: (bytes: string, label: string | undefined, fileEncoding: string) => string;
}

/** Takes the lines of a card, the file's encoding and how bytes are read; returns its properties. Never throws. */
export function parseCard(card: Pick<CardLines, 'line' | 'lines'>, encoding: string, bytes: CardBytes): ParsedCard {
  const version =
    /^VERSION[^:]*:\s*([\d.]+)/i.exec(card.lines.find((text) => /^VERSION\b/i.test(text)) ?? '')?.[1] ?? '';
  const properties: CardProperty[] = [];
  const unreadable: number[] = [];
  let photo: CardProperty | undefined;
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
    const property = parseProperty(text, encoding, bytes);
    if (property === undefined) unreadable.push(card.line + 1 + at);
    else if (property.name === 'PHOTO' && property.value.trim() !== '') photo ??= property;
    else properties.push(property);
  }
  return { version, properties, unreadable, ...(photo ? { photo } : {}) };
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

function parseProperty(text: string, encoding: string, bytes: CardBytes): CardProperty | undefined {
  const head = headOf(text);
  if (head === undefined) return undefined;
  const types = new Set<string>();
  const parameters = new Map<string, string>();
  for (const [name, value] of head.parameters) {
    if (name === 'TYPE' || name === '') for (const type of value.split(',')) types.add(type.trim().toUpperCase());
    else parameters.set(name, value);
  }
  const written = text.slice(head.end);
  if (head.name === 'PHOTO') return { name: head.name, types, parameters, value: written };
  if (binaryProperties.has(head.name)) return { name: head.name, types, parameters, value: written.slice(0, 40) };
  let binary = written;
  if (isQuotedPrintable(head)) binary = quotedPrintable(written);
  else if (isBase64(head)) binary = bytes.fromBase64(written);
  return { name: head.name, types, parameters, value: bytes.decode(binary, parameters.get('CHARSET'), encoding) };
}

/** Opens `=C3=A9` (RFC 2045, 6.7). */
function quotedPrintable(text: string): string {
  return text.replace(/=([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
