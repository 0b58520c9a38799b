import { expect, test } from 'vitest';
import { readPeople } from './people-text.ts';

test('addresses are read as people paste them, each once, with the name that goes with them', () => {
  expect(
    readPeople(
      'claire.petit@exemple.fr; "Durand, Bob" <bob@exemple.fr>\nJean-Luc Dubois <jl@exemple.fr>\n\nCLAIRE.PETIT@exemple.fr, anne-marie_le.goff+crm@exemple.fr',
    ),
  ).toContainEqual({ email: 'jl@exemple.fr', name: 'Jean-Luc Dubois' });
  expect(readPeople('claire.petit@exemple.fr\nCLAIRE.PETIT@exemple.fr')).toEqual([
    { email: 'claire.petit@exemple.fr', name: 'Claire Petit' },
  ]);
  expect(readPeople('anne-marie_le.goff+crm@exemple.fr')[0]?.name).toBe('Anne-Marie Le Goff');
});

test('a comma within quotation marks is part of the name', () => {
  expect(readPeople('"Durand, Bob" <bob@exemple.fr>; zoe@exemple.fr')).toEqual([
    { email: 'bob@exemple.fr', name: 'Durand, Bob' },
    { email: 'zoe@exemple.fr', name: 'Zoe' },
  ]);
});

test('what is no address is kept, so that it can be named as such; nothing gives nobody', () => {
  expect(readPeople('pas une adresse')).toEqual([{ email: 'pas une adresse', name: 'Pas une adresse' }]);
  expect(readPeople(' \n;, ')).toEqual([]);
});
