import { sql } from 'kysely';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { type Card, type CardVersion, vcardText } from '../../rules/vcard.ts';
import type { Context } from '../../server/context.ts';
import { cardOf } from '../../server/export/record-card.ts';
import { contentPath } from '../../server/files/content-store.ts';
import { smallPicture } from '../../server/files/images.ts';
import type { Item } from '../../server/records/query/present-rows.ts';
import { readRecords } from '../../server/records/query/read-records.ts';
import { readableFields } from '../../server/records/query/readable.ts';
import { bookModel, type CardState } from './book.server.ts';

/** Cards written at once. */
const slice = 500;

function fieldsOf(context: Context, record: EffectiveRecord) {
  return readableFields(context, record).filter(({ kind, type }) => kind === 'plain' && type.choosable);
}

function firstOf(texts: readonly (string | undefined)[]): string | undefined {
  return texts.find((text) => text !== undefined && text !== '');
}

/** Numbers and addresses that two companies share are told once. */
function distinct<Value>(values: readonly Value[], keyOf: (value: Value) => string): Value[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()];
}

async function readPhoto(context: Context, id: unknown): Promise<Card['photo']> {
  if (typeof id !== 'string') return undefined;
  const { rows } = await sql<{ sha256: string }>`
    SELECT encode(sha256, 'hex') AS sha256 FROM file WHERE id = ${id} AND media_type LIKE 'image/%'`.execute(
    context.company.database,
  );
  const [row] = rows;
  if (!row) return undefined;
  // A picture that cannot be drawn must not keep the telephone from the rest of the book.
  const jpeg = await smallPicture(contentPath(context.company.filesFolder, row.sha256)).catch(() => null);
  return jpeg ? { type: 'jpeg', base64: jpeg.toString('base64') } : undefined;
}

/** The name under which a telephone of the user made a card. */
export interface MadeName {
  readonly name: string;
  readonly uid: string;
}

/** Takes who asks and ids of contacts; returns what their telephones call those that they made. */
export async function madeNames(context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, MadeName>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<MadeName & { id: string }>`
    SELECT contact_id AS id, name, uid FROM address_book_name
    WHERE user_id = ${context.principal.userId} AND contact_id = ANY(${[...ids]}::uuid[])`.execute(
    context.company.database,
  );
  return new Map(rows.map(({ id, name, uid }) => [id, { name, uid }]));
}

/** One person of the book, as read for the user: their record, and their links from the main one on. */
export interface BookPerson {
  readonly card: Card;
  readonly links: readonly Item[];
}

async function readSlice(context: Context, states: readonly CardState[]): Promise<Map<string, BookPerson>> {
  const { contact, link } = bookModel(context);
  const { language, timeZone } = context.principal;
  const reading = { language, timeZone };
  const ids = states.map(({ id }) => id);
  const [people, links, names] = await Promise.all([
    readRecords(context, contact, ids),
    readRecords(
      context,
      link,
      states.flatMap((state) => state.links),
    ),
    madeNames(context, ids),
  ]);
  const byId = new Map(people.map((item) => [item.id, item]));
  const linkById = new Map(links.map((item) => [item.id, item]));
  const [ownFields, linkFields] = [fieldsOf(context, contact), fieldsOf(context, link)];
  const found = new Map<string, BookPerson>();
  for (const state of states) {
    const item = byId.get(state.id);
    const held = state.links.flatMap((id) => linkById.get(id) ?? []);
    if (!item || held.length === 0) continue;
    const parts = held.map((one) => cardOf(link, linkFields, one, reading));
    const card: Card = {
      ...cardOf(contact, ownFields, item, reading),
      company: firstOf(parts.map(({ company }) => company)),
      department: parts[0]?.department,
      jobTitle: firstOf(parts.map(({ jobTitle }) => jobTitle)),
      phones: distinct(
        parts.flatMap(({ phones }) => phones),
        ({ kind, number }) => `${kind}${number}`,
      ),
      emails: distinct(
        parts.flatMap(({ emails }) => emails),
        (address) => address.toLowerCase(),
      ),
      uid: names.get(state.id)?.uid,
      photo: await readPhoto(context, item.photo),
    };
    found.set(state.id, { card, links: held });
  }
  return found;
}

/** Takes cards by their states; yields what each says, a slice at a time, those lost meanwhile left out. */
export async function* readPeople(
  context: Context,
  states: readonly CardState[],
): AsyncGenerator<{ readonly state: CardState; readonly person: BookPerson }> {
  for (let from = 0; from < states.length; from += slice) {
    const some = states.slice(from, from + slice);
    const people = await readSlice(context, some);
    for (const state of some) {
      const person = people.get(state.id);
      if (person) yield { state, person };
    }
  }
}

/** Takes cards by their states and a version; yields the text of each. */
export async function* cardTexts(
  context: Context,
  states: readonly CardState[],
  version: CardVersion,
): AsyncGenerator<{ readonly state: CardState; readonly text: string }> {
  for await (const { state, person } of readPeople(context, states))
    yield { state, text: vcardText(person.card, version) };
}
