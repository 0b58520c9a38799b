import { useEffect, useSyncExternalStore } from 'react';

/** A record that was opened in this browser. */
export interface RecentRecord {
  /** Name of its type. */
  readonly record: string;
  readonly id: string;
  readonly title: string;
}

const key = 'carnet.recent';
const mostKept = 12;
const nothing: readonly RecentRecord[] = [];
const listeners = new Set<() => void>();
let known: readonly RecentRecord[] | null = null;

function isRecent(value: unknown): value is RecentRecord {
  const { record, id, title } = (value ?? {}) as Partial<RecentRecord>;
  return typeof record === 'string' && typeof id === 'string' && typeof title === 'string';
}

/** What the browser kept; a browser that refuses storage keeps nothing. */
function current(): readonly RecentRecord[] {
  if (known) return known;
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    known = Array.isArray(kept) ? kept.filter(isRecent) : nothing;
  } catch {
    known = nothing;
  }
  return known;
}

function keep(recent: readonly RecentRecord[]): void {
  known = recent;
  try {
    localStorage.setItem(key, JSON.stringify(recent));
  } catch {
    // Kept for as long as the page is open.
  }
  for (const listener of listeners) listener();
}

/** Forgets them all: another person may sign in next. */
export function forgetRecent(): void {
  keep(nothing);
}

/** Forgets a record that cannot be opened any more. */
export function forgetRecentRecord(id: string): void {
  if (current().some((recent) => recent.id === id)) keep(current().filter((recent) => recent.id !== id));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The records opened last in this browser, the latest first. */
export function useRecentRecords(): readonly RecentRecord[] {
  return useSyncExternalStore(subscribe, current);
}

/** Takes the record that is open; it is the latest from then on. */
export function useRememberRecord(record: string, id: string, title: string): void {
  useEffect(() => {
    keep([{ record, id, title }, ...current().filter((recent) => recent.id !== id)].slice(0, mostKept));
  }, [record, id, title]);
}
