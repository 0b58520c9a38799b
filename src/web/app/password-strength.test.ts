import { describe, expect, test } from 'vitest';
import { passwordStrength } from './password-strength.ts';

describe('the strength of a password', () => {
  test('an empty password has none', () => {
    expect(passwordStrength('', [])).toBe(0);
  });

  test.each(['azerty123456', 'aaaaaaaaaaaaaaaa', '1234567890123', 'Motdepasse1', 'Court1!'])(
    '%s is weak',
    (password) => {
      expect(passwordStrength(password, [])).toBe(1);
    },
  );

  test('words that are known of the person count for nothing', () => {
    expect(passwordStrength('DurandMartine1', ['Martine Durand', 'Durand SARL'])).toBe(1);
    expect(passwordStrength('cheval-agrafe-pile', ['Martine Durand'])).toBeGreaterThanOrEqual(3);
  });

  test('a long phrase is strong', () => {
    expect(passwordStrength('le héron traverse un jardin violet', [])).toBe(4);
  });
});
