// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { fullPermission } from '../../../../meta/permissions.ts';
import { eventually, mount, standardModel } from '../../../testing/mount.tsx';
import { listState } from '../list-state.ts';
import { nothingSelected } from '../selection.ts';
import type { List } from '../use-list.ts';
import { Calendar } from './calendar.tsx';

function listOf(search: object): List {
  const record = standardModel.record('event');
  const address = { layout: 'calendar', day: '2026-11-11', ...search } as const;
  return {
    record,
    permission: fullPermission,
    state: listState({ record, permission: fullPermission, search: address, view: {}, layout: {} }),
    address,
    selection: nothingSelected,
  } as unknown as List;
}

test('draws', async () => {
  vi.stubGlobal('ResizeObserver', class { observe() {} disconnect() {} });
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ items: [], days: [] }), { headers: { 'content-type': 'application/json' } }));
  await mount(<Calendar list={listOf({ scale: 'month' })} onOpen={() => undefined} onMenu={() => undefined} />);
  await eventually(() => expect(document.querySelectorAll('[data-day]').length).toBe(42));
});
