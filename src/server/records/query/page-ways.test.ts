import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { column } from '../../db/compared.ts';
import { compileBranches, compileColumn, compileFilter, rowAlias } from './compile-filter.ts';
import { countRows } from './count.ts';
import { gather } from './gather.ts';
import { readGroups } from './groups.ts';
import { type Position, sortValues } from './order.ts';
import { readPage } from './page.ts';
import type { Page, PageRequest } from './page-request.ts';
import { createQueryTest, type QueryTest } from './query-fixture.ts';
import { readSort } from './sort.ts';
import { atLeast, sampleTable } from './table-statistics.ts';
import { walkKeys, walkSome, walkToEnd } from './walk.ts';

let test: QueryTest;

const jobTitles = ['ceo', 'cfo', null, 'technical'];
const names = ['Martin', 'Durand', 'Le Goff', 'Demart', 'Zwick', 'Abel', 'Martinez'];

beforeAll(async () => {
  test = await createQueryTest();
  const lyon = await test.add('account', { legalName: 'Garage', address: { city: 'Lyon' } });
  const paris = await test.add('account', { legalName: 'Atelier', address: { city: 'Paris' } });
  for (let number = 0; number < 56; number++) {
    await test.add('contact', {
      lastName: names[number % names.length],
      firstName: number % 3 === 0 ? null : `Prénom ${number % 5}`,
      lastFollowUpOn: number % 4 === 0 ? null : `2026-01-${String((number % 9) + 1).padStart(2, '0')}`,
      account: number % 2 === 0 ? lyon : paris,
      jobTitle: jobTitles[number % jobTitles.length],
    });
  }
});
afterAll(() => test.close());

function requestOf(sort: string, filter: unknown, after: Position | null, limit: number): PageRequest {
  const record = test.record('contact');
  const order = readSort(test.system, record, sort);
  const lead = compileColumn(test.system, record, filter, order.keys[0]?.column ?? '');
  return {
    company: test.company,
    record,
    order,
    after,
    limit,
    selection: sql.join([column(rowAlias, 'id'), column(rowAlias, 'last_name'), ...sortValues(order, rowAlias)]),
    conditions: {
      state: sql`${column(rowAlias, 'deleted_at')} IS NULL`,
      probe: compileFilter(test.system, record, filter),
      seek: compileBranches(test.system, record, filter),
      lead: lead.range,
      leadProbe: order.keys[0]?.nullable ? null : lead.probe,
      trash: false,
      linked: true,
      own: null,
      share: null,
      sample: null,
    },
  };
}

const ways: Readonly<Record<string, (request: PageRequest) => Promise<readonly Readonly<Record<string, unknown>>[]>>> =
  {
    'to the end': walkToEnd,
    'by what is chosen': async (request) => (await readPage(request)).rows,
    gathered: async (request) => (await gather(request, 1000))?.rows ?? [],
  };

/** Every id of a list, page by page. */
async function idsOf(
  sort: string,
  filter: unknown,
  way: (request: PageRequest) => Promise<readonly Readonly<Record<string, unknown>>[]>,
  limit: number,
): Promise<unknown[]> {
  const ids: unknown[] = [];
  let after: Position | null = null;
  for (let page = 0; page < 100; page++) {
    const request = requestOf(sort, filter, after, limit);
    const rows = await way(request);
    const shown = rows.slice(0, limit);
    ids.push(...shown.map((row) => row.id));
    const last = shown.at(-1);
    if (rows.length <= limit || !last) return ids;
    after = {
      id: last.id as string,
      values: request.order.keys.map((_key, index) => (last[`s${index}`] as string | null) ?? null),
    };
  }
  throw new Error('The list does not end.');
}

