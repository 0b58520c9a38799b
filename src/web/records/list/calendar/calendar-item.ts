import { fromLocal, toLocal } from '../../../../lib/time-zone.ts';
import { endOf } from '../../../../meta/derive/grouping.ts';
import type { EffectiveField, EffectiveRecord } from '../../../../meta/effective-record.ts';
import type { RecordPermission } from '../../../../meta/permissions.ts';
import type { Item } from '../../../api/types.ts';
import { isEditable } from '../columns.ts';
import { addDays, daysBetween } from './calendar-days.ts';

const minute = 60_000;
const dayMinutes = 1_440;
/** How long what has no end is drawn in a day, in minutes. */
const standardLength = 30;

/** A record as a calendar places it, in the reader's zone. */
export interface Placed {
  readonly item: Item;
  readonly firstDay: string;
  readonly lastDay: string;
  /** Minutes after midnight at which it begins and ends on its day; null for what takes days. */
  readonly time: { readonly from: number; readonly to: number } | null;
}

/** What a calendar is made of: the dates that its records begin and end at, and whose zone days are in. */
export interface CalendarFields {
  readonly record: EffectiveRecord;
  readonly on: EffectiveField;
  readonly end: EffectiveField | null;
  /** The box that says that a record takes whole days. */
  readonly allDay: EffectiveField | null;
  readonly timeZone: string;
}

function local(value: string, timeZone: string): { readonly day: string; readonly minutes: number } {
  const { date, hours, minutes } = toLocal(Date.parse(value), timeZone);
  return { day: date, minutes: hours * 60 + minutes };
}

/** Takes a day, minutes after its midnight and a zone; returns the moment. */
export function momentAt(day: string, minutes: number, timeZone: string): string {
  const date = addDays(day, Math.floor(minutes / dayMinutes));
  const rest = ((minutes % dayMinutes) + dayMinutes) % dayMinutes;
  const clock = { hours: Math.floor(rest / 60), minutes: rest % 60, seconds: 0, milliseconds: 0 };
  return new Date(fromLocal({ date, ...clock }, timeZone)).toISOString();
}

/** Takes a record; returns where it stands, null for one without a date. */
export function placed({ on, end, allDay, timeZone }: CalendarFields, item: Item): Placed | null {
  const start = item[on.name];
  if (typeof start !== 'string') return null;
  const last = end ? item[end.name] : null;
  if (on.type.comparison === 'date') {
    const lastDay = typeof last === 'string' && last > start ? last : start;
    return { item, firstDay: start, lastDay, time: null };
  }
  const from = local(start, timeZone);
  if (typeof last !== 'string' || last <= start) {
    if (allDay && item[allDay.name] === true) return { item, firstDay: from.day, lastDay: from.day, time: null };
    const to = Math.min(dayMinutes, from.minutes + standardLength);
    return { item, firstDay: from.day, lastDay: from.day, time: { from: from.minutes, to } };
  }
  // What ends at midnight has no part of the day that begins then.
  const to = local(new Date(Date.parse(last) - minute).toISOString(), timeZone);
  const whole = (allDay && item[allDay.name] === true) || from.day !== to.day;
  return {
    item,
    firstDay: from.day,
    lastDay: to.day,
    time: whole ? null : { from: from.minutes, to: to.minutes + 1 },
  };
}

/**
 * Takes a calendar's fields and a record; returns the field to write to move it: the date it stands by or, where that
 * is computed, the one whose value it is. Undefined where the reader may not change it.
 */
export function movedField(
  fields: CalendarFields,
  permission: RecordPermission,
  item: Item,
): EffectiveField | undefined {
  const { record, on } = fields;
  const value = item[on.name];
  const field =
    on.kind === 'computed'
      ? record.fields.find(
          (other) =>
            other.kind === 'plain' &&
            other.type.comparison === on.type.comparison &&
            value &&
            item[other.name] === value,
        )
      : on;
  return field && isEditable(field, permission) ? field : undefined;
}

/** By how much a record is moved: whole days, keeping its time, and minutes. */
export interface Shift {
  readonly days: number;
  readonly minutes: number;
}

