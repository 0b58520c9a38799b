import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addColleague, type Colleague } from '../../testing/colleague.ts';
import { type Ask, type CompanyOfTwo, createCompanyOfTwo } from '../../testing/settings-company.ts';

let carnet: CompanyOfTwo;
let ask: Ask;
let seller: Colleague;
let account: string;
let other: string;
let anne: string;
let bruno: string;

const hour = 3_600_000;
const at = (hours: number) => new Date(Math.floor(Date.now() / hour) * hour + hours * hour).toISOString();

beforeAll(async () => {
  carnet = await createCompanyOfTwo();
  ask = carnet.ask;
  seller = await addColleague(carnet, { name: 'Sam', role: 'Commercial' });
  account = await make('accounts', { legalName: 'Scierie du Haut', owner: seller.id });
  other = await make('accounts', { legalName: 'Autre', owner: null });
  anne = await make('contacts', { lastName: 'Anne', account });
  bruno = await make('contacts', { lastName: 'Bruno', accountLinks: [{ account: other }] });
  await make('actions', { type: 'call', subject: 'Premier appel', occurredAt: at(-50), account, contact: anne });
  await make('actions', { type: 'email', subject: 'Devis envoyé', occurredAt: at(-20), account });
  await make('actions', { type: 'call', subject: 'Ailleurs', occurredAt: at(-1), account: other, contact: bruno });
  await make('events', { kind: 'appointment', subject: 'Visite passée', startsAt: at(-30), account, owner: seller.id });
  await make('events', {
    kind: 'appointment',
    subject: 'Visite prévue',
    startsAt: at(30),
    people: [{ contact: anne }],
  });
  await make('events', { kind: 'task', subject: 'Rappeler', dueAt: at(10), account });
  await make('events', { kind: 'task', subject: 'En retard', dueAt: at(-40), account });
  await make('events', { kind: 'task', subject: 'Faite d’avance', dueAt: at(5), status: 'done', account });
  await make('events', { kind: 'note', subject: 'Sans date', account });
});
afterAll(() => carnet.close());

async function make(collection: string, values: object): Promise<string> {
  const made = await ask('POST', collection, values);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body.id;
}

async function subjects(path: string, asked: Ask = ask): Promise<string[]> {
  const { status, body } = await asked('GET', path);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.entries.map((entry: { item: { subject: string } }) => entry.item.subject);
}

describe('the timeline of a record', () => {
  it('tells what is over, actions and events together, the latest first; what is done ahead is over', async () => {
    expect(await subjects(`accounts/${account}/timeline`)).toEqual([
      'Faite d’avance',
      'Devis envoyé',
      'Visite passée',
      'Premier appel',
    ]);
  });

  it('tells what is planned apart, the late and the next first, what has no date at the end', async () => {
    expect(await subjects(`accounts/${account}/timeline?when=planned`)).toEqual(['En retard', 'Rappeler', 'Sans date']);
  });

  it('shows one action in the history of its company and of its person, and an event to each of its people', async () => {
    expect(await subjects(`contacts/${anne}/timeline`)).toEqual(['Premier appel']);
    expect(await subjects(`contacts/${anne}/timeline?when=planned`)).toEqual(['Visite prévue']);
  });

  it('is narrowed by kind, by person and by owner', async () => {
    expect(await subjects(`accounts/${account}/timeline?kinds=action.call,event.appointment`)).toEqual([
      'Visite passée',
      'Premier appel',
    ]);
    expect(await subjects(`accounts/${account}/timeline?with=contacts/${anne}`)).toEqual(['Premier appel']);
    expect(await subjects(`accounts/${account}/timeline?owner=${seller.id}`)).toEqual(['Visite passée']);
    expect(await subjects(`accounts/${account}/timeline?kinds=call`)).toEqual([]);
    expect((await ask('GET', `accounts/${account}/timeline?with=nowhere/1`)).body.code).toBe('invalid-filter');
  });

  it('comes page after page, nothing twice and nothing left out, whatever shares its moment', async () => {
    const busy = await make('accounts', { legalName: 'Très suivie' });
    const moments = [-1, -2, -2, -2, -3, -4, -4];
    for (const [index, hours] of moments.entries())
      await make(index % 2 ? 'actions' : 'events', {
        ...(index % 2 ? { type: 'call', occurredAt: at(hours) } : { kind: 'appointment', startsAt: at(hours) }),
        subject: `n° ${index}`,
        account: busy,
      });
    const whole = await subjects(`accounts/${busy}/timeline`);
    expect(whole).toHaveLength(moments.length);
    for (const limit of [1, 2, 3]) {
      const read: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const path: string = `accounts/${busy}/timeline?limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`;
        const { body } = await ask('GET', path);
        read.push(...body.entries.map((entry: { item: { subject: string } }) => entry.item.subject));
        cursor = body.next;
      }
      expect(read).toEqual(whole);
    }
  });

  it('is closed with the record, and shows of it what its reader may see', async () => {
    expect((await seller.ask('GET', `accounts/${other}/timeline`)).status).toBe(404);
    expect((await seller.ask('GET', `accounts/${account}/timeline?with=contacts/${bruno}`)).body.entries).toEqual([]);
    expect(await subjects(`accounts/${account}/timeline`, seller.ask)).toHaveLength(4);
    const { body: role } = await ask('GET', 'roles?search=Commercial');
    const { id, version, permissions } = role.items[0];
    const blind = {
      ...permissions,
      records: { ...permissions.records, action: { ...permissions.others, read: 'none' } },
    };
    await ask('PATCH', `roles/${id}`, { permissions: blind }, { 'if-match': `"${version}"` });
    await expect
      .poll(async () => await subjects(`accounts/${account}/timeline`, seller.ask))
      .toEqual(['Faite d’avance', 'Visite passée']);
  });
});
