/** Where the address books are. */
export const bookRoot = '/carddav/';

/** What an address below the root names. */
export type Place =
  | { readonly kind: 'root' }
  | { readonly kind: 'principal'; readonly user: string }
  | { readonly kind: 'home'; readonly user: string }
  | { readonly kind: 'book'; readonly user: string }
  | { readonly kind: 'card'; readonly user: string; readonly name: string };

/** Takes a user's id; returns the address of them as someone who signs in. */
export function principalPath(user: string): string {
  return `${bookRoot}principals/${user}/`;
}

/** Takes a user's id; returns where their address books are. */
export function homePath(user: string): string {
  return `${bookRoot}books/${user}/`;
}

/** Takes a user's id; returns the address of their book. */
export function bookPath(user: string): string {
  return `${homePath(user)}contacts/`;
}

/** Takes a user's id and the name of a card; returns its address. */
export function cardPath(user: string, name: string): string {
  return `${bookPath(user)}${encodeURIComponent(name)}`;
}

/** Takes the name of a card; returns the id of the contact where it is named by it, null for one of a telephone. */
export function idOfName(name: string): string | null {
  return /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.vcf$/.exec(name)?.[1] ?? null;
}

/** Takes an address, whole or from the root; returns what it names, null for nothing here. */
export function placeOf(address: string): Place | null {
  const path = address.replace(/^https?:\/\/[^/]*/i, '').split(/[?#]/, 1)[0] ?? '';
  if (path === bookRoot || `${path}/` === bookRoot) return { kind: 'root' };
  if (!path.startsWith(bookRoot)) return null;
  let parts: string[];
  try {
    parts = path.slice(bookRoot.length).replace(/\/$/, '').split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
  const [room, user, book, name, ...more] = parts;
  if (!user || more.length > 0) return null;
  if (room === 'principals') return book === undefined ? { kind: 'principal', user } : null;
  if (room !== 'books') return null;
  if (book === undefined) return { kind: 'home', user };
  if (book !== 'contacts') return null;
  if (name === undefined) return { kind: 'book', user };
  return name === '' || name.length > 200 || name.includes('\0') ? null : { kind: 'card', user, name };
}
