import { describe, expect, it } from 'vitest';
import { administratorPermissions, permissionOn } from '../../../meta/permissions.ts';
import { standardModel } from '../../testing/mount.tsx';
import { openingValues } from './creation.ts';
import { sayable } from './opening.ts';

const contact = standardModel.record('contact');
const permission = permissionOn(administratorPermissions, 'contact');
const context = { language: 'fr', timeZone: 'Europe/Paris' } as const;

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
