import { describe, expect, test } from 'vitest';
import { matchesKeys } from './shortcuts.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('a key press', () => {
  test('is Ctrl+K on a PC and ⌘K on a Mac', () => {
    expect(matchesKeys(press('k', { ctrlKey: true }), 'mod+k')).toBe(true);
    expect(matchesKeys(press('k', { metaKey: true }), 'mod+k')).toBe(true);
    expect(matchesKeys(press('k'), 'mod+k')).toBe(false);
  });

  test('is no one-letter shortcut while a modifier is held', () => {
    expect(matchesKeys(press('n'), 'n')).toBe(true);
    expect(matchesKeys(press('n', { ctrlKey: true }), 'n')).toBe(false);
    expect(matchesKeys(press('N', { shiftKey: true }), 'n')).toBe(false);
  });

  test('is a sign however the keyboard makes it: / needs Shift on a French keyboard', () => {
    expect(matchesKeys(press('/', { shiftKey: true }), '/')).toBe(true);
    expect(matchesKeys(press('/'), '/')).toBe(true);
    expect(matchesKeys(press('?', { shiftKey: true }), '?')).toBe(true);
  });
});
