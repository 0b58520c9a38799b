import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { todayIn } from '../../server/context.ts';
import { mailSettingsFor, startMailServer } from '../../server/testing/mail-server.ts';
import { askWith } from '../../server/testing/settings-company.ts';
import { cookieOf, createTestServer, setUpCompany } from '../../server/testing/test-server.ts';
import { createWorkplace, type Workplace } from '../../server/testing/workplace.ts';
import { portalFeature } from './portal.server.ts';

let workplace: Workplace;
let account: string;
let other: string;

const password = 'une phrase de passe';
let made = 0;

async function contact(values: object = {}): Promise<string> {
  const number = ++made;
  const given = { lastName: `Nom${number}`, account, email: `personne${number}@client.fr`, ...values };
  const { status, body } = await workplace.ask('POST', 'contacts', given);
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}

/** Asks the portal, with the cookie of a visitor where there is one. */
async function portal(method: 'GET' | 'POST' | 'DELETE', path: string, cookie?: string, payload?: object) {
  const answer = await workplace.carnet.server.inject({
    method,
    url: `/portail/api/${path}`,
    ...(cookie ? { headers: { cookie } } : {}),
    ...(payload ? { payload } : {}),
  });
  const json = String(answer.headers['content-type'] ?? '').includes('json');
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the answer holds and compares it
  return { status: answer.statusCode, body: (json ? answer.json() : answer.body) as any, headers: answer.headers };
}

async function ended(operation: string) {
  return await vi.waitFor(
    async () => {
      const { body } = await workplace.ask('GET', `operations/${operation}`);
      expect(['done', 'failed', 'cancelled', 'undone']).toContain(body.state);
      return body;
    },
    { timeout: 20_000, interval: 20 },
  );
}

async function letIn(body: object, kind = 'extranet-users') {
  const begun = await workplace.ask('POST', `contacts/${kind}`, body);
  expect(begun.status, JSON.stringify(begun.body)).toBe(202);
  const operation = await ended(begun.body.operation);
  const { body: handouts } = await workplace.ask('POST', `operations/${operation.id}/handouts`);
  return { operation, handouts: handouts.items as { login: string; link: string | null; password: string | null }[] };
}

async function choosePassword(link: string | null) {
  return await portal('POST', 'link/password', undefined, { secret: String(link).split('#')[1], password });
}

/** Makes an extranet user who has chosen their password; returns their id, login, contact and cookie. */
async function visitor(values: object = {}, request: object = {}) {
  const id = await contact(values);
  const { handouts } = await letIn({ ids: [id], profiles: ['manager'], ...request });
  const entered = await choosePassword(handouts[0]?.link ?? null);
  expect(entered.status, JSON.stringify(entered.body)).toBe(200);
  const { body } = await workplace.ask('GET', `portal/visitors?contact=${id}`);
  return {
    contact: id,
    id: body.items[0].id,
    login: handouts[0]?.login ?? '',
    cookie: cookieOf(entered.headers['set-cookie']),
  };
}

async function change(collection: string, id: string, values: object): Promise<void> {
  const { body } = await workplace.ask('GET', `${collection}/${id}`);
  const answer = await workplace.ask('PATCH', `${collection}/${id}`, values, { 'if-match': `"${body.version}"` });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}

beforeAll(async () => {
  workplace = await createWorkplace({}, [portalFeature]);
  account = (await workplace.ask('POST', 'accounts', { legalName: 'Client SA', roles: ['client'] })).body.id;
  other = (await workplace.ask('POST', 'accounts', { legalName: 'Autre SA', roles: ['prospect'] })).body.id;
  const { body } = await workplace.ask('GET', 'settings/portal');
  expect(body.enabled).toBe(false);
  await workplace.ask('PUT', 'settings/portal', { enabled: true, profiles: body.profiles });
});
afterAll(() => workplace.carnet.close());

