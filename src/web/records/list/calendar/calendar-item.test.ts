import { describe, expect, test } from 'vitest';
import { fullPermission } from '../../../../meta/permissions.ts';
import { standardModel } from '../../../testing/mount.tsx';
import { addDays, addMonths, daysSeen, mondayOf, turned } from './calendar-days.ts';
import {
  type CalendarFields,
  lanesOf,
  movedValues,
  newValues,
  type Placed,
  placed,
  resizedValues,
} from './calendar-item.ts';

function fieldsOf(name: string, on: string, end: string | null, allDay: string | null = null): CalendarFields {
  const record = standardModel.record(name);
  const field = (wanted: string | null) => (wanted === null ? null : (record.field(wanted) ?? null));
  return {
    record,
    on: field(on) ?? (record.fields[0] as never),
    end: field(end),
    allDay: field(allDay),
    timeZone: 'Europe/Paris',
  };
}
const event = fieldsOf('event', 'at', 'endsAt', 'allDay');
const project = fieldsOf('project', 'startsOn', 'endsOn');
const item = (values: object) => ({ id: 'x', version: 1, title: 'x', ...values });
const meeting = item({
  at: '2026-11-11T08:00:00.000Z',
  startsAt: '2026-11-11T08:00:00.000Z',
  endsAt: '2026-11-11T09:30:00.000Z',
});

describe('the days of a calendar', () => {
  test('begin on Monday, and a month is shown in whole weeks', () => {
    expect(mondayOf('2026-11-22')).toBe('2026-11-16');
    const month = daysSeen('2026-11-22', 'month');
    expect([month[0], month.at(-1), month.length]).toEqual(['2026-10-26', '2026-12-06', 42]);
    expect(daysSeen('2027-02-10', 'month')).toHaveLength(28);
    expect(daysSeen('2026-11-22', 'week')[0]).toBe('2026-11-16');
  });

  test('turn by month, week or day; the last of a month stays in the next', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(turned('2026-11-22', 'week', -1)).toBe('2026-11-15');
    expect(turned('2026-12-31', 'day', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  });
});

describe('a record in a calendar', () => {
  test('stands at its time in the reader’s zone', () => {
    expect(placed(event, meeting)).toMatchObject({
      firstDay: '2026-11-11',
      lastDay: '2026-11-11',
      time: { from: 540, to: 630 },
    });
    expect(placed(event, item({ at: '2026-11-11T23:30:00.000Z' }))).toMatchObject({ firstDay: '2026-11-12' });
    expect(placed(event, item({ at: null }))).toBeNull();
  });

  test('takes days where it lasts beyond midnight or is said to, and no part of the day it ends with', () => {
    const fair = item({ at: '2026-11-10T08:00:00.000Z', endsAt: '2026-11-12T23:00:00.000Z' });
    expect(placed(event, fair)).toMatchObject({ firstDay: '2026-11-10', lastDay: '2026-11-12', time: null });
    expect(placed(event, { ...meeting, allDay: true })).toMatchObject({ time: null });
    expect(placed(project, item({ startsOn: '2026-11-01', endsOn: '2026-11-10' }))).toMatchObject({
      firstDay: '2026-11-01',
      lastDay: '2026-11-10',
    });
  });

  test('is moved by the date that it stands by, its end with it, and keeps its hour across the change of clocks', () => {
    expect(movedValues(event, fullPermission, meeting, { days: 1, minutes: 30 })).toEqual({
      startsAt: '2026-11-12T08:30:00.000Z',
      endsAt: '2026-11-12T10:00:00.000Z',
    });
    // 25 October 2026: 9 o’clock in Paris is 7:00 UTC the day before, 8:00 the day after.
    const before = item({ at: '2026-10-24T07:00:00.000Z', dueAt: '2026-10-24T07:00:00.000Z' });
    expect(movedValues(event, fullPermission, before, { days: 2, minutes: 0 })).toEqual({
      dueAt: '2026-10-26T08:00:00.000Z',
    });
    const site = item({ startsOn: '2026-11-01', endsOn: null });
    expect(movedValues(project, fullPermission, site, { days: 3, minutes: 0 })).toEqual({ startsOn: '2026-11-04' });
  });

  test('stays where the reader may not change its date', () => {
    const fixed = { ...fullPermission, fields: { startsAt: 'read' as const } };
    expect(movedValues(event, fixed, meeting, { days: 1, minutes: 0 })).toBeNull();
    expect(movedValues(event, { ...fullPermission, update: 'none' }, meeting, { days: 1, minutes: 0 })).toBeNull();
  });

  test('ends where its lower edge is dragged', () => {
    const one = placed(event, meeting) as Placed;
    expect(resizedValues(event, fullPermission, one, 720)).toEqual({ endsAt: '2026-11-11T11:00:00.000Z' });
    expect(resizedValues(fieldsOf('event', 'dueAt', null), fullPermission, one, 720)).toBeNull();
  });

  test('is begun where empty time is pressed: an hour long where it has an end', () => {
    expect(newValues(event, fullPermission, '2026-11-11', 600)).toEqual({
      startsAt: '2026-11-11T09:00:00.000Z',
      endsAt: '2026-11-11T10:00:00.000Z',
    });
    expect(newValues(project, fullPermission, '2026-11-11', null)).toEqual({ startsOn: '2026-11-11' });
    expect(newValues(fieldsOf('account', 'createdAt', null), fullPermission, '2026-11-11', null)).toBeNull();
  });
});

describe('what takes place at the same time', () => {
  const at = (id: string, from: number, to: number): Placed => ({
    item: { id, version: 1, title: id },
    firstDay: '2026-11-11',
    lastDay: '2026-11-11',
    time: { from, to },
  });
  test('stands side by side, as many as there is room for; the rest is counted', () => {
    const { lanes, left } = lanesOf([at('a', 540, 600), at('b', 560, 620), at('c', 570, 640), at('d', 660, 700)], 2);
    expect(lanes.map(({ placed: { item }, lane, lanes: of }) => [item.id, lane, of])).toEqual([
      ['a', 0, 2],
      ['b', 1, 2],
      ['d', 0, 1],
    ]);
    expect(left).toBe(1);
  });
});
