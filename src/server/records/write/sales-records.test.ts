import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateIn } from '../../../lib/time-zone.ts';
import { fullPermission, noPermission } from '../../../meta/permissions.ts';
import { addColleague } from '../../testing/colleague.ts';
import { type Ask, type CompanyOfTwo, createCompanyOfTwo } from '../../testing/settings-company.ts';

let carnet: CompanyOfTwo;
let ask: Ask;
let account: string;
let person: string;
beforeAll(async () => {
  carnet = await createCompanyOfTwo();
  ask = carnet.ask;
  account = (await ask('POST', 'accounts', { legalName: 'Fonderie Martel' })).body.id;
  person = (await ask('POST', 'contacts', { lastName: 'Roche', account })).body.id;
});
afterAll(() => carnet.close());

const make = async (collection: string, values: object) => {
  const made = await ask('POST', collection, values);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body;
};
const change = async (collection: string, id: string, values: object) => {
  const { version } = (await ask('GET', `${collection}/${id}`)).body;
  return ask('PATCH', `${collection}/${id}`, values, { 'if-match': `"${version}"` });
};

describe('a deal', () => {
  it('weighs its amount by its probability, exactly, whenever either changes', async () => {
    const made = await make('deals', { name: 'Four neuf', account, amount: '10000.10', probability: '33' });
    expect(made.weighted).toEqual({ amount: '3300.03', currency: 'EUR' });
    expect((await change('deals', made.id, { probability: '50' })).body.weighted.amount).toBe('5000.05');
    expect((await change('deals', made.id, { amount: null })).body.weighted).toBeNull();
  });

  it('notes the day it was won or lost, forgets it when it is open again, and keeps a day given by hand', async () => {
    const { id, closedOn } = await make('deals', { name: 'Grue', account });
    expect(closedOn).toBeNull();
    const today = dateIn(Date.now(), 'Europe/Paris');
    expect((await change('deals', id, { status: 'won' })).body.closedOn).toBe(today);
    expect((await change('deals', id, { status: 'lost' })).body.closedOn).toBe(today);
    expect((await change('deals', id, { status: 'proposal' })).body.closedOn).toBeNull();
    expect((await change('deals', id, { status: 'won', closedOn: '2026-01-31' })).body.closedOn).toBe('2026-01-31');
  });

  it('holds its account: an account with deals is not deleted', async () => {
    const other = (await make('accounts', { legalName: 'À garder' })).id;
    await make('deals', { name: 'Contrat', account: other });
    await make('deals', { name: 'Avenant', account: other });
    await make('projects', { name: 'Chantier', account: other });
    const refused = (await ask('DELETE', `accounts/${other}`)).body;
    expect(refused.code).toBe('still-referenced');
    expect(refused.detail).toMatch(/Affaires.: 2.*Projets.: 1/);
  });

  it('holds its account without being told of to whom deals are not shown', async () => {
    const other = (await make('accounts', { legalName: 'À garder aussi' })).id;
    await make('deals', { name: 'Confidentiel', account: other });
    await make('roles', {
      name: 'Sans affaires',
      permissions: { others: fullPermission, records: { deal: noPermission } },
    });
    const reader = await addColleague(carnet, { name: 'Zoé Lin', role: 'Sans affaires' });
    const refused = await reader.ask('DELETE', `accounts/${other}`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'still-referenced' } });
    expect(JSON.stringify(refused.body)).not.toMatch(/ffaire|deal|: 1/);
  });
});

