import { fold } from '../../../lib/text.ts';
import { cardCells } from '../../../rules/vcard-card.ts';
import { type CardLines, cardSplitter, type ParsedCard, parseCard } from '../../../rules/vcard-lines.ts';
import { cardBytes } from './card-bytes.ts';

/** A card of a vCard file, as a list of people shows it; the file keeps the rest. */
export interface Card {
  readonly place: number;
  readonly name: string;
  /** Company, job title: what tells two people of one name. */
  readonly details: string;
  /** Numbers and addresses: searched, and shown where there are no details. */
  readonly reach: readonly string[];
  /** Where its bytes begin and end. */
  readonly from: number;
  readonly to: number;
}

/** The people of a file, in its order, and its bytes. */
export interface CardFile {
  readonly cards: readonly Card[];
  readonly bytes: Blob;
}

/** How long the screen may be kept waiting, in milliseconds. */
const longestTurn = 12;

/** Each property says its charset, or nothing; where a file does not, it is UTF-8 or what Windows writes. */
const fileEncoding = 'windows-1252';

function cardOf(lines: CardLines, place: number): Card {
  const cells = cardCells(parseCard(lines, fileEncoding, cardBytes));
  const reach = [cells.email, cells.email2, cells.mobile, cells.mobile2, cells.phone, cells.phone2].flatMap(
    (value) => value ?? [],
  );
  const organisation = cells.organisation ?? '';
  const named = [cells.firstName, cells.lastName].filter(Boolean).join(' ');
  const name = cells.fullName ?? (named || organisation || (reach[0] ?? ''));
  const details = [cells.jobTitle, organisation === name ? '' : organisation].filter(Boolean).join(' · ');
  return { place, name, details, reach, from: lines.from, to: lines.to };
}

/** Takes a person; returns the text that a search looks in, folded. */
export function searchedText({ name, details, reach }: Card): string {
  return fold(`${name} ${details} ${reach.join(' ')}`);
}

/** The file in an encoding whose line ends and property names are those of ASCII, without its byte order mark. */
async function asBytes(file: Blob): Promise<Blob> {
  const head = new Uint8Array(await file.slice(0, 3).arrayBuffer());
  const mark =
    head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : '';
  if (mark !== '') return new Blob([new TextDecoder(mark).decode(await file.arrayBuffer())]);
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? file.slice(3) : file;
}

/**
 * Takes a vCard file (2.1, 3.0 or 4.0) and what is told how much was read, from 0 to 1; returns its people, for one to be
 * chosen before anything is sent (A6). Reads piece by piece, the screen drawn between them; none where the file is no
 * vCard. Throws where the file cannot be read, or `signal` says to stop.
 */
export async function readCards(
  file: Blob,
  onProgress: (part: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<CardFile> {
  const bytes = await asBytes(file);
  const cards: Card[] = [];
  const splitter = cardSplitter();
  const reader = bytes.stream().getReader();
  let read = 0;
  let began = performance.now();
  const take = async (found: readonly CardLines[]) => {
    for (const lines of found) {
      cards.push(cardOf(lines, cards.length));
      if (performance.now() - began < longestTurn) continue;
      await new Promise((done) => setTimeout(done));
      signal?.throwIfAborted();
      onProgress(read / bytes.size);
      began = performance.now();
    }
  };
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    read += piece.value.length;
    await take(splitter.push(cardBytes.latin(piece.value)));
  }
  await take(splitter.end());
  return { cards, bytes };
}

/** Takes a file and one of its cards; returns what the card says. */
export async function readCard({ bytes }: CardFile, { from, to }: Card): Promise<ParsedCard> {
  const splitter = cardSplitter();
  const text = cardBytes.latin(new Uint8Array(await bytes.slice(from, to).arrayBuffer()));
  const [lines] = [...splitter.push(text), ...splitter.end()];
  return parseCard(lines ?? { line: 0, lines: [] }, fileEncoding, cardBytes);
}

/** Takes a file, the cards chosen and a name; returns the file that holds them alone, byte for byte. */
export function fileOfCards({ bytes }: CardFile, cards: readonly Card[], name: string): File {
  const parts = cards.flatMap(({ from, to }) => [bytes.slice(from, to), '\r\n']);
  return new File(parts, name, { type: 'text/vcard' });
}
