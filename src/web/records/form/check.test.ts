import { expect, test } from 'vitest';
import { effectiveModel } from '../../../meta/effective-record.ts';
import { emptySettings } from '../../../meta/settings.ts';
import { records } from '../../../records/registry.ts';
import { standardLists } from '../../../records/value-lists.ts';
import { checkField, checkFields } from './check.ts';

const account = effectiveModel(records, emptySettings, standardLists).record('account');

function check(name: string, input: unknown) {
  const field = account.field(name);
  if (!field) throw new Error(`No field is called ${name}`);
  return checkField(field, input, 'fr');
}

test('a required field that is empty or blank is refused by its name (F60)', () => {
  expect(check('legalName', '   ')).toEqual({ value: null, problem: '«\u00a0Raison sociale\u00a0» est obligatoire.' });
  expect(check('legalName', null).problem).not.toBeNull();
  expect(check('phone', null)).toEqual({ value: null, problem: null });
});

test('what people type is brought to the form that is stored', () => {
  expect(check('website', 'www.exemple.fr')).toEqual({ value: 'https://www.exemple.fr', problem: null });
  expect(check('siren', '732 829 320')).toEqual({ value: '732829320', problem: null });
  expect(check('legalName', ' Durand ')).toEqual({ value: 'Durand', problem: null });
});

test('what is no value of the type is refused and repeated, what is too long says how long it may be', () => {
  expect(check('email', 'a@x.fr, b@x.fr').problem).toContain('a@x.fr, b@x.fr');
  expect(check('website', 'javascript:alert(1)').problem).not.toBeNull();
  expect(check('accountType', 'outside the list').problem).not.toBeNull();
  expect(check('legalName', 'x'.repeat(201)).problem).toContain('200');
});

test('a field that became required is asked of a new record, and of an old one only where it is emptied now', () => {
  const fields = ['legalName', 'phone'].flatMap((name) => account.field(name) ?? []);
  const required = fields.map((field) => ({ ...field, required: true }));
  const faults = (values: object, stored: Record<string, unknown> | null) =>
    Object.keys(checkFields(required, { ...values }, stored, 'fr').found);
  expect(faults({ legalName: 'Durand', phone: null }, null)).toEqual(['phone']);
  expect(faults({ legalName: 'Durand SA', phone: null }, { legalName: 'Durand', phone: null })).toEqual([]);
  expect(faults({ legalName: 'Durand', phone: '' }, { legalName: 'Durand', phone: '0102030405' })).toEqual(['phone']);
});
