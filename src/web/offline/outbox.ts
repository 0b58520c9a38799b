import { useSyncExternalStore } from 'react';
import type { ProblemBody } from '../api/problem.ts';
import type { FormOpening } from '../records/form/opening.ts';
import { allOnShelf, dropFromShelf, type Kept, putOnShelf } from './device-store.ts';

type Values = Readonly<Record<string, unknown>>;

/** A new record that waits to be made: always by the same key, so that however often it is sent there is one. */
interface Creation {
  readonly kind: 'create';
  readonly values: Values;
  readonly idempotencyKey: string;
  /** The form it was typed in: its draft's key, its address, what it opened with and held, to type in it again. */
  readonly form: {
    readonly draftKey: string;
    readonly search: Values;
    readonly values: Values;
    readonly opening?: FormOpening;
  };
}

/** Changes of a record that wait to be written over the version they were made on. */
interface Change {
  readonly kind: 'update';
  readonly id: string;
  readonly version: number;
  readonly values: Values;
}

/** A write that got no answer: kept on this device until the server took it or the person gave it up. */
export interface PendingWrite extends Kept {
  /** Id of the person who wrote it: nobody else sends it. */
  readonly person: string;
  /** Name of the record type. */
  readonly record: string;
  readonly title: string;
  readonly what: Creation | Change;
  /** Why the server did not take it; null while it waits. */
  readonly refusal: { readonly status: number; readonly body: ProblemBody } | null;
  /** True while the person types in it again: it is not sent meanwhile. */
  readonly held: boolean;
}

/** A write that the server took, as long as the page stays open. */
export interface SentWrite {
  readonly write: PendingWrite;
  /** The record as it is now. */
  readonly id: string;
}

export interface Outbox {
  /** Oldest first. */
  readonly writes: readonly PendingWrite[];
  readonly sent: readonly SentWrite[];
  /** Key of the write under way, null for none. */
  readonly sending: string | null;
}

const empty: Outbox = { writes: [], sent: [], sending: null };

let outbox = empty;
const listeners = new Set<() => void>();
/** Tells the other tabs of this browser that the shelf changed. */
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('carnet-outbox');

/** Puts the box as it is known now, in part. */
export function setOutbox(part: Partial<Outbox>): void {
  outbox = { ...outbox, ...part };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The writes that wait to be sent, those sent since the page was opened, and the one under way. */
export function useOutbox(): Outbox {
  return useSyncExternalStore(subscribe, () => outbox);
}

/** The box as it is now. */
export function currentOutbox(): Outbox {
  return outbox;
}

/** Reads what this device keeps of a person's writes. A browser that keeps nothing has none. */
export async function readOutbox(person: string): Promise<readonly PendingWrite[]> {
  const kept = await allOnShelf<PendingWrite>('pending').catch(() => []);
  const writes = kept.filter((write) => write.person === person);
  setOutbox({ writes });
  return writes;
}

/** Forgets what was shown of the box; what this device keeps stays. */
export function closeOutbox(): void {
  setOutbox(empty);
}

/** Calls `listener` when another tab changed the box; returns how to stop. */
export function onOutboxElsewhere(listener: () => void): () => void {
  channel?.addEventListener('message', listener);
  return () => channel?.removeEventListener('message', listener);
}

/** Takes a record type's name and an id; returns the key of what waits to be changed of that record. */
export function changeKey(record: string, id: string): string {
  return `${record}/${id}`;
}

/** What waits already of the same record is written in one go with what comes now, over the version of the first. */
function joined(known: PendingWrite | undefined, write: PendingWrite): PendingWrite {
  if (known?.what.kind !== 'update' || write.what.kind !== 'update') return write;
  const values = { ...known.what.values, ...write.what.values };
  return { ...write, at: known.at, what: { ...write.what, version: known.what.version, values } };
}

/** Keeps a write to be sent later. Rejects where the browser keeps nothing: the form must keep it then. */
export async function keepWrite(write: PendingWrite): Promise<void> {
  const known = outbox.writes.find(({ key }) => key === write.key);
  const kept = joined(known, write);
  await putOnShelf('pending', [kept]);
  const writes = [...outbox.writes.filter(({ key }) => key !== write.key), kept];
  setOutbox({ writes: writes.sort((one, other) => one.at - other.at) });
  channel?.postMessage(null);
}

/** Takes a write out of the box: it was sent, or given up. */
export async function dropWrite(key: string): Promise<void> {
  if (!outbox.writes.some((write) => write.key === key)) return;
  await dropFromShelf('pending', key).catch(() => undefined);
  setOutbox({ writes: outbox.writes.filter((write) => write.key !== key) });
  channel?.postMessage(null);
}

/** What was typed again was saved: takes the write it came from out of the box. */
export async function dropHeld(key: string): Promise<void> {
  if (outbox.writes.some((write) => write.key === key && write.held)) await dropWrite(key);
}

/** Takes a person's id; gives up every write of theirs that waits. */
export async function dropAll(person: string): Promise<void> {
  for (const { key } of await readOutbox(person)) await dropWrite(key);
}
