import { expect, test } from 'vitest';
import type { SettingField } from '../queries.ts';
import { movedField } from './field-order.ts';

const field = (name: string, more: Partial<SettingField> = {}): SettingField =>
  ({ name, custom: true, retired: false, section: 'details', ...more }) as SettingField;
const fields = [
  field('legalName', { custom: false }),
  field('cA'),
  field('cGone', { retired: true }),
  field('cElsewhere', { section: 'legal' }),
  field('cB'),
  field('cC'),
];
const moved = (name: string, way: -1 | 1) =>
  movedField(fields, fields.find((one) => one.name === name) ?? field(name), way);

test('a custom field goes past its neighbour of the same section, whatever stands between', () => {
  expect(moved('cA', 1)).toEqual(['cGone', 'cElsewhere', 'cB', 'cA', 'cC']);
  expect(moved('cB', -1)).toEqual(['cB', 'cA', 'cGone', 'cElsewhere', 'cC']);
  expect(moved('cC', -1)).toEqual(['cA', 'cGone', 'cElsewhere', 'cC', 'cB']);
});

test('the first goes no further up, the last no further down', () => {
  expect(moved('cA', -1)).toBeNull();
  expect(moved('cC', 1)).toBeNull();
  expect(moved('cElsewhere', 1)).toBeNull();
});
