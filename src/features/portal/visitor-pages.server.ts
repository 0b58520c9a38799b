import { mailAddress } from '../../fields/email/mail-address.ts';
import { dialAddressBeside } from '../../fields/phone/dial.ts';
import { openAddress } from '../../fields/text/open-address.ts';
import { localize } from '../../lib/localized.ts';
import { farReference } from '../../meta/derive/links.ts';
import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';
import { listRecords } from '../../server/records/query/list-records.ts';
import type { Item } from '../../server/records/query/present-rows.ts';
import { getRecord } from '../../server/records/query/read-records.ts';
import { isReadable, mayRead, type Reader, readableFields } from '../../server/records/query/readable.ts';
import { searchEverything } from '../../server/records/query/search-everything.ts';
import type { PortalField, PortalGroup, PortalPage, PortalResult, PortalTarget } from './visitor-pages.ts';

/** Records of a group shown on a page. */
const mostInGroup = 200;
/** Results of a page of a list. */
const pageSize = 30;
/** Results of each type, where all are searched. */
const mostOfEach = 8;

function addressOf({ name, action }: EffectiveField, text: string, item: Item): string | null {
  if (action === 'call') return dialAddressBeside(name, text, item);
  if (action === 'mail') return mailAddress(text);
  return action === 'open' ? openAddress(name, text) : null;
}

/** The page that a reference leads to, where its visitor may open it. */
function targetOf(reader: Reader, field: EffectiveField, value: unknown): PortalTarget | null {
  const [name] = field.type.comparison === 'reference' ? (field.type.targets?.(field.options) ?? []) : [];
  const target = name === undefined ? undefined : reader.company.model().find(name);
  if (typeof value !== 'string' || !target?.portal || !target.navigation || !mayRead(reader, target)) return null;
  return { collection: target.collection, id: value };
}

function shown(reader: Reader, field: EffectiveField, item: Item): PortalField[] {
  const { type, options } = field;
  const context = reader.principal;
  const value = item[field.name];
  // A file has its own way out; a box that is not ticked says nothing.
  if (value === null || value === undefined || value === false || (type.comparison === 'none' && !type.parts))
    return [];
  const titled = type.comparison === 'reference' ? item.titles[field.name] : undefined;
  const text = titled ?? type.format(value, options, context);
  if (text === '') return [];
  const href = typeof value === 'string' ? addressOf(field, value, item) : null;
  const plain = href !== null || type.parts !== undefined || type.comparison === 'code' || type.comparison === 'codes';
  const label = localize(field.label, context.language);
  return [{ name: field.name, label, text, href, to: targetOf(reader, field, value), plain }];
}

/** Takes a record type; returns the field by which its records hold a file that the visitor may have, undefined for none. */
export function fileField(reader: Reader, record: EffectiveRecord): EffectiveField | undefined {
  return readableFields(reader, record).find((field) => field.type.name === 'file');
}

/** Fields of a line beside what it is called and what it links. */
function detailsOf(reader: Reader, record: EffectiveRecord, item: Item): PortalField[] {
  return readableFields(reader, record)
    .filter(({ name, type }) => !record.title.includes(name) && type.comparison !== 'reference')
    .flatMap((field) => shown(reader, field, item));
}

/** Contacts found, each with what they do where: by links that the visitor is shown, never by the primary one as such. */
async function withCompanies(reader: Reader, lines: readonly PortalResult[]): Promise<PortalResult[]> {
  const contacts = lines.filter(({ collection }) => collection === 'contacts').map(({ id }) => id);
  const link = reader.company.model().record('accountContact');
  if (contacts.length === 0 || !mayRead(reader, link)) return [...lines];
  const { items } = await listRecords(reader, link, {
    filter: { field: 'contact', op: 'in', value: contacts },
    limit: 200,
    count: false,
  });
  const jobTitle = link.field('jobTitle');
  return lines.map((line) => {
    const first = line.collection === 'contacts' ? items.filter(({ contact }) => contact === line.id) : [];
    const [one] = first;
    if (!one) return line;
    const job = jobTitle && isReadable(reader, link, jobTitle) ? shown(reader, jobTitle, one)[0]?.text : undefined;
    const more = first.length > 1 ? [`+${first.length - 1}`] : [];
    return {
      ...line,
      subtitle: [...(job ? [job] : []), one.titles.account ?? '', ...more].filter(Boolean).join(' · '),
    };
  });
}

/** The field by which a company is a client or a prospect, where the visitor is shown it. */
function roleField(reader: Reader, record: EffectiveRecord): EffectiveField | undefined {
  const rule = record.portal?.rules.find(({ kind }) => kind === 'company');
  const field = rule?.kind === 'company' ? record.field(rule.field) : undefined;
  return field && isReadable(reader, record, field) ? field : undefined;
}

