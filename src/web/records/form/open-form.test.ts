import { describe, expect, it } from 'vitest';
import { administratorPermissions, permissionOn } from '../../../meta/permissions.ts';
import { standardModel } from '../../testing/mount.tsx';
import { openingValues } from './creation.ts';
import { named } from './open-form.ts';
import { sayable } from './opening.ts';

const account = (title: string) => ({ id: title, title });
const contact = standardModel.record('contact');
const permission = permissionOn(administratorPermissions, 'contact');
const context = { language: 'fr', timeZone: 'Europe/Paris' } as const;

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

describe('what a way in found out', () => {
  it('is read as if it were typed, and what a list does not hold is told apart', () => {
    const { values, unlisted } = openingValues(
      contact.fields,
      { marketingConsent: 'oui', jobTitle: 'Directrice financière', civility: 'Madame', lastName: '2024' },
      context,
    );
    expect(values).toEqual({ marketingConsent: true, civility: 'mrs', lastName: '2024' });
    expect(unlisted).toEqual({ jobTitle: 'Directrice financière' });
  });

  it('says where the contact comes from only where this person may say it', () => {
    expect(sayable(contact, permission, { source: 'phonebook' })).toEqual({ source: 'phonebook' });
    expect(sayable(contact, permission, { source: 'import', status: 'disappeared' })).toEqual({});
    expect(sayable(contact, { ...permission, fields: { source: 'read' } }, { source: 'card' })).toEqual({});
  });
});
