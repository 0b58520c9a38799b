import { sql } from 'kysely';
import { fold } from '../../lib/text.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { suspected } from '../../rules/duplicates/likeness.ts';
import { named, searchedName } from '../../rules/named-record.ts';
import { type Card, vcardText } from '../../rules/vcard.ts';
import { type CardCells, type CardColumn, cardCells } from '../../rules/vcard-card.ts';
import { cardSplitter, type ParsedCard, parseCard } from '../../rules/vcard-lines.ts';
import type { Context } from '../../server/context.ts';
import { findSimilar } from '../../server/duplicates/similar.ts';
import { CarnetError } from '../../server/errors.ts';
import { cardBytes } from '../../server/import/readers/vcard-bytes.ts';
import { listRecords } from '../../server/records/query/list-records.ts';
import type { Values } from '../../server/records/rows.ts';
import { createRecord, updateRecord } from '../../server/records/write/engine.ts';
import { bookModel, type CardState, cardStates } from './book.server.ts';
import { readPeople } from './card-texts.server.ts';
import { idOfName } from './paths.ts';

/** The columns of a card that a telephone may change, and the field of the person, or of their link, that each is. */
const ownColumns = {
  lastName: 'lastName',
  firstName: 'firstName',
  prefix: 'civility',
  note: 'comment',
} as const satisfies Partial<Record<CardColumn, string>>;
const linkColumns = {
  jobTitle: 'jobTitle',
  department: 'department',
  phone: 'phone',
  mobile: 'mobile',
  fax: 'fax',
  email: 'email',
} as const satisfies Partial<Record<CardColumn, string>>;

interface ReadCard {
  readonly cells: CardCells;
  readonly uid: string;
}

function parsed(text: string): ParsedCard | null {
  const splitter = cardSplitter();
  const binary = Buffer.from(text).toString('latin1');
  const [card] = [...splitter.push(binary), ...splitter.end()];
  return card && card.fault === undefined ? parseCard(card, 'utf-8', cardBytes) : null;
}

/** Takes what a telephone sent; returns what it says. Throws CarnetError 400 card-unreadable, 403 card-group. */
function readCard(text: string): ReadCard {
  const card = parsed(text);
  if (!card) throw new CarnetError(400, 'card-unreadable');
  const kind = card.properties.find(({ name }) => name === 'KIND' || name === 'X-ADDRESSBOOKSERVER-KIND')?.value;
  if (kind?.trim().toLowerCase() === 'group') throw new CarnetError(403, 'card-group');
  const cells = cardCells(card);
  if (!cells.lastName && !cells.firstName) throw new CarnetError(400, 'card-unreadable');
  return { cells, uid: (cells.uid ?? '').slice(0, 200) };
}

type Texts = Readonly<Record<string, string | null>>;

/** Takes a record type and texts by field; returns the values they are. Throws CarnetError 403 card-not-here for what none is. */
function valuesOf(context: Context, record: EffectiveRecord, texts: Texts): Record<string, unknown> {
  const { language, timeZone } = context.principal;
  const values: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(texts)) {
    const field = record.field(name);
    if (!field) continue;
    const read = text === null ? null : field.type.fromText(text, field.options, { language, timeZone });
    if (read && !read.ok) throw new CarnetError(403, 'card-not-here', { parameters: { field: field.label[language] } });
    values[name] = read ? read.value : null;
  }
  return values;
}

function changedTexts(before: CardCells, after: CardCells, columns: Readonly<Record<string, string>>): Texts {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([column, field]) => {
      const [was, is] = [before[column as CardColumn], after[column as CardColumn]];
      return was === is ? [] : [[field, is ?? null] as const];
    }),
  );
}

/**
 * Takes the card that a telephone has and the one it made of it, and the person's main link; returns what is to be
 * written: of what it may change, what it did change, and nothing else.
 */