describe('Letting contacts in from a selection (F113, F114)', () => {
  it('tells of each contact before what becomes of them, and lets in those whom nothing speaks against', async () => {
    const [fine, bare, twin] = [
      await contact(),
      await contact({ email: null }),
      await contact({ email: 'partage@client.fr' }),
    ];
    const same = await contact({ email: 'PARTAGE@client.fr' });
    const ids = [fine, bare, twin, same];
    const { body: preview } = await workplace.ask('POST', 'contacts/extranet-users', {
      ids,
      profiles: ['standard'],
      preview: true,
    });
    expect(preview).toMatchObject({ count: 4, fates: { create: 2, 'no-email': 1, 'email-used': 1 } });
    const { operation, handouts } = await letIn({ ids, profiles: ['standard'] });
    expect(operation.result).toMatchObject({ created: 2, skipped: 2, refused: 0, handouts: 2 });
    expect(operation.result.left.map(({ id, fate }: { id: string; fate: string }) => [id, fate])).toEqual([
      [bare, 'no-email'],
      [same, 'email-used'],
    ]);
    expect(handouts.map(({ login }) => login).sort()).toEqual([
      'partage@client.fr',
      expect.stringMatching(/@client\.fr$/),
    ]);
    const again = await letIn({ ids, profiles: ['standard'] });
    expect(again.operation.result).toMatchObject({
      created: 0,
      fates: { 'has-one': 2, 'no-email': 1, 'email-used': 1 },
    });
  });

  it('gives links and temporary passwords once, and to nobody else', async () => {
    const id = await contact();
    const begun = await workplace.ask('POST', 'contacts/extranet-users', { ids: [id], profiles: ['standard'] });
    await ended(begun.body.operation);
    const address = `operations/${begun.body.operation}/handouts`;
    expect((await workplace.lea.ask('POST', address)).status).toBe(404);
    expect((await workplace.ask('POST', address)).body.items).toHaveLength(1);
    expect((await workplace.ask('POST', address)).body.items).toEqual([]);
  });

  it('is undone as one: whoever it let in no longer comes in, and whoever came is out at once', async () => {
    const ids = [await contact(), await contact()];
    const { operation, handouts } = await letIn({
      search: '',
      filter: { field: 'id', op: 'in', value: ids },
      profiles: ['standard'],
    });
    const entered = await choosePassword(handouts[0]?.link ?? null);
    const cookie = cookieOf(entered.headers['set-cookie']);
    expect((await portal('GET', 'session', cookie)).status).toBe(200);
    const undo = await workplace.ask('POST', `operations/${operation.id}/undo`);
    await ended(undo.body.operation);
    expect((await portal('GET', 'session', cookie)).status).toBe(401);
    expect((await portal('POST', 'session', undefined, { email: handouts[0]?.login, password })).status).toBe(401);
    expect((await choosePassword(handouts[1]?.link ?? null)).status).toBe(410);
    // The same contacts can be let in again.
    expect((await letIn({ ids, profiles: ['standard'] })).operation.result.created).toBe(2);
  });

  it('makes external collaborators, with access to the portal or without', async () => {
    const [bare, fine] = [await contact({ email: null }), await contact()];
    const without = await letIn({ ids: [bare, fine] }, 'external-collaborators');
    expect(without.operation.result).toMatchObject({ created: 2, handouts: 0 });
    const { body } = await workplace.ask('GET', `portal/visitors?contact=${fine}`);
    expect(body.items).toMatchObject([{ record: 'collaborator', way: 'none', closed: null }]);
    expect((await letIn({ ids: [fine] }, 'external-collaborators')).operation.result.fates).toEqual({ 'has-one': 1 });
  });

  it('is refused without the right, without a profile, and with one that is not there', async () => {
    const ids = [
      await contact({
        account: (await workplace.ask('POST', 'accounts', { legalName: 'De Léa', owner: workplace.lea.id })).body.id,
      }),
    ];
    expect((await workplace.lea.ask('POST', 'contacts/extranet-users', { ids, profiles: ['standard'] })).status).toBe(
      403,
    );
    expect((await workplace.lea.ask('POST', 'extranet-users', {})).status).toBe(403);
    for (const profiles of [[], ['inconnu']]) {
      const { status, body } = await workplace.ask('POST', 'contacts/extranet-users', { ids, profiles });
      expect([status, body.errors[0].field]).toEqual([422, 'profiles']);
    }
  });
});

