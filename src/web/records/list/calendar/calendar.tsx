import { ActionIcon, Button, VisuallyHidden } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { dateIn, toLocal } from '../../../../lib/time-zone.ts';
import { listValues } from '../../../../meta/derive/list-values.ts';
import type { EffectiveField } from '../../../../meta/effective-record.ts';
import { useMe } from '../../../api/queries.ts';
import type { Item } from '../../../api/types.ts';
import { calendarMessages } from '../../../language/calendar.ts';
import { useMessages } from '../../../language/catalogue.ts';
import { useLanguage } from '../../../language/current-language.ts';
import { dateInWords } from '../../../language/date-in-words.ts';
import { useFormatContext } from '../../../language/format-context.ts';
import { ChoiceRow } from '../../../ui/choice-row.tsx';
import { Tooltip } from '../../../ui/deferred-floating.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { usePhone } from '../../../ui/phone.ts';
import { RowSkeletons } from '../../../ui/row-skeletons.tsx';
import { useShortcut } from '../../../ui/shortcuts.ts';
import { layoutFields, type Scale, scales } from '../layout.ts';
import { LayoutBar } from '../layout-bar.tsx';
import { useMoves } from '../moves/use-moves.ts';
import { selectOnly } from '../selection.ts';
import type { List } from '../use-list.ts';
import classes from './calendar.module.css';
import { CalendarAgenda } from './calendar-agenda.tsx';
import { CalendarProvider, type CalendarView } from './calendar-context.ts';
import { daysSeen, turned } from './calendar-days.ts';
import {
  type CalendarFields,
  movedField,
  movedValues,
  newValues,
  type Placed,
  placed,
  resizedValues,
  standsOn,
} from './calendar-item.ts';
import { CalendarMonth } from './calendar-month.tsx';
import { CalendarWeek } from './calendar-week.tsx';
import { type Held, useCalendarDrag } from './use-calendar-drag.ts';
import { useDays } from './use-days.ts';

export interface CalendarProps {
  readonly list: List;
  readonly onOpen: (id: string, inNewTab?: boolean) => void;
  readonly onMenu: (at: { readonly x: number; readonly y: number }) => void;
}

/** How many records of a day are asked for, by how much is seen at once. */
const each: Readonly<Record<Scale, number>> = { month: 8, week: 30, day: 100, agenda: 50 };

/** What is under way, as it will be: what a computed date follows is moved with it. */
function follow(fields: CalendarFields, list: List): (item: Item, values: object) => Readonly<Record<string, unknown>> {
  return (item, values) => {
    const field = movedField(fields, list.permission, item);
    const own = values as Readonly<Record<string, unknown>>;
    return field && fields.on.kind === 'computed' && field.name in own ? { [fields.on.name]: own[field.name] } : {};
  };
}

function compare(one: Placed, other: Placed): number {
  if ((one.time === null) !== (other.time === null)) return one.time === null ? -1 : 1;
  if (one.time && other.time && one.time.from !== other.time.from) return one.time.from - other.time.from;
  return one.firstDay < other.firstDay ? -1 : one.firstDay > other.firstDay ? 1 : one.item.id < other.item.id ? -1 : 1;
}

/** A list by the day: a month, a week, a day or an agenda of any of its dates. */
export function Calendar(props: CalendarProps) {
  const { on } = props.list.state;
  return on ? <CalendarOf key={on.name} {...props} on={on} /> : null;
}