function shifted(field: EffectiveField, value: string, { days, minutes }: Shift, timeZone: string): string {
  if (field.type.comparison === 'date') return addDays(value, days);
  const at = local(value, timeZone);
  return momentAt(addDays(at.day, days), at.minutes + minutes, timeZone);
}

/** Takes a record and by how much it is moved; returns the values to write: where it begins, and with it where it ends. */
export function movedValues(
  fields: CalendarFields,
  permission: RecordPermission,
  item: Item,
  shift: Shift,
): Readonly<Record<string, unknown>> | null {
  const field = movedField(fields, permission, item);
  const start = field && item[field.name];
  if (!field || typeof start !== 'string') return null;
  const end = endOf(fields.record, field);
  const last = end && isEditable(end, permission) ? item[end.name] : null;
  return {
    [field.name]: shifted(field, start, shift, fields.timeZone),
    ...(end && typeof last === 'string' ? { [end.name]: shifted(end, last, shift, fields.timeZone) } : {}),
  };
}

/** Takes a record and the minutes after its day's midnight at which it is to end; returns the values to write. */
export function resizedValues(
  fields: CalendarFields,
  permission: RecordPermission,
  { item, firstDay }: Placed,
  to: number,
): Readonly<Record<string, unknown>> | null {
  const field = movedField(fields, permission, item);
  const end = field && endOf(fields.record, field);
  if (!end || !isEditable(end, permission)) return null;
  return { [end.name]: momentAt(firstDay, to, fields.timeZone) };
}

/** Takes where someone pressed on empty time; returns what the form of a new record is filled in with. */
export function newValues(
  fields: CalendarFields,
  permission: RecordPermission,
  day: string,
  minutes: number | null,
): Readonly<Record<string, unknown>> | null {
  const { record, on, timeZone } = fields;
  const pair = (record.inOrder ?? []).map(([first]) => record.field(first));
  const alike = (field: EffectiveField | undefined): field is EffectiveField =>
    field?.kind === 'plain' && field.type.comparison === on.type.comparison;
  const field = on.kind === 'computed' ? [...pair, ...record.fields].find(alike) : on;
  if (!field || !isEditable(field, permission)) return null;
  if (field.type.comparison === 'date') return { [field.name]: day };
  const from = minutes ?? 9 * 60;
  const end = endOf(record, field);
  const until = end && isEditable(end, permission) ? { [end.name]: momentAt(day, from + 60, timeZone) } : {};
  return { [field.name]: momentAt(day, from, timeZone), ...until };
}

/** A record in a day's time, beside those that take place meanwhile. */
export interface Lane {
  readonly placed: Placed;
  readonly lane: number;
  /** How many stand side by side. */
  readonly lanes: number;
}

/** Takes what takes place on one day; returns how it stands side by side, and how many there was no room for. */
export function lanesOf(
  all: readonly Placed[],
  most: number,
): { readonly lanes: readonly Lane[]; readonly left: number } {
  const timed = all.flatMap((one) => (one.time ? [{ placed: one, ...one.time }] : []));
  timed.sort((one, other) => one.from - other.from || other.to - one.to);
  const lanes: Lane[] = [];
  let left = 0;
  let cluster: { placed: Placed; lane: number }[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const { placed: one, lane } of cluster) lanes.push({ placed: one, lane, lanes: ends.length });
    cluster = [];
    ends = [];
  };
  for (const { placed: one, from, to } of timed) {
    if (ends.every((end) => end <= from)) close();
    const free = ends.findIndex((end) => end <= from);
    if (free < 0 && ends.length >= most) {
      left++;
      continue;
    }
    const lane = free < 0 ? ends.length : free;
    // What is short is drawn as long as its words need.
    ends[lane] = Math.max(to, from + standardLength);
    cluster.push({ placed: one, lane });
  }
  close();
  return { lanes, left };
}

/** Takes a record; tells on which of the days it stands. */
export function standsOn({ firstDay, lastDay }: Placed, day: string): boolean {
  return daysBetween(firstDay, day) >= 0 && daysBetween(day, lastDay) >= 0;
}
