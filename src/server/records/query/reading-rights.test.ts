import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordPermission } from '../../../meta/permissions.ts';
import type { Context } from '../../context.ts';
import { deleteRecord, restoreRecord } from '../write/engine.ts';
import { listRecords, selectIds } from './list-records.ts';
import { createQueryTest, type QueryTest } from './query-fixture.ts';
import { getRecord, readRecords, visibleIds } from './read-records.ts';
import { searchEverything } from './search-everything.ts';

type Rights = Readonly<Record<string, Partial<RecordPermission>>>;

let test: QueryTest;
let owner: Awaited<ReturnType<QueryTest['reader']>>;
let mine: string;
let theirs: string;
/** Linked to both companies, theirs first. */
let shared: string;
/** Linked to theirs alone. */
let foreign: string;

const scopes = (read: RecordPermission['read'], more: Rights = {}): Rights => {
  const right = { read, update: read, delete: read };
  return { account: right, contact: right, accountContact: right, site: right, siteContact: right, ...more };
};

/** The same person with other rights. */
function as(rights: Rights): Context {
  const others = owner.principal.permissions.others;
  const records = Object.fromEntries(Object.entries(rights).map(([name, right]) => [name, { ...others, ...right }]));
  return { ...owner, principal: { ...owner.principal, permissions: { ...owner.principal.permissions, records } } };
}

beforeAll(async () => {
  test = await createQueryTest();
  owner = await test.reader();
  const colleague = await test.reader();
  mine = await test.add('account', {
    legalName: 'Atelier Mien',
    owner: owner.userId,
    siren: '552100554',
    address: { city: 'Lyon' },
  });
  theirs = await test.add('account', {
    legalName: 'Banque Secrète',
    owner: colleague.userId,
    siren: '732829320',
    address: { city: 'Nice' },
    parentAccount: mine,
  });
  shared = await test.add('contact', {
    lastName: 'Partagé',
    accountLinks: [
      { account: theirs, isPrimary: true, phone: '01 00 00 00 01', email: 'secret@banque.fr' },
      { account: mine, phone: '02 00 00 00 02', department: 'Visible' },
    ],
  });
  foreign = await test.add('contact', { lastName: 'Etranger', account: theirs, phone: '03 00 00 00 03' });
});
afterAll(() => test.close());

async function titles(reader: Context, name: string, query = {}): Promise<string[]> {
  const { items, count } = await listRecords(reader, test.record(name), query);
  expect(count).toEqual({ value: items.length, exact: true });
  return items.map((item) => item.title).sort();
}

