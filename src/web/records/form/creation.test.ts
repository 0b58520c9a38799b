import { expect, test } from 'vitest';
import { effectiveModel } from '../../../meta/effective-record.ts';
import { administratorPermissions } from '../../../meta/permissions.ts';
import { emptySettings } from '../../../meta/settings.ts';
import { records } from '../../../records/registry.ts';
import { standardLists } from '../../../records/value-lists.ts';
import type { Item } from '../../api/types.ts';
import {
  copiedValues,
  creationForm,
  nestValues,
  prefilledLinks,
  prefilledValues,
  shortFields,
  titleValues,
  valuesToSend,
} from './creation.ts';

const model = effectiveModel(records, emptySettings, standardLists);
const contact = model.record('contact');
const account = model.record('account');
const context = { language: 'fr', timeZone: 'Europe/Paris' } as const;
const id = '0190f5a0-7c5e-7000-8000-0123456789ab';

test('the form of a new contact holds the person, the primary account and what they receive there', () => {
  const names = creationForm(model, contact, administratorPermissions).fields.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'lastName',
      'account',
      'phone',
      'accountLinks.recvInvoice',
      'accountLinks.interlocutorTypes',
    ]),
  );
  expect(names).not.toContain('accountLinks.endedAt');
  expect(names).not.toContain('accountLinks.phone');
  expect(names).not.toContain('status');
});

test('what belongs to the primary link is sent nested, with the account it is a link to', () => {
  expect(
    nestValues(contact, {
      lastName: 'Durand',
      account: id,
      'accountLinks.recvInvoice': true,
      'accountLinks.hideFromCrm': false,
    }),
  ).toEqual({ lastName: 'Durand', account: id, accountLinks: [{ account: id, recvInvoice: true }] });
});

test('an address fills in the form, numbers and labels read as people write them', () => {
  const { fields } = creationForm(model, contact, administratorPermissions);
  expect(prefilledValues(fields, { account: id, jobTitle: 'Achats', unknown: 'x' }, context)).toEqual({
    account: id,
    jobTitle: 'purchasing',
  });
  const accountFields = creationForm(model, account, administratorPermissions).fields;
  expect(prefilledValues(accountFields, { siren: 732829320 }, context)).toEqual({ siren: '732829320' });
});

test('an address may bring a link to a site', () => {
  expect(prefilledLinks(contact, { 'link.siteLinks': id, 'link.other': id })).toEqual({ siteLinks: [{ site: id }] });
});

test('a copy keeps own fields and references, says that it is one, and leaves the photo', () => {
  const { fields } = creationForm(model, contact, administratorPermissions);
  const item = {
    id,
    version: 3,
    title: 'Anne Durand',
    lastName: 'Durand',
    firstName: 'Anne',
    photo: id,
    account: id,
  } as Item;
  expect(copiedValues(contact, fields, item, '(copie)')).toEqual({
    lastName: 'Durand (copie)',
    firstName: 'Anne',
    account: id,
  });
});

test('words typed in a picker become the names of the person or of the company', () => {
  expect(titleValues(contact, 'Jean de La Tour')).toEqual({ firstName: 'Jean', lastName: 'de La Tour' });
  expect(titleValues(contact, 'Durand')).toEqual({ lastName: 'Durand' });
  expect(titleValues(account, 'Durand & Fils')).toEqual({ legalName: 'Durand & Fils' });
});

test('the short form asks for what is required and how to reach them', () => {
  const names = shortFields(contact, creationForm(model, contact, administratorPermissions).fields).map(
    ({ name }) => name,
  );
  expect(names).toEqual(['lastName', 'firstName', 'account', 'jobTitle', 'phone', 'mobile', 'email']);
});

test('a creation sends no empty field, but says that a standard value was emptied', () => {
  expect(valuesToSend({ legalName: 'A', phone: null, owner: null }, { owner: id })).toEqual({
    legalName: 'A',
    owner: null,
  });
});
