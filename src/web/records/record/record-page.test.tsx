// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { emptySettings } from '../../../meta/settings.ts';
import { liveHandlers } from '../../api/live.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { eventually, mount, standardModel } from '../../testing/mount.tsx';
import { RecordPage } from './record-page.tsx';

test('a record that is closed to its reader while they read it goes from the screen at the notice of it, which names none', async () => {
  let open = true;
  const item = { id: 't1', version: 1, title: 'Équipe Nord', name: 'Équipe Nord', titles: {}, counts: {} };
  vi.stubGlobal('fetch', async (address: string) => {
    const found = open && address.includes('/teams/t1');
    const body = found ? item : address.includes('/teams/t1') ? { code: 'not-found' } : { items: [], next: null };
    const status = found || !address.includes('/teams/t1') ? 200 : 404;
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
  });
  const { client } = await mount(<RecordPage record={standardModel.record('team')} id="t1" />);
  client.setQueryData(queryKeys.model, emptySettings);
  await eventually(() => expect(document.querySelector('h1')?.textContent).toBe('Équipe Nord'));
  open = false;
  liveHandlers(client).change({ record: 'team', kind: 'update' });
  await eventually(() => expect(document.body.textContent).not.toContain('Équipe Nord'));
  expect(document.body.textContent).toContain('introuvable');
});

test('what the subtitle says is not said again among the key facts', async () => {
  const item = {
    id: 'u1',
    version: 1,
    title: 'Inès Fabre',
    name: 'Inès Fabre',
    email: 'ines@exemple.fr',
    titles: {},
    counts: {},
  };
  vi.stubGlobal('fetch', async (address: string) => {
    const body = address.includes('/users/u1') ? item : { items: [], next: null };
    return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
  });
  const { client } = await mount(<RecordPage record={standardModel.record('user')} id="u1" />);
  client.setQueryData(queryKeys.model, emptySettings);
  await eventually(() => expect(document.querySelector('h1')?.textContent).toBe('Inès Fabre'));
  const header = document.querySelector('h1')?.closest('header')?.textContent ?? '';
  expect(header.split('ines@exemple.fr')).toHaveLength(2);
});
