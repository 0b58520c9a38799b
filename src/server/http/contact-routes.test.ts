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
