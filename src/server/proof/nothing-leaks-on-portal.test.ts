import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { features } from '../../main.features.ts';
import { todayIn } from '../context.ts';
import { cookieOf } from '../testing/test-server.ts';
import { type CompanyOfTokens, createCompanyOfTokens, tokenPattern } from './company-of-tokens.ts';
import { type Eyes, PortalOracle, type PortalType, portalTypes } from './portal-oracle.ts';

const seed = Number(process.env.CARNET_PROOF_SEED ?? Date.now() % 1_000_000);
const runs = Number(process.env.CARNET_PROOF_RUNS ?? 10);
const today = todayIn('Europe/Paris');
const yesterday = todayIn('Europe/Paris', new Date(Date.now() - 86_400_000));

const collections = {
  account: 'accounts',
  site: 'sites',
  contact: 'contacts',
  accountContact: 'account-contacts',
} as const;
/** Types whose words are looked for. */
const searched = {
  account: ['legalName', 'email', 'website', 'address'],
  site: ['name', 'address'],
  contact: ['lastName', 'firstName'],
  accountContact: [],
} as const;

interface Visitor {
  readonly id: string;
  readonly eyes: Eyes;
  readonly cookie: string;
}

let company: CompanyOfTokens;
let visitors: readonly Visitor[];
let oracle: PortalOracle;

/** Lets someone in and chooses their password; returns the cookie of their session. */
async function enter(id: string): Promise<string> {
  const given = await company.ask(null, 'POST', `portal/visitors/${id}/access`, { mode: 'invitation', mail: false });
  const secret = String(given.body.link).split('#')[1];
  const answer = await company.carnet.server.inject({
    method: 'POST',
    url: '/portail/api/link/password',
    payload: { secret, password: 'une phrase de passe' },
  });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return cookieOf(answer.headers['set-cookie']);
}

beforeAll(async () => {
  company = await createCompanyOfTokens(seed, features);
  await company.ask(null, 'PUT', 'settings/portal', { enabled: true, profiles: { standard: ['contact', 'site'] } });
  const links = await company.carnet.database.pool.query<{ contact_id: string; account_id: string }>(
    `SELECT DISTINCT ON (contact_id) contact_id, account_id FROM account_contact
     WHERE deleted_at IS NULL AND EXISTS (SELECT FROM site_contact s JOIN site ON site.id = s.site_id WHERE s.contact_id = account_contact.contact_id)
     ORDER BY contact_id, id LIMIT 3`,
  );
  const made: Visitor[] = [];
  const create = async (collection: string, values: object, eyes: Eyes) => {
    const answer = await company.ask(null, 'POST', collection, values);
    if (answer.status !== 201) throw new Error(answer.text);
    const { id } = answer.body as { id: string };
    made.push({ id, eyes, cookie: await enter(id) });
  };
  await create('collaborators', { name: 'Paul Dehors', email: 'paul@exemple.fr' }, { face: 'collaborator' });
  for (const [place, { contact_id: contact, account_id: account }] of links.rows.entries())
    await create(
      'extranet-users',
      { contact, account, login: `visiteur${place}@exemple.fr`, profiles: ['standard'], onlyOwnSites: place === 0 },
      { face: 'company', account, contact, limited: place === 0 },
    );
  visitors = made;
});
afterAll(() => company.carnet.close());