describe('an action', () => {
  it('is about a company or a person, dated now and by its author unless said otherwise', async () => {
    const refused = await ask('POST', 'actions', { type: 'call', subject: 'Rappel' });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'account', code: 'one-of-required' }] } });
    expect(refused.body.errors[0].message).toContain('Compte, Contact');
    const before = Date.now();
    const made = await make('actions', { type: 'call', contact: person });
    expect(Date.parse(made.occurredAt)).toBeGreaterThanOrEqual(before);
    expect(made.owner).toBe((await ask('GET', 'me')).body.user.id);
    expect((await change('actions', made.id, { contact: null })).body.errors[0].code).toBe('one-of-required');
  });

  it('has taken place: a moment ahead is refused, there and for the last follow-up of a contact', async () => {
    const occurredAt = new Date(Date.now() + 3_600_000).toISOString();
    const refused = await ask('POST', 'actions', { type: 'call', account, occurredAt });
    expect(refused.body.errors).toMatchObject([{ field: 'occurredAt', code: 'still-ahead' }]);
    const ahead = await change('contacts', person, { lastFollowUpOn: '2999-01-01' });
    expect(ahead.body.errors).toMatchObject([{ field: 'lastFollowUpOn', code: 'still-ahead' }]);
    const today = dateIn(Date.now(), 'Europe/Paris');
    expect((await change('contacts', person, { lastFollowUpOn: today })).body.lastFollowUpOn).toBe(today);
  });

  it('leaves the last follow-up of a contact to be entered, cleared, sorted and filtered by (F95)', async () => {
    const late = await make('contacts', { lastName: 'Tardif', account, lastFollowUpOn: '2026-02-03' });
    const early = await make('contacts', { lastName: 'Hâtif', account, lastFollowUpOn: '2026-01-02' });
    const found = async (query: string) =>
      (await ask('GET', `contacts?${query}`)).body.items.map(({ id }: { id: string }) => id);
    const within = JSON.stringify({ field: 'lastFollowUpOn', op: 'between', value: ['2026-01-01', '2026-02-28'] });
    const query = `filter=${encodeURIComponent(within)}`;
    expect(await found(`${query}&sort=lastFollowUpOn`)).toEqual([early.id, late.id]);
    expect(await found(`${query}&sort=-lastFollowUpOn`)).toEqual([late.id, early.id]);
    expect((await change('contacts', late.id, { lastFollowUpOn: null })).body.lastFollowUpOn).toBeNull();
    expect(await found(query)).toEqual([early.id]);
  });

  it('keeps naming a person who is in the trash', async () => {
    const gone = (await make('contacts', { lastName: 'Partant', account })).id;
    const made = await make('actions', { type: 'visit', account, contact: gone });
    expect((await ask('DELETE', `contacts/${gone}`)).status).toBe(204);
    const read = (await ask('GET', `actions/${made.id}`)).body;
    expect(read).toMatchObject({ contact: gone, titles: { contact: 'Partant' } });
  });
});

describe('an event', () => {
  it('does not end before it starts: the end is marked, and nothing is written', async () => {
    const startsAt = '2026-12-01T10:00:00.000Z';
    const wrong = { kind: 'appointment', subject: 'Visite', startsAt, endsAt: '2026-12-01T09:59:00.000Z' };
    const refused = await ask('POST', 'events', wrong);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'endsAt', code: 'out-of-order' }] } });
    const made = await make('events', { ...wrong, endsAt: startsAt });
    expect(made.at).toBe(startsAt);
    expect((await change('events', made.id, { startsAt: '2026-12-02T10:00:00.000Z' })).body.errors[0].field).toBe(
      'endsAt',
    );
  });

  it('stands at its due date where it has no hour, and lists its people once each', async () => {
    const dueAt = '2026-12-24T17:00:00.000Z';
    const made = await make('events', { kind: 'task', subject: 'Relancer', dueAt, people: [{ contact: person }] });
    expect(made.at).toBe(dueAt);
    const again = await ask('POST', 'event-contacts', { event: made.id, contact: person });
    expect(again.body.errors[0].code).toBe('already-linked');
  });
});

describe('a target', () => {
  it('holds contacts and accounts, each once', async () => {
    const target = (await make('targets', { code: 'VOEUX', name: 'Vœux 2027' })).id;
    await make('target-members', { target, member: { record: 'contact', id: person } });
    await make('target-members', { target, member: { record: 'account', id: account } });
    const again = await ask('POST', 'target-members', { target, member: { record: 'contact', id: person } });
    expect(again.body.errors[0].code).toBe('already-linked');
    const mine = await ask('GET', `contacts/${person}?include=counts`);
    expect(mine.body.counts.targets).toEqual({ value: 1, exact: true });
  });
});

describe('who sees what belongs to an account', () => {
  it('are its readers, and whoever is named as the owner; who loses the account loses it', async () => {
    const colleague = await addColleague(carnet, { name: 'Sam', role: 'Commercial' });
    const theirs = (await make('accounts', { legalName: 'À un collègue', owner: colleague.id })).id;
    const deal = (await make('deals', { name: 'Vue par lui', account: theirs, owner: null })).id;
    const action = (await make('actions', { type: 'call', account: theirs, subject: 'Vue aussi' })).id;
    const linked = (await make('deal-contacts', { deal, contact: person })).id;
    const sees = async (path: string) => (await colleague.ask('GET', path)).status;
    const all = () => Promise.all([`deals/${deal}`, `actions/${action}`, `deal-contacts/${linked}`].map(sees));
    expect(await all()).toEqual([200, 200, 200]);
    await change('accounts', theirs, { owner: null });
    expect(await all()).toEqual([404, 404, 404]);
    await change('deals', deal, { owner: colleague.id });
    expect(await all()).toEqual([200, 404, 200]);
    await change('actions', action, { deal });
    expect(await all()).toEqual([200, 200, 200]);
  });
});
