import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createWorkplace, type Workplace } from '../testing/workplace.ts';

let work: Workplace;
let account: string;
let contact: string;
beforeAll(async () => {
  work = await createWorkplace();
  account = await work.account(work.lea.id, 'Durand');
  const accountLinks = [{ account, isPrimary: true, email: 'anne@durand.fr', recvInvoiceAllSites: true }];
  contact = (await work.ask('POST', 'contacts', { lastName: 'Lefèvre', accountLinks })).body.id;
});
afterAll(() => work.carnet.close());

describe('GET /accounts/:id/recipients', () => {
  const ask = (query: string, who = work.lea.ask) => who('GET', `accounts/${account}/recipients?${query}`);

  it('answers whoever sees the account, with each reason', async () => {
    expect(await ask('document=invoice&on=2026-03-31')).toMatchObject({
      status: 200,
      body: {
        on: '2026-03-31',
        recipients: [{ contactId: contact, email: 'anne@durand.fr', reason: 'allSitesFlag' }],
        skipped: [],
        waiting: null,
        names: { [contact]: 'Lefèvre' },
      },
    });
    expect(await ask('document=reminder')).toMatchObject({ body: { recipients: [], waiting: 'noRecipient' } });
    expect((await ask('document=invoice', work.sam.ask)).status).toBe(404);
  });

  it.each([
    '',
    'document=quote',
    'document=invoice&on=31/03/2026',
    'document=invoice&site=ici',
    'document=invoice&to=x',
  ])('refuses what it cannot be asked: « %s »', async (query) => {
    expect((await ask(query)).status).toBe(400);
  });
});

describe('PUT /contacts/:id/gone', () => {
  const path = () => `contacts/${contact}/gone`;

  it('declares as it was seen, and is undone by its operation', async () => {
    expect(await work.lea.ask('PUT', path(), {}, { 'if-match': '"9"' })).toMatchObject({ status: 409 });
    expect((await work.sam.ask('PUT', path(), {})).status).toBe(404);
    const { body } = await work.lea.ask('PUT', path(), {}, { 'if-match': '"1"' });
    expect(await work.lea.ask('GET', `operations/${body.operation}`)).toMatchObject({
      body: { kind: 'gone', state: 'done', undoable: true },
    });
    expect((await work.lea.ask('GET', 'contacts?search=lefevre')).body.items).toEqual([]);
    expect(await work.lea.ask('PUT', path(), {})).toMatchObject({ status: 409, body: { code: 'already-gone' } });
    await work.lea.ask('POST', `operations/${body.operation}/undo`);
    await vi.waitFor(
      async () =>
        expect((await work.lea.ask('GET', `contacts/${contact}`)).body).toMatchObject({
          status: 'active',
          disappearedBy: null,
        }),
      { timeout: 20_000, interval: 50 },
    );
  });

  it('is known of types alone that have such a state', async () => {
    expect((await work.ask('PUT', `accounts/${account}/gone`, {})).status).toBe(404);
  });
});

describe('GET /account-contacts/without-site', () => {
  const everything = { recvInvoiceAllSites: true, recvReminderAllSites: true };
  const without = async (query: string, who = work.lea.ask) =>
    (await who('GET', `account-contacts/without-site?${query}`)).body.items;
  let lyon: string;
  let paris: string;
  let links: string[];
  const person = async (lastName: string, sites: readonly string[], boxes: object = everything) => {
    const accountLinks = [{ account, isPrimary: true, ...boxes }];
    const siteLinks = sites.map((site) => ({ site }));
    const { id } = (await work.lea.ask('POST', 'contacts', { lastName, accountLinks, siteLinks })).body;
    const { children } = (await work.lea.ask('GET', `contacts/${id}?include=children`)).body;
    return { id, link: children.accountLinks[0].id, sites: children.siteLinks.map((one: { id: string }) => one.id) };
  };
  beforeAll(async () => {
    lyon = (await work.lea.ask('POST', 'sites', { account, name: 'Lyon' })).body.id;
    paris = (await work.lea.ask('POST', 'sites', { account, name: 'Paris' })).body.id;
    links = [
      (await person('Petit', [lyon])).link,
      (await person('Moreau', [lyon], { recvReminderAllSites: true })).link,
    ];
    await person('Roux', [lyon, paris]);
    await person('Sans case', [lyon], {});
  });

  it('tells of a site that went to the trash who is nowhere any more, once each', async () => {
    expect(await without(`site=${lyon}`)).toEqual([]);
    await work.lea.ask('DELETE', `sites/${lyon}`);
    expect(await without(`site=${lyon}`)).toMatchObject([
      { id: links[0], contact: 'Petit', account: 'Durand', boxes: Object.keys(everything) },
      { id: links[1], contact: 'Moreau', boxes: ['recvReminderAllSites'] },
    ]);
    expect(await without(`site=${lyon}`, work.sam.ask)).toEqual([]);
    await work.lea.ask('POST', `sites/${lyon}/restore`);
    expect(await without(`site=${lyon}`)).toEqual([]);
  });

  it('tells of one attachment, that ends on a day or is taken away', async () => {
    const { link, sites } = await person('Blanc', [lyon, paris]);
    expect(await without(`attachment=${sites[0]}&on=2026-03-31`)).toEqual([]);
    await work.lea.ask('DELETE', `site-contacts/${sites[0]}`);
    expect(await without(`attachment=${sites[1]}&on=2026-03-31`)).toMatchObject([{ id: link }]);
  });

  it.each([
    ['taken away', { action: 'delete' }],
    ['ended', { action: 'update', values: { exitDate: '2026-03-31' } }],
  ])('tells of several at once that were %s by a batch, whoever may see that', async (_how, gesture) => {
    const [one, both] = [await person('Noir', [lyon]), await person('Vert', [lyon, paris])];
    const ids = [...one.sites, ...both.sites];
    const { operation } = (await work.ask('POST', 'site-contacts/bulk', { ids, ...gesture })).body;
    await vi.waitFor(
      async () => expect((await work.ask('GET', `operations/${operation}`)).body.state).toBe('done'),
      20_000,
    );
    const told = await without(`operation=${operation}`, work.ask);
    expect(told.map(({ id }: { id: string }) => id)).toEqual([one.link, both.link]);
    const refused = await work.sam.ask('GET', `account-contacts/without-site?operation=${operation}`);
    expect(refused).toMatchObject({ status: 404 });
  });

  it.each(['', 'site=ici', 'on=2026-03-31'])('refuses what it cannot be asked: « %s »', async (query) => {
    expect((await work.ask('GET', `account-contacts/without-site?${query}`)).status).toBe(400);
  });
});
