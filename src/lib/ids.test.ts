import { afterEach, describe, expect, it, vi } from 'vitest';
import { isId, newId } from './ids.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('ids', () => {
  it('are UUIDs of version 7 and of the variant of RFC 9562', () => {
    expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('sort by creation, even those of one millisecond', () => {
    vi.useFakeTimers({ now: Date.now() + 1000 });
    const ids = Array.from({ length: 20_000 }, () => newId());
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('still sort by creation when the clock goes back', () => {
    vi.useFakeTimers({ now: Date.now() + 60_000 });
    const before = newId();
    vi.setSystemTime(Date.now() - 30_000);
    expect(newId() > before).toBe(true);
  });

  it('carry the moment they were made at', () => {
    vi.useFakeTimers({ now: Date.UTC(2100, 0, 1) });
    expect(Number.parseInt(newId().replaceAll('-', '').slice(0, 12), 16)).toBe(Date.UTC(2100, 0, 1));
  });

  it('are told from what is none', () => {
    expect(isId(newId())).toBe(true);
    for (const value of [
      '',
      'ACME',
      newId().toUpperCase(),
      `${newId()}\n`,
      ` ${newId()}`,
      12,
      null,
      undefined,
      [newId()],
    ])
      expect(isId(value)).toBe(false);
  });
});