function CalendarOf({ list, onOpen, onMenu, on }: CalendarProps & { readonly on: EffectiveField }) {
  const words = useMessages(calendarMessages);
  const language = useLanguage();
  const context = useFormatContext();
  const navigate = useNavigate();
  const phone = usePhone();
  const { timeZone } = useMe().user;
  const { record, permission, state, address, selection, select } = list;
  const helpId = useId();
  const root = useRef<HTMLDivElement>(null);
  const moves = useMoves(record.collection);
  const now = toLocal(Date.now(), timeZone);
  const today = dateIn(Date.now(), timeZone);
  const scale = state.scale ?? (phone ? 'agenda' : 'month');
  const day = address.day ?? today;
  const days = useMemo(() => daysSeen(day, scale), [day, scale]);
  const beside = useMemo(() => ([1, -1] as const).map((way) => daysSeen(turned(day, scale, way), scale)), [day, scale]);
  const [activeDay, setActive] = useState(day);
  const active = days.includes(activeDay) ? activeDay : days.includes(today) ? today : (days[0] ?? day);
  const [said, setSaid] = useState('');
  const { data, error, refetch, isPlaceholderData } = useDays(list, days, beside, each[scale]);
  const fields: CalendarFields = useMemo(
    () => ({
      record,
      on,
      end: state.end,
      allDay: record.allDay ? (record.field(record.allDay) ?? null) : null,
      timeZone,
    }),
    [record, on, state.end, timeZone],
  );
  const { moved, settle } = moves;
  useEffect(() => {
    if (data && moved.size > 0) settle(data.items);
  }, [data, moved, settle]);

  const dayInWords = useMemo(
    () => dateInWords(language, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }),
    [language],
  );
  const dayName = (name: string): string => dayInWords(new Date(`${name}T00:00:00Z`));
  const clock = (minutes: number): string => {
    const two = (value: number) => String(value).padStart(2, '0');
    return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  };
  const placeText = ({ firstDay, time }: Placed): string =>
    time ? `${dayName(firstDay)} ${clock(time.from)}` : dayName(firstDay);
  const follows = follow(fields, list);
  const valuesAfter = ({ placed: one, shift, until }: Held) =>
    until === null ? movedValues(fields, permission, one.item, shift) : resizedValues(fields, permission, one, until);
  const after = (held: Held): Placed | null => {
    const values = valuesAfter(held);
    return values && placed(fields, { ...held.placed.item, ...values, ...follows(held.placed.item, values) });
  };
  const wanted = useRef<string | null>(null);
  const { held, grab, take } = useCalendarDrag({
    root,
    days,
    timed: scale === 'week' || scale === 'day',
    onDrop: (drop) => {
      const { placed: one, shift, until } = drop;
      const values = valuesAfter(drop);
      if (drop.byKeyboard) wanted.current = one.item.id;
      if (!values || (until === null ? shift.days === 0 && shift.minutes === 0 : until === one.time?.to)) return;
      const place = (item: Item) => {
        const there = placed(fields, item);
        return there ? placeText(there) : '';
      };
      moves.move(one.item, values, { place, follows });
    },
    say: (now, what) => {
      const { title } = now.placed.item;
      const place = placeText(after(now) ?? now.placed);
      setSaid(
        {
          taken: words.taken(title, place),
          over: words.over(place),
          dropped: words.dropped(title, place),
          givenUp: words.givenUp(title),
        }[what],
      );
      wanted.current = now.placed.item.id;
    },
  });
  // What is held by keyboard is drawn anew wherever it goes: the focus goes with it, and stays where it is put.
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const chip = root.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(wanted.current)}"]`);
    chip?.focus();
    if (chip && !held) wanted.current = null;
  });

  const all = useMemo(() => {
    const items = new Map((data?.items ?? []).map((item) => [item.id, item]));
    for (const [id, item] of moved) {
      const known = items.get(id);
      if (!known || known.version <= item.version) items.set(id, item);
    }
    return [...items.values()].flatMap((item) => placed(fields, item) ?? []).sort(compare);
  }, [data, moved, fields]);
  const shown = held ? all.map((one) => (one.item.id === held.placed.item.id ? (after(held) ?? one) : one)) : all;
  const counts = new Map(data?.days.map((one) => [one.day, one.count]) ?? []);
  const byDay = new Map(days.map((one) => [one, shown.filter((entry) => standsOn(entry, one))]));
  const colorField = layoutFields(record, permission).board[0];
  const go = (path: Readonly<Record<string, unknown>>) => {
    const search = Object.fromEntries(
      Object.entries(path).map(([name, value]) => {
        const field = record.field(name);
        return [name, field ? field.type.toText(value, field.options, context) : value];
      }),
    );
    void navigate({ to: '/crm/$collection/new', params: { collection: record.collection }, search });
  };
  const addable = permission.create && newValues(fields, permission, day, null) !== null;
  const view: CalendarView = {
    days,
    day,
    today,
    active,
    setActive,
    on: (one) => byDay.get(one) ?? [],
    count: (one) => Math.max(counts.get(one) ?? 0, (byDay.get(one) ?? []).length),
    dayName,
    timeText: ({ time }) => (time ? clock(time.from) : ''),
    color: ({ item }) =>
      (colorField && listValues(colorField).find(({ code }) => code === item[colorField.name])?.color) || null,
    movable: ({ item }) => movedField(fields, permission, item) !== undefined,
    resizable: (one) => resizedValues(fields, permission, one, 0) !== null,
    held: held?.placed.item.id ?? null,
    helpId,
    onGrab: grab,
    onTake: take,
    address: (id) => `/crm/${record.collection}/${id}`,
    onOpen: (id) => onOpen(id),
    onMenu: (event, id) => {
      event.preventDefault();
      if (!selection.all && !selection.ids.has(id)) select(selectOnly(id));
      const box = event.currentTarget.getBoundingClientRect();
      onMenu(event.clientX > 0 ? { x: event.clientX, y: event.clientY } : { x: box.left + 8, y: box.bottom });
    },
    openDay: (one) => list.showDay(one, scale === 'day' ? 'agenda' : 'day'),
    onAdd: addable
      ? (one, minutes) => {
          const values = newValues(fields, permission, one, minutes);
          if (values) go(values);
        }
      : undefined,
  };
  const turn = (direction: 1 | -1) => list.setDay(turned(day, scale, direction));
  useShortcut('t', words.today, () => list.setDay(undefined));
  useShortcut('pageup', words.previous, () => turn(-1));
  useShortcut('pagedown', words.next, () => turn(1));
  const part = (name: string | undefined, options: Intl.DateTimeFormatOptions) =>
    name === undefined ? '' : dateInWords(language, { ...options, timeZone: 'UTC' })(new Date(`${name}T00:00:00Z`));
  const title =
    scale === 'month'
      ? part(day, { month: 'long', year: 'numeric' })
      : scale === 'day'
        ? part(day, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
        : words.weekOf(
            part(days[0], { day: 'numeric', month: 'short' }),
            part(days.at(-1), { day: 'numeric', month: 'short', year: 'numeric' }),
          );
  return (
    <>
      <LayoutBar list={list}>
        <span className={classes.turn}>
          <Button variant="default" size="compact-sm" onClick={() => list.setDay(undefined)}>
            {words.today}
          </Button>
          <Tooltip label={words.previous}>
            <ActionIcon size={28} aria-label={words.previous} onClick={() => turn(-1)}>
              <IconChevronLeft size={18} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={words.next}>
            <ActionIcon size={28} aria-label={words.next} onClick={() => turn(1)}>
              <IconChevronRight size={18} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        </span>
        <h2 className={classes.title} aria-live="polite">
          {title}
        </h2>
        <span className={classes.space} />
        <ChoiceRow
          label={words.scale}
          value={scale}
          choices={scales.map((value) => ({ value, label: words[value] }))}
          onChange={(value) => list.arrange({ scale: value })}
        />
      </LayoutBar>
      <VisuallyHidden id={helpId}>{words.help}</VisuallyHidden>
      <VisuallyHidden role="status" aria-live="assertive">
        {said}
      </VisuallyHidden>
      <div
        ref={root}
        className={classes.calendar}
        aria-busy={isPlaceholderData}
        data-dragging={held ? true : undefined}
      >
        <CalendarProvider value={view}>
          {error ? (
            <ErrorNotice error={error} onRetry={() => void refetch()} />
          ) : !data ? (
            <RowSkeletons rows={14} />
          ) : scale === 'month' ? (
            <CalendarMonth />
          ) : scale === 'agenda' ? (
            <CalendarAgenda record={record} without={[on.name, state.end?.name ?? '']} />
          ) : (
            <CalendarWeek now={now.hours * 60 + now.minutes} />
          )}
        </CalendarProvider>
      </div>
    </>
  );
}
