import { expect, it } from 'vitest';
import { records } from '../../records/registry.ts';
import { standardLists } from '../../records/value-lists.ts';
import { effectiveModel } from '../effective-record.ts';
import { emptySettings } from '../settings.ts';
import { foldedValues, isMergeable, mergeWays } from './merging.ts';

const model = effectiveModel(records, emptySettings, standardLists);

it('finds every way to a contact, and what tells one link from another', () => {
  const ways = mergeWays(model, model.record('contact')).map(({ from, field, others }) => [
    `${from.name}.${field.name}`,
    others?.map(({ name }) => name) ?? null,
  ]);
  expect(Object.fromEntries(ways)).toMatchObject({
    'accountContact.contact': ['account'],
    'siteContact.contact': ['site'],
    'dealContact.contact': ['deal'],
    'eventContact.contact': ['event'],
    'targetMember.member': ['target'],
    'follower.about': ['user'],
    'action.contact': null,
    'comment.about': null,
    'document.about': null,
    'notification.about': null,
  });
});

it('tells a link that may be there several times by all that it must have', () => {
  const relation = mergeWays(model, model.record('account')).find(({ field }) => field.name === 'from');
  expect(relation?.others?.map(({ name }) => name)).toEqual(['to', 'type']);
});

it('merges what one works with, not users or roles', () => {
  expect(model.records.filter(isMergeable).map(({ name }) => name)).toContain('deal');
  expect(['user', 'role', 'team', 'accountContact', 'comment'].some((name) => isMergeable(model.record(name)))).toBe(
    false,
  );
});

it('puts two links together: own values first, boxes and lists of both, ended only where both have', () => {
  const link = model.record('accountContact');
  const kept = { phone: '+33102030405', recvInvoice: null, interlocutorTypes: ['financial'], endedAt: '2020-01-01' };
  const other = {
    phone: '+33999999999',
    email: 'a@b.fr',
    recvInvoice: true,
    interlocutorTypes: ['main'],
    endedAt: null,
  };
  expect(foldedValues(link, kept, other, ['contact', 'account'])).toEqual({
    email: 'a@b.fr',
    recvInvoice: true,
    interlocutorTypes: ['financial', 'main'],
    endedAt: null,
  });
  expect(foldedValues(link, { endedAt: '2020-01-01' }, { endedAt: '2021-01-01' }, [])).toEqual({
    endedAt: '2021-01-01',
  });
});
