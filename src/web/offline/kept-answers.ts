import {
  type EnsureQueryDataOptions,
  hashKey,
  type InfiniteData,
  type Query,
  type QueryCacheNotifyEvent,
  type QueryClient,
  type QueryKey,
} from '@tanstack/react-query';
import { isNetworkProblem } from '../api/problem.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Item, Me, Page } from '../api/types.ts';
import { allOnShelf, boundShelf, emptyShelves, type Kept, putOnShelf, takeFromShelf } from './device-store.ts';
import { keptPerson, rememberPerson } from './kept-person.ts';

/** What the server said, as it is kept: under the person it was said to and the question. */
interface KeptAnswer<Data = unknown> extends Kept {
  readonly collection: string;
  readonly data: Data;
}

type Pages = InfiniteData<Page, string | null>;

const answerShelves = ['ground', 'records', 'lists'] as const;
type AnswerShelf = (typeof answerShelves)[number];

/** Most answers kept of each kind, the last seen: two for the ground (who is here, the company's settings). */
const most: Readonly<Record<AnswerShelf, number>> = { ground: 2, records: 200, lists: 60 };

/** Pages kept of a list: what one has seen of it as a rule. */
const pagesKept = 2;

/** How long answers are gathered before they are written, in milliseconds: not while a screen is being drawn. */
const gathering = 1_000;

/** Takes a question; returns the shelf of its answer, null for what is not kept. */
function placeFor(key: readonly unknown[]): { readonly shelf: AnswerShelf; readonly collection: string } | null {
  const [room, collection, kind, , included] = key;
  if (room === queryKeys.me[0] || room === queryKeys.model[0]) return { shelf: 'ground', collection: '' };
  if (room !== queryKeys.records[0] || typeof collection !== 'string') return null;
  if (kind === 'list') return { shelf: 'lists', collection };
  return kind === 'item' && included === 'counts' ? { shelf: 'records', collection } : null;
}

/** The first pages of a list, as if there were no more. */
function shortened({ pages, pageParams }: Pages): Pages {
  const kept = pages.slice(0, pagesKept);
  const last = kept.length - 1;
  return {
    pages: kept.map((page, index) => (index === last ? { ...page, next: null } : page)),
    pageParams: pageParams.slice(0, pagesKept),
  };
}

function keyOf(person: string, question: readonly unknown[]): string {
  return `${person} ${hashKey(question)}`;
}

/** Questions whose answers wait to be written, by their hash. */
const gathered = new Map<string, Query>();
/** False while Carnet is seen as somebody else (« voir comme »): nothing of it stays here. */
let mayKeep = true;

async function writeGathered(): Promise<void> {
  const queries = [...gathered.values()];
  gathered.clear();
  const person = keptPerson();
  if (person === null) return;
  try {
    for (const shelf of answerShelves) {
      const own = queries.flatMap(({ queryKey, state }) => {
        const place = placeFor(queryKey);
        if (place?.shelf !== shelf || state.data === undefined) return [];
        const data = shelf === 'lists' ? shortened(state.data as Pages) : state.data;
        return { key: keyOf(person, queryKey), at: state.dataUpdatedAt, collection: place.collection, data };
      });
      if (own.length === 0) continue;
      await putOnShelf(shelf, own);
      await boundShelf(shelf, most[shelf]);
    }
  } catch {
    // The browser keeps nothing: the screens need the server then.
  }
}

/** From now on this device keeps what this person sees; what it kept of another one is wiped. */
async function belongTo({ user, viewer }: Me): Promise<void> {
  mayKeep = !viewer;
  if (viewer) gathered.clear();
  const before = keptPerson();
  const person = viewer ? null : user.id;
  if (before === person) return;
  rememberPerson(person);
  if (before !== null) await emptyShelves(answerShelves).catch(() => undefined);
}