describe('The door of the portal', () => {
  it('takes an invitation once', async () => {
    const id = await contact();
    const { handouts } = await letIn({ ids: [id], profiles: ['standard'] });
    const link = handouts[0]?.link ?? '';
    expect((await portal('POST', 'link', undefined, { secret: link.split('#')[1] })).body).toMatchObject({
      kind: 'invitation',
      email: handouts[0]?.login,
      company: 'Exemple SAS',
    });
    const [one, two] = await Promise.all([choosePassword(link), choosePassword(link)]);
    expect([one.status, two.status].sort()).toEqual([200, 410]);
    expect((await portal('POST', 'session', undefined, { email: handouts[0]?.login, password })).status).toBe(200);
  });

  it('takes a temporary password for nothing but choosing another', async () => {
    const id = await contact();
    const { handouts } = await letIn({ ids: [id], profiles: ['standard'], passwordMode: 'temporary' });
    const [given] = handouts;
    expect(given).toMatchObject({ link: null, password: expect.stringMatching(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/) });
    const first = await portal('POST', 'session', undefined, { email: given?.login, password: given?.password });
    expect(first.headers['set-cookie']).toBeUndefined();
    const chosen = await portal('POST', 'link/password', undefined, { secret: first.body.choose, password });
    expect(chosen.status).toBe(200);
    expect(
      (await portal('POST', 'session', undefined, { email: given?.login, password: given?.password })).status,
    ).toBe(401);
    expect((await portal('POST', 'session', undefined, { email: given?.login, password })).status).toBe(200);
  });

  it('slows down who guesses, and says the same of an unknown address', async () => {
    const { login } = await visitor();
    const attempt = (email: string) => portal('POST', 'session', undefined, { email, password: 'mauvais' });
    const answers = [];
    for (let count = 0; count < 6; count++) answers.push(await attempt(login));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429]);
    const unknown = await attempt('inconnu@client.fr');
    expect(unknown.body).toEqual({ ...answers[0]?.body, instance: unknown.body.instance });
    const { rows } = await workplace.carnet.database.pool.query(
      "SELECT DISTINCT kind FROM access_log WHERE kind LIKE 'portal-%' ORDER BY kind",
    );
    expect(rows.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining([
        'portal-invitation',
        'portal-invitation-accepted',
        'portal-sign-in',
        'portal-sign-in-refused',
      ]),
    );
  });

  it('keeps sessions apart: the portal’s opens nothing of Carnet, a user’s nothing of the portal', async () => {
    const { cookie } = await visitor();
    const token = cookie.split('=')[1];
    for (const sent of [cookie, `carnet_session=${token}`]) {
      const answer = await workplace.carnet.server.inject({
        method: 'GET',
        url: '/api/v1/contacts',
        headers: { cookie: sent },
      });
      expect(answer.statusCode).toBe(401);
    }
    const value = workplace.cookie.split('=')[1];
    for (const sent of [workplace.cookie, `carnet_portal=${value}`])
      expect((await portal('GET', 'records/contacts', sent)).status).toBe(401);
    const entered = await portal('POST', 'session', undefined, { email: (await visitor()).login, password });
    expect(entered.headers['set-cookie']).toMatch(/^carnet_portal=.*Path=\/portail; HttpOnly; SameSite=Strict/);
  });

  it('lets in through the exit date, and no longer', async () => {
    const day = (shift: number) => todayIn('Europe/Paris', new Date(Date.now() + shift * 86_400_000));
    const { id, cookie, login } = await visitor({}, { exitDate: day(0) });
    expect((await portal('GET', 'session', cookie)).status).toBe(200);
    await change('extranet-users', id, { exitDate: day(-1) });
    expect((await portal('GET', 'session', cookie)).status).toBe(401);
    expect((await portal('POST', 'session', undefined, { email: login, password })).status).toBe(401);
  });

  it('puts out at once who is made inactive, whose contact disappears, whose link ends, and all when it closes', async () => {
    const one = await visitor();
    const two = await visitor();
    const three = await visitor();
    await change('extranet-users', one.id, { active: false });
    await workplace.carnet.database.pool.query("UPDATE contact SET status = 'disappeared' WHERE id = $1", [
      two.contact,
    ]);
    const { body } = await workplace.ask('GET', `contacts/${three.contact}?include=children`);
    await change('account-contacts', body.children.accountLinks[0].id, { endedAt: '2020-01-01' });
    for (const { cookie } of [one, two, three]) expect((await portal('GET', 'session', cookie)).status).toBe(401);
    expect(
      (await workplace.ask('POST', `portal/visitors/${one.id}/access`, { mode: 'invitation', mail: false })).body.code,
    ).toBe('visitor-closed');
    const four = await visitor();
    const { body: settings } = await workplace.ask('GET', 'settings/portal');
    await workplace.ask('PUT', 'settings/portal', { enabled: false, profiles: settings.profiles });
    expect((await portal('GET', 'session', four.cookie)).status).toBe(401);
    expect((await portal('POST', 'session', undefined, { email: four.login, password })).body.code).toBe(
      'portal-closed',
    );
    await workplace.ask('PUT', 'settings/portal', { enabled: true, profiles: settings.profiles });
    expect((await portal('GET', 'session', four.cookie)).status).toBe(200);
  });
});

