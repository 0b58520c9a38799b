import { describe, expect, it } from 'vitest';
import { named } from './named-record.ts';

const account = (title: string) => ({ id: title, title });

describe('the company that a card or an address book names', () => {
  it.each([
    ['Éts MARTIN', ['Ets Martin', 'Martin Frères'], 'Ets Martin', false],
    ['Durand SARL', ['Durand'], 'Durand', true],
    ['Durand', ['SARL Durand', 'Durand Paysages'], 'SARL Durand', true],
    ['Durand SARL', ['Durand SAS'], null, false],
    ['Durand', ['Durand SARL', 'Durand SAS'], null, false],
    ['Durand', ['Durand', 'Durand'], null, false],
    ['Inconnue', [], null, false],
  ])('« %s » among %j is %s', (text, titles, only, loose) => {
    const found = named(text, titles.map(account));
    expect([found.only?.title ?? null, found.loose]).toEqual([only, loose]);
  });

  it('is offered among those alike, three at most, where it is not known', () => {
    expect(named('Durand', ['Durand A', 'Durand B', 'Durand C', 'Durand D'].map(account)).alike).toHaveLength(3);
  });
});
