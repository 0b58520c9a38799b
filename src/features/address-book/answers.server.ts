import type { CardVersion } from '../../rules/vcard.ts';
import { cardSplitter, parseCard } from '../../rules/vcard-lines.ts';
import { type AccessOrigin, logAccess } from '../../server/access/access-log.ts';
import type { Context } from '../../server/context.ts';
import { CarnetError } from '../../server/errors.ts';
import { cardBytes } from '../../server/import/readers/vcard-bytes.ts';
import { bookChanges, bookModel, bookToken, type CardState, cardStates, mostCards } from './book.server.ts';
import { cardFilter } from './card-filter.ts';
import { cardTexts } from './card-texts.server.ts';
import {
  card,
  childOf,
  childrenOf,
  dav,
  type Element,
  escapeXml,
  type Name,
  propertiesOf,
  statusOf,
  written,
  xmlDocument,
} from './dav-xml.ts';
import { contactIds, contactNames } from './names.server.ts';
import { bookPath, bookRoot, cardPath, homePath, type Place, placeOf, principalPath } from './paths.ts';
import {
  type Asking,
  bookProperties,
  cardProperties,
  chosenProperties,
  homeProperties,
  principalProperties,
  rootProperties,
  type Wanted,
} from './properties.server.ts';

/** Who asks, with what the properties need. */
export interface Visitor extends Asking {
  readonly context: Context;
  /** Writes into the journal of accesses that a telephone begins to hold the book: so many contacts leave Carnet. */
  readonly tellTaken: (rows: number) => Promise<void>;
}

/** Takes who acts, whether their key may write and where they are; returns them as who asks. */
export function visitorOf(context: Context, writes: boolean, origin: AccessOrigin): Visitor {
  const { userId, name, language } = context.principal;
  let token: Promise<string> | null = null;
  return {
    context,
    user: userId ?? '',
    name,
    title: language === 'fr' ? 'Contacts de Carnet' : 'Carnet contacts',
    writes,
    tellTaken: (rows) =>
      logAccess(context.company.database, {
        kind: 'export',
        user: userId,
        about: userId,
        origin,
        detail: { record: bookModel(context).contact.name, format: 'carddav', rows, complete: true },
      }),
    token: () => {
      token ??= bookToken(context);
      return token;
    },
  };
}

function multistatus(inside: string): string {
  return xmlDocument(dav('multistatus'), inside);
}

/** Takes the body of a PROPFIND; returns what is wanted: all where it says nothing (RFC 4918 §9.1). */
function wantedProperties(request: Element | null): Wanted {
  if (!request) return 'all';
  if (request.name !== dav('propfind')) throw new CarnetError(400, 'invalid-xml');
  if (childOf(request, dav('propname'))) return 'names';
  const wanted = childOf(request, dav('prop'));
  return wanted ? { names: wanted.children.map(({ name }) => name) } : 'all';
}

async function resource(path: string, properties: Parameters<typeof chosenProperties>[0], wanted: Wanted) {
  const { known, unknown } = await chosenProperties(properties, wanted);
  return propertiesOf(path, known, unknown);
}

async function cardResources(visitor: Visitor, states: readonly Pick<CardState, 'id' | 'state'>[], wanted: Wanted) {
  const names = await contactNames(
    visitor.context,
    states.map(({ id }) => id),
  );
  const parts: string[] = [];
  for (const state of states)
    parts.push(await resource(cardPath(visitor.user, names(state.id)), cardProperties(visitor, state), wanted));
  return parts.join('');
}

/**
 * Answers a PROPFIND. Takes who asks, what the address names, whether what stands below is wanted too, and the body.
 * Throws CarnetError 404 for what is not there or not theirs.
 */
