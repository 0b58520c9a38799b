import { expect, test } from 'vitest';
import { records } from '../../records/registry.ts';
import { standardLists } from '../../records/value-lists.ts';
import { effectiveModel } from '../effective-record.ts';
import { emptySettings } from '../settings.ts';
import { farReference, hasEnded, isLoneStandard, startedFrom } from './links.ts';

const model = effectiveModel(records, emptySettings, standardLists);
const id = '0190f5a0-7c5e-7000-8000-0123456789ab';
const accountId = '0190f5a0-7c5e-7000-8000-0123456789ac';

test('a link leads to what is at its other end, a record in its own right leads nowhere else', () => {
  expect(farReference(model.record('accountContact'), 'account')?.name).toBe('contact');
  expect(farReference(model.record('accountContact'), 'contact')?.name).toBe('account');
  expect(farReference(model.record('site'), 'account')).toBeUndefined();
});

test('a link is ended the day after its last day', () => {
  const link = model.record('siteContact');
  expect(hasEnded(link, { exitDate: '2026-11-21' }, '2026-11-22')).toBe(true);
  expect(hasEnded(link, { exitDate: '2026-11-22' }, '2026-11-22')).toBe(false);
  expect(hasEnded(link, { exitDate: null }, '2026-11-22')).toBe(false);
});

test('a contact started from an account has it as their primary account', () => {
  const here = { record: model.record('account'), id, values: {} };
  expect(startedFrom(model, here, model.record('contact'), { record: 'accountContact', via: 'account' })).toEqual({
    account: id,
  });
});

test('a contact started from a site is linked to the site and to its account', () => {
  const here = { record: model.record('site'), id, values: { account: accountId } };
  expect(startedFrom(model, here, model.record('contact'), { record: 'siteContact', via: 'site' })).toEqual({
    account: accountId,
    'link.siteLinks': id,
  });
});

test('a contact started from a deal is linked to it, to its account and to the site it has', () => {
  const tab = model.record('deal').tabs?.find(({ name }) => name === 'contacts') ?? { record: '', via: '' };
  const start = (site: string | null) =>
    startedFrom(
      model,
      { record: model.record('deal'), id, values: { account: accountId, site } },
      model.record('contact'),
      tab,
    );
  expect(start(accountId)).toEqual({ account: accountId, 'link.dealLinks': id, 'link.siteLinks': accountId });
  expect(start(null)).toEqual({ account: accountId, 'link.dealLinks': id });
});

test('an account started from a contact is linked to the person, a site from an account belongs to it', () => {
  const person = { record: model.record('contact'), id, values: { account: accountId } };
  expect(startedFrom(model, person, model.record('account'), { record: 'accountContact', via: 'contact' })).toEqual({
    'link.contactLinks': id,
  });
  const company = { record: model.record('account'), id, values: {} };
  expect(startedFrom(model, company, model.record('site'), { record: 'site', via: 'account' })).toEqual({
    account: id,
  });
});

test('the site that an account was given is shown from the second one on', () => {
  const account = model.record('account');
  const sites = { record: 'site', via: 'account' };
  expect(isLoneStandard(account, sites, { value: 1, exact: true })).toBe(true);
  expect(isLoneStandard(account, sites, { value: 2, exact: true })).toBe(false);
  expect(isLoneStandard(account, sites, undefined)).toBe(false);
  expect(isLoneStandard(account, { record: 'accountContact', via: 'account' }, { value: 1, exact: true })).toBe(false);
});
