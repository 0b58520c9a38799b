import { expect, test } from 'vitest';
import { records } from '../../records/registry.ts';
import { standardLists } from '../../records/value-lists.ts';
import { effectiveModel } from '../effective-record.ts';
import { emptySettings } from '../settings.ts';
import { subtitleOf } from './subtitle.ts';

const model = effectiveModel(records, emptySettings, standardLists);
const context = { language: 'fr', timeZone: 'Europe/Paris' } as const;

test('the line under a title joins labels and titles, never codes nor ids', () => {
  const values = { jobTitle: 'accounting', account: '0190f5a0-7c5e-7000-8000-0123456789ab' };
  expect(subtitleOf(model.record('contact'), values, { account: 'Durand & Fils' }, context)).toBe(
    'Comptabilité · Durand & Fils',
  );
});

test('what is empty or not to be seen leaves nothing behind', () => {
  expect(subtitleOf(model.record('contact'), { jobTitle: null, account: 'x' }, { account: null }, context)).toBe('');
});
