import { sql } from 'kysely';
import { newId } from '../../lib/ids.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import type { Database } from '../../server/company.ts';
import { type Context, todayIn } from '../../server/context.ts';
import { type Condition, column } from '../../server/db/compared.ts';
import { CarnetError } from '../../server/errors.ts';
import { listedRows } from '../../server/records/query/listed-rows.ts';
import { allOf, mayRead, type ReadersForm, visibleRows } from '../../server/records/query/readable.ts';
import { visibleSample } from '../../server/records/query/table-statistics.ts';

/** Most cards of one book: a telephone that holds more is of no use. Of someone who sees more, the newest. */
export const mostCards = 20_000;

/** The share of a table from which its newest rows are walked for those that are open, instead of gathered. */
const manyRows = 0.02;

/** How long a card that was lost is told of: a telephone away for longer is given the whole book again. */
const toldFor = '180 days';

/** The record types of the book, and the columns that say what of a person is shown. */
interface BookModel {
  readonly contact: EffectiveRecord;
  readonly link: EffectiveRecord;
  readonly account: EffectiveRecord;
}

/** Takes a context; returns the record types of its book. */
export function bookModel({ company }: Pick<Context, 'company'>): BookModel {
  const model = company.model();
  return { contact: model.record('contact'), link: model.record('accountContact'), account: model.record('account') };
}

function columnOf(record: EffectiveRecord, field: string, alias: string): Condition {
  return column(alias, record.field(field)?.columns[0]?.name ?? '') as Condition;
}

/** One card as it is now: by what its text is made of, not by the text. */
export interface CardState {
  readonly id: string;
  readonly version: number;
  /** Differs whenever the card does. */
  readonly state: string;
  /** The links that it shows, the main one first. */
  readonly links: readonly string[];
}

/**
 * The query of the cards of the user's book, or of those among `ids`: people they may see, neither lost nor in the
 * trash, at companies they may see, through links that are not hidden from the CRM (A29, A31). Links that have ended are
 * shown only where nothing else is left of a person.
 */
async function stateQuery(context: Context, ids: readonly string[] | null) {
  const { contact, link, account } = bookModel(context);
  const { language, timeZone } = context.principal;
  const today = todayIn(timeZone);
  // What words a card is written in: other lists, labels or language make other cards.
  const wording = `${context.company.model().version}.${language}`;
  const listed = listedRows(contact, 't', {});
  const open = (form: ReadersForm) => allOf([listed, visibleRows(context, contact, 't', form)]);
  const sample = ids ? null : await visibleSample(context, contact);
  const few = sample !== null && sample.hits < sample.seen * manyRows;
  const people = sql`SELECT t.id, t.version FROM ${sql.table(contact.table)} AS t WHERE`;
  const newest = sql`ORDER BY id DESC LIMIT ${mostCards}`;
  const person = ids
    ? sql`${people} t.id = ANY(${[...ids]}::uuid[]) AND ${open('row')}`
    : few
      ? sql`SELECT * FROM (${people} ${open('index')} OFFSET 0) AS found ${newest}`
      : sql`${people} ${open('row')} ${newest}`;
  const ended = sql`coalesce(${columnOf(link, 'endedAt', 'l')} < ${today}::date, false)`;
  const titles = account.title.map((name) => columnOf(account, name, 'a'));
  const order = sql`${ended}, coalesce(${columnOf(link, 'isPrimary', 'l')}, false) DESC, l.id`;
  const shown = allOf([
    sql<boolean>`${column('l', 'deleted_at')} IS NULL`,
    sql<boolean>`NOT coalesce(${columnOf(link, 'hideFromCrm', 'l')}, false)`,
    visibleRows(context, link, 'l'),
  ]);
  return sql<CardState>`
    SELECT person.id, person.version, md5(concat_ws('|', ${wording}::text, person.version, held.state)) AS state, held.links
    FROM (${person}) AS person
    JOIN LATERAL (
      SELECT string_agg(concat_ws(':', l.id, l.version, ${ended}, ${sql.join(titles)}), ',' ORDER BY ${order}) AS state,
        array_agg(l.id::text ORDER BY ${order}) AS links
      FROM ${sql.table(link.table)} AS l JOIN ${sql.table(account.table)} AS a ON a.id = ${columnOf(link, 'account', 'l')}
      WHERE ${columnOf(link, 'contact', 'l')} = person.id AND ${shown}
    ) AS held ON held.links IS NOT NULL`;
}

function mayHold(context: Context): boolean {
  const { contact, link } = bookModel(context);
  return mayRead(context, contact) && mayRead(context, link);
}

/** Takes a context and ids; returns the cards of its book among them, in that order. */
export async function cardStates(context: Context, ids: readonly string[]): Promise<CardState[]> {
  if (ids.length === 0 || !mayHold(context)) return [];
  const { rows } = await (await stateQuery(context, ids)).execute(context.company.database);
  const known = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => known.get(id) ?? []);
}

/** A place in the changes of a book: all before it is known to who has it. */
interface Place {
  readonly generation: string;
  readonly sequence: number;
  /** Of the changes of that sequence, those up to this contact. */
  readonly contact: string;
}

/** After every contact. */
const last = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const tokenStart = 'urn:carnet:address-book:';

function tokenOf({ generation, sequence, contact }: Place): string {
  return `${tokenStart}${generation}:${sequence}:${contact}`;
}

function placeOf(token: string): Place | null {
  const match = /^urn:carnet:address-book:([0-9a-f-]{36}):(\d{1,15}):([0-9a-f-]{36})$/.exec(token);
  const [, generation, sequence, contact] = match ?? [];
  return generation && sequence && contact ? { generation, sequence: Number(sequence), contact } : null;
}

