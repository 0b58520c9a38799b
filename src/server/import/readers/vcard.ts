import { createReadStream } from 'node:fs';
import { fail, ok, type Result } from '../../../lib/result.ts';
import { type CardColumn, cardCells, cardColumns } from '../../../rules/vcard-card.ts';
import { type CardLines, cardSplitter, parseCard } from '../../../rules/vcard-lines.ts';
import { rowProblem, sourceError, sourceWarning } from './source-messages.ts';
import type {
  RowProblem,
  SourceColumn,
  SourceDescription,
  SourceError,
  SourceOptions,
  SourceRow,
} from './source-types.ts';
import { detectEncoding, isKnownEncoding, readText } from './text-encoding.ts';
import { cardBytes } from './vcard-bytes.ts';

/** Cards shown. */
const shownCards = 100;

const names = Object.keys(cardColumns) as CardColumn[];
const columns: SourceColumn[] = names.map((name, index) => ({ index, header: name, label: cardColumns[name] }));

/** Describes the card file at `path` (vCard 2.1, 3.0 and 4.0, mixed if need be). Returns why it cannot be read. */
export async function describeVcard(
  path: string,
  options: SourceOptions,
): Promise<Result<SourceDescription, SourceError>> {
  if (options.encoding !== undefined && !isKnownEncoding(options.encoding))
    return fail(sourceError('encoding-unknown', { encoding: options.encoding }));
  const encoding = options.encoding ?? (await detectEncoding(path)).encoding;
  const sample: SourceRow[] = [];
  let cards = 0;
  let photos = 0;
  for await (const card of readCards(path, encoding)) {
    cards++;
    if (sample.length < shownCards) sample.push(cardRow(card, encoding));
    photos += card.lines.filter((line) => /^(\w+\.)?PHOTO[;:]/i.test(line)).length;
  }
  if (cards === 0) return fail(sourceError('no-cards'));
  return ok({
    format: 'vcard',
    encoding,
    headerLine: 0,
    columns,
    dateOrder: 'ymd',
    sample,
    warnings: photos === 0 ? [] : [sourceWarning('photos-skipped', { count: photos })],
  });
}

/**
 * Reads the cards of the file at `path`, one row each, in memory bounded by one card; ending the iteration closes the
 * file. Cards that begin before line `fromLine` are passed over. Throws when the disk fails.
 */
export async function* readVcard(
  path: string,
  description: SourceDescription,
  fromLine: number,
): AsyncGenerator<SourceRow> {
  const encoding = description.encoding ?? 'utf-8';
  for await (const card of readCards(path, encoding)) if (card.line >= fromLine) yield cardRow(card, encoding);
}

async function* readCards(path: string, encoding: string): AsyncGenerator<CardLines> {
  const splitter = cardSplitter();
  if (/^utf-?16/i.test(encoding)) {
    for await (const text of readText(path, encoding)) yield* splitter.push(Buffer.from(text).toString('latin1'));
  } else {
    let first = true;
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
      const text: string = chunk.toString('latin1');
      yield* splitter.push(first ? text.replace(/^\xef\xbb\xbf/, '') : text);
      first = false;
    }
  }
  yield* splitter.end();
}

function cardRow(card: CardLines, encoding: string): SourceRow {
  const parsed = parseCard(card, encoding, cardBytes);
  const found = cardCells(parsed);
  const problems: RowProblem[] = card.fault === undefined ? [] : [rowProblem(card.fault)];
  const [first] = parsed.unreadable;
  if (first !== undefined)
    problems.push(rowProblem('card-line-unreadable', undefined, { count: parsed.unreadable.length, line: first }));
  const known = [
    found.lastName,
    found.firstName,
    found.organisation,
    found.fullName,
    found.email,
    found.phone,
    found.mobile,
  ];
  if (known.every((value) => value === undefined)) problems.push(rowProblem('card-no-name'));
  const cells = names.map((name, column) => {
    const text = found[name] ?? null;
    if (text === null) return null;
    if (text.includes('\0')) problems.push(rowProblem('character-nul', column));
    if (text.includes('\ufffd')) problems.push(rowProblem('character-unreadable', column));
    return text.replaceAll('\0', '');
  });
  return problems.length === 0 ? { line: card.line, cells } : { line: card.line, cells, problems };
}
