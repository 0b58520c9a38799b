import type { QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Model } from '../../meta/effective-record.ts';
import type { ModelSettings } from '../../meta/settings.ts';
import { api, apiAddress, tellSignedOut } from './client.ts';
import { connectionWorks, onReturn } from './connection.ts';
import { modelOf } from './model.ts';
import { isApiProblem } from './problem.ts';
import { queryClient } from './query-client.ts';
import { queryKeys } from './query-keys.ts';
import type { Operation } from './types.ts';

/** What a `change` event carries: ids only, so that it tells nothing to who may not see. */
interface ChangeEvent {
  readonly record: string;
  /** Absent where the change is of many. */
  readonly ids?: readonly string[];
  readonly kind: string;
  readonly operation?: string | null;
}

type OperationEvent = Pick<Operation, 'id' | 'state' | 'progress'>;

/** Shortest time between two readings of the same lists, in milliseconds: a batch of thousands of changes is one. */
const listInterval = 300;

/** Shortest time between two readings of the operations while one tells how far it is, in milliseconds. */
const operationInterval = 1_000;

/** Longest wait between two tries to connect again, in milliseconds. */
const longestWait = 15_000;

/** More ids than this in one event: every record of the collection that is on the screen is read anew. */
const manyIds = 50;

/**
 * Takes a function of a key; returns one that runs it at once, then at most once an interval for each key, and never
 * forgets the last call.
 */
export function throttleByKey(run: (key: string) => void, interval: number): (key: string) => void {
  const waiting = new Map<string, boolean>();
  const go = (key: string): void => {
    run(key);
    waiting.set(key, false);
    setTimeout(() => {
      if (waiting.get(key)) go(key);
      else waiting.delete(key);
    }, interval);
  };
  return (key) => {
    if (waiting.has(key)) waiting.set(key, true);
    else go(key);
  };
}

function currentModel(client: QueryClient): Model | undefined {
  const settings = client.getQueryData<ModelSettings>(queryKeys.model);
  return settings && modelOf(settings);
}

/** Takes the cache; returns what each event does to it. */
export function liveHandlers(client: QueryClient, interval = listInterval) {
  const forgetLists = throttleByKey((collection) => {
    void client.invalidateQueries({ queryKey: queryKeys.lists(collection) });
    void client.invalidateQueries({ queryKey: queryKeys.searches });
    if (currentModel(client)?.collection(collection)?.timeline)
      void client.invalidateQueries({ queryKey: queryKeys.timelines });
  }, interval);
  // A record's page counts what is linked to it: a link made or taken away elsewhere changes those counts.
  const forgetCounts = throttleByKey((collection) => {
    const isCounted = (key: readonly unknown[]): boolean => String(key.at(-1)).split(',').includes('counts');
    void client.invalidateQueries({
      queryKey: queryKeys.items(collection),
      predicate: ({ queryKey }) => isCounted(queryKey),
    });
  }, interval);
  const forgetOperations = throttleByKey(() => {
    void client.invalidateQueries({ queryKey: [...queryKeys.operations, 'list'] });
  }, operationInterval);
  return {
    change({ record, ids }: ChangeEvent): void {
      const model = currentModel(client);
      const collection = model?.find(record)?.collection;
      if (!model || !collection) return;
      forgetLists(collection);
      for (const other of model.records)
        if (other.tabs?.some((tab) => tab.record === record)) forgetCounts(other.collection);
      if (!ids || ids.length > manyIds) {
        void client.invalidateQueries({ queryKey: queryKeys.items(collection) });
        return;
      }
      for (const id of ids) {
        void client.invalidateQueries({ queryKey: queryKeys.item(collection, id) });
        void client.invalidateQueries({ queryKey: queryKeys.audit(collection, id) });
      }
    },
    operation(event: OperationEvent): void {
      client.setQueryData<Operation>(queryKeys.operation(event.id), (known) => known && { ...known, ...event });
      const ended = event.state !== 'queued' && event.state !== 'running';
      // The result comes with the end: only then is the whole operation read.
      if (ended) void client.invalidateQueries({ queryKey: queryKeys.operations });
      else forgetOperations('');
    },
    model(): void {
      void client.invalidateQueries({ queryKey: queryKeys.model });
      void client.invalidateQueries({ queryKey: queryKeys.me });
    },
    /** After an absence anything may have changed. */
    returned(): void {
      void client.invalidateQueries();
    },
  };
}

function parsed<Data>(event: Event): Data | null {
  try {
    return JSON.parse((event as MessageEvent<string>).data) as Data;
  } catch {
    return null;
  }
}

/** The events were cut off: asks who is here, which tells whether the server is lost or the person signed out elsewhere. */
async function findWhy(): Promise<void> {
  try {
    await api.get('/me');
  } catch (error) {
    if (isApiProblem(error) && error.status === 401) tellSignedOut();
  }
}

/**
 * Listens to the server's events until the returned function is called; connects again by itself when cut off, and calls
 * `onBack` then.
 */
function listen(onBack: () => void): () => void {
  const handlers = liveHandlers(queryClient);
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = 1_000;
  let wasAway = false;
  const connect = (): void => {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(apiAddress('/live'));
    source.addEventListener('open', () => {
      wait = 1_000;
      connectionWorks();
      if (!wasAway) return;
      wasAway = false;
      handlers.returned();
      onBack();
    });
    const on = <Data>(name: string, handle: (data: Data) => void): void =>
      source?.addEventListener(name, (event) => {
        const data = parsed<Data>(event);
        if (data !== null) handle(data);
      });
    on('change', handlers.change);
    on('operation', handlers.operation);
    on('model', handlers.model);
    on('resync', handlers.returned);
    source.addEventListener('error', () => {
      // The browser's own tries end at the first answer that is no stream: ours go on.
      source?.close();
      wasAway = true;
      void findWhy();
      timer = setTimeout(connect, wait);
      wait = Math.min(wait * 2, longestWait);
    });
  };
  connect();
  // Something else was answered: the events wait no longer.
  const stop = onReturn(() => {
    if (source?.readyState !== EventSource.OPEN) connect();
  });
  return () => {
    stop();
    clearTimeout(timer);
    source?.close();
  };
}

/**
 * Keeps everything shown in step with the server while the component is there. Calls `onBack`, always the same
 * function, when the server is back after an absence.
 */
export function useLiveEvents(onBack: () => void): void {
  useEffect(() => listen(onBack), [onBack]);
}
