import fc from 'fast-check';
import { expect, vi } from 'vitest';
import { snakeCase } from '../../lib/text.ts';
import { fullPermission } from '../../meta/permissions.ts';
import { subjects } from '../../records/subject-values.ts';
import type { ServerFeature } from '../feature.ts';
import { giveApiKey } from '../testing/colleague.ts';
import { createTestServer, setUpCompany, type TestServerOfOne } from '../testing/test-server.ts';
import { textOf } from './exported-text.ts';

/** Where a word stands that stands nowhere else: whoever reads it was shown that field of that record. */
export interface Place {
  readonly record: string;
  readonly id: string;
  readonly field: string;
}

export interface Answer {
  readonly status: number;
  /** What was answered, as it would be read: a workbook unpacked, a card unfolded. */
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the answer holds and compares it
  readonly body: any;
}

/** Takes a user's key (null for the administrator), a request; returns what it was answered. */
export type Ask = (
  key: string | null,
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: string,
  payload?: object,
  headers?: Record<string, string>,
) => Promise<Answer>;

export interface Person {
  readonly id: string;
  readonly role: string;
  readonly key: string;
}

/** A small company of which every text is a word of its own, so that nothing can be shown without being recognised. */
export interface CompanyOfTokens {
  readonly carnet: TestServerOfOne;
  readonly ask: Ask;
  readonly places: ReadonlyMap<string, Place>;
  readonly people: readonly Person[];
  readonly ids: Readonly<Record<string, readonly string[]>>;
  /** Gives each person's role new rights and waits until the server heeds them. */
  readonly grant: (permissions: readonly object[]) => Promise<void>;
}

/** What such a word looks like. */
export const tokenPattern = /zx[0-9a-z]{6}/g;

/** How the company is made: all by numbers, so that a run can be made again. */
const shape = fc.record({
  teams: fc.array(fc.nat(9), { minLength: 4, maxLength: 4 }),
  people: fc.array(fc.nat(9), { minLength: 4, maxLength: 4 }),
  accounts: fc.array(fc.record({ owner: fc.nat(9), parent: fc.nat(30), trashed: fc.nat(5) }), {
    minLength: 12,
    maxLength: 14,
  }),
  contacts: fc.array(
    fc.record({ links: fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 3 }), site: fc.nat(30) }),
    { minLength: 12, maxLength: 16 },
  ),
  sites: fc.array(fc.nat(11), { minLength: 6, maxLength: 8 }),
  deals: fc.array(fc.record({ account: fc.nat(11), owner: fc.nat(9), contact: fc.nat(15) }), {
    minLength: 5,
    maxLength: 7,
  }),
  projects: fc.array(fc.record({ account: fc.nat(11), deal: fc.nat(9), owner: fc.nat(9) }), {
    minLength: 3,
    maxLength: 4,
  }),
  events: fc.array(
    fc.record({
      account: fc.nat(20),
      deal: fc.nat(9),
      owner: fc.nat(3),
      people: fc.uniqueArray(fc.nat(15), { maxLength: 2 }),
    }),
    { minLength: 5, maxLength: 7 },
  ),
  actions: fc.array(
    fc.record({ account: fc.nat(20), contact: fc.nat(30), deal: fc.nat(12), project: fc.nat(9), owner: fc.nat(3) }),
    { minLength: 8, maxLength: 10 },
  ),
  members: fc.array(fc.record({ contact: fc.boolean(), place: fc.nat(15) }), { minLength: 4, maxLength: 6 }),
  relations: fc.array(fc.record({ from: fc.nat(11), to: fc.nat(11) }), { minLength: 2, maxLength: 3 }),
  said: fc.array(fc.record({ type: fc.nat(7), place: fc.nat(15), follower: fc.nat(3), document: fc.boolean() }), {
    minLength: 10,
    maxLength: 12,
  }),
  shares: fc.array(fc.record({ account: fc.nat(11), grantee: fc.nat(7), edit: fc.boolean() }), {
    minLength: 5,
    maxLength: 8,
  }),
});

