// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test, vi } from 'vitest';
import { networkProblem } from '../api/network-problem.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Item, Me, Page } from '../api/types.ts';
import { standardModel } from '../testing/mount.tsx';
import { allOnShelf } from './device-store.ts';
import { askedOrKept, keepAnswers, keptRecords, wipeAnswers } from './kept-answers.ts';
import { searchKept } from './kept-search.ts';

const claire = { user: { id: 'claire' } } as Me;
const paul = { user: { id: 'paul' } } as Me;
const account = (id: string, title: string): Item => ({ id, version: 1, title });
const seen = Date.parse('2026-11-20T08:00:00Z');

let online: boolean;
let stop: () => void;

/** A visit: a cache of its own over what the device keeps. */
function visit(): QueryClient {
  stop?.();
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: 'always' } } });
  stop = keepAnswers(client);
  return client;
}

/** Asks the question as a screen does; the server answers so where it is there. */
async function ask<Answer>(client: QueryClient, queryKey: readonly unknown[], answer: Answer): Promise<unknown> {
  const queryFn = () => (online ? Promise.resolve(answer) : Promise.reject(networkProblem()));
  return askedOrKept(client, { queryKey, queryFn, retry: 1, retryDelay: 60_000 });
}

const accountsKept = async () => (await keptRecords()).get('accounts') ?? [];
const kept = (count: number) =>
  vi.waitFor(async () => expect(await allOnShelf('records')).toHaveLength(count), { timeout: 10_000 });

beforeEach(async () => {
  online = true;
  await wipeAnswers();
});

test('a record seen comes back without network, with the moment it was seen', async () => {
  const client = visit();
  await ask(client, queryKeys.me, claire);
  const key = [...queryKeys.item('accounts', '1'), 'counts'];
  client.setQueryData(key, account('1', 'Durand'), { updatedAt: seen });
  await kept(1);
  online = false;
  const later = visit();
  expect(await ask(later, key, null)).toEqual(account('1', 'Durand'));
  expect(later.getQueryState(key)?.dataUpdatedAt).toBe(seen);
});

test('what one person saw is not given to the next, nor left once they signed out', async () => {
  const client = visit();
  await ask(client, queryKeys.me, claire);
  const key = [...queryKeys.item('accounts', '1'), 'counts'];
  client.setQueryData(key, account('1', 'Durand'));
  await kept(1);
  await ask(visit(), queryKeys.me, paul);
  await kept(0);
  online = false;
  const query = { queryKey: key, queryFn: () => Promise.reject(networkProblem()) };
  await expect(askedOrKept(visit(), query)).rejects.toMatchObject({ code: 'network' });
  online = true;
  const again = visit();
  again.setQueryData(key, account('1', 'Durand'));
  await kept(1);
  await wipeAnswers();
  await kept(0);
});

test('who sees Carnet as somebody else leaves nothing of it on the device', async () => {
  await ask(visit(), queryKeys.me, claire);
  const client = visit();
  await ask(client, queryKeys.me, { ...paul, viewer: { id: 'claire', name: 'Claire' } });
  client.setQueryData([...queryKeys.item('accounts', '1'), 'counts'], account('1', 'Durand'));
  // What comes after it is kept: it had its time to be.
  const own = visit();
  await ask(own, queryKeys.me, claire);
  own.setQueryData([...queryKeys.item('accounts', '2'), 'counts'], account('2', 'Brunet'));
  await kept(1);
  expect((await accountsKept()).map(({ id }) => id)).toEqual(['2']);
});

test('a list is kept as its first pages, and found in by who picks a record without network', async () => {
  const client = visit();
  await ask(client, queryKeys.me, claire);
  const page = (...items: Item[]): Page => ({ items, next: 'more' });
  const pages = [page(account('1', 'Durand & Fils')), page(account('2', 'Société Élan')), page(account('3', 'Zénith'))];
  client.setQueryData(queryKeys.list('accounts', {}), { pages, pageParams: [null, 'a', 'b'] });
  await vi.waitFor(async () => expect(await accountsKept()).toHaveLength(2), { timeout: 10_000 });
  const asked = { records: [standardModel.record('account'), standardModel.record('contact')], text: 'elan', limit: 8 };
  const found = await searchKept(asked);
  expect([...found].map(([name, items]) => [name, items.map(({ title }) => title)])).toEqual([
    ['accounts', ['Société Élan']],
  ]);
  const filter = { field: 'owner', op: 'contains', value: 'x' };
  expect((await searchKept({ ...asked, filter })).size).toBe(0);
});

test('no more than two hundred records are kept, the last seen', async () => {
  const client = visit();
  await ask(client, queryKeys.me, claire);
  for (let number = 1; number <= 230; number++)
    client.setQueryData(
      [...queryKeys.item('accounts', `${number}`), 'counts'],
      account(`${number}`, `Compte ${number}`),
      {
        updatedAt: seen + number,
      },
    );
  await kept(200);
  const ids = (await accountsKept()).map(({ id }) => Number(id));
  expect([Math.min(...ids), Math.max(...ids)]).toEqual([31, 230]);
});
