import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { type ListQuery, listRecords } from './list-records.ts';
import { createQueryTest, type QueryTest } from './query-fixture.ts';

let test: QueryTest;
let reader: Context;
let other: Context;
const query: ListQuery = { sort: 'legalName', limit: 2, filter: { field: 'legalName', op: 'contains', value: 'a' } };

beforeAll(async () => {
  test = await createQueryTest();
  reader = await test.reader();
  other = await test.reader();
  for (const legalName of ['Alpha', 'Bêta', 'Gamma', 'Delta', 'Zêta']) await test.add('account', { legalName });
});
afterAll(() => test.close());

const read = (who: Context, more: ListQuery) => listRecords(who, test.record('account'), { ...query, ...more });

async function cursor(): Promise<string> {
  const { next } = await read(reader, {});
  if (!next) throw new Error('The list has one page.');
  return next;
}

describe('a cursor', () => {
  it('goes on where the page ended, on the same list', async () => {
    const { items, next } = await read(reader, { cursor: await cursor() });
    expect(items.map((item) => item.title)).toEqual(['Delta', 'Gamma']);
    expect(next).not.toBeNull();
  });

  it('says nothing of what it holds, and is never twice the same', async () => {
    const first = await cursor();
    expect(Buffer.from(first, 'base64url').toString('latin1')).not.toContain('beta');
    expect(await cursor()).not.toBe(first);
  });

  it.each<[string, ListQuery]>([
    ['order', { sort: '-legalName' }],
    ['filter', { filter: { field: 'legalName', op: 'contains', value: 'e' } }],
    ['search', { search: 'a' }],
    ['state', { trash: true }],
  ])('of another %s is refused', async (_what, more) => {
    await expect(read(reader, { ...more, cursor: await cursor() })).rejects.toMatchObject({
      status: 400,
      code: 'invalid-cursor',
    });
  });

  it('of another reader or record type is refused', async () => {
    await expect(read(other, { cursor: await cursor() })).rejects.toMatchObject({ code: 'invalid-cursor' });
    const sites = await listRecords(reader, test.record('site'), { limit: 1 });
    await expect(listRecords(reader, test.record('contact'), { cursor: sites.next })).rejects.toMatchObject({
      code: 'invalid-cursor',
    });
  });

  it('that is damaged, short or nonsense is refused', async () => {
    const bytes = Buffer.from(await cursor(), 'base64url');
    for (let index = 0; index < bytes.length; index += 7) {
      const damaged = Buffer.from(bytes);
      damaged[index] = (damaged[index] ?? 0) ^ 1;
      await expect(read(reader, { cursor: damaged.toString('base64url') })).rejects.toMatchObject({
        code: 'invalid-cursor',
      });
    }
    for (const nonsense of ['x', '%', 'é', 'AAAA', bytes.subarray(0, 28).toString('base64url'), '0'.repeat(5000)])
      await expect(read(reader, { cursor: nonsense })).rejects.toMatchObject({ code: 'invalid-cursor' });
  });
});
