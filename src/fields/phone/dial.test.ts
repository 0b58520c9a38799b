import { expect, test } from 'vitest';
import { dialAddress, dialAddressBeside } from './dial.ts';

test('a number is dialled without its spaces, its plus kept', () => {
  expect(dialAddress('06 28 23 04 55')).toBe('tel:0628230455');
  expect(dialAddress('+33 (0)1 23 45 67 89')).toBe('tel:+33123456789');
  expect(dialAddress('+44 20 7946 0958')).toBe('tel:+442079460958');
});

test('the extension of the line is dialled after a pause, words in a number are not', () => {
  expect(dialAddress('01 23 45 67 89', '412')).toBe('tel:0123456789,412');
  expect(dialAddress('01.23.45.67.89 poste 12')).toBe('tel:0123456789');
});

test('what holds no figure dials nothing', () => {
  expect(dialAddress('poste')).toBeNull();
});

test('the extension is that of the landline beside it, never of a mobile', () => {
  const values = { phone: '01 23 45 67 89', mobile: '06 28 23 04 55', extension: '412' };
  expect(dialAddressBeside('phone', values.phone, values)).toBe('tel:0123456789,412');
  expect(dialAddressBeside('mobile', values.mobile, values)).toBe('tel:0628230455');
  expect(dialAddressBeside('phone', values.phone, {})).toBe('tel:0123456789');
});
