import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createQueryTest, type QueryTest } from './query-fixture.ts';
import { readWindow, type WindowQuery } from './window-records.ts';

let test: QueryTest;
let reader: Awaited<ReturnType<QueryTest['reader']>>;

beforeAll(async () => {
  test = await createQueryTest();
  reader = await test.reader();
  const owner = reader.userId;
  const event = (subject: string, startsAt: string, endsAt: string | null = null) =>
    test.add('event', { subject, kind: 'appointment', startsAt, endsAt, owner });
  // 23:30 on the 9th in Paris, 22:30 UTC.
  await event('Tard', '2026-11-09T22:30:00.000Z');
  await event('Salon', '2026-11-10T08:00:00.000Z', '2026-11-12T23:00:00.000Z');
  await event('Matin', '2026-11-11T08:00:00.000Z', '2026-11-11T09:00:00.000Z');
  await event('Après-midi', '2026-11-11T13:00:00.000Z');
  await event('Soir', '2026-11-11T18:00:00.000Z');
  await event('Autre mois', '2026-12-11T18:00:00.000Z');
  await test.add('event', { subject: 'À faire', dueAt: '2026-11-13T10:00:00.000Z', owner });
});
afterAll(() => test.close());

const read = async (query: Partial<WindowQuery> = {}) => {
  const window = await readWindow(reader, test.record('event'), {
    start: 'at',
    end: 'endsAt',
    from: '2026-11-09',
    to: '2026-11-15',
    each: 10,
    ...query,
  });
  return {
    titles: window.items.map(({ title }) => title),
    days: Object.fromEntries(window.days.map(({ day, count }) => [day.slice(8), count])),
    items: window.items,
  };
};

describe('The records of certain days', () => {
  it('stand on the days of the reader’s zone, each day that they last, not the one that begins as they end', async () => {
    const { titles, days } = await read();
    expect(titles).toEqual(['Tard', 'Salon', 'Matin', 'Après-midi', 'Soir', 'À faire']);
    expect(days).toEqual({ '09': 1, 10: 1, 11: 4, 12: 1, 13: 1 });
  });

  it('are there though they began before the first day', async () => {
    expect((await read({ from: '2026-11-12', to: '2026-11-12' })).titles).toEqual(['Salon']);
    expect((await read({ from: '2026-11-13', to: '2026-11-13' })).titles).toEqual(['À faire']);
  });

  it('are the first of each day where a day has many, all of them counted', async () => {
    const { titles, days } = await read({ each: 2, from: '2026-11-11', to: '2026-11-11' });
    expect(titles).toEqual(['Salon', 'Matin']);
    expect(days).toEqual({ 11: 4 });
  });

  it('are the same by a date that no index leads to', async () => {
    expect(test.record('event').field('startsAt')?.sortable).not.toBe(true);
    const { titles, days } = await read({ start: 'startsAt', each: 2, from: '2026-11-11', to: '2026-11-12' });
    expect(titles).toEqual(['Salon', 'Matin']);
    expect(days).toEqual({ 11: 4, 12: 1 });
  });

  it('follow filter and search, and tell the fields asked for with those of the window', async () => {
    const filter = { field: 'kind', op: 'equals', value: 'task' };
    const { items } = await read({ filter, fields: ['kind'] });
    expect(items).toMatchObject([{ title: 'À faire', kind: 'task', at: '2026-11-13T10:00:00.000Z', endsAt: null }]);
    expect(items[0]).not.toHaveProperty('place');
    expect((await read({ search: 'soir' })).titles).toEqual(['Soir']);
  });

  it('are only those that the reader may see, by fields that they may see', async () => {
    const other = await test.reader({ event: { read: 'own' } });
    const window = { start: 'at', from: '2026-11-01', to: '2026-11-30', each: 5 };
    expect(await readWindow(other, test.record('event'), window)).toEqual({ items: [], days: [] });
    const blind = await test.reader({ event: { fields: { at: 'none', endsAt: 'none' } } });
    for (const query of [window, { ...window, start: 'dueAt', end: 'endsAt' }, { ...window, start: 'subject' }])
      await expect(readWindow(blind, test.record('event'), query)).rejects.toMatchObject({ code: 'invalid-grouping' });
  });

  it('are dates as they are written, whatever the zone and however long they last', async () => {
    const account = await test.add('account', { legalName: 'Lyon' });
    await test.add('project', { name: 'Chantier', account, startsOn: '2026-11-01', endsOn: '2026-11-10' });
    await test.add('project', { name: 'Long', account, startsOn: '2026-01-02', endsOn: '2026-11-09' });
    const window = { start: 'startsOn', end: 'endsOn', from: '2026-11-09', to: '2026-11-15', each: 5 };
    const { days } = await readWindow(reader, test.record('project'), window);
    expect(days).toEqual([
      { day: '2026-11-09', count: 2 },
      { day: '2026-11-10', count: 1 },
    ]);
  });
});

it('stand on the days that they last, however many they are and whoever reads', async () => {
  const account = await test.add('account', { legalName: 'Toulouse' });
  const day = (place: number) => new Date(Date.UTC(2028, 0, 1 + place)).toISOString().slice(0, 10);
  const narrow = await test.reader({ project: { read: 'own' } });
  const spans = fc.array(fc.tuple(fc.nat(40), fc.option(fc.nat(9))), { minLength: 1, maxLength: 12 });
  const made: { readonly id: string; readonly first: string; readonly last: string; readonly owner: string }[] = [];
  await fc.assert(
    fc.asyncProperty(
      spans,
      fc.constantFrom(reader, narrow),
      fc.integer({ min: 1, max: 3 }),
      async (added, who, each) => {
        for (const [from, length] of added) {
          const owner = made.length % 3 === 0 ? narrow.userId : reader.userId;
          const [first, last] = [day(from), day(from + (length ?? 0))];
          const values = {
            name: `P${made.length}`,
            account,
            startsOn: first,
            endsOn: length === null ? null : last,
            owner,
          };
          made.push({ id: await test.add('project', values), first, last, owner });
        }
        const seen = who === reader ? made : made.filter(({ owner }) => owner === narrow.userId);
        const [from, to] = [day(10), day(24)];
        const query = { start: 'startsOn', end: 'endsOn', from, to, each };
        const window = await readWindow(who, test.record('project'), query);
        const told = new Map(window.days.map(({ day: on, count }) => [on, count]));
        const ids = new Set(window.items.map(({ id }) => id));
        for (let place = 10; place <= 24; place++) {
          const on = seen.filter(({ first, last }) => first <= day(place) && last >= day(place));
          expect(told.get(day(place)) ?? 0).toBe(on.length);
          expect(on.filter(({ id }) => ids.has(id)).length).toBeGreaterThanOrEqual(Math.min(each, on.length));
        }
      },
    ),
    { numRuns: 12 },
  );
});
