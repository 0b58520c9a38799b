import { expect, test } from 'vitest';
import { standardLists } from '../../records/value-lists.ts';
import { readCard } from '../../rules/card/read-card.ts';
import { cellsOf, functionMeant, withCode } from './card-cells.ts';

const functions = standardLists.jobTitle ?? [];

test('what was read with doubt is marked, what was read well is not', () => {
  const { cells, unsure } = cellsOf(
    readCard([
      { text: 'ACME SAS', certainty: 0.95 },
      { text: 'Jean Martin', certainty: 0.95 },
      { text: 'jean.martin@acme.fr', certainty: 0.5 },
      { text: '12 rue de la Paix, 75002 Paris', certainty: 0.9 },
    ]),
  );
  expect(cells).toMatchObject({
    organisation: 'ACME SAS',
    lastName: 'Martin',
    email: 'jean.martin@acme.fr',
    city: 'Paris',
  });
  expect([...unsure]).toEqual(['email']);
});

test('a code beats the letters, field by field, its address taken whole, and is not doubted', () => {
  const read = {
    cells: { lastName: 'Martn', email: 'j@acme.fr', street: '12 rue', city: 'Paris', fax: '01 02 03 04 05' },
    unsure: new Set(['lastName', 'fax'] as const),
  };
  expect(withCode(read, { lastName: 'Martin', city: 'Lyon' })).toEqual({
    cells: { lastName: 'Martin', email: 'j@acme.fr', city: 'Lyon', fax: '01 02 03 04 05' },
    unsure: new Set(['fax']),
  });
});

test.each([
  ['Direction commerciale', 'salesDirector', true],
  ['Directrice commerciale', 'salesDirector', false],
  ['Directeur Administratif et Financier', null, false],
  ['PDG', 'ceo', false],
  ['Gérante', 'ceo', false],
  ['Head of Partnerships', null, false],
  ['Comptable', 'accounting', false],
])('« %s » on a card means %s of the list', (text, code, exact) => {
  const meant = functionMeant(text, functions);
  expect(meant?.value.code ?? null).toBe(code);
  if (meant) expect(meant.exact).toBe(exact);
});

test('a value that is in use no more is meant by nothing', () => {
  const values = [{ code: 'x', label: { fr: 'Pilote', en: 'Pilot' }, active: false }];
  expect(functionMeant('Pilote', values)).toBeNull();
});
