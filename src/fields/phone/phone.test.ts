import { describe, expect, it } from 'vitest';
import { nationalDigits, phoneSearchText, phoneType } from './phone.ts';

const french = { language: 'fr', timeZone: 'Europe/Paris' } as const;

describe('a phone', () => {
  it.each([
    ['06 28 23 04 55', ['0628230455', '33628230455']],
    ['+33 6 28 23 04 55', ['0628230455', '33628230455']],
    ['+33 (0)6 28 23 04 55', ['0628230455', '33628230455']],
    ['0033 6.28.23.04.55', ['0628230455', '33628230455']],
    ['+262 692 12 34 56', ['262692123456', '0692123456']],
    ['+44 20 7946 0958', ['442079460958']],
    ['3949', ['3949']],
    ['01 23 45 67 89 poste 12', ['0123456789', '33123456789', '012345678912']],
  ])('written « %s » is found by its digits in every form', (phone, forms) => {
    expect(phoneSearchText(phone).split(' ')).toEqual(expect.arrayContaining(forms));
  });

  it('has one key whatever the way it is written, extension left out', () => {
    const ways = [
      '06 28 23 04 55',
      '0628230455',
      '+33628230455',
      '+33 (0)6 28 23 04 55',
      '0033628230455',
      '06.28.23.04.55 poste 3',
    ];
    expect(new Set(ways.map(nationalDigits))).toEqual(new Set(['0628230455']));
  });

  it('has a key for the beginning of a number too, so that a filter finds by it', () => {
    expect(nationalDigits('06 28')).toBe('0628');
    expect(nationalDigits('+33 6 28')).toBe('0628');
  });

  it('is shown two by two when it is French, as typed otherwise', () => {
    const shown = (phone: string) => phoneType.format(phone, {}, french);
    expect(shown('0628230455')).toBe('06\u00a028\u00a023\u00a004\u00a055');
    expect(shown('+33 (0)6-28-23-04-55')).toBe('06\u00a028\u00a023\u00a004\u00a055');
    expect(shown('+44 20 7946 0958')).toBe('+44 20 7946 0958');
    expect(shown('06 28 23 04 55 poste 3')).toBe('06 28 23 04 55 poste 3');
    expect(shown('3949')).toBe('3949');
  });
});
