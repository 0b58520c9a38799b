import { isDate } from '../../../lib/dates.ts';
import { endOf, groupingOf, isBoardField, isCalendarField, isTotalled } from '../../../meta/derive/grouping.ts';
import { listValues } from '../../../meta/derive/list-values.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import { fieldAccess, type RecordPermission } from '../../../meta/permissions.ts';

/** How a list is laid out: rows, rows in groups, columns of cards, days. */
export const layouts = ['list', 'groups', 'board', 'calendar'] as const;
export type Layout = (typeof layouts)[number];

/** How much of a calendar is seen at once. */
export const scales = ['month', 'week', 'day', 'agenda'] as const;
export type Scale = (typeof scales)[number];

/** What an address, or a saved view, says of a layout. */
export interface LayoutChoice {
  readonly layout?: Layout;
  /** The field that makes groups or the columns of a board. */
  readonly by?: string;
  /** Number fields added up, separated by commas; '' for none. */
  readonly totals?: string;
  /** The date that a calendar shows records by. */
  readonly on?: string;
  readonly scale?: Scale;
}

/** The layout of a list as it is drawn: what was chosen where that is possible, else the nearest that is. */
export interface LayoutState {
  readonly layout: Layout;
  readonly possible: readonly Layout[];
  /** Null for layouts that have none. */
  readonly by: EffectiveField | null;
  readonly totals: readonly EffectiveField[];
  readonly on: EffectiveField | null;
  readonly end: EffectiveField | null;
  /** Null: as wide as the window has room for. */
  readonly scale: Scale | null;
}

const one = <Value extends string>(values: readonly Value[], value: unknown): Value | undefined =>
  values.find((known) => known === value);

/** Takes anything with a layout's properties; returns those it understands. */
export function readLayoutChoice(from: Readonly<Record<string, unknown>>): LayoutChoice {
  const layout = one(layouts, from.layout);
  const scale = one(scales, from.scale);
  const text = (name: 'by' | 'totals' | 'on') => (typeof from[name] === 'string' ? { [name]: from[name] } : {});
  return {
    ...(layout ? { layout } : {}),
    ...text('by'),
    ...text('totals'),
    ...text('on'),
    ...(scale ? { scale } : {}),
  };
}

/** Takes what an address says of the day that a calendar shows; returns it, undefined for what is no day. */
export function readDay(value: unknown): string | undefined {
  return typeof value === 'string' && isDate(value) ? value : undefined;
}

/** The fields that a layout can be made by, for this reader. */
export interface LayoutFields {
  readonly groups: readonly EffectiveField[];
  readonly board: readonly EffectiveField[];
  readonly calendar: readonly EffectiveField[];
  readonly totals: readonly EffectiveField[];
}

/** Takes a record type and the reader's rights; returns the fields that its layouts can be made by. */
export function layoutFields(record: EffectiveRecord, permission: RecordPermission): LayoutFields {
  const seen = record.fields.filter(
    (field) => !field.hidden && field.name !== 'deletedAt' && fieldAccess(permission, field.name) !== 'none',
  );
  return {
    groups: seen.filter((field) => groupingOf(field) !== undefined),
    board: seen.filter(isBoardField),
    calendar: seen.filter(isCalendarField),
    totals: seen.filter(isTotalled),
  };
}

const hasOutcome = (field: EffectiveField): boolean => listValues(field).some(({ outcome }) => outcome !== undefined);

/** The one that most would choose: stages that lead somewhere, then what the standard list shows. */
function boardField(fields: readonly EffectiveField[]): EffectiveField | undefined {
  return fields.find(hasOutcome) ?? fields.find(({ inList }) => inList) ?? fields[0];
}

function calendarField(record: EffectiveRecord, fields: readonly EffectiveField[]): EffectiveField | undefined {
  const own = fields.filter(({ kind }) => kind !== 'system');
  return (
    own.find(({ name }) => name === record.timeline?.at) ?? own.find(({ inList }) => inList) ?? own[0] ?? fields[0]
  );
}

/** Takes the address laid over the view, and what can be chosen; returns the layout drawn. */
export function layoutState(record: EffectiveRecord, permission: RecordPermission, choice: LayoutChoice): LayoutState {
  const fields = layoutFields(record, permission);
  const possible = layouts.filter((layout) => layout === 'list' || fields[layout].length > 0);
  const layout = one(possible, choice.layout) ?? 'list';
  const named = (among: readonly EffectiveField[], name: string | undefined) =>
    among.find((field) => field.name === name);
  const by =
    layout === 'board'
      ? (named(fields.board, choice.by) ?? boardField(fields.board))
      : layout === 'groups'
        ? (named(fields.groups, choice.by) ?? boardField(fields.board) ?? fields.groups[0])
        : undefined;
  const sums = choice.totals?.split(',').flatMap((name) => named(fields.totals, name) ?? []);
  const on =
    layout === 'calendar' ? (named(fields.calendar, choice.on) ?? calendarField(record, fields.calendar)) : undefined;
  const end = on && endOf(record, on);
  const readable = end && fields.calendar.includes(end) ? end : undefined;
  return {
    layout,
    possible,
    by: by ?? null,
    // A sum of money is what is asked for first: how much is in each stage.
    totals: sums ?? fields.totals.filter(({ inList, columns }) => inList && columns.length > 1).slice(0, 1),
    on: on ?? null,
    end: readable ?? null,
    scale: choice.scale ?? null,
  };
}