interface BookRow {
  readonly generation: string;
  readonly sequence: number;
  readonly forgotten: number;
}

/**
 * Brings what is known of a user's book up to what they may see at this moment, whatever changed it: records, links,
 * readers, rights, teams, days that passed. Returns where it stands. One telephone of a user after the other.
 */
async function refresh(transaction: Database, context: Context): Promise<BookRow> {
  const { userId } = context.principal;
  await sql`INSERT INTO address_book (user_id, generation) VALUES (${userId}, ${newId()}) ON CONFLICT DO NOTHING`.execute(
    transaction,
  );
  const { rows } = await sql<{ generation: string; sequence: string; forgotten: string }>`
    SELECT generation, sequence, forgotten FROM address_book WHERE user_id = ${userId} FOR UPDATE`.execute(transaction);
  const [row] = rows;
  if (!row) throw new CarnetError(401, 'not-signed-in');
  const book = { generation: row.generation, sequence: Number(row.sequence), forgotten: Number(row.forgotten) };
  const next = book.sequence + 1;
  const now = mayHold(context)
    ? await stateQuery(context, null)
    : sql`SELECT NULL::uuid AS id, '' AS state WHERE false`;
  const { rows: came } = await sql<{ changed: number; lost: number; forgotten: string | null }>`
    WITH now AS MATERIALIZED (SELECT id, state FROM (${now}) AS held),
    changed AS (
      INSERT INTO address_book_card (user_id, contact_id, state, sequence)
      SELECT ${userId}::uuid, now.id, now.state, ${next}::bigint FROM now
      LEFT JOIN address_book_card AS card ON card.user_id = ${userId}::uuid AND card.contact_id = now.id
      WHERE card.contact_id IS NULL OR card.lost_at IS NOT NULL OR card.state <> now.state
      ON CONFLICT (user_id, contact_id) DO UPDATE SET state = excluded.state, sequence = excluded.sequence, lost_at = NULL
      RETURNING 1
    ),
    lost AS (
      UPDATE address_book_card AS card SET lost_at = now(), sequence = ${next}::bigint
      WHERE card.user_id = ${userId}::uuid AND card.lost_at IS NULL AND NOT EXISTS (SELECT 1 FROM now WHERE now.id = card.contact_id)
      RETURNING 1
    ),
    forgotten AS (
      DELETE FROM address_book_card AS card USING (SELECT now() - ${toldFor}::interval AS before) AS term
      WHERE card.user_id = ${userId}::uuid AND card.lost_at < term.before
        AND NOT EXISTS (SELECT 1 FROM now WHERE now.id = card.contact_id)
      RETURNING card.sequence
    )
    SELECT (SELECT count(*)::integer FROM changed) AS changed, (SELECT count(*)::integer FROM lost) AS lost,
      (SELECT max(sequence)::text FROM forgotten) AS forgotten`.execute(transaction);
  const [found] = came;
  const moved = (found?.changed ?? 0) + (found?.lost ?? 0) > 0;
  const after = {
    generation: book.generation,
    sequence: moved ? next : book.sequence,
    forgotten: Math.max(book.forgotten, Number(found?.forgotten ?? 0)),
  };
  if (after.sequence !== book.sequence || after.forgotten !== book.forgotten)
    await sql`UPDATE address_book SET sequence = ${after.sequence}, forgotten = ${after.forgotten} WHERE user_id = ${userId}`.execute(
      transaction,
    );
  return after;
}

/** A card of the book, or one that is no longer in it. */
export interface KnownCard {
  readonly id: string;
  readonly state: string;
  readonly lost: boolean;
}

/** What changed in a book since a token, and the token to ask with next. */
export interface Changes {
  readonly cards: readonly KnownCard[];
  readonly token: string;
  /** True where more changed than was asked for. */
  readonly more: boolean;
}

/**
 * Takes who asks, the token of what they have (empty for nothing) and how many changes they take at once; returns those
 * since: cards new, changed, and those that they are no longer to hold; `unknown-token` for a token that says nothing
 * here: all is to be asked anew.
 */
export function bookChanges(context: Context, token: string, limit = mostCards): Promise<Changes | 'unknown-token'> {
  return context.company.database.transaction().execute(async (transaction) => {
    const book = await refresh(transaction, context);
    const place = token === '' ? null : placeOf(token);
    if (token !== '') {
      const known = place?.generation === book.generation && place.sequence <= book.sequence;
      if (!known || place.sequence < book.forgotten) return 'unknown-token';
    }
    const { rows } = await sql<{ id: string; state: string; sequence: string; lost: boolean }>`
      SELECT contact_id AS id, state, sequence, lost_at IS NOT NULL AS lost FROM address_book_card
      WHERE user_id = ${context.principal.userId}
        AND ${place ? sql`(sequence, contact_id) > (${place.sequence}, ${place.contact}::uuid)` : sql`lost_at IS NULL`}
      ORDER BY sequence, contact_id LIMIT ${limit + 1}`.execute(transaction);
    const cards = rows.slice(0, limit);
    const more = rows.length > limit;
    const end = more ? cards.at(-1) : undefined;
    const at = end ? { sequence: Number(end.sequence), contact: end.id } : { sequence: book.sequence, contact: last };
    return { cards, more, token: tokenOf({ generation: book.generation, ...at }) };
  });
}

/** Takes who asks; returns the token of their book as it is now. */
export function bookToken(context: Context): Promise<string> {
  return context.company.database.transaction().execute(async (transaction) => {
    const { generation, sequence } = await refresh(transaction, context);
    return tokenOf({ generation, sequence, contact: last });
  });
}
