import { describe, expect, test } from 'vitest';
import type { EffectiveField } from '../../../../meta/effective-record.ts';
import { standardModel } from '../../../testing/mount.tsx';
import { boardColumns, movedValue, standsIn } from './board-value.ts';

const field = (record: string, name: string): EffectiveField => {
  const found = standardModel.record(record).field(name);
  if (!found) throw new Error(name);
  return found;
};
const group = (value: unknown) => ({ value, title: null, count: { value: 1, exact: true }, totals: {} });
const item = (values: object) => ({ id: 'x', version: 1, title: 'x', ...values });

describe('the columns of a board', () => {
  test('are the values of the list in order, then those withdrawn that records still have: none is lost', () => {
    const status = field('deal', 'status');
    const withdrawn = {
      ...status,
      options: {
        values: (status.options as { values: { code: string }[] }).values.map((value) =>
          value.code === 'lost' ? { ...value, active: false } : value,
        ),
      },
    };
    const columns = boardColumns(withdrawn, [group('lost'), group('unheard'), group('won')]);
    expect(columns.map(({ value, open }) => [value, open])).toEqual([
      ['qualify', true],
      ['discovery', true],
      ['proposal', true],
      ['negotiation', true],
      ['won', true],
      ['lost', false],
      ['unheard', false],
    ]);
    expect(boardColumns(withdrawn, []).map(({ value }) => value)).not.toContain('lost');
  });

  test('begin with that of no value where a record may have none, or some have none', () => {
    expect(boardColumns(field('account', 'accountType'), [])[0]).toMatchObject({ value: null, open: true });
    expect(boardColumns(field('deal', 'status'), [group(null)])[0]).toMatchObject({ value: null, open: false });
  });
});

describe('a card moved', () => {
  test('gets the value of its column, or none', () => {
    expect(movedValue(field('deal', 'status'), item({ status: 'won' }), 'won', 'lost')).toBe('lost');
    expect(movedValue(field('account', 'accountType'), item({ accountType: 'client' }), 'client', null)).toBeNull();
  });

  test('changes one of several values and keeps the others', () => {
    const roles = field('account', 'roles');
    const both = item({ roles: ['client', 'supplier'] });
    expect(movedValue(roles, both, 'client', 'prospect')).toEqual(['supplier', 'prospect']);
    expect(movedValue(roles, both, 'client', 'supplier')).toEqual(['supplier']);
    expect([
      standsIn(roles, both, 'supplier'),
      standsIn(roles, both, null),
      standsIn(roles, item({ roles: [] }), null),
    ]).toEqual([true, false, true]);
  });
});
