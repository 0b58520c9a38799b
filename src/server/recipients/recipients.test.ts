import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../lib/ids.ts';
import { documentKinds } from '../../rules/recipients.ts';
import { type InventedCompany, inventedCompany, inventedDays, owed } from '../../rules/recipients-oracle.ts';
import { createQueryTest, type QueryTest } from '../records/query/query-fixture.ts';
import { updateRecord } from '../records/write/engine.ts';
import { readRecipients } from './recipients.ts';

let test: QueryTest;
let elsewhere: string;

beforeAll(async () => {
  test = await createQueryTest();
  elsewhere = await test.add('account', { legalName: 'Ailleurs', billingEmail: 'factures@ailleurs.fr' });
});
afterAll(() => test.close());

const everyBox = { recvInvoice: true, recvInvoiceAllSites: true, recvReminder: true, recvReminderAllSites: true };

/** Writes an invented company through the engine; returns its ids, people and sites in their order. */
async function found(company: InventedCompany) {
  const { billingEmail, email, doNotDun } = company;
  const sites = Array.from({ length: company.sites }, (_, number) => ({
    name: `Site ${number}`,
    isDefault: number === 0,
  }));
  const account = await test.add('account', { legalName: `Compte ${newId()}`, billingEmail, email, doNotDun, sites });
  const { rows } = await test.database.pool.query<{ id: string; name: string }>(
    'SELECT id, name FROM site WHERE account_id = $1 ORDER BY name',
    [account],
  );
  const people: string[] = [];
  for (const [number, person] of company.people.entries()) {
    const here = {
      account,
      isPrimary: true,
      email: person.email ? `p${number}@compte.fr` : null,
      recvInvoice: person.boxes.invoice,
      recvInvoiceAllSites: person.boxes.invoiceAll,
      recvReminder: person.boxes.reminder,
      recvReminderAllSites: person.boxes.reminderAll,
      hideFromCrm: person.hidden,
      endedAt: person.endedAt,
    };
    const there = { account: elsewhere, isPrimary: false, email: `p${number}@ailleurs.fr`, ...everyBox };
    const id = await test.add('contact', {
      lastName: `Personne ${number}`,
      accountLinks: person.elsewhere ? [here, there] : [here],
      siteLinks: person.at.map(({ site, exitDate }) => ({ site: rows[site]?.id, exitDate })),
    });
    if (person.lost)
      await updateRecord(test.system, test.record('contact'), id, { status: 'disappeared' }, { trusted: true });
    people.push(id);
  }
  return { account, people, sites: rows.map((row) => row.id) };
}

describe('The recipients of an account', () => {
  it('are whom the truth table says, read from what is stored', async () => {
    for (const company of fc.sample(inventedCompany(), 25)) {
      const { account, people, sites } = await found(company);
      for (const document of documentKinds)
        for (const on of inventedDays)
          for (const [number, site] of sites.entries()) {
            const told = await readRecipients(test.system, account, { document, site, on });
            const truth = owed(company, document, number, on);
            expect(told.recipients.map(({ contactId }) => contactId)).toEqual(
              truth.fallback ? [null] : truth.people.map((person) => people[person]),
            );
            expect(told.recipients.map(({ email }) => email)).toEqual(
              truth.fallback ? [truth.fallback] : truth.people.map((person) => `p${person}@compte.fr`),
            );
          }
    }
  });

  it('count a site added later at once, and still a closed one', async () => {
    const account = await test.add('account', { legalName: 'Durand' });
    await test.add('contact', {
      lastName: 'Petit',
      accountLinks: [{ account, isPrimary: true, email: 'p@d.fr', ...everyBox }],
    });
    const site = await test.add('site', { account, name: 'Lyon', closedAt: '2020-01-01' });
    expect(await readRecipients(test.system, account, { document: 'invoice', site })).toMatchObject({
      recipients: [{ email: 'p@d.fr', reason: 'allSitesFlag' }],
      site: { name: 'Lyon', closed: true },
    });
  });

  it('need no site named where there is but one, and one named where there are several', async () => {
    const account = await test.add('account', { legalName: 'Roux', email: 'accueil@roux.fr' });
    expect(await readRecipients(test.system, account, { document: 'invoice' })).toMatchObject({
      recipients: [{ contactId: null, email: 'accueil@roux.fr', reason: 'fallback', from: 'email' }],
    });
    const other = await test.add('site', { account, name: 'Nantes' });
    const ask = (site?: string) => readRecipients(test.system, account, { document: 'invoice', site });
    await expect(ask()).rejects.toMatchObject({ status: 422, errors: [{ field: 'site', code: 'required' }] });
    await expect(ask(elsewhere)).rejects.toMatchObject({ status: 422, errors: [{ code: 'site-of-another' }] });
    await expect(readRecipients(test.system, elsewhere, { document: 'invoice', site: other })).rejects.toMatchObject({
      errors: [{ code: 'site-of-another' }],
    });
  });

  it('are told whole or not at all: never by half to someone who may not see all that decides', async () => {
    const reader = await test.reader();
    const account = await test.add('account', { legalName: 'Moreau', owner: reader.userId });
    await test.add('contact', {
      lastName: 'Blanc',
      accountLinks: [{ account, isPrimary: true, email: 'b@m.fr', ...everyBox }],
    });
    const ask = (who: typeof reader) => readRecipients(who, account, { document: 'reminder' });
    expect((await ask(reader)).names).toMatchObject({ [(await ask(reader)).recipients[0]?.contactId ?? '']: 'Blanc' });
    const lacking: readonly Parameters<typeof test.reader>[0][] = [
      { account: { read: 'own' } },
      { contact: { read: 'none' } },
      { siteContact: { read: 'none' } },
      { accountContact: { fields: { email: 'none' } } },
      { accountContact: { fields: { recvReminder: 'none' } } },
    ];
    for (const rights of lacking) {
      const refused = ask(await test.reader(rights));
      await expect(refused).rejects.toMatchObject({
        code: rights?.account ? 'not-found' : 'recipients-in-part',
      });
    }
    // The other kind of document is read by other boxes.
    const half = await test.reader({ accountContact: { fields: { recvInvoice: 'none' } } });
    expect((await ask(half)).recipients).toHaveLength(1);
  });
});
