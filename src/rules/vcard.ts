/** Longest line of a card, in bytes, its end not counted (RFC 6350 §3.2). */
const longestLine = 75;

/** What a card says of a person or of a company. Empty texts are left out. */
export interface Card {
  /** Id of the record: the same card again replaces the former. */
  readonly id: string;
  /** What another program that made the card knows it by. */
  readonly uid?: string | undefined;
  /** A picture, in base64. */
  readonly photo?: { readonly type: 'jpeg'; readonly base64: string } | undefined;
  readonly fullName: string;
  readonly name?: {
    readonly last?: string | undefined;
    readonly first?: string | undefined;
    readonly prefix?: string | undefined;
  };
  readonly company?: string | undefined;
  readonly department?: string | undefined;
  readonly jobTitle?: string | undefined;
  /** Whether the card is a company's. */
  readonly isCompany: boolean;
  readonly phones: readonly { readonly kind: 'voice' | 'cell' | 'fax'; readonly number: string }[];
  readonly emails: readonly string[];
  readonly links: readonly string[];
  readonly addresses: readonly {
    readonly street?: string | undefined;
    readonly street2?: string | undefined;
    readonly city?: string | undefined;
    readonly region?: string | undefined;
    readonly postcode?: string | undefined;
    readonly country?: string | undefined;
  }[];
  readonly note?: string | undefined;
  /** Properties of no standard, by name (`X-SIREN`). */
  readonly others: Readonly<Record<string, string>>;
  /** When the record was last written, ISO 8601. */
  readonly revision?: string | undefined;
}

function escaped(text: string | undefined): string {
  return (text ?? '').replace(/[\\,;]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');
}

/** Folds a line at 75 bytes, never inside a character. */
function folded(line: string): string {
  let out = '';
  let bytes = 0;
  for (const sign of line) {
    const code = sign.codePointAt(0) ?? 0;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes + size > longestLine) {
      out += '\r\n ';
      bytes = 1;
    }
    out += sign;
    bytes += size;
  }
  return `${out}\r\n`;
}

/** The versions a card may be written in: 3.0 for older telephones and programs, 4.0 for the others. */
export type CardVersion = '3.0' | '4.0';

/** The types of a property as each version writes them: one quoted list, or names in capitals (RFC 2426 §4). */
function typesIn(version: CardVersion, types: readonly string[]): string {
  const list = types.join(',');
  if (version === '3.0') return `;TYPE=${list.toUpperCase()}`;
  return types.length > 1 ? `;TYPE="${list}"` : `;TYPE=${list}`;
}

/** Takes a card and a version; returns it as vCard 4.0 (RFC 6350) or 3.0 (RFC 2426). */
export function vcardText(card: Card, version: CardVersion = '4.0'): string {
  const older = version === '3.0';
  const lines = [
    'BEGIN:VCARD',
    `VERSION:${version}`,
    `UID:${escaped(card.uid) || `urn:uuid:${card.id}`}`,
    `FN:${escaped(card.fullName)}`,
  ];
  const add = (property: string, text: string | undefined): void => {
    if (text !== undefined && text !== '') lines.push(`${property}:${escaped(text)}`);
  };
  // Version 3.0 has no kind; Apple's own word for it is understood widely.
  if (card.isCompany) lines.push(older ? 'X-ABShowAs:COMPANY' : 'KIND:org');
  const { last, first, prefix } = card.name ?? {};
  // Version 3.0 demands the name in parts, even where there is none.
  if (card.name || older) lines.push(`N:${escaped(last)};${escaped(first)};;${escaped(prefix)};`);
  if (card.company) lines.push(`ORG:${escaped(card.company)}${card.department ? `;${escaped(card.department)}` : ''}`);
  add('TITLE', card.jobTitle);
  for (const { kind, number } of card.phones)
    add(`TEL${typesIn(version, kind === 'cell' ? [kind] : ['work', kind])}`, number);
  for (const address of card.emails) add(`EMAIL${typesIn(version, older ? ['internet', 'work'] : ['work'])}`, address);
  for (const link of card.links) if (link !== '') lines.push(`URL:${link.replace(/[\r\n]/g, '')}`);
  for (const { street, street2, city, region, postcode, country } of card.addresses)
    lines.push(
      `ADR${typesIn(version, ['work'])}:;${[street2, street, city, region, postcode, country].map(escaped).join(';')}`,
    );
  add('NOTE', card.note);
  for (const [name, text] of Object.entries(card.others)) add(name, text);
  const { photo } = card;
  if (photo)
    lines.push(
      older
        ? `PHOTO;ENCODING=b;TYPE=${photo.type.toUpperCase()}:${photo.base64}`
        : `PHOTO:data:image/${photo.type};base64,${photo.base64}`,
    );
  const revision = card.revision?.replace(/\.\d+/, '');
  if (revision) lines.push(`REV:${older ? revision : revision.replace(/[-:]/g, '')}`);
  return [...lines, 'END:VCARD'].map(folded).join('');
}
