/** What is kept on this device: answers by kind, and writes that wait to be sent. Each has a `key` and a time `at`. */
export type Shelf = 'ground' | 'records' | 'lists' | 'pending';

const shelves: readonly Shelf[] = ['ground', 'records', 'lists', 'pending'];

/** Something kept: under its key, with the moment it is of, in milliseconds since 1970. */
export interface Kept {
  readonly key: string;
  readonly at: number;
}

const databaseName = 'carnet';

function done<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(databaseName, 1);
  request.onupgradeneeded = () => {
    for (const shelf of shelves) request.result.createObjectStore(shelf, { keyPath: 'key' }).createIndex('at', 'at');
  };
  return done(request);
}

let opened: Promise<IDBDatabase> | null = null;

/** Resolves to the shelf, in a transaction of its own. Rejects where the browser keeps nothing (refused, full, too old). */
async function shelfOf(shelf: Shelf, mode: IDBTransactionMode): Promise<IDBObjectStore> {
  opened ??= open();
  try {
    return (await opened).transaction(shelf, mode).objectStore(shelf);
  } catch (error) {
    // Closed by the browser, or refused: the next one tries anew.
    opened = null;
    throw error;
  }
}

/**
 * Keeps things on a shelf, in the place of those with the same keys; resolves once they are written. Rejects where the
 * browser keeps nothing.
 */
export async function putOnShelf(shelf: Shelf, things: readonly Kept[]): Promise<void> {
  const store = await shelfOf(shelf, 'readwrite');
  await new Promise<void>((resolve, reject) => {
    store.transaction.oncomplete = () => resolve();
    store.transaction.onabort = () => reject(store.transaction.error);
    for (const thing of things) store.put(thing);
  });
}

/** Returns what is kept under a key, undefined for nothing. */
export async function takeFromShelf<Thing extends Kept>(shelf: Shelf, key: string): Promise<Thing | undefined> {
  const store = await shelfOf(shelf, 'readonly');
  return (await done(store.get(key))) as Thing | undefined;
}

/** Returns all that is on a shelf, oldest first. */
export async function allOnShelf<Thing extends Kept>(shelf: Shelf): Promise<readonly Thing[]> {
  const store = await shelfOf(shelf, 'readonly');
  return (await done(store.index('at').getAll())) as readonly Thing[];
}

/** Takes something off a shelf. */
export async function dropFromShelf(shelf: Shelf, key: string): Promise<void> {
  const store = await shelfOf(shelf, 'readwrite');
  await done(store.delete(key));
}

/** Leaves on a shelf the `most` newest. */
export async function boundShelf(shelf: Shelf, most: number): Promise<void> {
  const store = await shelfOf(shelf, 'readwrite');
  const tooMany = (await done(store.count())) - most;
  if (tooMany <= 0) return;
  const oldest = (await done(store.index('at').getAll(null, tooMany))) as readonly Kept[];
  await Promise.all(oldest.map(({ key }) => done(store.delete(key))));
}

/** Takes everything off some shelves. */
export async function emptyShelves(names: readonly Shelf[]): Promise<void> {
  for (const name of names) {
    const store = await shelfOf(name, 'readwrite');
    await done(store.clear());
  }
}
