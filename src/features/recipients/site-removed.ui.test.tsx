// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { useAfterRemoval, useDeleteRecord } from '../../web/api/queries.ts';
import { joinFeatures, SlotsContext } from '../../web/slots.ts';
import { during, eventually, mount } from '../../web/testing/mount.tsx';
import { loadToasts, ToastHost } from '../../web/ui/toast-host.tsx';
import { recipientsFeature } from './recipients.ui.tsx';

const [removed, link, other] = [
  '01900000-0000-7000-8000-000000000001',
  '01900000-0000-7000-8000-000000000002',
  '01900000-0000-7000-8000-000000000003',
];
const ana = { id: link, version: 4, contact: 'Ana', account: 'Durand', boxes: ['recvInvoiceAllSites'] };
const bob = { id: other, version: 2, contact: 'Bob', account: 'Durand', boxes: ['recvReminderAllSites'] };

let asked: string[] = [];
let written: unknown[] = [];
afterEach(async () => {
  [asked, written] = [[], []];
  // Three are shown at once: the next test's would wait.
  (await loadToasts()).clean();
});

/** Answers as the server would; `left` are those who have no site left. */
function serve(left: readonly object[]): void {
  const answers: Readonly<Record<string, object>> = {
    '/account-contacts/without-site': { items: left },
    [`/account-contacts/${link}`]: { id: link, version: 5, title: 'Ana', titles: {} },
    '/account-contacts/bulk': { operation: removed },
    [`/operations/${removed}`]: { id: removed, kind: 'bulk', state: 'done', result: { changed: left.length } },
  };
  vi.stubGlobal('fetch', async (address: string, { method = 'GET', body }: RequestInit = {}) => {
    if (method === 'PATCH' || method === 'POST') written.push(JSON.parse(String(body)));
    if (method === 'DELETE') return new Response(null, { status: 204 });
    const { pathname, search } = new URL(address, 'http://localhost');
    const path = pathname.replace('/api/v1', '');
    asked.push(`${path}${search}`);
    return new Response(JSON.stringify(answers[path] ?? {}), {
      status: answers[path] ? 200 : 404,
      headers: { 'content-type': 'application/json' },
    });
  });
}

function Remover({ collection, batch }: { readonly collection: string; readonly batch: boolean }) {
  const remove = useDeleteRecord(collection);
  const ask = useAfterRemoval(collection);
  const act = () => (batch ? ask({ operation: removed }) : remove.mutate({ id: removed, title: 'Lyon' }));
  return (
    <button type="button" onClick={act}>
      Retirer
    </button>
  );
}

async function remove(collection: string, batch = false): Promise<void> {
  await mount(
    <SlotsContext.Provider value={joinFeatures([recipientsFeature])}>
      <Remover collection={collection} batch={batch} />
      <ToastHost />
    </SlotsContext.Provider>,
  );
  await during(() => document.querySelector('button')?.click());
}

const button = (words: RegExp) =>
  [...document.querySelectorAll('button')].find((one) => words.test(one.textContent ?? ''));

const untick = () =>
  eventually(() => {
    const found = button(/décocher/);
    if (!found) throw new Error(document.body.textContent ?? '');
    return found;
  });

test('taking the last site of a person away asks whether « tous sites » ends with it, and unticks it', async () => {
  serve([ana]);
  await remove('site-contacts');
  const shown = await untick();
  expect(document.body.textContent).toContain('Ana n’a plus de site chez Durand');
  expect(asked[0]).toMatch(`/account-contacts/without-site?attachment=${removed}&on=`);
  await during(() => shown.click());
  await eventually(() => expect(written).toEqual([{ recvInvoiceAllSites: false }]));
});

test.each([
  ['a site with all who were attached to it', 'sites', false, `site=${removed}`],
  ['sites by a batch', 'sites', true, `operation=${removed}`],
  ['several attachments by a batch', 'site-contacts', true, `operation=${removed}`],
])('taking away %s asks once for all, and unticks for all at once', async (_what, collection, batch, query) => {
  serve([ana, bob]);
  await remove(collection, batch);
  const shown = await untick();
  expect(document.body.textContent).toContain('Ana et Bob n’ont plus de site chez Durand');
  expect(asked).toContain(`/account-contacts/without-site?${query}`);
  await during(() => shown.click());
  const values = { recvInvoiceAllSites: false, recvReminderAllSites: false };
  await eventually(() => expect(written).toEqual([{ ids: [link, other], action: 'update', values }]));
  await eventually(() => {
    if (!document.body.textContent?.includes('Décoché')) throw new Error(document.body.textContent ?? '');
  });
});

test('nothing is asked where everyone has another site left, nor where contacts are taken away', async () => {
  serve([]);
  await remove('site-contacts');
  await eventually(() => {
    if (!button(/Annuler/) || asked.length === 0) throw new Error(document.body.textContent ?? '');
  });
  await during(() => new Promise((done) => setTimeout(done)));
  expect(button(/décocher/)).toBeUndefined();
  await remove('contacts', true);
  expect(asked.filter((path) => path.includes('operation='))).toEqual([]);
});
