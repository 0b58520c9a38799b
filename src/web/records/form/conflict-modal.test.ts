// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { resolvedValues } from './conflict-modal.tsx';

const conflict = { yours: { legalName: 'Mine', phone: '0102030405' }, conflicts: ['legalName'] };

test('what is chosen is written over the record as it is now, with what nobody else touched', () => {
  expect(resolvedValues(conflict, { legalName: 'yours' })).toEqual({ legalName: 'Mine', phone: '0102030405' });
});

test('what is left to the other person is not written at all', () => {
  expect(resolvedValues(conflict, { legalName: 'theirs' })).toEqual({ phone: '0102030405' });
});