const filters = [
  { field: 'lastName', op: 'contains', value: 'mart' },
  { field: 'lastName', op: 'startsWith', value: 'mart' },
  { field: 'account.city', op: 'equals', value: 'Lyon' },
  {
    or: [
      { field: 'account.city', op: 'equals', value: 'Lyon' },
      { field: 'jobTitle', op: 'equals', value: 'cfo' },
    ],
  },
  {
    and: [
      { field: 'lastFollowUpOn', op: 'after', value: '2026-01-03' },
      { field: 'lastName', op: 'notContains', value: 'mart' },
    ],
  },
  { field: 'lastFollowUpOn', op: 'isEmpty' },
];
const sorts = [
  'lastName',
  '-lastName',
  '-lastFollowUpOn',
  'lastFollowUpOn',
  'jobTitle,lastName',
  '-jobTitle,lastName',
  'jobTitle,-lastFollowUpOn,firstName',
];

describe('every way to read a page', () => {
  it.each(sorts.flatMap((sort) => filters.map((filter) => [sort, filter] as const)))(
    'in the order %s filtered by %j brings the same rows',
    async (sort, filter) => {
      const whole = await idsOf(sort, filter, walkToEnd, 200);
      expect(whole.length).toBeGreaterThan(5);
      expect(new Set(whole).size).toBe(whole.length);
      for (const way of Object.values(ways)) expect(await idsOf(sort, filter, way, 7)).toEqual(whole);
    },
  );

  it.each([
    'jobTitle,lastName',
    '-jobTitle,lastName',
    'jobTitle,-lastName',
    '-jobTitle,-lastFollowUpOn,firstName',
    'lastFollowUpOn,lastName',
  ])('group by group in the order %s brings the same rows', async (sort) => {
    const whole = await idsOf(sort, null, walkToEnd, 200);
    expect(whole).toHaveLength(56);
    const groups = (request: PageRequest) => readGroups(request, readPage as (group: PageRequest) => Promise<Page>);
    expect(await idsOf(sort, null, groups, 5)).toEqual(whole);
    expect(await idsOf(sort, filters[2], groups, 5)).toEqual(await idsOf(sort, filters[2], walkToEnd, 200));
  });

  it.each(['lastName', '-lastName', 'lastName,firstName', '-lastName,-firstName'])(
    'by the keys alone in the order %s brings the same rows',
    async (sort) => {
      expect(await idsOf(sort, filters[0], walkKeys, 5)).toEqual(await idsOf(sort, filters[0], walkToEnd, 200));
    },
  );

  it('stops a short walk after so many rows', async () => {
    const all = await walkSome(requestOf('lastName', filters[2], null, 50), 1000);
    const some = await walkSome(requestOf('lastName', filters[2], null, 50), 10);
    expect(all).toHaveLength(28);
    expect(some.length).toBeLessThan(10);
    expect(some.map((row) => row.id)).toEqual(all.slice(0, some.length).map((row) => row.id));
  });

  it('gathers no more than its bound', async () => {
    const request = requestOf('lastName', filters[2], null, 50);
    expect(await gather(request, 27)).toBeNull();
    expect((await gather(request, 28))?.total).toBe(28);
  });
});

describe('counting', () => {
  it('is exact where it can be', async () => {
    const { conditions, record } = requestOf('lastName', filters[3], null, 50);
    expect(await countRows(test.company, record, conditions, { seen: 0, sample: null })).toEqual({
      value: 42,
      exact: true,
    });
  });

  it('believes a sample that leaves no doubt', async () => {
    const { conditions, record } = requestOf('lastName', filters[2], null, 50);
    const sample = { hits: 600, seen: 3000, asked: 0, rows: 1_000_000 };
    expect(await countRows(test.company, record, conditions, { seen: 51, sample })).toEqual({
      value: 10_000,
      exact: false,
    });
    expect(atLeast({ asked: 0, hits: 9, seen: 3000, rows: 1_000_000 })).toBe(0);
    expect(atLeast({ asked: 0, hits: 0, seen: 0, rows: 1_000_000 })).toBe(0);
  });

  it('reads a small table rather than a sample of it', async () => {
    const { conditions, record } = requestOf('lastName', filters[2], null, 50);
    expect(await sampleTable(test.company, record, conditions.state, sql`true`)).toBeNull();
  });
});
