import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentKinds, type RecipientLink, type RecipientQuestion, recipientsOf } from './recipients.ts';
import { type InventedCompany, inventedCompany, inventedDays, owed } from './recipients-oracle.ts';

function questionOf(company: InventedCompany, document: 'invoice' | 'reminder', site: number, on: string) {
  const question: RecipientQuestion = {
    document,
    siteId: `site${site}`,
    on,
    account: company,
    links: company.people.map((person, number) => ({
      contactId: String(number),
      email: person.email ? `${number}@compte.fr` : null,
      siteFlag: document === 'invoice' ? person.boxes.invoice : person.boxes.reminder,
      allSitesFlag: document === 'invoice' ? person.boxes.invoiceAll : person.boxes.reminderAll,
      endedAt: person.endedAt,
      gone: person.lost,
    })),
    attachments: company.people.flatMap((person, number) =>
      person.at.map(({ site: at, exitDate }) => ({ contactId: String(number), siteId: `site${at}`, exitDate })),
    ),
  };
  return question;
}

const sending = fc.record({
  company: inventedCompany(),
  document: fc.constantFrom(...documentKinds),
  on: fc.constantFrom(...inventedDays),
});

const base: RecipientLink = {
  contactId: 'léa',
  email: 'lea@compte.fr',
  siteFlag: true,
  allSitesFlag: false,
  endedAt: null,
  gone: false,
};

/** Asks of one person, attached to the site of the document until a day. */
function ask(link: Partial<RecipientLink>, exitDate: string | null = null, siteId = 'ici') {
  return recipientsOf({
    document: 'invoice',
    siteId: 'ici',
    on: '2026-03-31',
    account: { billingEmail: null, email: null, doNotDun: false },
    links: [{ ...base, ...link }],
    attachments: [{ contactId: 'léa', siteId, exitDate }],
  });
}

describe('Who receives a document', () => {
  it('is whom the truth table says, in companies of every kind', () => {
    fc.assert(
      fc.property(sending, ({ company, document, on }) => {
        for (let site = 0; site < company.sites; site++) {
          const { recipients, waiting } = recipientsOf(questionOf(company, document, site, on));
          const truth = owed(company, document, site, on);
          const people = recipients.flatMap(({ contactId }) => (contactId === null ? [] : Number(contactId)));
          expect(people).toEqual(truth.people);
          const own = recipients.filter(({ contactId }) => contactId === null).map(({ email }) => email);
          expect(own).toEqual(truth.fallback === null ? [] : [truth.fallback]);
          expect(waiting === null).toBe(recipients.length > 0);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('explains everyone who ticked one of its boxes, once, unless the company is sent nothing', () => {
    fc.assert(
      fc.property(sending, ({ company, document, on }) => {
        const question = questionOf(company, document, 0, on);
        const { recipients, skipped, waiting } = recipientsOf(question);
        const told = [...recipients, ...skipped].flatMap(({ contactId }) => contactId ?? []);
        const ticked = question.links.filter(({ siteFlag, allSitesFlag }) => siteFlag || allSitesFlag);
        expect(told.sort()).toEqual(waiting === 'doNotDun' ? [] : ticked.map(({ contactId }) => contactId).sort());
      }),
    );
  });

  it('is nobody by the box of the other kind of document', () => {
    fc.assert(
      fc.property(sending, ({ company, document, on }) => {
        const kept = document === 'invoice' ? ['invoice', 'invoiceAll'] : ['reminder', 'reminderAll'];
        const people = company.people.map((person) => ({
          ...person,
          boxes: Object.fromEntries(
            Object.entries(person.boxes).map(([box, ticked]) => [box, ticked && kept.includes(box)]),
          ) as typeof person.boxes,
        }));
        expect(recipientsOf(questionOf({ ...company, people }, document, 0, on))).toEqual(
          recipientsOf(questionOf(company, document, 0, on)),
        );
      }),
    );
  });

  it.each([
    ['attached to the site', {}, null, 'ici', { recipients: ['siteFlag'], skipped: [] }],
    ['on the last day at the site', {}, '2026-03-31', 'ici', { recipients: ['siteFlag'], skipped: [] }],
    ['the day after', {}, '2026-03-30', 'ici', { recipients: [], skipped: ['exited'] }],
    ['attached to another site', {}, null, 'là', { recipients: [], skipped: ['otherSite'] }],
    ['gone from the only site', {}, '2026-03-30', 'là', { recipients: [], skipped: ['noSite'] }],
    [
      'of all sites, gone from this one',
      { allSitesFlag: true },
      '2026-03-30',
      'ici',
      { recipients: ['allSitesFlag'], skipped: [] },
    ],
    ['whose link has ended', { endedAt: '2026-03-30' }, null, 'ici', { recipients: [], skipped: ['linkEnded'] }],
    ['on the last day of the link', { endedAt: '2026-03-31' }, null, 'ici', { recipients: ['siteFlag'], skipped: [] }],
    ['who is lost', { gone: true, allSitesFlag: true }, null, 'ici', { recipients: [], skipped: ['disappeared'] }],
    ['without e-mail', { email: null }, null, 'ici', { recipients: [], skipped: ['noEmail'] }],
    ['who ticked nothing', { siteFlag: false }, null, 'ici', { recipients: [], skipped: [] }],
  ] as const)('tells why of someone %s', (_who, link, exitDate, siteId, told) => {
    const { recipients, skipped } = ask(link, exitDate, siteId);
    expect({
      recipients: recipients.map(({ reason }) => reason),
      skipped: skipped.map(({ reason }) => reason),
    }).toEqual(told);
  });
});
