import { expect, it } from 'vitest';
import { text } from '../../fields/text/text.ts';
import { records } from '../../records/registry.ts';
import { standardLists } from '../../records/value-lists.ts';
import { effectiveModel } from '../effective-record.ts';
import { administratorPermissions, fullPermission } from '../permissions.ts';
import { emptySettings } from '../settings.ts';
import { importTargets } from './import-targets.ts';

const settings = {
  ...emptySettings,
  records: {
    contact: {
      fields: { skype: { hidden: true }, lastName: { label: { fr: 'Patronyme', en: 'Surname' } } },
      customFields: [
        { ...text({ label: { fr: 'Badge', en: 'Badge' } }), id: '0190f5a0-7c5e-7000-8000-0123456789ab', name: 'badge' },
      ],
    },
  },
};
const model = effectiveModel(records, settings, standardLists);
const keys = (name: string, permissions = administratorPermissions) =>
  importTargets(model.record(name), model, permissions).map(({ key }) => key);

it('offers every field that people fill in, custom ones and those of the company included, hidden and kept ones not', () => {
  const contact = keys('contact');
  expect(contact).toEqual(
    expect.arrayContaining([
      'lastName',
      'email',
      'account',
      'account.siren',
      'account.siret',
      'account.id',
      'account.address.city',
      'badge',
      'id',
    ]),
  );
  expect(contact).not.toContain('skype');
  expect(contact).not.toContain('status');
  expect(contact).not.toContain('createdAt');
});

it('calls fields what the company calls them', () => {
  const surname = importTargets(model.record('contact'), model, administratorPermissions).find(
    ({ key }) => key === 'lastName',
  );
  expect(surname).toMatchObject({ label: { fr: 'Patronyme' }, required: true });
});

it('offers the parts of an address, not the whole', () => {
  expect(keys('account')).toEqual(
    expect.arrayContaining(['address.street', 'address.postcode', 'address.city', 'address.country']),
  );
  expect(keys('account')).not.toContain('address');
});

it('offers nothing that a role may not write', () => {
  const permissions = {
    ...administratorPermissions,
    records: {
      contact: { ...fullPermission, fields: { email: 'read' as const } },
      account: { ...fullPermission, fields: { siren: 'none' as const } },
    },
  };
  expect(keys('contact', permissions)).not.toContain('email');
  expect(keys('contact', permissions)).not.toContain('account.siren');
});