async function giveBack(client: QueryClient, query: Query): Promise<void> {
  const place = placeFor(query.queryKey);
  const person = keptPerson();
  if (!place || person === null) return;
  const key = keyOf(person, query.queryKey);
  const kept = await takeFromShelf<KeptAnswer>(place.shelf, key).catch(() => undefined);
  if (kept && query.state.data === undefined) client.setQueryData(query.queryKey, kept.data, { updatedAt: kept.at });
}

/**
 * Keeps on this device what its person sees (who they are, the company's settings, the last records and lists), and
 * gives it back, with the moment it was seen, where the server does not answer a question that has no answer yet. Takes
 * the cache; returns what stops it.
 */
export function keepAnswers(client: QueryClient): () => void {
  // Who puts the phone away may not come back to this page.
  const onHidden = () => {
    if (document.visibilityState === 'hidden') void writeGathered();
  };
  document.addEventListener('visibilitychange', onHidden);
  const stop = client.getQueryCache().subscribe((event: QueryCacheNotifyEvent) => {
    if (event.type !== 'updated') return;
    const { query, action } = event;
    if (action.type === 'success' && placeFor(query.queryKey)) {
      if (query.queryKey[0] === queryKeys.me[0]) void belongTo(query.state.data as Me);
      if (!mayKeep) return;
      if (gathered.size === 0) setTimeout(() => void writeGathered(), gathering);
      gathered.set(query.queryHash, query);
    }
    const failed = action.type === 'failed' || action.type === 'error';
    if (failed && query.state.data === undefined && isNetworkProblem(action.error)) void giveBack(client, query);
  });
  return () => {
    document.removeEventListener('visibilitychange', onHidden);
    stop();
  };
}

/**
 * Takes a query; resolves to its answer as soon as there is one: the server's, or, where it does not answer, the one
 * kept on this device. Rejects with why the server gave none.
 */
export async function askedOrKept<Data, Key extends QueryKey>(
  client: QueryClient,
  query: EnsureQueryDataOptions<Data, Error, Data, Key>,
): Promise<Data> {
  const known = client.getQueryData(query.queryKey) as Data | undefined;
  if (known !== undefined) return known;
  const hash = hashKey(query.queryKey);
  let stop = (): void => undefined;
  const kept = new Promise<Data>((resolve) => {
    stop = client.getQueryCache().subscribe((event) => {
      if (event.query.queryHash === hash && event.query.state.data !== undefined)
        resolve(event.query.state.data as Data);
    });
  });
  // Asked for again in silence, the server may be long in not answering: what is kept does not wait for that.
  return Promise.race([client.ensureQueryData(query), kept]).finally(stop);
}

/** Wipes what this device keeps of what a person saw: they left. */
export async function wipeAnswers(): Promise<void> {
  gathered.clear();
  if (keptPerson() === null) return;
  rememberPerson(null);
  await emptyShelves(answerShelves).catch(() => undefined);
}

/** Returns every record that this device keeps, by collection, each once, the last seen first. */
export async function keptRecords(): Promise<ReadonlyMap<string, readonly Item[]>> {
  const person = keptPerson();
  if (person === null) return new Map();
  const mine = async <Data>(shelf: AnswerShelf) =>
    (await allOnShelf<KeptAnswer<Data>>(shelf)).filter(({ key }) => key.startsWith(`${person} `)).reverse();
  const [records, lists] = await Promise.all([mine<Item>('records'), mine<Pages>('lists')]);
  const found = new Map<string, Map<string, Item>>();
  const add = (collection: string, item: Item): void => {
    const known = found.get(collection) ?? new Map<string, Item>();
    found.set(collection, known);
    if (!known.has(item.id)) known.set(item.id, item);
  };
  for (const { collection, data } of records) add(collection, data);
  for (const { collection, data } of lists)
    for (const item of data.pages.flatMap((page) => page.items)) add(collection, item);
  return new Map([...found].map(([collection, items]) => [collection, [...items.values()]]));
}