describe('A contact who is declared to have disappeared', () => {
  it('is no longer an active extranet user, by whoever declares it, in the trail of that gesture', async () => {
    const owned = (await workplace.ask('POST', 'accounts', { legalName: 'À Léa', owner: workplace.lea.id })).body.id;
    const { contact: id, id: extranetUser, cookie } = await visitor({ account: owned });
    const { status, body: declared } = await workplace.lea.ask('PUT', `contacts/${id}/gone`);
    expect(status, JSON.stringify(declared)).toBe(200);
    expect((await portal('GET', 'session', cookie)).status).toBe(401);
    const { body } = await workplace.ask('GET', `extranet-users/${extranetUser}/audit`);
    expect(body.items[0]).toMatchObject({ changes: { active: [true, false] }, by: { id: workplace.lea.id } });
  });
});

describe('What visitors see', () => {
  it('is, for an extranet user, their own company with what their profile opens, and no other', async () => {
    const { cookie } = await visitor();
    const { body } = await portal('GET', 'session', cookie);
    expect(body).toMatchObject({ home: account, company: 'Exemple SAS' });
    const page = await portal('GET', `pages/accounts/${account}`, cookie);
    expect(page.body).toMatchObject({ title: 'Client SA', kind: 'Compte' });
    expect(page.body.groups.map(({ name }: { name: string }) => name)).toEqual(['contacts', 'sites']);
    expect((await portal('GET', `pages/accounts/${other}`, cookie)).status).toBe(404);
    const accounting = await visitor({}, { profiles: ['accounting'] });
    expect((await portal('GET', 'records/contacts', accounting.cookie)).status).toBe(403);
    expect((await portal('GET', `pages/accounts/${account}`, accounting.cookie)).body.groups).toEqual([]);
  });

  it('holds the documents that are said to be, and their files', async () => {
    const { cookie } = await visitor();
    const bring = async (name: string) => {
      const { body: file } = await workplace.upload(name, Buffer.from(name));
      return (await workplace.ask('POST', `accounts/${account}/documents`, { file: file.id })).body.id;
    };
    const [shown, kept] = [await bring('devis.txt'), await bring('interne.txt')];
    await change('documents', shown, { onPortal: true });
    const { body } = await portal('GET', `pages/accounts/${account}`, cookie);
    const group = body.groups.find(({ name }: { name: string }) => name === 'documents');
    expect(group.lines).toMatchObject([{ title: 'devis.txt', fields: [{ label: 'Taille', text: '9\u00a0o' }] }]);
    const saved = await portal('GET', `files/documents/${shown}`, cookie);
    expect([saved.status, saved.body, saved.headers['content-disposition']]).toEqual([
      200,
      'devis.txt',
      expect.stringContaining('attachment; filename="devis.txt"'),
    ]);
    expect((await portal('GET', `files/documents/${kept}`, cookie)).status).toBe(404);
  });

  it('is, for a collaborator, clients, prospects and their contacts, but none that is hidden (F103, F104)', async () => {
    const supplier = (await workplace.ask('POST', 'accounts', { legalName: 'Fournisseur SA', roles: ['supplier'] }))
      .body.id;
    const insider = await contact();
    const { handouts } = await letIn({ ids: [insider], passwordMode: 'invitation' }, 'external-collaborators');
    const cookie = cookieOf((await choosePassword(handouts[0]?.link ?? null)).headers['set-cookie']);
    const hidden = await contact({ lastName: 'Zorglub' });
    const links = (await workplace.ask('GET', `contacts/${hidden}?include=children`)).body.children.accountLinks;
    await change('account-contacts', links[0].id, { hideFromCrm: true });
    const found = async (q: string) =>
      (await portal('GET', `results?q=${q}`, cookie)).body.items.map(({ title }: { title: string }) => title);
    expect((await portal('GET', 'results?q=Client', cookie)).body.items).toMatchObject([
      { title: 'Client SA', kind: 'Client' },
    ]);
    expect((await portal('GET', 'results?q=Autre&collection=accounts', cookie)).body.items[0].kind).toBe('Prospect');
    expect(await found('Fournisseur')).toEqual([]);
    expect(await found('Zorglub')).toEqual([]);
    expect((await portal('GET', `pages/contacts/${hidden}`, cookie)).status).toBe(404);
    expect((await portal('GET', `pages/accounts/${supplier}`, cookie)).status).toBe(404);
    await workplace.ask('POST', 'account-contacts', { contact: hidden, account: other, jobTitle: 'ceo' });
    const page = (await portal('GET', `pages/contacts/${hidden}`, cookie)).body;
    expect(page.groups.map(({ lines }: { lines: { title: string }[] }) => lines.map(({ title }) => title))).toEqual([
      ['Autre SA'],
    ]);
    expect((await portal('GET', 'results?q=Zorglub', cookie)).body.items).toMatchObject([
      { title: 'Zorglub', subtitle: 'Direction générale · Autre SA', kind: 'Contact' },
    ]);
  });
});

