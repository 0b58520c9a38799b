import { expect, it } from 'vitest';
import { records } from '../../records/registry.ts';
import { standardLists } from '../../records/value-lists.ts';
import { effectiveModel } from '../effective-record.ts';
import { emptySettings } from '../settings.ts';
import { fieldsStandingAlone } from './standing-alone.ts';

const model = effectiveModel(records, emptySettings, standardLists);
const alone = (name: string) => fieldsStandingAlone(model.record(name));

it('finds the fields of which nothing else is made', () => {
  expect([...alone('account')]).toEqual(expect.arrayContaining(['comment', 'roles', 'industry', 'vatNumber']));
});

it.each([
  ['account', 'legalName', 'is the title'],
  ['account', 'owner', 'opens the record'],
  ['account', 'phone', 'is searched'],
  ['account', 'email', 'has a folded key'],
  ['account', 'address', 'has parts with folded keys'],
  ['account', 'parentAccount', 'points to a record'],
  ['contact', 'photo', 'is a file'],
  ['contact', 'linkedin', 'tells likely duplicates'],
  ['event', 'endsAt', 'is in order with another'],
  ['deal', 'status', 'is what a date is stamped by'],
])('leaves out of %s the field %s, which %s', (name, field) => {
  expect(model.record(name).field(field)).toBeDefined();
  expect(alone(name).has(field)).toBe(false);
});

it('leaves out every field of a type that computes values', () => {
  const computing = model.records.filter((record) => Object.keys(record.computed ?? {}).length > 0);
  expect(computing).not.toEqual([]);
  for (const record of computing) expect(fieldsStandingAlone(record).size).toBe(0);
});
