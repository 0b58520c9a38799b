import * as z from 'zod/mini';
import { type FieldPart, type FieldType, type FormatContext, fieldBuilder } from '../field-type.ts';
import { codeOperators, textOperators } from '../operators.ts';
import { readText } from '../read-text.ts';
import { storableText } from '../text/text.ts';
import { countryName, findCountry, isCountry } from './countries.ts';

/** A postal address; a part that is not known is absent. */
export interface Address {
  readonly street?: string | undefined;
  readonly street2?: string | undefined;
  readonly postcode?: string | undefined;
  readonly city?: string | undefined;
  readonly region?: string | undefined;
  /** ISO 3166-1, two letters. */
  readonly country?: string | undefined;
}

/** The parts of an address, in the order of its columns and of its exchange text. */
export const addressParts = ['street', 'street2', 'postcode', 'city', 'region', 'country'] as const;

export type AddressPart = (typeof addressParts)[number];

/** The country that is not written on a letter posted at home. */
const home = 'FR';

/** Takes a value per part (text, null or absent); returns the address of those that hold something, null where none does. */
function addressOf(read: (part: AddressPart) => unknown): Address | null {
  const entries = addressParts
    .map((part) => [part, read(part)] as const)
    .filter(([, value]) => value !== null && value !== undefined && value !== '');
  return entries.length === 0 ? null : (Object.fromEntries(entries) as Address);
}

/** Takes any input; returns an address with its parts trimmed, a country's name made its code; anything else unchanged. */
function normalizeAddress(input: unknown): unknown {
  if (input === '') return null;
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  const given = input as Readonly<Record<string, unknown>>;
  const unknownPart = Object.keys(given).some((key) => !(addressParts as readonly string[]).includes(key));
  if (unknownPart) return input;
  return addressOf((part) => {
    const value = given[part];
    if (typeof value !== 'string') return value;
    const trimmed = value.trim();
    return part === 'country' && trimmed !== '' ? (findCountry(trimmed) ?? trimmed) : trimmed;
  });
}

/** Takes an address; returns its lines as on an envelope: street, complement, postcode and city, region, country abroad. */
export function addressLines(value: Address, context: Pick<FormatContext, 'language'>): string[] {
  const town = [value.postcode, value.city].filter(Boolean).join(' ');
  const country = value.country && value.country !== home ? countryName(value.country, context.language) : undefined;
  return [value.street, value.street2, town, value.region, country].filter((line): line is string => Boolean(line));
}

/** Six slots in one cell, `|` between them, so that a comma in a street (« 12, rue… ») is never a separator. */
function writeSlots(value: Address): string {
  const slots = addressParts.map((part) => (value[part] ?? '').replace(/[\\|]/g, '\\$&').replace(/\n/g, '\\n'));
  return slots
    .map((slot) => (slot === '' ? '' : `${slot} `))
    .join('| ')
    .trim();
}

/** Takes the slots' text; returns each slot's, unescaped and trimmed. */
function splitSlots(text: string): string[] {
  const slots = [''];
  for (const [piece] of text.matchAll(/\\.|[^\\]/gsu)) {
    if (piece === '|') slots.push('');
    else
      slots[slots.length - 1] +=
        piece === '\\n' ? '\n' : piece.length > 1 && piece.startsWith('\\') ? piece.slice(1) : piece;
  }
  return slots.map((slot) => slot.trim());
}

function readSlots(text: string): Address | undefined {
  const slots = splitSlots(text);
  if (slots.length !== addressParts.length) return undefined;
  const address = normalizeAddress(
    Object.fromEntries(addressParts.map((part, index) => [part, slots[index] ?? ''])),
  ) as Address | null;
  return address ?? undefined;
}

/** « 69001 Lyon », « F-69001 Lyon », « L-1234 Luxembourg ». */
const townPattern = /^(?:[A-Z]{1,3}-)?(\d{4,5})\s+(\p{L}.*)$/u;

