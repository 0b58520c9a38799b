// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { fullPermission } from '../../../../meta/permissions.ts';
import { during, eventually, mount, standardModel } from '../../../testing/mount.tsx';
import { listState } from '../list-state.ts';
import { nothingSelected } from '../selection.ts';
import type { List } from '../use-list.ts';
import { Calendar } from './calendar.tsx';

const meeting = {
  id: 'm',
  version: 3,
  title: 'Rendez-vous',
  kind: 'appointment',
  at: '2026-11-11T08:00:00.000Z',
  startsAt: '2026-11-11T08:00:00.000Z',
  endsAt: '2026-11-11T09:00:00.000Z',
};

let asked: { readonly method: string; readonly address: string; readonly body: string }[];
let answerMove: () => Response;
let opened: string[];

const answer = (body: object, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

beforeEach(() => {
  asked = [];
  opened = [];
  vi.stubGlobal('fetch', async (address: string, { method = 'GET', body = '' } = {}) => {
    asked.push({ method, address, body });
    if (method === 'PATCH') return answerMove();
    return answer({ items: [meeting], days: [{ day: '2026-11-11', count: 14 }] });
  });
});

function listOf(search: object): List {
  const record = standardModel.record('event');
  const address = { layout: 'calendar', day: '2026-11-11', ...search } as const;
  return {
    record,
    permission: fullPermission,
    state: listState({ record, permission: fullPermission, search: address, view: {}, layout: {} }),
    address,
    selection: nothingSelected,
    showDay: (day: string, scale: string) => opened.push(`${day} ${scale}`),
  } as unknown as List;
}
const draw = (search: object) =>
  mount(<Calendar list={listOf(search)} onOpen={(id) => opened.push(id)} onMenu={() => undefined} />);
const dayOf = (id: string) =>
  document.querySelector(`[data-id="${id}"]`)?.closest<HTMLElement>('[data-day]')?.dataset.day;
const key = (name: string) =>
  during(() =>
    (document.activeElement ?? document.body).dispatchEvent(
      new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }),
    ),
  );
const chip = () =>
  eventually(() => {
    const found = document.querySelector<HTMLElement>('[data-id="m"]');
    if (!found) throw new Error('not drawn');
    return found;
  });

test('A month asks for its whole weeks, shows each day’s first records and how many more there are', async () => {
  await draw({ scale: 'month' });
  await chip();
  expect(dayOf('m')).toBe('2026-11-11');
  expect(document.querySelectorAll('td[data-day]')).toHaveLength(42);
  expect(asked[0]?.address).toContain('start=at&end=endsAt&from=2026-10-26&to=2026-12-06');
  const more = [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.includes('13 autres'));
  await during(() => more?.click());
  expect(opened).toEqual(['2026-11-11 day']);
});

test('A record is moved by keyboard: its start and end are written, by its version', async () => {
  answerMove = () =>
    answer({ ...meeting, version: 4, startsAt: '2026-11-19T08:00:00.000Z', at: '2026-11-19T08:00:00.000Z' });
  await draw({ scale: 'month' });
  (await chip()).focus();
  await key(' ');
  await key('ArrowRight');
  await key('ArrowDown');
  expect(dayOf('m')).toBe('2026-11-19');
  expect(asked.some(({ method }) => method === 'PATCH')).toBe(false);
  await key(' ');
  await eventually(() => expect(asked.filter(({ method }) => method === 'PATCH')).toHaveLength(1));
  const write = asked.find(({ method }) => method === 'PATCH');
  expect(JSON.parse(write?.body ?? '')).toEqual({
    startsAt: '2026-11-19T08:00:00.000Z',
    endsAt: '2026-11-19T09:00:00.000Z',
  });
});

test('Escape gives a record back to its day, and nothing is written', async () => {
  await draw({ scale: 'week' });
  (await chip()).focus();
  await key(' ');
  await key('ArrowRight');
  await key('ArrowDown');
  expect(dayOf('m')).toBe('2026-11-12');
  await key('Escape');
  expect(dayOf('m')).toBe('2026-11-11');
  expect(asked.some(({ method }) => method === 'PATCH')).toBe(false);
});

test('What someone else moved meanwhile goes where they put it', async () => {
  const theirs = { ...meeting, version: 9, at: '2026-11-25T08:00:00.000Z', startsAt: '2026-11-25T08:00:00.000Z' };
  answerMove = () =>
    answer({ code: 'version-conflict', detail: 'Conflit', current: theirs, yours: {}, conflicts: ['startsAt'] }, 409);
  await draw({ scale: 'month' });
  (await chip()).focus();
  await key(' ');
  await key('ArrowRight');
  await key(' ');
  await eventually(() => expect(asked.filter(({ method }) => method === 'PATCH')).toHaveLength(1));
  // The days are read anew (those of the months beside may come before), and nothing is written over what they did.
  await eventually(() => expect(asked.filter(({ address }) => address.includes('from=2026-10-26'))).toHaveLength(2));
  await eventually(() => expect(dayOf('m')).toBe('2026-11-11'));
  expect(asked.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
});
