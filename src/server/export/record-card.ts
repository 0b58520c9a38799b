import type { FormatContext } from '../../fields/field-type.ts';
import type { ExportedItem } from '../../meta/derive/export-columns.ts';
import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';
import { type Card, type CardVersion, vcardText } from '../../rules/vcard.ts';

/** Tells whether records of the type have what a card holds: a number to call or an address to write to. */
export function hasCard(fields: readonly EffectiveField[]): boolean {
  return fields.some(({ action }) => action === 'call' || action === 'mail');
}

/** Fields that a card has a place of its own for, by their names as the declarations give them. */
const places: Readonly<
  Record<
    string,
    'last' | 'first' | 'prefix' | 'company' | 'department' | 'jobTitle' | 'extension' | 'mobile' | 'fax' | 'note'
  >
> = {
  lastName: 'last',
  firstName: 'first',
  civility: 'prefix',
  account: 'company',
  department: 'department',
  jobTitle: 'jobTitle',
  extension: 'extension',
  mobile: 'mobile',
  fax: 'fax',
  comment: 'note',
};

/** Properties that other programs leave alone and Carnet reads again. */
const ownProperties: Readonly<Record<string, string>> = {
  siren: 'X-SIREN',
  siret: 'X-SIRET',
  vatNumber: 'X-VAT',
  linkedin: 'X-LINKEDIN',
  skype: 'X-SKYPE',
};

/** Takes a record type, the fields that may be shown, a record and its title, and who reads; returns its card. */
export function cardOf(
  record: EffectiveRecord,
  fields: readonly EffectiveField[],
  item: ExportedItem & { readonly title: string },
  context: FormatContext,
): Card {
  const placed: Partial<Record<(typeof places)[string], string>> = {};
  const phones: { kind: 'voice' | 'cell' | 'fax'; number: string }[] = [];
  const emails: string[] = [];
  const links: string[] = [];
  const addresses: Card['addresses'][number][] = [];
  const others: Record<string, string> = {};
  for (const field of fields) {
    const value = item[field.name];
    if (value === null || value === undefined) continue;
    const text =
      field.type.comparison === 'reference'
        ? (item.titles[field.name] ?? '')
        : field.type.comparison === 'code'
          ? field.type.format(value, field.options, context)
          : field.type.toText(value, field.options, context);
    const place = places[field.name];
    const own = ownProperties[field.name];
    if (field.action === 'call')
      phones.push({ kind: place === 'mobile' ? 'cell' : place === 'fax' ? 'fax' : 'voice', number: text });
    else if (place === 'fax') phones.push({ kind: 'fax', number: text });
    else if (field.action === 'mail') emails.push(text);
    else if (own) others[own] = text;
    else if (place) placed[place] ??= text;
    else if (field.type.parts && field.type.columns.length > 1) addresses.push(value as Card['addresses'][number]);
    else if (field.action === 'open') links.push(text);
  }
  const [line] = phones;
  if (line && line.kind === 'voice' && placed.extension) line.number = `${line.number} poste ${placed.extension}`;
  const isPerson = record.title.length > 1;
  const updated = item.updatedAt;
  return {
    id: item.id,
    fullName: item.title,
    ...(isPerson ? { name: { last: placed.last, first: placed.first, prefix: placed.prefix } } : {}),
    company: isPerson ? placed.company : item.title,
    department: placed.department,
    jobTitle: placed.jobTitle,
    isCompany: !isPerson,
    phones,
    emails,
    links,
    addresses,
    note: placed.note,
    others,
    ...(typeof updated === 'string' ? { revision: updated } : {}),
  };
}

/** Takes the same and a version; returns the card as its text. */
export function recordCard(
  record: EffectiveRecord,
  fields: readonly EffectiveField[],
  item: ExportedItem & { readonly title: string },
  context: FormatContext,
  version: CardVersion = '4.0',
): string {
  return vcardText(cardOf(record, fields, item, context), version);
}