/** Reads an address written for people, on lines or between commas: the line of postcode and city tells the others apart. */
function readLines(text: string): Address | undefined {
  const pieces = text
    .split(/[\n,]/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  const at = pieces.findLastIndex((piece) => townPattern.test(piece));
  const town = townPattern.exec(pieces[at] ?? '');
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (!town) return { street: lines[0], ...(lines.length > 1 ? { street2: lines.slice(1).join(', ') } : {}) };
  const after = pieces.slice(at + 1);
  const country = findCountry(after.at(-1) ?? '');
  const region = (country ? after.slice(0, -1) : after).join(', ');
  // Lines part the street from its complement; commas alone do not (« 12, rue Victor Hugo »).
  const townLine = lines.findLastIndex((line) => line.endsWith(town[0]) || line.includes(town[0]));
  const street = lines.length > 1 && townLine > 0 ? lines[0] : pieces.slice(0, at).join(', ');
  const street2 = lines.length > 1 && townLine > 1 ? lines.slice(1, townLine).join(', ') : '';
  return (
    (addressOf(
      (part) => ({ street, street2, postcode: town[1], city: town[2], region, country })[part],
    ) as Address | null) ?? undefined
  );
}

function part<Name extends AddressPart>(name: Name, fr: string, en: string): FieldPart {
  const coded = name === 'country';
  return {
    suffix: name,
    label: { fr, en },
    comparison: coded ? 'code' : 'text',
    operators: coded ? codeOperators : textOperators,
    keyed: name === 'city' || name === 'postcode',
    of: (value: Address) => value[name] ?? null,
  };
}

/** A postal address of six columns, each filtered and sorted by itself. */
export const addressType: FieldType<Address> = {
  name: 'address',
  label: { fr: 'Adresse', en: 'Address' },
  columns: addressParts.map((name) => ({ suffix: name, type: 'text' as const })),
  optionFields: {},
  normalize: normalizeAddress,
  schema: () =>
    z
      .strictObject({
        street: z.optional(storableText(255)),
        street2: z.optional(storableText(255)),
        postcode: z.optional(storableText(20)),
        city: z.optional(storableText(120)),
        region: z.optional(storableText(120)),
        country: z.optional(z.string().check(z.refine(isCountry))),
      })
      .check(z.refine((value) => Object.values(value).some((text) => text !== undefined && text !== ''))),
  invalidCode: 'invalid-address',
  encode: (value) => addressParts.map((name) => value?.[name] ?? null),
  decode: (columns) => addressOf((name) => columns[addressParts.indexOf(name)]),
  format: (value, _options, context) => addressLines(value, context).join(', '),
  toText: (value) => writeSlots(value),
  fromText: (text) =>
    readText(text, 'invalid-address', (trimmed) =>
      /(?<!\\)\|/.test(trimmed) ? readSlots(trimmed) : readLines(trimmed),
    ),
  comparison: 'none',
  operators: ['isEmpty', 'isNotEmpty'],
  sort: false,
  searchText: (value) =>
    [value.street, value.street2, value.postcode, value.city, value.region].filter(Boolean).join(' '),
  parts: {
    street: part('street', 'Adresse', 'Street'),
    street2: part('street2', 'Complément d’adresse', 'Address line 2'),
    postcode: part('postcode', 'Code postal', 'Postcode'),
    city: part('city', 'Ville', 'City'),
    region: part('region', 'Région', 'Region'),
    country: part('country', 'Pays', 'Country'),
  },
  choosable: true,
  examples: [
    {
      value: {
        street: '12, rue Victor Hugo',
        street2: 'Bâtiment B',
        postcode: '69001',
        city: 'Lyon',
        region: 'Rhône',
        country: 'FR',
      },
      text: '12, rue Victor Hugo | Bâtiment B | 69001 | Lyon | Rhône | FR',
      alsoFrom: [
        '12, rue Victor Hugo|Bâtiment B|69001|Lyon|Rhône|france',
        '12, rue Victor Hugo\nBâtiment B\n69001 Lyon, Rhône, France',
      ],
      refused: ['a | b', '| | | | |', 'rue | | 69001 | Lyon | | Syldavie'],
    },
    {
      value: { postcode: '01400', city: 'Châtillon' },
      text: '| | 01400 | Châtillon | |',
      alsoFrom: ['01400 Châtillon', '01400  Châtillon'],
    },
    { value: { street: 'a|b\\c' }, text: 'a\\|b\\\\c | | | | |' },
  ],
};

export const address = fieldBuilder<object>({ name: 'address', optionNames: [] });