/** What each record of several types is: a client, a prospect, a contact. */
async function kindsOf(
  reader: Reader,
  record: EffectiveRecord,
  ids: readonly string[],
): Promise<(id: string) => string> {
  const field = roleField(reader, record);
  const always = localize(record.label.one, reader.principal.language);
  if (!field || ids.length === 0) return () => always;
  const { items } = await listRecords(reader, record, {
    filter: { field: 'id', op: 'in', value: ids },
    fields: [field.name],
    limit: ids.length,
    count: false,
  });
  const known = new Map(items.map((item) => [item.id, shown(reader, field, item)[0]?.text]));
  return (id) => known.get(id) ?? always;
}

/** What the results of a search are. */
export interface Results {
  readonly items: readonly PortalResult[];
  readonly next: string | null;
}

/** The record types that a visitor searches: those of the navigation that they are shown. */
export function searchedTypes(reader: Reader): EffectiveRecord[] {
  return reader.company
    .model()
    .records.filter((record) => record.navigation && record.portal && mayRead(reader, record));
}

/**
 * Takes a visitor, what they typed and of which collection, all where absent; returns what is found, by first letters
 * first; of one collection, all of it in order where nothing was typed, a page at a time.
 */
export async function searchPortal(
  reader: Reader,
  query: { readonly q: string; readonly collection?: string | undefined; readonly cursor?: string | undefined },
): Promise<Results> {
  const types = searchedTypes(reader);
  // Nothing typed and nothing chosen: the first of them, in order, so that there is something to begin with.
  const record =
    types.find(({ collection }) => collection === query.collection) ?? (query.q.trim() === '' ? types[0] : undefined);
  if (!record) {
    const groups = await searchEverything(reader, query.q, mostOfEach);
    const items = await Promise.all(
      groups.map(async ({ record: name, items: found }) => {
        const searched = reader.company.model().record(name);
        const { collection } = searched;
        const ids = found.map(({ id }) => id);
        const kindOf = await kindsOf(reader, searched, ids);
        return found.map((item): PortalResult => ({ collection, ...item, kind: kindOf(item.id) }));
      }),
    );
    return { items: await withCompanies(reader, items.flat()), next: null };
  }
  const page = await listRecords(reader, record, {
    ...(query.q.trim() === '' ? {} : { search: query.q }),
    limit: pageSize,
    cursor: query.cursor,
    count: false,
  });
  const subtitle = (item: Item) =>
    (record.subtitle ?? [])
      .map((name) => record.field(name))
      .flatMap((field) => (field && isReadable(reader, record, field) ? shown(reader, field, item) : []))
      .map(({ text }) => text)
      .join(' · ');
  const role = roleField(reader, record);
  const lines = page.items.map((item) => ({
    collection: record.collection,
    id: item.id,
    title: item.title,
    subtitle: subtitle(item),
    kind: role ? (shown(reader, role, item)[0]?.text ?? '') : '',
  }));
  return { items: await withCompanies(reader, lines), next: page.next };
}

async function groupsOf(reader: Reader, record: EffectiveRecord, id: string): Promise<PortalGroup[]> {
  const model = reader.company.model();
  const tabs = (record.tabs ?? []).flatMap((tab) => {
    const target = model.find(tab.record);
    return target?.portal && target !== record && mayRead(reader, target) ? [{ tab, target }] : [];
  });
  const groups = await Promise.all(
    tabs.map(async ({ tab, target }): Promise<PortalGroup> => {
      const far = farReference(target, tab.via);
      const { items, next } = await listRecords(reader, target, {
        filter: { field: `${tab.via}`, op: 'equals', value: id },
        limit: mostInGroup,
        count: false,
      });
      const lines = items.map((item) => {
        const to = far && model.find(far.type.targets?.(far.options)[0] ?? '');
        return {
          collection: to?.collection ?? target.collection,
          id: far ? String(item[far.name]) : item.id,
          title: far ? (item.titles[far.name] ?? '') : item.title,
          fields: detailsOf(reader, target, item),
          opens: (to ?? target).navigation !== undefined,
          file: fileField(reader, target) !== undefined,
        };
      });
      return {
        name: tab.name,
        label: localize(tab.label, reader.principal.language),
        lines: lines.sort((one, other) => one.title.localeCompare(other.title, reader.principal.language)),
        more: next !== null,
      };
    }),
  );
  return groups.filter(({ lines }) => lines.length > 0);
}

/**
 * Takes a visitor, a record type and an id; returns the record's page: its fields by section and what it is linked to, as
 * the company calls them. Throws 404 not-found where it is not theirs to see.
 */
export async function readPortalPage(reader: Reader, record: EffectiveRecord, id: string): Promise<PortalPage> {
  const { language } = reader.principal;
  const item = await getRecord(reader, record, id);
  const fields = readableFields(reader, record).filter(({ name }) => !record.title.includes(name));
  return {
    collection: record.collection,
    id: item.id,
    title: item.title,
    kind: localize(record.label.one, language),
    sections: record.sections
      .map((section) => ({
        label: localize(section.label, language),
        fields: fields
          .filter((field) => (field.section ?? record.sections[0]?.name) === section.name)
          .flatMap((field) => shown(reader, field, item)),
      }))
      .filter((section) => section.fields.length > 0),
    groups: await groupsOf(reader, record, id),
  };
}
