// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { during, eventually, holdServer, mount, typeIn } from '../../web/testing/mount.tsx';
import { PortalForgotten, PortalSignIn, PortalWelcome } from './portal-entry.ui.tsx';
import { portalQueries } from './portal-queries.ui.tsx';

let asked: ReturnType<typeof holdServer>;
beforeEach(() => {
  asked = holdServer();
  portalQueries.clear();
});

const input = (id: string) =>
  eventually(() => {
    const found = document.getElementById(id);
    if (!(found instanceof HTMLInputElement)) throw new Error(document.body.textContent ?? '');
    return found;
  });
const requests = (path: string) => asked.filter(({ address }) => address === `/portail/api/${path}`);
const problem = () => document.querySelector('[role=alert]')?.textContent;

/** Sends the form twice in one go, as a double click does: the screen is not drawn again in between. */
async function sendTwice(path: string): Promise<void> {
  const form = document.querySelector('form');
  const send = () => form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await during(() => {
    send();
    send();
  });
  await eventually(() => expect(requests(path)).not.toHaveLength(0));
  await during(send);
  expect(requests(path)).toHaveLength(1);
}

test('a double click signs in once; refused, the reason is told and what was typed is kept and may be sent again', async () => {
  await mount(<PortalSignIn ended={false} />);
  await typeIn(await input('email'), 'marc@exemple.fr');
  await typeIn(await input('password'), 'une phrase');
  await sendTwice('session');
  await requests('session')[0]?.answer(401, { code: 'wrong-password', detail: 'Ce n’est pas le bon.' });
  await eventually(() => expect(problem()).toBe('Ce n’est pas le bon.'));
  expect((await input('email')).value).toBe('marc@exemple.fr');
  expect(document.activeElement?.id).toBe('password');
  await during(() => document.querySelector('form')?.requestSubmit());
  await eventually(() => expect(requests('session')).toHaveLength(2));
});

test('a double click asks for one link only, and then says that it has left', async () => {
  await mount(<PortalForgotten />);
  await typeIn(await input('email'), ' marc@exemple.fr ');
  await sendTwice('forgotten-password');
  await requests('forgotten-password')[0]?.answer(200, {});
  await eventually(() => expect(document.querySelector('[role=status]')?.textContent).toContain('marc@exemple.fr'));
});

test('a double click chooses the password once: the link, which serves once, is not said to be used up', async () => {
  window.location.hash = 'secret';
  await mount(<PortalWelcome />);
  await eventually(() => expect(requests('link')).toHaveLength(1));
  await requests('link')[0]?.answer(200, { kind: 'invitation', name: 'Marc', email: 'm@e.fr', company: 'Exemple' });
  await typeIn(await input('password'), 'court');
  await during(() => document.querySelector('form')?.requestSubmit());
  expect(requests('link/password')).toHaveLength(0);
  expect(document.body.textContent).toContain('Au moins 8 caractères.');
  await typeIn(await input('password'), 'une phrase assez longue');
  await sendTwice('link/password');
  const session = { name: 'Marc', login: 'm@e.fr', company: 'Exemple', home: null };
  await requests('link/password')[0]?.answer(200, session);
  await eventually(() => expect(portalQueries.getQueryData(['session'])).toEqual(session));
  expect(window.location.pathname + window.location.hash).toBe('/portail');
});