export async function answerPropfind(
  visitor: Visitor,
  place: Place,
  below: boolean,
  request: Element | null,
): Promise<string> {
  const wanted = wantedProperties(request);
  const { user } = visitor;
  const book = () => resource(bookPath(user), bookProperties(visitor), wanted);
  if (place.kind === 'root') return multistatus(await resource(bookRoot, rootProperties(visitor), wanted));
  if (place.user !== user) throw new CarnetError(404, 'not-found');
  if (place.kind === 'principal')
    return multistatus(await resource(principalPath(user), principalProperties(visitor), wanted));
  if (place.kind === 'home')
    return multistatus((await resource(homePath(user), homeProperties(visitor), wanted)) + (below ? await book() : ''));
  if (place.kind === 'book') {
    const own = await book();
    if (!below) return multistatus(own);
    const { cards } = await bookChanges(visitor.context, '').then(known);
    return multistatus(own + (await cardResources(visitor, cards, wanted)));
  }
  const [state] = await statesNamed(visitor, [place.name]);
  if (!state) throw new CarnetError(404, 'not-found');
  return multistatus(await resource(cardPath(user, place.name), cardProperties(visitor, state), wanted));
}

function known<Value>(value: Value | 'unknown-token'): Value {
  // Without a token there is none to be unknown.
  if (value === 'unknown-token') throw new CarnetError(500, 'internal');
  return value;
}

/** Takes names of cards; returns the cards that are in the book, with the name asked for. */
export async function statesNamed(
  visitor: Visitor,
  names: readonly string[],
): Promise<(CardState & { name: string })[]> {
  const { context } = visitor;
  const idOf = await contactIds(context, names);
  const states = await cardStates(context, [...new Set(names.flatMap((name) => idOf(name) ?? []))]);
  const byId = new Map(states.map((state) => [state.id, state]));
  return names.flatMap((name) => {
    const state = byId.get(idOf(name) ?? '');
    return state ? [{ ...state, name }] : [];
  });
}

/** The properties that a report wants of cards, and how their text is wanted, where it is. */
interface WantedOfCards {
  readonly names: readonly Name[];
  readonly version: CardVersion;
  /** The properties of a card that are wanted, all where null. */
  readonly only: ReadonlySet<string> | null;
  readonly data: boolean;
}

const addressData = card('address-data');

function wantedOfCards(request: Element): WantedOfCards {
  const wanted = childOf(request, dav('prop'));
  const data = childOf(wanted, addressData);
  const only = childrenOf(data, card('prop')).map(({ attributes }) => (attributes.name ?? '').toUpperCase());
  return {
    names: (wanted?.children ?? []).map(({ name }) => name).filter((name) => name !== addressData),
    version: data?.attributes.version === '4.0' ? '4.0' : '3.0',
    only: only.length > 0 ? new Set([...only, 'BEGIN', 'END', 'VERSION']) : null,
    data: data !== undefined,
  };
}

/** Takes the text of a card and the properties wanted of it; returns it with those alone. */
function onlyProperties(text: string, only: ReadonlySet<string> | null): string {
  if (!only) return text;
  return text
    .split(/\r\n(?![ \t])/)
    .filter((line) => line === '' || only.has((/^(?:[\w-]+\.)?([\w-]+)/.exec(line)?.[1] ?? '').toUpperCase()))
    .join('\r\n');
}

async function cardAnswers(
  visitor: Visitor,
  states: readonly (CardState & { readonly name: string })[],
  { names, version, only, data }: WantedOfCards,
): Promise<string[]> {
  const texts = new Map<string, string>();
  if (data) for await (const { state, text } of cardTexts(visitor.context, states, version)) texts.set(state.id, text);
  const parts: string[] = [];
  for (const state of states) {
    const text = texts.get(state.id);
    // Gone between one look and the next.
    if (data && text === undefined) continue;
    const { known: told, unknown } = await chosenProperties(cardProperties(visitor, state), { names });
    const inside = text === undefined ? [] : [written(addressData, escapeXml(onlyProperties(text, only)))];
    parts.push(propertiesOf(cardPath(visitor.user, state.name), [...told, ...inside], unknown));
  }
  return parts;
}

/** RFC 6352 §8.7: cards by their addresses. */
async function answerMultiget(visitor: Visitor, request: Element): Promise<string> {
  const asked = [...new Set(childrenOf(request, dav('href')).map(({ text }) => text.trim()))].slice(0, mostCards);
  const places = asked.map((address) => ({ address, place: placeOf(address) }));
  const names = places.flatMap(({ place }) =>
    place?.kind === 'card' && place.user === visitor.user ? [place.name] : [],
  );
  const found = await statesNamed(visitor, names);
  const there = new Set(found.map(({ name }) => name));
  const missing = places
    .filter(({ place }) => !(place?.kind === 'card' && place.user === visitor.user && there.has(place.name)))
    .map(({ address }) => statusOf(address, 404));
  return multistatus([...(await cardAnswers(visitor, found, wantedOfCards(request))), ...missing].join(''));
}

