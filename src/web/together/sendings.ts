import { useSyncExternalStore } from 'react';
import { forgetRecord } from '../api/cache.ts';
import { api } from '../api/client.ts';
import { isApiProblem } from '../api/problem.ts';
import { queryClient } from '../api/query-client.ts';
import { sendFile } from '../api/send-file.ts';
import type { StoredFile } from '../api/types.ts';

/** Where a file goes: a record, and its document of which it becomes the next version. */
export interface Destination {
  readonly collection: string;
  readonly id: string;
  /** The collection of documents. */
  readonly documents: string;
  readonly document?: string;
}

/** What a file became. */
export interface Arrived {
  readonly id: string;
  readonly number: number;
}

/** A file on its way to a record, or what stopped it. */
export interface FileSending {
  readonly key: number;
  readonly file: File;
  readonly to: Destination;
  readonly state: 'waiting' | 'sending' | 'failed';
  /** How much of it has gone, from 0 to 1. */
  readonly part: number;
  /** Why it failed, in the words of the server; null where nothing is known. */
  readonly problem: string | null;
}

// Apart from any screen: what is being sent goes on while one looks elsewhere.
let sendings: readonly FileSending[] = [];
let made = 0;
let stopPresent: (() => void) | null = null;
const listeners = new Set<() => void>();

/** Asks before the page is left while something is on its way: it would be lost. */
function askBeforeLeaving(event: Event): void {
  event.preventDefault();
}

function keep(next: readonly FileSending[]): void {
  sendings = next;
  const change = sendings.some(({ state }) => state !== 'failed') ? 'addEventListener' : 'removeEventListener';
  window[change]('beforeunload', askBeforeLeaving);
  for (const listener of listeners) listener();
}

function change(key: number, values: Partial<FileSending>): void {
  keep(sendings.map((one) => (one.key === key ? { ...one, ...values } : one)));
}

function drop(key: number): void {
  keep(sendings.filter((one) => one.key !== key));
}

type OnArrived = (file: File, arrived: Arrived) => void;
const arrivals = new Map<number, OnArrived>();

async function send({ key, file, to }: FileSending): Promise<void> {
  change(key, { state: 'sending', part: 0, problem: null });
  const form = new FormData();
  form.set('file', file, file.name);
  const { answer, stop } = sendFile<StoredFile>('/files?asIs=true', form, (part) => change(key, { part }));
  stopPresent = stop;
  try {
    const stored = await answer;
    const body = { file: stored.id, ...(to.document ? {} : { name: file.name }) };
    const path = to.document ? `/${to.documents}/${to.document}/versions` : `/${to.collection}/${to.id}/documents`;
    const arrived = await api.post<Arrived>(path, { body });
    drop(key);
    arrivals.get(key)?.(file, arrived);
    arrivals.delete(key);
    void forgetRecord(queryClient, to.documents);
    void forgetRecord(queryClient, to.collection, to.id);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') drop(key);
    else change(key, { state: 'failed', problem: isApiProblem(error) ? error.detail : null });
  } finally {
    stopPresent = null;
    next();
  }
}

/** One after the other: together they would all be slow. */
function next(): void {
  if (sendings.some(({ state }) => state === 'sending')) return;
  const waiting = sendings.find(({ state }) => state === 'waiting');
  if (waiting) void send(waiting);
}

/** Sends files to a record; `refuse` tells why one is not even begun, null where it may go. `onArrived` hears of each that came. */
export function sendFiles(
  files: readonly File[],
  to: Destination,
  refuse: (file: File) => string | null,
  onArrived: OnArrived,
): void {
  const begun = files.map((file): FileSending => {
    const problem = refuse(file);
    return { key: ++made, file, to, state: problem === null ? 'waiting' : 'failed', part: 0, problem };
  });
  for (const { key } of begun) arrivals.set(key, onArrived);
  keep([...sendings, ...begun]);
  next();
}

/** Stops a file on its way, or takes one that failed off the list. */
export function stopSending({ key, state }: FileSending): void {
  if (state === 'sending') stopPresent?.();
  else drop(key);
}

/** Sends a file that failed once more. */
export function sendAgain({ key }: FileSending): void {
  change(key, { state: 'waiting', problem: null });
  next();
}

/** Takes a record's id; returns the files on their way to it. */
export function useSendings(id: string): readonly FileSending[] {
  const all = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => sendings,
  );
  return all.filter(({ to }) => to.id === id);
}