describe('Access by mail', () => {
  it('leaves with its link, and so does a forgotten password; nothing is shown then', async () => {
    const mail = await startMailServer();
    const carnet = await createTestServer({ outgoing: { ...mail.outgoing, address: 'https://carnet.exemple.fr' } }, [
      portalFeature,
    ]);
    try {
      const ask = askWith(carnet.server, { cookie: await setUpCompany(carnet.server) });
      expect((await ask('PUT', 'settings/mail', mailSettingsFor(mail))).status).toBeLessThan(300);
      await ask('PUT', 'settings/portal', { enabled: true, profiles: {} });
      const company = (await ask('POST', 'accounts', { legalName: 'Client SA' })).body.id;
      const email = 'claire@client.fr';
      const id = (await ask('POST', 'contacts', { lastName: 'Bernard', account: company, email })).body.id;
      const begun = await ask('POST', 'contacts/extranet-users', { ids: [id], profiles: ['standard'], mail: true });
      const letter = async (number: number) =>
        await vi.waitFor(
          () => {
            const { text = '' } = mail.received[number - 1] ?? {};
            const secret = /https:\/\/carnet\.exemple\.fr\/portail\/bienvenue#(\S+)/.exec(text)?.[1];
            expect(secret).toBeDefined();
            return secret;
          },
          { timeout: 20_000, interval: 20 },
        );
      const inject = (path: string, payload: object) =>
        carnet.server.inject({ method: 'POST', url: `/portail/api/${path}`, payload });
      expect((await inject('link/password', { secret: await letter(1), password })).statusCode).toBe(200);
      expect((await ask('POST', `operations/${begun.body.operation}/handouts`)).body.items).toEqual([]);
      expect((await inject('forgotten-password', { email: 'inconnu@client.fr' })).statusCode).toBe(204);
      expect((await inject('forgotten-password', { email: email.toUpperCase() })).statusCode).toBe(204);
      const other = 'une autre phrase de passe';
      expect((await inject('link/password', { secret: await letter(2), password: other })).statusCode).toBe(200);
      expect((await inject('session', { email, password })).statusCode).toBe(401);
      expect((await inject('session', { email, password: other })).statusCode).toBe(200);
      expect(mail.received).toHaveLength(2);
    } finally {
      await carnet.close();
      await mail.close();
    }
  });
});
