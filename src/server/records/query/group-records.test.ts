import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { groupRecords } from './group-records.ts';
import { createQueryTest, type QueryTest } from './query-fixture.ts';

let test: QueryTest;
let reader: Awaited<ReturnType<QueryTest['reader']>>;
let lyon: string;
let paris: string;

const deals = [
  { name: 'Un', status: 'qualify', amount: '100', probability: '10', expectedOn: '2026-11-02' },
  { name: 'Deux', status: 'qualify', amount: '300', probability: '20', expectedOn: '2026-11-30' },
  { name: 'Trois', status: 'won', amount: { amount: '50', currency: 'CHF' }, expectedOn: '2026-12-01' },
  { name: 'Quatre', status: 'won', amount: '1000' },
] as const;

beforeAll(async () => {
  test = await createQueryTest();
  reader = await test.reader();
  lyon = await test.add('account', { legalName: 'Lyon', roles: ['client', 'supplier'], owner: reader.userId });
  paris = await test.add('account', { legalName: 'Paris', roles: ['client'] });
  await test.add('account', { legalName: 'Nantes', doNotDun: true });
  for (const [index, deal] of deals.entries())
    await test.add('deal', { ...deal, account: index % 2 === 0 ? lyon : paris });
});
afterAll(() => test.close());

const group = (by: string | undefined, totals: readonly string[] = [], more: object = {}) =>
  groupRecords(reader, test.record('deal'), { by, totals, ...more });
const euros = (amount: string) => ({ amount, currency: 'EUR' });

describe('The groups of a list', () => {
  it('are its values, counted, with what their numbers come to in each currency', async () => {
    const { groups, totals, more } = await group('status', ['amount', 'weighted', 'probability']);
    expect(more).toBe(false);
    expect(groups.find(({ value }) => value === 'qualify')).toEqual({
      value: 'qualify',
      title: null,
      count: { value: 2, exact: true },
      totals: {
        amount: [{ count: 2, sum: euros('400.00'), average: euros('200.00') }],
        weighted: [{ count: 2, sum: euros('70.00'), average: euros('35.00') }],
        probability: [{ count: 2, sum: null, average: '15' }],
      },
    });
    expect(groups.find(({ value }) => value === 'won')?.totals.amount).toEqual([
      { count: 1, sum: { amount: '50.00', currency: 'CHF' }, average: { amount: '50.00', currency: 'CHF' } },
      { count: 1, sum: euros('1000.00'), average: euros('1000.00') },
    ]);
    expect(totals.amount).toEqual([
      { count: 3, sum: euros('1400.00'), average: euros('466.67') },
      { count: 1, sum: { amount: '50.00', currency: 'CHF' }, average: { amount: '50.00', currency: 'CHF' } },
    ]);
  });

  it('follow the filter and the search of the list', async () => {
    const filter = { field: 'status', op: 'equals', value: 'won' };
    expect((await group('status', [], { filter })).groups).toMatchObject([{ value: 'won', count: { value: 2 } }]);
    expect((await group('status', [], { search: 'trois' })).groups).toMatchObject([{ value: 'won' }]);
  });

  it('are months of a date, the latest first, and those without one', async () => {
    const { groups } = await group('expectedOn');
    expect(groups.map(({ value, count }) => [value, count.value])).toEqual([
      ['2026-12', 1],
      ['2026-11', 2],
      [null, 1],
    ]);
  });

  it('are named by what a reference points to', async () => {
    const { groups } = await group('account');
    expect(groups.map(({ value, title }) => [value, title]).sort()).toEqual(
      [
        [lyon, 'Lyon'],
        [paris, 'Paris'],
      ].sort(),
    );
  });

  it('count a record in each of its several values, and in none', async () => {
    const { groups } = await groupRecords(reader, test.record('account'), { by: 'roles' });
    expect(Object.fromEntries(groups.map(({ value, count }) => [String(value), count.value]))).toEqual({
      client: 2,
      supplier: 1,
      null: 1,
    });
  });

  it('are yes and no for a box, an empty one being no', async () => {
    const { groups } = await groupRecords(reader, test.record('account'), { by: 'doNotDun' });
    expect(groups.map(({ value, count }) => [value, count.value])).toEqual([
      [false, 2],
      [true, 1],
    ]);
  });

  it('are counted value by value and not added up where that would take too long; others are refused', async () => {
    const slow = (by: string) => groupRecords(reader, test.record('deal'), { by, totals: ['amount'] }, { time: 0 });
    const { groups, totals } = await slow('status');
    expect(totals).toEqual({ amount: null });
    expect(groups).toMatchObject([
      { value: 'qualify', count: { value: 2, exact: true }, totals: { amount: null } },
      { value: 'won', count: { value: 2, exact: true } },
    ]);
    await expect(slow('account')).rejects.toMatchObject({ status: 400, code: 'too-many-to-group' });
  });

  it('hold and add up only what the reader may see', async () => {
    const own = await test.reader({ deal: { read: 'own' }, account: { read: 'own' } });
    await test.add('deal', { name: 'À moi', account: paris, owner: own.userId, status: 'lost', amount: '7' });
    const { groups, totals } = await groupRecords(own, test.record('deal'), { by: 'status', totals: ['amount'] });
    expect(groups).toMatchObject([{ value: 'lost', count: { value: 1 } }]);
    expect(totals.amount).toMatchObject([{ sum: euros('7.00') }]);
  });

  it('are refused on a field that the reader may not see, that is not there, or that is no group or number', async () => {
    const blind = await test.reader({ deal: { fields: { amount: 'none', status: 'none' } } });
    for (const query of [
      { by: 'status' },
      { by: 'owner', totals: ['amount'] },
      { by: 'nowhere' },
      { by: 'name' },
      { totals: ['name'] },
    ])
      await expect(groupRecords(blind, test.record('deal'), query)).rejects.toMatchObject({
        status: 400,
        code: 'invalid-grouping',
      });
    const none = await test.reader({ deal: { read: 'none' } });
    await expect(groupRecords(none, test.record('deal'), {})).rejects.toMatchObject({ status: 403 });
  });
});
