import type { FormatContext } from '../../fields/field-type.ts';
import { dialAddress } from '../../fields/phone/dial.ts';
import { openAddress } from '../../fields/text/open-address.ts';
import { localize } from '../../lib/localized.ts';
import { farReference } from '../../meta/derive/links.ts';
import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';
import { listRecords } from '../../server/records/query/list-records.ts';
import type { Item } from '../../server/records/query/present-rows.ts';
import { getRecord } from '../../server/records/query/read-records.ts';
import { isReadable, mayRead, type Reader, readableFields } from '../../server/records/query/readable.ts';
import { searchEverything } from '../../server/records/query/search-everything.ts';
import type { PortalField, PortalGroup, PortalLine, PortalPage } from './visitor-pages.ts';

/** Records of a group shown on a page. */
const mostInGroup = 200;
/** Results of a page of a list. */
const pageSize = 30;
/** Results of each type, where all are searched. */
const mostOfEach = 8;

function addressOf({ name, action }: EffectiveField, text: string): string | null {
  if (action === 'call') return dialAddress(text);
  if (action === 'mail') return `mailto:${text}`;
  return action === 'open' ? openAddress(name, text) : null;
}

function shown(field: EffectiveField, item: Item, context: FormatContext): PortalField[] {
  const value = item[field.name];
  // A file has its own way out; a box that is not ticked says nothing.
  if (
    value === null ||
    value === undefined ||
    value === false ||
    (field.type.comparison === 'none' && !field.type.parts)
  )
    return [];
  const titled = field.type.comparison === 'reference' ? item.titles[field.name] : undefined;
  const text = titled ?? field.type.format(value, field.options, context);
  if (text === '') return [];
  const href = typeof value === 'string' ? addressOf(field, value) : null;
  return [{ name: field.name, label: localize(field.label, context.language), text, href }];
}

/** Takes a record type; returns the field by which its records hold a file that the visitor may have, undefined for none. */
export function fileField(reader: Reader, record: EffectiveRecord): EffectiveField | undefined {
  return readableFields(reader, record).find((field) => field.type.name === 'file');
}

/** Fields of a line beside what it is called and what it links. */
function detailsOf(reader: Reader, record: EffectiveRecord, item: Item): PortalField[] {
  return readableFields(reader, record)
    .filter(({ name, type }) => !record.title.includes(name) && type.comparison !== 'reference')
    .flatMap((field) => shown(field, item, reader.principal));
}

/** Contacts found, each with what they do where: by links that the visitor is shown, never by the primary one as such. */
async function withCompanies(reader: Reader, lines: readonly PortalLine[]): Promise<PortalLine[]> {
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
    const job =
      jobTitle && isReadable(reader, link, jobTitle) ? shown(jobTitle, one, reader.principal)[0]?.text : undefined;
    const more = first.length > 1 ? [`+${first.length - 1}`] : [];
    return {
      ...line,
      subtitle: [...(job ? [job] : []), one.titles.account ?? '', ...more].filter(Boolean).join(' · '),
    };
  });
}

/** What the results of a search are. */
export interface Results {
  readonly items: readonly PortalLine[];
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
    const items = groups.flatMap(({ record: name, items: found }) => {
      const { collection } = reader.company.model().record(name);
      return found.map((item): PortalLine => ({ collection, ...item }));
    });
    return { items: await withCompanies(reader, items), next: null };
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
      .flatMap((field) => (field && isReadable(reader, record, field) ? shown(field, item, reader.principal) : []))
      .map(({ text }) => text)
      .join(' · ');
  const lines = page.items.map((item) => ({
    collection: record.collection,
    id: item.id,
    title: item.title,
    subtitle: subtitle(item),
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
          subtitle: '',
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
          .flatMap((field) => shown(field, item, reader.principal)),
      }))
      .filter((section) => section.fields.length > 0),
    groups: await groupsOf(reader, record, id),
  };
}