/** Makes the company that `seed` stands for; `close` its `carnet` when done. */
export async function createCompanyOfTokens(
  seed: number,
  features: readonly ServerFeature[] = [],
): Promise<CompanyOfTokens> {
  const carnet = await createTestServer({}, features);
  const cookie = await setUpCompany(carnet.server);
  const [plan] = fc.sample(shape, { seed, numRuns: 1 });
  if (!plan) throw new Error('no company');
  const places = new Map<string, Place>();
  const ids: Record<string, string[]> = {};
  const keep = (record: string, id: string): void => {
    ids[record] = [...(ids[record] ?? []), id];
  };
  let counter = 0;
  const token = () => `zx${(36 ** 5 + ++counter * 7_919).toString(36)}`;

  const ask: Ask = async (key, method, path, payload, headers = {}) => {
    const answer = await carnet.server.inject({
      method,
      url: `/api/v1/${path}`,
      headers: { ...(key === null ? { cookie } : { authorization: `Bearer ${key}` }), ...headers },
      ...(payload ? { payload } : {}),
    });
    const type = String(answer.headers['content-type'] ?? '');
    const json = type.includes('json') && answer.body !== '';
    const text = await textOf(type, answer.rawPayload);
    return { status: answer.statusCode, text, body: json ? answer.json() : undefined };
  };
  /** Makes a record as the administrator; texts are given a word each, remembered with its place. */
  const make = async (
    record: string,
    collection: string,
    texts: readonly string[],
    values: object,
  ): Promise<string> => {
    const words = texts.map((field) => [field, token()] as const);
    const given = words.map(([field, word]) => [field, written[field]?.(word) ?? word] as const);
    const answer = await ask(null, 'POST', collection, { ...Object.fromEntries(given), ...values });
    if (answer.status !== 201) throw new Error(answer.text);
    const { id } = answer.body as { id: string };
    for (const [field, word] of words) places.set(word, { record, id, field });
    keep(record, id);
    return id;
  };
  const at = <Value>(list: readonly Value[], index: number): Value => list[index % list.length] as Value;

  const people: Person[] = [];
  const grant = async (permissions: readonly object[]): Promise<void> => {
    for (const [index, person] of people.entries()) {
      const { body } = await ask(null, 'GET', `roles/${person.role}`);
      const answer = await ask(
        null,
        'PATCH',
        `roles/${person.role}`,
        { permissions: permissions[index] },
        { 'if-match': `"${body.version}"` },
      );
      expect(answer.status, answer.text).toBe(200);
    }
    await vi.waitFor(
      async () => {
        for (const [index, person] of people.entries())
          expect((await ask(person.key, 'GET', 'me')).body.permissions).toMatchObject(permissions[index] as object);
      },
      { interval: 5, timeout: 20_000 },
    );
  };
  /** Attaches a file to a record by a name that is a word of its own. */
  const attach = async (record: string, about: string): Promise<void> => {
    const border = 'carnet-border';
    const word = token();
    const head = `--${border}\r\nContent-Disposition: form-data; name="file"; filename="${word}.txt"\r\n\r\n`;
    const brought = await carnet.server.inject({
      method: 'POST',
      url: '/api/v1/files?asIs=true',
      headers: { 'content-type': `multipart/form-data; boundary=${border}`, cookie },
      payload: `${head}${word}\r\n--${border}--\r\n`,
    });
    const path = `${snakeCase(record).replaceAll('_', '-')}s/${about}/documents`;
    const attached = await ask(null, 'POST', path, { file: brought.json<{ id: string }>().id });
    if (attached.status !== 201) throw new Error(attached.text);
    places.set(word, { record: 'document', id: attached.body.id, field: 'name' });
    keep('document', attached.body.id);
  };

  const teams: string[] = [];
  for (const parent of plan.teams)
    teams.push(await make('team', 'teams', ['name'], teams.length > 1 ? { parent: at(teams, parent) } : {}));
  for (const team of plan.people) {
    const role = await make('role', 'roles', ['name'], { permissions: { records: {}, others: {}, areas: {} } });
    const id = await make('user', 'users', ['name', 'email'], { role, ...(team < 8 ? { team: at(teams, team) } : {}) });
    const key = await giveApiKey(carnet.database, id);
    people.push({ id, role, key });
  }
  const accounts: string[] = [];
  for (const { owner, parent } of plan.accounts)
    accounts.push(
      await make('account', 'accounts', ['legalName', 'email', 'billingEmail', 'website', 'comment', 'address'], {
        owner: owner < 8 ? at(people, owner).id : null,
        ...(parent < accounts.length ? { parentAccount: accounts[parent] } : {}),
      }),
    );
  const sites: string[] = [];
  for (const account of plan.sites)
    sites.push(
      await make('site', 'sites', ['name', 'customerReference', 'address'], { account: at(accounts, account) }),
    );
  for (const { links, site } of plan.contacts) {
    const contact = await make('contact', 'contacts', ['lastName', 'firstName', 'skype', 'comment'], {
      account: at(accounts, links[0] ?? 0),
    });
    const { rows } = await carnet.database.pool.query<{ id: string }>(
      'SELECT id FROM account_contact WHERE contact_id = $1',
      [contact],
    );
    const first = rows[0]?.id ?? '';
    const words = { department: token(), email: token() };
    const changed = await ask(
      null,
      'PATCH',
      `account-contacts/${first}`,
      { department: words.department, email: `${words.email}@exemple.fr` },
      { 'if-match': '"1"' },
    );
    if (changed.status !== 200) throw new Error(changed.text);
    for (const [field, word] of Object.entries(words)) places.set(word, { record: 'accountContact', id: first, field });
    keep('accountContact', first);
    for (const link of links.slice(1))
      await make('accountContact', 'account-contacts', ['department', 'email'], {
        contact,
        account: at(accounts, link),
      });
    if (site < sites.length) await make('siteContact', 'site-contacts', [], { contact, site: sites[site] });
  }
  const contacts = ids.contact ?? [];
  const some = (list: readonly string[], index: number) => (index < list.length ? at(list, index) : null);
  const mine = (index: number) => (index < 8 ? at(people, index).id : null);
  const deals: string[] = [];
  for (const { account, owner, contact } of plan.deals) {
    const deal = await make('deal', 'deals', ['name', 'comment'], {
      account: at(accounts, account),
      owner: mine(owner),
      amount: '1000',
      probability: '50',
    });
    deals.push(deal);
    await make('dealContact', 'deal-contacts', [], { deal, contact: at(contacts, contact) });
  }
  const projects: string[] = [];
  for (const { account, deal, owner } of plan.projects) {
    const values = { account: at(accounts, account), deal: some(deals, deal), owner: mine(owner) };
    const project = await make('project', 'projects', ['name', 'comment'], values);
    projects.push(project);
    await make('projectContact', 'project-contacts', [], { project, contact: at(contacts, deal) });
  }
  for (const [index, { account, deal, owner, people: present }] of plan.events.entries()) {
    const event = await make('event', 'events', ['subject', 'comment', 'place'], {
      account: some(accounts, account),
      deal: some(deals, deal),
      owner: at(people, owner).id,
      startsAt: new Date(Date.now() + (index - 2) * 86_400_000).toISOString(),
    });
    for (const contact of new Set(present.map((place) => at(contacts, place))))
      await make('eventContact', 'event-contacts', [], { event, contact });
  }
  for (const [index, { account, contact, deal, project, owner }] of plan.actions.entries())
    await make('action', 'actions', ['subject', 'body'], {
      type: 'call',
      account: some(accounts, account) ?? (contact < contacts.length ? null : at(accounts, account)),
      contact: some(contacts, contact),
      deal: some(deals, deal),
      project: some(projects, project),
      owner: at(people, owner).id,
      occurredAt: new Date(Date.now() - (index + 1) * 3_600_000).toISOString(),
    });
  const target = await make('target', 'targets', ['code', 'name', 'comment'], {});
  const members = new Map(
    plan.members.map(({ contact, place }) => {
      const id = at(contact ? contacts : accounts, place);
      return [id, { record: contact ? 'contact' : 'account', id }] as const;
    }),
  );
  for (const member of members.values()) await make('targetMember', 'target-members', [], { target, member });
  for (const { from, to } of plan.relations)
    await make('accountRelation', 'account-relations', ['comment'], {
      from: at(accounts, from),
      to: at(accounts, to),
      type: 'group',
    });
  for (const { id } of people)
    await make('view', 'views', ['name'], { record: 'account', owner: id, shared: id === people[0]?.id });
  for (const { account, grantee, edit } of plan.shares) {
    const to = grantee < 4 ? at(people, grantee).id : at(teams, grantee);
    const shared = await ask(null, 'POST', `accounts/${at(accounts, account)}/shares`, {
      grantees: [to],
      level: edit ? 'edit' : 'read',
    });
    if (shared.status !== 200) throw new Error(shared.text);
    if (edit) await ask(null, 'POST', `deals/${at(deals, account)}/shares`, { grantees: [to], level: 'read' });
  }
  // Whoever is told of something may see it: all may, for a while.
  await grant(people.map(() => ({ records: {}, others: fullPermission, areas: {} })));
  for (const { type, place, follower, document } of plan.said) {
    const record = at(subjects, type);
    const id = at(ids[record] ?? [], place);
    const about = { record, id };
    const followed = await ask(at(people, follower).key, 'POST', 'followers', { about });
    if (followed.status === 201) keep('follower', followed.body.id);
    if (document) await attach(record, id);
    else await make('comment', 'comments', ['text'], { about });
  }
  for (const record of ['notification', 'documentVersion'])
    await vi.waitFor(
      async () => {
        const { rows } = await carnet.database.pool.query<{ id: string; waiting: boolean }>(
          `SELECT id, EXISTS (SELECT FROM notification_source) AS waiting FROM ${snakeCase(record)}`,
        );
        expect(rows.some(({ waiting }) => !waiting)).toBe(true);
        ids[record] = rows.map(({ id }) => id);
      },
      { timeout: 20_000 },
    );
  // Accounts that nobody is linked to can go to the trash, their sites with them.
  for (const [index, { trashed }] of plan.accounts.entries())
    if (trashed < 2) await ask(null, 'DELETE', `accounts/${accounts[index]}`);

  return { carnet, ask, places, people, ids, grant };
}

/** How a word is written where a field does not take any text. */
const written: Readonly<Record<string, (word: string) => unknown>> = {
  email: (word) => `${word}@exemple.fr`,
  billingEmail: (word) => `${word}@exemple.fr`,
  website: (word) => `https://${word}.fr`,
  address: (word) => ({ city: word }),
};
