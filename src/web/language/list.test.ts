import { expect, test } from 'vitest';
import { listMessages } from './list.ts';

test('none is one in French and several in English', () => {
  const found = (count: number) => [
    listMessages.fr.results(count, String(count)),
    listMessages.en.results(count, String(count)),
  ];
  expect(found(0)).toEqual(['0 résultat', '0 results']);
  expect(found(1)).toEqual(['1 résultat', '1 result']);
  expect(found(2)).toEqual(['2 résultats', '2 results']);
});
