import type { CardState } from './book.server.ts';
import { apple, card, dav, escapeXml, href, type Name, written } from './dav-xml.ts';
import { bookRoot, homePath, principalPath } from './paths.ts';

/** Who asks for properties, and what of their book answers need. */
export interface Asking {
  readonly user: string;
  readonly name: string;
  /** What the book is called. */
  readonly title: string;
  readonly writes: boolean;
  /** The token of the book, asked for only where it is wanted: it costs a look at all of it. */
  readonly token: () => Promise<string>;
}

/** A property, its element written with what is inside. */
type Properties = Readonly<Record<Name, () => string | Promise<string>>>;

/** Most bytes of one card that is put. */
export const largestCard = 4 * 1024 * 1024;

function privileges(writes: boolean): string {
  const granted = ['read', 'read-current-user-privilege-set', ...(writes ? ['write-content', 'bind', 'unbind'] : [])];
  return granted.map((name) => written(dav('privilege'), written(dav(name)))).join('');
}

function shared({ user, writes }: Asking): Properties {
  return {
    [dav('current-user-principal')]: () => href(principalPath(user)),
    [dav('principal-collection-set')]: () => href(bookRoot),
    [dav('owner')]: () => href(principalPath(user)),
    [dav('current-user-privilege-set')]: () => privileges(writes),
  };
}

const collection = written(dav('collection'));

function reports(names: readonly Name[]): string {
  return names.map((name) => written(dav('supported-report'), written(dav('report'), written(name)))).join('');
}

/** Takes who asks; returns the properties of the root. */
export function rootProperties(asking: Asking): Properties {
  return {
    ...shared(asking),
    [dav('resourcetype')]: () => collection,
    [dav('displayname')]: () => 'Carnet',
  };
}

/** Takes who asks; returns the properties of them as someone who signs in (RFC 3744, RFC 6352 §7.1). */
export function principalProperties(asking: Asking): Properties {
  return {
    ...shared(asking),
    [dav('resourcetype')]: () => collection + written(dav('principal')),
    [dav('displayname')]: () => escapeXml(asking.name),
    [dav('principal-URL')]: () => href(principalPath(asking.user)),
    [card('addressbook-home-set')]: () => href(homePath(asking.user)),
  };
}

/** Takes who asks; returns the properties of where their books are. */
export function homeProperties(asking: Asking): Properties {
  return {
    ...shared(asking),
    [dav('resourcetype')]: () => collection,
    [dav('displayname')]: () => escapeXml(asking.name),
  };
}

function addressData(version: string): string {
  return `<C:address-data-type content-type="text/vcard" version="${version}"/>`;
}

/** Takes who asks; returns the properties of their book (RFC 6352 §6.2, RFC 6578 §4). */
export function bookProperties(asking: Asking): Properties {
  return {
    ...shared(asking),
    [dav('resourcetype')]: () => collection + written(card('addressbook')),
    [dav('displayname')]: () => escapeXml(asking.title),
    [card('addressbook-description')]: () => escapeXml(asking.title),
    [card('supported-address-data')]: () => addressData('3.0') + addressData('4.0'),
    [card('max-resource-size')]: () => String(largestCard),
    [card('supported-collation-set')]: () =>
      ['i;ascii-casemap', 'i;unicode-casemap', 'i;octet']
        .map((name) => written(card('supported-collation'), name))
        .join(''),
    [dav('supported-report-set')]: () =>
      reports([card('addressbook-multiget'), card('addressbook-query'), dav('sync-collection')]),
    [dav('sync-token')]: asking.token,
    [apple('getctag')]: asking.token,
  };
}

/** Takes who asks and a card's state; returns the properties of the card, its text aside. */
export function cardProperties(asking: Asking, { state }: Pick<CardState, 'state'>): Properties {
  return {
    ...shared(asking),
    [dav('resourcetype')]: () => '',
    [dav('getetag')]: () => `&quot;${state}&quot;`,
    [dav('getcontenttype')]: () => 'text/vcard; charset=utf-8',
  };
}

/** What `allprop` leaves out: what is dear to find out, or of access rights (RFC 6352 §6.2.1, RFC 6578 §4). */
const onDemand = new Set<Name>([
  dav('sync-token'),
  apple('getctag'),
  dav('principal-collection-set'),
  dav('current-user-privilege-set'),
  dav('supported-report-set'),
  card('supported-address-data'),
  card('supported-collation-set'),
  card('addressbook-home-set'),
]);

/** What was asked of properties: some by name, all, or their names. */
export type Wanted = { readonly names: readonly Name[] } | 'all' | 'names';

/** Takes the properties of a resource and which are wanted; returns them written, and the names of those it has not. */
export async function chosenProperties(
  properties: Properties,
  wanted: Wanted,
): Promise<{ readonly known: readonly string[]; readonly unknown: readonly Name[] }> {
  const has = (name: Name) => Object.hasOwn(properties, name);
  const names =
    wanted === 'all' || wanted === 'names'
      ? Object.keys(properties).filter((name) => wanted === 'names' || !onDemand.has(name))
      : wanted.names;
  const known: string[] = [];
  for (const name of names) {
    const find = has(name) ? properties[name] : undefined;
    if (find) known.push(written(name, wanted === 'names' ? '' : await find()));
  }
  return { known, unknown: names.filter((name) => !has(name)) };
}
