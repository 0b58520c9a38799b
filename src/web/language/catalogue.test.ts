import { describe, expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import { frenchTypography } from './french-typography.ts';

describe('the words of a room', () => {
  test('are set as French is printed, whether fixed or made of what they speak about', () => {
    const room = catalogue({
      fr: { sure: 'Vraiment ?', gone: (title: string) => `« ${title} » : supprimé` },
      en: { sure: 'Really?', gone: (title: string) => `“${title}” : deleted` },
    });
    expect(room.fr.sure).toBe('Vraiment\u202f?');
    expect(room.fr.gone('Durand')).toBe('«\u00a0Durand\u00a0»\u00a0: supprimé');
    expect(room.en.gone('Durand')).toBe('“Durand” : deleted');
  });

  test('keep what is no sign of two parts', () => {
    expect(frenchTypography('https://carnet.fr/?q=1 à 09:30')).toBe('https://carnet.fr/?q=1 à 09:30');
    expect(frenchTypography("l'adresse")).toBe('l’adresse');
  });

  test('are not changed twice', () => {
    const once = frenchTypography('« Oui » ; « non » !');
    expect(frenchTypography(once)).toBe(once);
  });
});
