// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { emptySettings } from '../../meta/settings.ts';
import { liveHandlers } from '../api/live.ts';
import { queryKeys } from '../api/query-keys.ts';
import { during, eventually, mount } from '../testing/mount.tsx';
import { NotificationBell } from './notification-bell.tsx';

afterEach(() => vi.unstubAllGlobals());

const line = (id: string, at: string, readAt: string | null) => ({
  id,
  version: 1,
  title: '',
  kind: 'mentioned',
  about: { record: 'account', id: 'a1' },
  count: 1,
  details: { comments: 1, comment: 'c' },
  at,
  readAt,
  titles: { about: 'ACME', actor: 'Léa Roux' },
});

test('the bell counts what is to be read, again when something happens, and lists it, today’s apart', async () => {
  const items = [
    line('n1', new Date().toISOString(), null),
    line('n2', '2020-01-01T10:00:00Z', '2020-01-02T10:00:00Z'),
  ];
  let unread = 1;
  const marked: unknown[] = [];
  vi.stubGlobal('fetch', async (address: string, options: RequestInit = {}) => {
    const url = new URL(address, 'http://carnet');
    if (options.method === 'POST') marked.push(JSON.parse(String(options.body)));
    const counts = url.searchParams.get('filter')?.includes('readAt');
    const body = { items: counts ? [] : items, next: null, count: { value: unread, exact: true } };
    return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
  });
  const { client } = await mount(<NotificationBell />);
  client.setQueryData(queryKeys.model, emptySettings);
  const bell = () => document.querySelector<HTMLButtonElement>('button[aria-haspopup="dialog"]');
  await eventually(() => expect(bell()?.getAttribute('aria-label')).toBe('Notifications\u00a0: 1 non lue'));
  unread = 3;
  await during(() => liveHandlers(client, 0).change({ record: 'notification', kind: 'create', ids: ['n3'] }));
  await eventually(() => expect(bell()?.textContent).toBe('3'));
  await during(() => bell()?.click());
  await eventually(() => expect(document.body.textContent).toContain('Léa Roux vous mentionne'));
  expect([...document.querySelectorAll('h3')].map(({ textContent }) => textContent)).toEqual([
    'Aujourd’hui',
    'Plus tôt',
  ]);
  const link = [...document.querySelectorAll('a')].find(({ textContent }) => textContent?.includes('ACME'));
  expect(link?.getAttribute('href')).toBe('/crm/accounts/a1?tab=comments');
  await during(() => document.querySelector<HTMLButtonElement>('[aria-label="Marquer comme lue"]')?.click());
  await eventually(() => expect(marked).toEqual([{ ids: ['n1'], read: true }]));
});
