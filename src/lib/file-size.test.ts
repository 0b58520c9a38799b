import { expect, test } from 'vitest';
import { formatFileSize } from './file-size.ts';

test('a size is said in the unit that a person reads it by, in their language', () => {
  const sizes = [-1, 0, 999, 1024, 1536, 10_421, 1_048_576, 3 * 1024 ** 4];
  const said = (language: 'fr' | 'en') => sizes.map((bytes) => formatFileSize(bytes, language).replace('\u00a0', ' '));
  expect(said('fr')).toEqual(['0 o', '0 o', '999 o', '1 Ko', '1,5 Ko', '10 Ko', '1 Mo', '3\u202f072 Go']);
  expect(said('en')).toEqual(['0 B', '0 B', '999 B', '1 KB', '1.5 KB', '10 KB', '1 MB', '3,072 GB']);
});