async function changesOf(context: Context, state: CardState, sent: CardCells): Promise<Record<string, unknown>> {
  const { contact, link } = bookModel(context);
  const { value: found } = await readPeople(context, [state]).next();
  const main = found?.person.links[0];
  if (!found || !main) throw new CarnetError(404, 'not-found');
  const before = cellsOf(found.person.card);
  const texts = changedTexts(before, sent, linkColumns);
  for (const [column, field] of Object.entries(linkColumns)) {
    // What another of their companies gives is not the main one's to change.
    const shown = before[column as CardColumn];
    if (field in texts && shown !== undefined && (main[field] ?? null) === null) throw notHere(context, link, field);
  }
  if (sent.organisation !== undefined && fold(sent.organisation) !== fold(before.organisation ?? ''))
    throw notHere(context, link, 'account');
  const linkValues = valuesOf(context, link, texts);
  return {
    ...valuesOf(context, contact, changedTexts(before, sent, ownColumns)),
    ...(Object.keys(linkValues).length > 0 ? { accountLinks: [{ id: main.id, ...linkValues }] } : {}),
  };
}

function notHere(context: Context, record: EffectiveRecord, field: string): CarnetError {
  const label = record.field(field)?.label[context.principal.language] ?? field;
  return new CarnetError(403, 'card-not-here', { parameters: { field: label } });
}

/** A card as a telephone reads it. */
function cellsOf(card: Card): CardCells {
  const read = parsed(vcardText({ ...card, photo: undefined }, '3.0'));
  return read ? cardCells(read) : {};
}

/** Takes who writes, the card as it is, and what the telephone sent; writes what differs. Throws as the engine does. */
export async function changeCard(context: Context, state: CardState, text: string): Promise<void> {
  const { contact } = bookModel(context);
  const values = await changesOf(context, state, readCard(text).cells);
  if (Object.keys(values).length > 0)
    await updateRecord(context, contact, state.id, values, { version: state.version });
}

async function findAccount(context: Context, name: string | undefined): Promise<string> {
  if (!name) throw new CarnetError(409, 'card-company-missing');
  const { account } = bookModel(context);
  const { items } = await listRecords(context, account, { search: searchedName(name), limit: 20, count: false });
  const { only } = named(name, items);
  if (!only) throw new CarnetError(409, 'card-company-unknown', { parameters: { company: name } });
  return only.id;
}

/** A contact that the card is likely of: the likeliest, where it is of the user's book. Throws 409 card-known where it is not. */
async function findKnown(context: Context, values: Values): Promise<CardState | null> {
  const { contact } = bookModel(context);
  const known = (await findSimilar(context, contact, values)).find(({ score }) => score >= suspected);
  if (!known) return null;
  const [state] = await cardStates(context, [known.record.id]);
  if (!state) throw new CarnetError(409, 'card-known', { parameters: { title: known.record.title } });
  return state;
}

/** Throws CarnetError 404 for the name of a contact that there is, and that the user may not see. */
async function refuseNameOfAnother(context: Context, name: string): Promise<void> {
  const id = idOfName(name);
  if (id === null) return;
  const { rows } = await sql`SELECT FROM contact WHERE id = ${id}`.execute(context.company.database);
  if (rows.length > 0) throw new CarnetError(404, 'not-found');
}

/** What came of a new card: the contact it made, or the one that it is of. */
export type Put = { readonly made: string } | { readonly known: CardState };

/**
 * Takes who writes, the name that a telephone gives its new card, and the card; makes the contact, at the account that
 * the card names. A contact that is known already is kept as it is. Throws CarnetError 400, 403, 409 and as the engine
 * does.
 */
export async function makeCard(context: Context, name: string, text: string): Promise<Put> {
  const { contact, link } = bookModel(context);
  const { cells, uid } = readCard(text);
  await refuseNameOfAnother(context, name);
  const account = await findAccount(context, cells.organisation);
  const values = {
    ...valuesOf(
      context,
      contact,
      changedTexts({}, { ...cells, lastName: cells.lastName ?? cells.firstName ?? '' }, ownColumns),
    ),
    ...valuesOf(context, link, changedTexts({}, cells, linkColumns)),
    account,
    source: 'phonebook',
  };
  const known = await findKnown(context, values);
  if (known) return { known };
  const { id } = await createRecord(context, contact, values);
  await sql`INSERT INTO address_book_name (user_id, contact_id, name, uid)
    VALUES (${context.principal.userId}, ${id}, ${name}, ${uid})
    ON CONFLICT (user_id, name) DO UPDATE SET contact_id = excluded.contact_id, uid = excluded.uid`.execute(
    context.company.database,
  );
  return { made: id };
}
