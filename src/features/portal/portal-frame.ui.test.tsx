// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { during, eventually, holdServer, mount } from '../../web/testing/mount.tsx';
import { PortalFrame } from './portal-frame.ui.tsx';
import { portalQueries } from './portal-queries.ui.tsx';
import type { PortalSession } from './visitor-pages.ts';

const session: PortalSession = { name: 'Marc', login: 'm@e.fr', company: 'Exemple', home: null };
let asked: ReturnType<typeof holdServer>;
beforeEach(() => {
  asked = holdServer();
  portalQueries.setQueryData(['session'], session);
  window.history.replaceState(null, '', '/portail?q=ber');
});

const leave = () => during(() => document.querySelector<HTMLElement>('button[aria-label="Se déconnecter"]')?.click());

test('whoever signs out is told where it did not come about, and leaves nothing of what they looked for where it did', async () => {
  await mount(<PortalFrame session={session}>…</PortalFrame>);
  await leave();
  await leave();
  expect(asked).toHaveLength(1);
  await asked[0]?.answer(500, { detail: 'Le serveur est arrêté.' });
  await eventually(() =>
    expect(document.querySelector('[role=alert]')?.textContent).toContain('Le serveur est arrêté.'),
  );
  expect(portalQueries.getQueryData(['session'])).toEqual(session);
  await leave();
  await asked[1]?.answer(200, {});
  await eventually(() => expect(portalQueries.getQueryData(['session'])).toBeNull());
  expect(window.location.pathname + window.location.search).toBe('/portail');
});
