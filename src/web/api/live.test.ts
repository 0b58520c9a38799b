import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { emptySettings } from '../../meta/settings.ts';
import { liveHandlers, throttleByKey } from './live.ts';
import { queryKeys } from './query-keys.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('calls held back by key', () => {
  test('the first runs at once, those that follow run once together when the interval is over', () => {
    const run = vi.fn();
    const throttled = throttleByKey(run, 300);
    throttled('accounts');
    throttled('accounts');
    throttled('accounts');
    expect(run).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(300);
    expect(run).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(3_000);
    expect(run).toHaveBeenCalledTimes(2);
  });

  test('one key does not hold back another', () => {
    const run = vi.fn();
    const throttled = throttleByKey(run, 300);
    throttled('accounts');
    throttled('contacts');
    expect(run.mock.calls).toEqual([['accounts'], ['contacts']]);
  });
});

function cacheWithRecords() {
  const client = new QueryClient();
  client.setQueryData(queryKeys.model, emptySettings);
  const keys = {
    list: queryKeys.list('accounts', {}),
    one: [...queryKeys.item('accounts', 'a1'), ''],
    other: [...queryKeys.item('accounts', 'a2'), ''],
    contacts: queryKeys.list('contacts', {}),
  };
  for (const key of Object.values(keys)) client.setQueryData(key, {});
  const outdated = () =>
    Object.entries(keys)
      .filter(([, key]) => client.getQueryState(key)?.isInvalidated)
      .map(([name]) => name);
  return { client, outdated };
}

describe('a live event', () => {
  test('about a record puts that record and the lists of its type out of date, and nothing else', () => {
    const { client, outdated } = cacheWithRecords();
    liveHandlers(client).change({ record: 'account', ids: ['a1'], kind: 'update' });
    expect(outdated()).toEqual(['list', 'one']);
  });

  test('about very many records puts every record of the type out of date', () => {
    const { client, outdated } = cacheWithRecords();
    const ids = Array.from({ length: 60 }, (_, index) => `b${index}`);
    liveHandlers(client).change({ record: 'account', ids, kind: 'update' });
    expect(outdated()).toEqual(['list', 'one', 'other']);
  });

  test('that names none puts every record of the type out of date: one of them may be closed to this reader now', () => {
    const { client, outdated } = cacheWithRecords();
    liveHandlers(client).change({ record: 'account', kind: 'update' });
    expect(outdated()).toEqual(['list', 'one', 'other']);
  });

  test('about a type that this company has not changes nothing', () => {
    const { client, outdated } = cacheWithRecords();
    liveHandlers(client).change({ record: 'unheard-of', ids: ['a1'], kind: 'update' });
    expect(outdated()).toEqual([]);
  });

  test('about an operation moves its progress without asking the server', () => {
    const { client } = cacheWithRecords();
    const key = queryKeys.operation('o1');
    client.setQueryData(key, { id: 'o1', state: 'running', progress: { done: 0, total: 10 }, label: 'Import' });
    liveHandlers(client).operation({ id: 'o1', state: 'running', progress: { done: 4, total: 10 } });
    expect(client.getQueryData(key)).toMatchObject({ progress: { done: 4, total: 10 }, label: 'Import' });
    expect(client.getQueryState(key)?.isInvalidated).toBe(false);
  });
});
