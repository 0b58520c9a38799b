import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteRecord } from '../write/engine.ts';
import { selectIds } from './list-records.ts';
import { createQueryTest, type QueryTest } from './query-fixture.ts';
import { getRecord, readRecords } from './read-records.ts';

let test: QueryTest;
let owner: Awaited<ReturnType<QueryTest['reader']>>;
let account: string;
let contact: string;
const others: string[] = [];

beforeAll(async () => {
  test = await createQueryTest();
  owner = await test.reader();
  account = await test.add('account', {
    legalName: 'Exemple',
    owner: owner.userId,
    roles: ['client'],
    address: { city: 'Lyon' },
  });
  const second = await test.add('account', { legalName: 'Zèbre' });
  contact = await test.add('contact', {
    lastName: 'Durand',
    firstName: 'Ève',
    accountLinks: [
      { account: second, jobTitle: 'cfo' },
      { account, isPrimary: true, jobTitle: 'ceo', phone: '01 02 03 04 05' },
    ],
  });
  for (const lastName of ['Alpha', 'Beta', 'Gamma', 'Delta'])
    others.push(await test.add('contact', { lastName, account }));
});
afterAll(() => test.close());

describe('a record', () => {
  it('comes with its values, its title and the titles of what it points to', async () => {
    const item = await getRecord(owner, test.record('contact'), contact);
    expect(item).toMatchObject({
      id: contact,
      version: 1,
      title: 'Ève Durand',
      lastName: 'Durand',
      account,
      jobTitle: 'ceo',
      phone: '01 02 03 04 05',
      comment: null,
      deletedAt: null,
      titles: { account: 'Exemple', createdBy: null },
    });
    expect(item.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(item).not.toHaveProperty('search');
    expect(item).not.toHaveProperty('readers');
  });

  it('comes with the counts of its tabs and its children, the primary one first', async () => {
    const item = await getRecord(owner, test.record('contact'), contact, { include: ['counts', 'children'] });
    expect(item.counts).toMatchObject({ accounts: { value: 2, exact: true }, sites: { value: 0, exact: true } });
    expect(item.children?.accountLinks?.map((link) => [link.title, link.titles.account])).toEqual([
      ['Ève Durand Exemple', 'Exemple'],
      ['Ève Durand Zèbre', 'Zèbre'],
    ]);
    expect(item.children?.accountLinks?.[0]?.isPrimary).toBe(true);
    const whole = await getRecord(owner, test.record('account'), account, { include: ['counts'] });
    expect(whole.counts?.contacts).toEqual({ value: 5, exact: true });
    expect(whole.titles.owner).toContain('Lecteur');
  });

  it('keeps the title of what it points to in the trash', async () => {
    const parent = await test.add('account', { legalName: 'Mère' });
    const child = await test.add('account', { legalName: 'Fille', parentAccount: parent });
    await test.database.pool.query('UPDATE account SET deleted_at = now() WHERE id = $1', [parent]);
    expect((await getRecord(owner, test.record('account'), child)).titles.parentAccount).toBe('Mère');
  });

  it('is read with others in the order asked, without those in the trash', async () => {
    const [alpha = '', beta = '', gamma = '', delta = ''] = others;
    await deleteRecord(test.system, test.record('contact'), gamma);
    const items = await readRecords(owner, test.record('contact'), [delta, gamma, alpha, 'nonsense', beta, alpha]);
    expect(items.map((item) => item.title)).toEqual(['Delta', 'Alpha', 'Beta', 'Alpha']);
  });
});

describe('the ids of a selection', () => {
  it('come in order, some at a time, until there are no more', async () => {
    const record = test.record('contact');
    const selection = { filter: { field: 'account', op: 'equals', value: account } };
    const all = await selectIds(owner, record, selection, { limit: 100 });
    expect(all).toEqual([...all].sort());
    expect(all).toHaveLength(4);
    const first = await selectIds(owner, record, selection, { limit: 3 });
    expect(first).toEqual(all.slice(0, 3));
    expect(await selectIds(owner, record, selection, { after: first.at(-1), limit: 3 })).toEqual(all.slice(3));
    expect(await selectIds(owner, record, selection, { after: all.at(-1), limit: 3 })).toEqual([]);
  });

  it('are those named, searched for, or in the trash', async () => {
    const record = test.record('contact');
    expect(await selectIds(owner, record, { ids: [...others].reverse() }, { limit: 100 })).toEqual(
      others.filter((id) => id !== others[2]),
    );
    expect(await selectIds(owner, record, { search: 'alpha' }, { limit: 100 })).toEqual([others[0]]);
    expect(await selectIds(owner, record, { ids: others, trash: true }, { limit: 100 })).toEqual([others[2]]);
    const choice = {
      or: [
        { field: 'account.city', op: 'equals', value: 'lyon' },
        { field: 'anyAccount.city', op: 'equals', value: 'lyon' },
      ],
    };
    expect(await selectIds(owner, record, { filter: choice }, { limit: 100 })).toHaveLength(4);
  });
});
