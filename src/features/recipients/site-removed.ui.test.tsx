// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { useDeleteRecord } from '../../web/api/queries.ts';
import { joinFeatures, SlotsContext } from '../../web/slots.ts';
import { during, eventually, mount } from '../../web/testing/mount.tsx';
import { ToastHost } from '../../web/ui/toast-host.tsx';
import { recipientsFeature } from './recipients.ui.tsx';

const [attachment, link] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002'];
const written: string[] = [];
const read: string[] = [];

/** Answers as the server would of a person with a box ticked; `others` are their other sites at the company. */
function serve(others: readonly object[]): void {
  const answers: Readonly<Record<string, object>> = {
    [`/site-contacts/${attachment}`]: { id: attachment, version: 2, title: 'Ana', site: 's', contact: 'c', titles: {} },
    '/sites/s': { id: 's', version: 1, title: 'Lyon', account: 'a', titles: {} },
    '/site-contacts': { items: others, next: null },
    '/account-contacts': {
      items: [{ id: link, version: 4, title: 'Ana', recvInvoiceAllSites: true, titles: { account: 'Durand' } }],
      next: null,
    },
    [`/account-contacts/${link}`]: { id: link, version: 5, title: 'Ana', titles: {} },
  };
  vi.stubGlobal('fetch', async (address: string, { method = 'GET', body }: RequestInit = {}) => {
    if (method === 'PATCH') written.push(String(body));
    if (method === 'DELETE') return new Response(null, { status: 204 });
    const path = new URL(address, 'http://localhost').pathname.replace('/api/v1', '');
    read.push(path);
    return new Response(JSON.stringify(answers[path] ?? {}), {
      status: answers[path] ? 200 : 404,
      headers: { 'content-type': 'application/json' },
    });
  });
}

function Remover() {
  const remove = useDeleteRecord('site-contacts');
  return (
    <button type="button" onClick={() => remove.mutate({ id: attachment, title: 'Ana' })}>
      Retirer
    </button>
  );
}

async function remove(): Promise<void> {
  await mount(
    <SlotsContext.Provider value={joinFeatures([recipientsFeature])}>
      <Remover />
      <ToastHost />
    </SlotsContext.Provider>,
  );
  await during(() => document.querySelector('button')?.click());
}

const button = (words: RegExp) =>
  [...document.querySelectorAll('button')].find((one) => words.test(one.textContent ?? ''));

test('taking the last site of a person away asks whether « tous sites » ends with it, and unticks it', async () => {
  serve([]);
  await remove();
  const untick = await eventually(() => {
    const found = button(/Décocher/);
    if (!found) throw new Error(document.body.textContent ?? '');
    return found;
  });
  expect(document.body.textContent).toContain('C’était son dernier site chez Durand');
  await during(() => untick.click());
  await eventually(() => expect(written.map((body) => JSON.parse(body))).toEqual([{ recvInvoiceAllSites: false }]));
});

test('nothing is asked where another site is left', async () => {
  read.length = 0;
  serve([{ id: 'other', version: 1, title: 'Ana', exitDate: null, titles: {} }]);
  await remove();
  await eventually(() => {
    if (!button(/Annuler/) || !read.includes('/account-contacts')) throw new Error(document.body.textContent ?? '');
  });
  await during(() => new Promise((done) => setTimeout(done)));
  expect(button(/Décocher/)).toBeUndefined();
});
