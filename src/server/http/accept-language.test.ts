import { expect, test } from 'vitest';
import { acceptedLanguage } from './accept-language.ts';

test.each([
  ['fr-FR,fr;q=0.9,en;q=0.8', 'fr'],
  ['en-GB;q=0.8, fr;q=0.3', 'en'],
  ['de, EN', 'en'],
  ['de', undefined],
  ['fry, enx', undefined],
  ['en;q=0', undefined],
  ['en;q=x', undefined],
  ['', undefined],
  [undefined, undefined],
  [',;=,,q=', undefined],
])('%j prefers %s', (header, language) => {
  expect(acceptedLanguage(header)).toBe(language);
});