describe('who sees which records', () => {
  it('is one’s own, one’s team’s, or all', async () => {
    expect(await titles(as(scopes('own')), 'account')).toEqual(['Atelier Mien']);
    expect(await titles(as(scopes('all')), 'account')).toEqual(['Atelier Mien', 'Banque Secrète']);
    const team = as(scopes('team'));
    const keys = {
      ...team.principal.keys,
      team: [
        ...team.principal.keys.own,
        ...(await listRecords(test.system, test.record('user'))).items.map((item) => item.id),
      ],
    };
    expect(await titles({ ...team, principal: { ...team.principal, keys } }, 'account')).toEqual([
      'Atelier Mien',
      'Banque Secrète',
    ]);
  });

  it('follows many keys as it does few', async () => {
    const reader = as(scopes('own'));
    const many = Array.from(
      { length: 40 },
      (_unused, index) => `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    );
    const keys = { ...reader.principal.keys, own: [...many, ...reader.principal.keys.own] };
    expect(await titles({ ...reader, principal: { ...reader.principal, keys } }, 'account')).toEqual(['Atelier Mien']);
    expect(
      await titles({ ...reader, principal: { ...reader.principal, keys: { ...keys, own: many } } }, 'account'),
    ).toEqual([]);
  });

  it('sees a contact when one of its companies is theirs to see, and the links to those alone', async () => {
    const reader = as(scopes('own'));
    expect(await titles(reader, 'contact')).toEqual(['Partagé']);
    const item = await getRecord(reader, test.record('contact'), shared, { include: ['counts', 'children'] });
    expect(item.counts?.accounts).toEqual({ value: 1, exact: true });
    expect(item.children?.accountLinks?.map((link) => link.account)).toEqual([mine]);
    expect(await titles(reader, 'accountContact')).toHaveLength(1);
  });

  it('refuses a type without right, and hides records as if they were not there', async () => {
    const reader = as(scopes('own', { site: { read: 'none' } }));
    await expect(listRecords(reader, test.record('site'))).rejects.toMatchObject({ status: 403, code: 'forbidden' });
    await expect(getRecord(reader, test.record('site'), mine)).rejects.toMatchObject({ status: 403 });
    await expect(getRecord(reader, test.record('account'), theirs)).rejects.toMatchObject({
      status: 404,
      code: 'not-found',
    });
    await expect(getRecord(reader, test.record('account'), 'not an id')).rejects.toMatchObject({ status: 404 });
    expect(await readRecords(reader, test.record('site'), [mine])).toEqual([]);
    expect((await readRecords(reader, test.record('account'), [theirs, mine])).map((item) => item.id)).toEqual([mine]);
    expect(await visibleIds(reader, test.record('account'), [theirs, mine, 'x'])).toEqual(new Set([mine]));
    expect(await selectIds(reader, test.record('account'), { filter: null }, { limit: 10 })).toEqual([mine]);
    const item = await getRecord(reader, test.record('account'), mine, { include: ['counts', 'children'] });
    expect(Object.keys(item.counts ?? {})).toContain('subsidiaries');
    expect(Object.keys(item.counts ?? {})).not.toContain('sites');
    expect(Object.keys(item.children ?? {})).toEqual(['contactLinks']);
    expect(item.counts?.subsidiaries).toEqual({ value: 0, exact: true });
  });

  it('shows the label of what one may not open', async () => {
    const [item] = (await listRecords(as(scopes('own')), test.record('contact'))).items;
    expect(item?.titles.account).toBe('Banque Secrète');
  });
});

describe('filters and search across records', () => {
  it('count only the records that the reader may see', async () => {
    const reader = as(scopes('own'));
    expect(
      await titles(reader, 'contact', { filter: { field: 'anyAccount.city', op: 'equals', value: 'Lyon' } }),
    ).toEqual(['Partagé']);
    expect(
      await titles(reader, 'contact', { filter: { field: 'anyAccount.city', op: 'equals', value: 'Nice' } }),
    ).toEqual([]);
    expect(await titles(reader, 'contact', { filter: { field: 'account.city', op: 'equals', value: 'Nice' } })).toEqual(
      [],
    );
    expect(await titles(reader, 'contact', { filter: { field: 'accountLinks.phone', op: 'isNotEmpty' } })).toEqual([
      'Partagé',
    ]);
    expect(await titles(reader, 'contact', { filter: { field: 'accountLinks.email', op: 'isNotEmpty' } })).toEqual([]);
  });

  it('refuse paths through types without right', async () => {
    const reader = as(scopes('all', { site: { read: 'none' } }));
    await expect(
      titles(reader, 'account', { filter: { field: 'site', op: 'equals', value: 'siege' } }),
    ).rejects.toMatchObject({ code: 'invalid-filter', errors: [{ field: 'site' }] });
    await expect(
      titles(reader, 'account', { filter: { field: 'sites.city', op: 'equals', value: 'Nice' } }),
    ).rejects.toMatchObject({ code: 'invalid-filter' });
  });

  it('find by a link’s words those who see every link, and nobody else', async () => {
    expect(await titles(as(scopes('all')), 'contact', { search: '0200000002' })).toEqual(['Partagé']);
    expect(await titles(as(scopes('own')), 'contact', { search: '0200000002' })).toEqual([]);
  });
});

describe('a hidden field', () => {
  const hiding = (name: string, ...fields: string[]) =>
    as(scopes('all', { [name]: { fields: Object.fromEntries(fields.map((field) => [field, 'none'])) } }));

  it('is absent from items, its title too', async () => {
    const [item] = (await listRecords(hiding('contact', 'account', 'phone'), test.record('contact'))).items;
    expect(item).not.toHaveProperty('account');
    expect(item).not.toHaveProperty('phone');
    expect(item?.titles).not.toHaveProperty('account');
    expect(item).toHaveProperty('email');
  });

  it('is hidden on the contact where it is hidden on the link', async () => {
    const reader = hiding('accountContact', 'phone');
    const item = await getRecord(reader, test.record('contact'), shared);
    expect(item).not.toHaveProperty('phone');
    expect(await titles(reader, 'contact', { search: '0100000001' })).toEqual([]);
    expect(await titles(reader, 'contact', { search: 'banque' })).toEqual(['Etranger', 'Partagé']);
  });

  it.each(['sort', 'filter', 'part of a filter'])('cannot be reached by %s', async (way) => {
    const reader = hiding('account', 'siren', 'address');
    const query =
      way === 'sort'
        ? { sort: 'siren' }
        : { filter: { field: way === 'filter' ? 'siren' : 'city', op: 'startsWith', value: '7' } };
    await expect(listRecords(reader, test.record('account'), query)).rejects.toMatchObject({
      status: 400,
      errors: [{ field: way === 'part of a filter' ? 'city' : 'siren' }],
    });
    const through = { filter: { field: 'account.siren', op: 'startsWith', value: '7' } };
    await expect(listRecords(reader, test.record('contact'), through)).rejects.toMatchObject({
      code: 'invalid-filter',
    });
    await expect(listRecords(reader, test.record('account'), { sort: 'address.city' })).rejects.toMatchObject({
      code: 'invalid-sort',
    });
  });

  it('finds nothing by search, while others still do', async () => {
    const reader = hiding('account', 'siren');
    expect(await titles(reader, 'account', { search: '732829320' })).toEqual([]);
    expect(await titles(reader, 'account', { search: 'banque' })).toEqual(['Banque Secrète']);
    expect(await titles(reader, 'account', { search: 'banque 732829320' })).toEqual([]);
    expect(await searchEverything(reader, '732829320')).toEqual([]);
  });

  it('makes no title, no order and no search where the title is made of it', async () => {
    const reader = hiding('account', 'legalName');
    const item = await getRecord(reader, test.record('contact'), shared);
    expect(item.titles.account).toBeNull();
    expect((await getRecord(reader, test.record('account'), mine)).title).toBe('');
    await expect(listRecords(reader, test.record('contact'), { sort: 'account' })).rejects.toMatchObject({
      code: 'invalid-sort',
    });
    expect(await titles(reader, 'contact', { search: 'secrete' })).toEqual([]);
    expect(await titles(reader, 'contact', { search: 'partage' })).toEqual(['Partagé']);
    // The standard order is not by a hidden field either.
    const { items } = await listRecords(reader, test.record('account'));
    expect(items.map((found) => found.id)).toEqual([theirs, mine]);
  });

  it('closes the tabs, children and paths that go through it', async () => {
    const reader = hiding('accountContact', 'account');
    const item = await getRecord(reader, test.record('account'), mine, { include: ['counts', 'children'] });
    expect(item.counts).not.toHaveProperty('contacts');
    expect(item.children).not.toHaveProperty('contactLinks');
    await expect(
      listRecords(reader, test.record('account'), { filter: { field: 'contactLinks.jobTitle', op: 'isEmpty' } }),
    ).rejects.toMatchObject({ code: 'invalid-filter' });
  });
});

describe('the trash', () => {
  it('is for who may delete, and holds what they could see and change', async () => {
    await deleteRecord(test.system, test.record('contact'), foreign);
    const all = as(scopes('all'));
    expect(await titles(all, 'contact', { trash: true })).toEqual(['Etranger']);
    expect((await getRecord(all, test.record('contact'), foreign)).deletedAt).toEqual(expect.any(String));
    expect(await titles(as(scopes('own')), 'contact', { trash: true })).toEqual([]);
    const reader = as(scopes('all', { contact: { delete: 'none' } }));
    await expect(listRecords(reader, test.record('contact'), { trash: true })).rejects.toMatchObject({ status: 403 });
    await expect(getRecord(reader, test.record('contact'), foreign)).rejects.toMatchObject({ status: 404 });
  });

  it('takes a person’s events from those who saw them through that person alone, and gives them back', async () => {
    const account = await test.add('account', { legalName: 'Chez l’un', owner: owner.userId });
    const person = await test.add('contact', { lastName: 'Participante', account });
    const other = (await test.reader()).userId;
    const event = await test.add('event', { subject: 'Réunion', kind: 'appointment', owner: other });
    await test.add('eventContact', { event, contact: person });
    const reader = as({ ...scopes('own'), event: { read: 'own' } });
    const sees = async () => (await visibleIds(reader, test.record('event'), [event])).has(event);
    expect(await sees()).toBe(true);
    await deleteRecord(test.system, test.record('contact'), person);
    expect(await sees()).toBe(false);
    await restoreRecord(test.system, test.record('contact'), person);
    expect(await sees()).toBe(true);
  });
});
