/** Namespaces of WebDAV (RFC 4918), CardDAV (RFC 6352) and of what Apple added. */
export const spaces = {
  D: 'DAV:',
  C: 'urn:ietf:params:xml:ns:carddav',
  S: 'http://calendarserver.org/ns/',
} as const;

/** A name with its namespace, as `{DAV:}getetag`. */
export type Name = string;

/** An element of a request. */
export interface Element {
  readonly name: Name;
  /** By local name. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

/** Takes a local name of WebDAV; returns it with its namespace. */
export function dav(local: string): Name {
  return `{${spaces.D}}${local}`;
}

/** Takes a local name of CardDAV; returns it with its namespace. */
export function card(local: string): Name {
  return `{${spaces.C}}${local}`;
}

/** Takes a local name of Apple's calendar server; returns it with its namespace. */
export function apple(local: string): Name {
  return `{${spaces.S}}${local}`;
}

/** Takes an element and a name; returns its first child of that name. */
export function childOf(element: Element | undefined, name: Name): Element | undefined {
  return element?.children.find((child) => child.name === name);
}

/** Takes an element and a name; returns its children of that name. */
export function childrenOf(element: Element | undefined, name: Name): readonly Element[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

// What XML 1.0 cannot hold at all, escaped or not.
const unwritable = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Cs}/gu;

/** Takes a text; returns it as the content of an element or of an attribute. */
export function escapeXml(text: string): string {
  return text
    .replace(unwritable, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\r/g, '&#13;');
}

/** Takes a name and the inside of an element, written already; returns the element. */
export function written(name: Name, inside = ''): string {
  const [, space = '', local = ''] = /^\{([^}]*)\}(.*)$/s.exec(name) ?? [];
  const prefix = Object.entries(spaces).find(([, known]) => known === space)?.[0];
  const [tag, declared] = prefix ? [`${prefix}:${local}`, ''] : [local, ` xmlns="${escapeXml(space)}"`];
  return inside === '' ? `<${tag}${declared}/>` : `<${tag}${declared}>${inside}</${tag.split(' ')[0]}>`;
}

/** Takes a path of this server; returns it as an element that points to it. */
export function href(path: string): string {
  return written(dav('href'), escapeXml(path));
}

/** Takes what stands inside the outermost element and its name; returns the document. */
export function xmlDocument(name: Name, inside: string): string {
  const declared = Object.entries(spaces)
    .map(([prefix, space]) => ` xmlns:${prefix}="${space}"`)
    .join('');
  return `<?xml version="1.0" encoding="utf-8"?>\n${written(name, inside || ' ').replace(/^<([^\s>]+)/, `<$1${declared}`)}\n`;
}

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  403: 'Forbidden',
  404: 'Not Found',
  507: 'Insufficient Storage',
};

function statusLine(code: number): string {
  return written(dav('status'), `HTTP/1.1 ${code} ${reasons[code] ?? ''}`);
}

/** Takes the path of a resource, what of it is known (elements written, by name) and what is not; returns its part of an answer. */
export function propertiesOf(path: string, known: readonly string[], unknown: readonly Name[]): string {
  const part = (code: number, inside: string) =>
    inside === '' ? '' : written(dav('propstat'), `${written(dav('prop'), inside)}${statusLine(code)}`);
  const found = part(200, known.join(''));
  const missing = part(404, unknown.map((name) => written(name)).join(''));
  // A resource of which nothing was asked is still there.
  const none = found === '' && missing === '' ? written(dav('propstat'), `<D:prop/>${statusLine(200)}`) : '';
  return written(dav('response'), `${href(path)}${found}${missing}${none}`);
}

/** Takes the path of a resource and a status that is not a success; returns its part of an answer. */
export function statusOf(path: string, code: number, error = ''): string {
  return written(
    dav('response'),
    `${href(path)}${statusLine(code)}${error === '' ? '' : written(dav('error'), error)}`,
  );
}
