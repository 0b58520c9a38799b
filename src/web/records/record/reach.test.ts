import { expect, test } from 'vitest';
import { effectiveModel } from '../../../meta/effective-record.ts';
import { fullPermission } from '../../../meta/permissions.ts';
import { emptySettings } from '../../../meta/settings.ts';
import { records } from '../../../records/registry.ts';
import { standardLists } from '../../../records/value-lists.ts';
import { reachOf } from './reach.ts';

const contact = effectiveModel(records, emptySettings, standardLists).record('contact');
const context = { language: 'fr', timeZone: 'Europe/Paris' } as const;

test('a person is called on every number that is known, the landline with its extension', () => {
  const values = {
    phone: '01 23 45 67 89',
    extension: '12',
    mobile: '0628230455',
    email: null,
    linkedin: 'anne',
    skype: null,
  };
  const { call, mail, open } = reachOf(contact, fullPermission, values, context);
  expect(call.ways.map(({ address }) => address)).toEqual(['tel:0123456789,12', 'tel:0628230455']);
  expect(mail).toEqual({ known: true, ways: [] });
  expect(open.ways.map(({ address }) => address)).toEqual(['https://www.linkedin.com/in/anne']);
});

test('a field that the reader may not see reaches nobody', () => {
  const permission = { ...fullPermission, fields: { mobile: 'none' } as const };
  const { call } = reachOf(contact, permission, { phone: null, mobile: '0628230455' }, context);
  expect(call).toEqual({ known: true, ways: [] });
});
