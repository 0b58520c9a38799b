import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteRecord } from '../write/engine.ts';
import { type ListQuery, listRecords } from './list-records.ts';
import { createQueryTest, type QueryTest } from './query-fixture.ts';
import { getRecord } from './read-records.ts';

let test: QueryTest;
const ids = new Map<string, string>();

/** Last name, first name, last follow-up, job title. */
const people = [
  ['Martin', 'Zoé', '2026-01-05', null],
  ['Élan', 'Luc', null, null],
  ['elan', 'Anne', '2026-03-01', null],
  ['Martin', 'Alice', null, null],
  ['Œuvrard', 'Paul', '2025-12-31', null],
  ['Durand', null, '2026-01-05', null],
  ['Zwick', 'Ève', null, null],
] as const;

beforeAll(async () => {
  test = await createQueryTest();
  const account = await test.add('account', { legalName: 'Exemple SAS' });
  for (const [lastName, firstName, lastFollowUpOn] of people) {
    ids.set(
      `${lastName} ${firstName ?? ''}`.trim(),
      await test.add('contact', { lastName, firstName, lastFollowUpOn, account }),
    );
  }
});
afterAll(() => test.close());

async function names(query: ListQuery): Promise<unknown[]> {
  const { items } = await listRecords(test.system, test.record('contact'), query);
  return items.map((item) => `${item.lastName} ${item.firstName ?? ''}`.trim());
}

/** Every page of a list, one after the other. */
async function pages(query: ListQuery): Promise<unknown[][]> {
  const found: unknown[][] = [];
  let cursor: string | null = null;
  do {
    const list = await listRecords(test.system, test.record('contact'), { ...query, cursor });
    found.push(list.items.map((item) => `${item.lastName} ${item.firstName ?? ''}`.trim()));
    cursor = list.next;
  } while (cursor);
  return found;
}

describe('a list', () => {
  it('is sorted by its standard order, folded', async () => {
    expect((await names({})).map((name) => String(name).split(' ')[0])).toEqual([
      'Durand',
      'Élan',
      'elan',
      'Martin',
      'Martin',
      'Œuvrard',
      'Zwick',
    ]);
  });

  it('shows a record as its own page does, titles of what it points to included', async () => {
    const { items } = await listRecords(test.system, test.record('contact'), {});
    for (const item of items) {
      expect(item.titles.account).toBe('Exemple SAS');
      expect(await getRecord(test.system, test.record('contact'), item.id)).toEqual(item);
    }
  });

  it('counts exactly what it holds', async () => {
    const { count, next } = await listRecords(test.system, test.record('contact'), { limit: 2 });
    expect(count).toEqual({ value: 7, exact: true });
    expect(next).toEqual(expect.any(String));
    expect((await listRecords(test.system, test.record('contact'), { count: false })).count).toBeNull();
  });

  it.each([
    'lastName',
    '-lastName',
    'firstName',
    'lastFollowUpOn',
    '-lastFollowUpOn',
    'createdAt',
    '-updatedAt',
    'lastName,firstName',
    '-lastName,firstName',
    'lastFollowUpOn,-lastName',
    '-lastFollowUpOn,lastName',
    'lastName,-lastFollowUpOn',
    'status,lastName',
    'department',
    'jobTitle,lastName',
    'id',
    '-id',
  ])('sorted by %s comes in the same order page by page as at once', async (sort) => {
    const whole = await names({ sort });
    expect(whole).toHaveLength(people.length);
    for (const limit of [1, 2, 3]) {
      const parts = await pages({ sort, limit });
      expect(parts.flat()).toEqual(whole);
      expect(parts).toHaveLength(Math.ceil(people.length / limit));
    }
  });

  it.each([
    'lastName,firstName',
    '-lastFollowUpOn,lastName',
    'lastFollowUpOn',
    'department,lastName',
    'lastName,-lastFollowUpOn',
  ])('filtered and sorted by %s comes in the same order page by page as at once', async (sort) => {
    const filter = { not: { field: 'lastName', op: 'equals', value: 'zwick' } };
    const whole = await names({ sort, filter });
    expect(whole).toHaveLength(6);
    expect((await pages({ sort, filter, limit: 2 })).flat()).toEqual(whole);
  });

  it('sorts on several fields, empty values last in both directions', async () => {
    expect(await names({ sort: 'lastFollowUpOn,lastName,firstName' })).toEqual([
      'Œuvrard Paul',
      'Durand',
      'Martin Zoé',
      'elan Anne',
      'Élan Luc',
      'Martin Alice',
      'Zwick Ève',
    ]);
    expect(await names({ sort: '-lastFollowUpOn,-lastName,firstName' })).toEqual([
      'elan Anne',
      'Martin Zoé',
      'Durand',
      'Œuvrard Paul',
      'Zwick Ève',
      'Martin Alice',
      'Élan Luc',
    ]);
  });

  it.each([
    ['unknown'],
    ['comment'],
    ['photo'],
    ['search'],
    ['lastName;drop table contact'],
    ['a,b,c,d,e,f'],
    ['account.legalName'],
    ['__proto__'],
    ['constructor'],
  ])('refuses the order %s, naming the field', async (sort) => {
    await expect(listRecords(test.system, test.record('contact'), { sort })).rejects.toMatchObject({
      status: 400,
      code: 'invalid-sort',
    });
  });

  it('takes from 1 to 200 rows a page, 50 where nothing sensible is asked', async () => {
    expect(await names({ limit: 0 })).toHaveLength(people.length);
    expect(await names({ limit: -5 })).toHaveLength(1);
    expect(await names({ limit: 1000 })).toHaveLength(people.length);
    expect(await names({ limit: Number.NaN })).toHaveLength(people.length);
  });

  it('gives the fields asked for, always with id, version and title', async () => {
    const { items } = await listRecords(test.system, test.record('contact'), {
      fields: ['account', 'nothing'],
      limit: 1,
    });
    expect(items).toEqual([
      {
        id: ids.get('Durand'),
        version: 1,
        title: 'Durand',
        account: expect.any(String),
        titles: { account: 'Exemple SAS' },
      },
    ]);
  });

  it('leaves out what is in the trash, which is a list of its own, last deleted first', async () => {
    const account = await test.add('account', { legalName: 'Autre' });
    const first = await test.add('contact', { lastName: 'Jeté', account });
    const second = await test.add('contact', { lastName: 'Perdu', account });
    await deleteRecord(test.system, test.record('contact'), first);
    await deleteRecord(test.system, test.record('contact'), second);
    expect(await names({ search: 'jete' })).toEqual([]);
    const trash = await listRecords(test.system, test.record('contact'), { trash: true });
    expect(trash.items.map((item) => item.id)).toEqual([second, first]);
    expect(trash.items[0]?.deletedAt).toEqual(expect.any(String));
    expect(await names({ trash: true, sort: '-lastName' })).toEqual(['Perdu', 'Jeté']);
    expect(await names({ trash: true, search: 'jete' })).toEqual(['Jeté']);
  });
});