function limitOf(request: Element): number {
  const limit = Number(childOf(childOf(request, dav('limit')), dav('nresults'))?.text ?? '');
  const own = Number(childOf(childOf(request, card('limit')), card('nresults'))?.text ?? '');
  const wanted = [limit, own].find((number) => Number.isInteger(number) && number > 0);
  return Math.min(wanted ?? mostCards, mostCards);
}

/** RFC 6352 §8.6.2 and RFC 6578 §3.6: more was found than is told. */
function tooMany(visitor: Visitor): string {
  return statusOf(bookPath(visitor.user), 507, written(dav('number-of-matches-within-limits')));
}

/** RFC 6352 §8.6: cards that pass a filter. */
async function answerQuery(visitor: Visitor, request: Element): Promise<string> {
  const { context } = visitor;
  const { cards } = await bookChanges(context, '').then(known);
  const states = await cardStates(
    context,
    cards.map(({ id }) => id),
  );
  const passes = cardFilter(childOf(request, card('filter')));
  const limit = limitOf(request);
  const found: CardState[] = [];
  if (passes) {
    for await (const { state, text } of cardTexts(context, states, '4.0')) {
      const [lines] = cardSplitter().push(Buffer.from(text).toString('latin1'));
      if (lines && passes(parseCard(lines, 'utf-8', cardBytes).properties)) found.push(state);
      if (found.length > limit) break;
    }
  } else found.push(...states.slice(0, limit + 1));
  const names = await contactNames(
    context,
    found.map(({ id }) => id),
  );
  const told = found.slice(0, limit).map((state) => ({ ...state, name: names(state.id) }));
  const parts = await cardAnswers(visitor, told, wantedOfCards(request));
  return multistatus([...parts, ...(found.length > limit ? [tooMany(visitor)] : [])].join(''));
}

/** RFC 6578: what changed since a token. Null where the token says nothing. */
async function answerSync(visitor: Visitor, request: Element): Promise<string | null> {
  const { context, user } = visitor;
  const token = childOf(request, dav('sync-token'))?.text.trim() ?? '';
  const changes = await bookChanges(context, token, limitOf(request));
  if (changes === 'unknown-token') return null;
  if (token === '') await visitor.tellTaken(changes.cards.length);
  const ids = changes.cards.map(({ id }) => id);
  const names = await contactNames(context, ids);
  const wanted = wantedOfCards(request);
  const lost = changes.cards.filter((one) => one.lost).map(({ id }) => statusOf(cardPath(user, names(id)), 404));
  const kept = changes.cards.filter((one) => !one.lost);
  const states: readonly Omit<CardState, 'version'>[] = wanted.data
    ? await cardStates(
        context,
        kept.map(({ id }) => id),
      )
    : kept.map(({ id, state }) => ({ id, state, links: [] }));
  const parts = await cardAnswers(
    visitor,
    states.map((state) => ({ version: 0, ...state, name: names(state.id) })),
    wanted,
  );
  return multistatus(
    [...parts, ...lost, ...(changes.more ? [tooMany(visitor)] : []), written(dav('sync-token'), changes.token)].join(
      '',
    ),
  );
}

/**
 * Answers a REPORT on a book. Takes who asks and the body; returns the answer, or the name of the condition that the
 * request does not meet. Throws CarnetError 400.
 */
export async function answerReport(
  visitor: Visitor,
  request: Element | null,
): Promise<{ readonly answer: string } | { readonly unmet: Name }> {
  if (request?.name === card('addressbook-multiget')) return { answer: await answerMultiget(visitor, request) };
  if (request?.name === card('addressbook-query')) return { answer: await answerQuery(visitor, request) };
  if (request?.name === dav('sync-collection')) {
    const answer = await answerSync(visitor, request);
    return answer === null ? { unmet: dav('valid-sync-token') } : { answer };
  }
  if (!request) throw new CarnetError(400, 'invalid-xml');
  return { unmet: dav('supported-report') };
}
