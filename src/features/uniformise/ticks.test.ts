import { expect, it } from 'vitest';
import type { HeldVariant, UniformiseItem } from './request.ts';
import { isTicked, placesToSend, valuesToSend, variantKey, withTicks } from './ticks.ts';

const item = (id: string, certain: boolean): UniformiseItem => ({
  id,
  field: 'lastName',
  title: id,
  before: 'A',
  after: 'a',
  certain,
});
const sure = item('1', true);
const doubtful = item('2', false);
const all = [sure, doubtful];

it('begins with what is certain, and sends only what was ticked otherwise', () => {
  const none = new Set<string>();
  expect(all.map((one) => isTicked(one, none))).toEqual([true, false]);
  expect(placesToSend(all, none)).toEqual({ except: [], also: [] });
  const every = withTicks(none, all, true);
  expect(all.map((one) => isTicked(one, every))).toEqual([true, true]);
  expect(placesToSend(all, every)).toEqual({ except: [], also: [{ id: '2', field: 'lastName' }] });
  const nothing = withTicks(every, all, false);
  expect(placesToSend(all, nothing)).toEqual({ except: [{ id: '1', field: 'lastName' }], also: [] });
  expect(withTicks(nothing, [sure], true)).toEqual(none);
});

it('maps the variants that are ticked, to the value chosen', () => {
  const variant = (from: string, into: string | null, certain: boolean): HeldVariant => ({
    field: 'jobTitle',
    from,
    into,
    certain,
    candidates: [],
    count: 1,
  });
  const variants = [variant('a', 'x', true), variant('b', 'y', false), variant('c', null, false)];
  expect(valuesToSend(variants, {})).toEqual({ jobTitle: { a: 'x' } });
  const choices = {
    [variantKey(variants[0] as HeldVariant)]: { into: 'x', ticked: false },
    [variantKey(variants[2] as HeldVariant)]: { into: 'z', ticked: true },
  };
  expect(valuesToSend(variants, choices)).toEqual({ jobTitle: { c: 'z' } });
});
