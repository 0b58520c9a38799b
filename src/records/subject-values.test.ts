import { expect, test } from 'vitest';
import { records } from './registry.ts';
import { subjects } from './subject-values.ts';

test('whatever one works with can be spoken about, followed and given documents', () => {
  const daily = Object.values(records).filter(({ navigation }) => navigation?.area === 'crm');
  expect(daily.map(({ name }) => name).filter((name) => !(subjects as readonly string[]).includes(name))).toEqual([]);
});