/** Asks as a visitor; whatever is answered holds no word that they may not see, but those that they wrote themselves. */
async function look({ eyes, cookie }: Visitor, path: string) {
  const answer = await company.carnet.server.inject({
    method: 'GET',
    url: `/portail/api/${path}`,
    headers: { cookie },
  });
  const allowed = oracle.allowed(eyes);
  const asked = decodeURIComponent(path);
  const leaked = [...new Set(answer.body.match(tokenPattern))].filter(
    (word) => company.places.has(word) && !allowed.has(word) && !asked.includes(word),
  );
  expect(
    leaked.map((word) => [word, company.places.get(word)]),
    `${path}: ${answer.body}`,
  ).toEqual([]);
  expect(answer.statusCode, answer.body).toBeLessThan(500);
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the answer holds and compares it
  return { status: answer.statusCode, body: answer.json() as any };
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort();
const filterOf = (field: string, op: string, value: unknown) =>
  encodeURIComponent(JSON.stringify({ field, op, value }));

async function tryList(visitor: Visitor, type: PortalType): Promise<void> {
  const { body } = await look(visitor, `records/${collections[type]}?limit=200`);
  expect(idsOf(body.items)).toEqual(idsOf(oracle.visible(visitor.eyes, type)));
  expect(body.count).toEqual({ value: body.items.length, exact: true });
  if (type === 'accountContact') return;
  const browsed = await look(visitor, `results?collection=${collections[type]}`);
  expect(idsOf(browsed.body.items)).toEqual(idsOf(oracle.visible(visitor.eyes, type)).slice(0, 30));
}

async function tryRecord(visitor: Visitor, type: PortalType, place: number): Promise<void> {
  const all = company.ids[type] ?? [];
  const id = all[place % Math.max(1, all.length)] ?? '';
  const row = oracle.row(type, id);
  const seen = row !== undefined && oracle.sees(visitor.eyes, type, row);
  const got = await look(visitor, `records/${collections[type]}/${id}`);
  expect(got.status).toBe(seen ? 200 : 404);
  const page = await look(visitor, `pages/${collections[type]}/${id}`);
  expect(page.status).toBe(seen ? 200 : 404);
  if (!seen || (type !== 'account' && type !== 'contact')) return;
  const column = type === 'account' ? 'account_id' : 'contact_id';
  const links = oracle.visible(visitor.eyes, 'accountContact').filter((link) => link[column] === id);
  expect(got.body.counts[type === 'account' ? 'contacts' : 'accounts'].value).toBe(links.length);
  const children = got.body.children[type === 'account' ? 'contactLinks' : 'accountLinks'];
  expect(idsOf(children)).toEqual(idsOf(links));
  // What stands on the contact of its primary link, which may be a hidden one, is shown on the links alone.
  const never = ['owner', 'createdBy', 'updatedAt', 'parentAccount', 'disappearedBy'];
  const ofPrimary = ['account', 'department', 'email', 'phone'];
  for (const field of [...never, ...(type === 'contact' ? ofPrimary : [])])
    expect(field in got.body, field).toBe(false);
}

async function trySearch(visitor: Visitor, type: PortalType, word: string): Promise<void> {
  const found = oracle
    .visible(visitor.eyes, type)
    .filter((row) =>
      oracle
        .shown(visitor.eyes, type, row.id)
        .some(([held, field]) => held === word && (searched[type] as readonly string[]).includes(field)),
    );
  if (type !== 'accountContact') {
    const { body } = await look(visitor, `records/${collections[type]}?search=${word}`);
    expect(idsOf(body.items), word).toEqual(idsOf(found));
  }
  const everywhere = await look(visitor, `results?q=${word}`);
  const ofType = everywhere.body.items.filter((item: { collection: string }) => item.collection === collections[type]);
  expect(idsOf(ofType), word).toEqual(idsOf(found));
}

async function tryFilter(visitor: Visitor, word: string): Promise<void> {
  const place = company.places.get(word);
  // By what they do at a company: of links that they are shown, never of the primary one as it stands on the contact.
  const byLink = await look(
    visitor,
    `records/contacts?limit=200&filter=${filterOf('accountLinks.department', 'equals', word)}`,
  );
  const links = oracle.visible(visitor.eyes, 'accountContact');
  const holders = links.filter((link) => place?.field === 'department' && link.id === place.id);
  expect(idsOf(byLink.body.items)).toEqual(holders.map((link) => String(link.contact_id)).sort());
  for (const closed of [
    'department',
    'account.legalName',
    'owner.name',
    'accountLinks.account.owner.name',
    'createdBy',
  ]) {
    const refused = await look(visitor, `records/contacts?filter=${filterOf(closed, 'isNotEmpty', true)}`);
    expect([closed, refused.status]).toEqual([closed, 400]);
  }
  for (const closed of ['department', 'account', 'createdAt', 'updatedAt'])
    expect((await look(visitor, `records/contacts?sort=${closed}`)).status, closed).toBe(400);
}

const shape = fc.record({
  accounts: fc.array(fc.record({ roles: fc.subarray(['client', 'prospect', 'supplier']), closed: fc.nat(7) }), {
    minLength: 14,
    maxLength: 14,
  }),
  links: fc.array(fc.record({ hidden: fc.nat(2), ended: fc.nat(6) }), { minLength: 60, maxLength: 60 }),
  contacts: fc.array(fc.nat(8), { minLength: 20, maxLength: 20 }),
  siteLinks: fc.array(fc.nat(4), { minLength: 20, maxLength: 20 }),
  probes: fc.array(
    fc.record({
      visitor: fc.nat(3),
      door: fc.constantFrom('list', 'record', 'record', 'search', 'filter'),
      type: fc.constantFrom(...portalTypes),
      place: fc.nat(1_000),
    }),
    { minLength: 15, maxLength: 30 },
  ),
});

/** A day by a number: past, today (which still counts), or none. */
const day = (number: number) => (number === 0 ? yesterday : number === 1 ? today : null);

type Plan = typeof shape extends fc.Arbitrary<infer Value> ? Value : never;

async function lay(plan: Plan): Promise<void> {
  const { pool } = company.carnet.database;
  const each = async (table: string, set: (place: number) => readonly [string, readonly unknown[]]) => {
    const { rows } = await pool.query<{ id: string }>(`SELECT id FROM ${table} ORDER BY id`);
    for (const [place, { id }] of rows.entries()) {
      const [assignment, values] = set(place);
      await pool.query(`UPDATE ${table} SET ${assignment} WHERE id = $1`, [id, ...values]);
    }
  };
  const at = <Value>(list: readonly Value[], place: number): Value => list[place % list.length] as Value;
  await each('account', (place) => [
    'roles = $2, closed_at = $3',
    [at(plan.accounts, place).roles, day(at(plan.accounts, place).closed)],
  ]);
  await each('account_contact', (place) => [
    'hide_from_crm = $2, ended_at = $3',
    [at(plan.links, place).hidden === 0, day(at(plan.links, place).ended)],
  ]);
  await each('contact', (place) => ['status = $2', [at(plan.contacts, place) === 0 ? 'disappeared' : 'active']]);
  await each('site_contact', (place) => ['exit_date = $2', [day(at(plan.siteLinks, place))]]);
}

test(`whatever is hidden, ended or gone, the portal shows, counts and finds no more than an independent oracle allows (company ${seed})`, async () => {
  const words = [...company.places.keys()];
  const property = fc.asyncProperty(shape, async (plan) => {
    await lay(plan);
    oracle = await PortalOracle.read(company.carnet.database.pool, company.places, today);
    for (const { visitor: number, door, type, place } of plan.probes) {
      const visitor = visitors[number % visitors.length] as Visitor;
      if (!oracle.comesIn(visitor.eyes)) {
        expect((await look(visitor, 'session')).status).toBe(401);
        expect((await look(visitor, `records/${collections[type]}`)).status).toBe(401);
        continue;
      }
      const ofType = words.filter((one) => company.places.get(one)?.record === type);
      const word = ofType[place % ofType.length] ?? words[0] ?? '';
      if (door === 'list') await tryList(visitor, type);
      else if (door === 'record') await tryRecord(visitor, type, place);
      else if (door === 'search') await trySearch(visitor, type, word);
      else await tryFilter(visitor, word);
    }
  });
  await fc.assert(property, { numRuns: runs, endOnFailure: true });
}, 120_000);

test('types that say nothing of the portal are not there, and nothing is written through it', async () => {
  const [collaborator] = visitors as [Visitor];
  for (const collection of ['users', 'deals', 'actions', 'roles', 'extranet-users', 'comments', 'site-contacts'])
    expect((await look(collaborator, `records/${collection}`)).status, collection).toBe(404);
  for (const method of ['POST', 'PATCH', 'PUT', 'DELETE'] as const) {
    const answer = await company.carnet.server.inject({
      method,
      url: `/portail/api/records/accounts/${company.ids.account?.[0]}`,
      headers: { cookie: collaborator.cookie },
      payload: { legalName: 'x' },
    });
    expect(answer.statusCode).toBe(404);
  }
});
