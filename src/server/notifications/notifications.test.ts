import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ask } from '../testing/settings-company.ts';
import { byId, createWorkplace, type Workplace } from '../testing/workplace.ts';

let place: Workplace;
beforeAll(async () => {
  place = await createWorkplace();
});
afterAll(() => place.carnet.close());

interface Told {
  readonly id: string;
  readonly kind: string;
  readonly about: { readonly id: string } | null;
  readonly actor: string | null;
  readonly count: number;
  readonly details: Record<string, unknown>;
  readonly readAt: string | null;
  readonly titles: Record<string, string | null>;
}

/** What someone is told of a record, newest first. */
async function toldOf(ask: Ask, about: string): Promise<Told[]> {
  await place.told();
  const { body } = await ask('GET', 'notifications?limit=200');
  return body.items.filter((item: Told) => item.about?.id === about);
}

async function change(ask: Ask, path: string, values: object): Promise<void> {
  const { body } = await ask('GET', path);
  const answer = await ask('PATCH', path, values, { 'if-match': `"${body.version}"` });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}

const comment = (ask: Ask, account: string, text: string, mentions: object[] = []) =>
  ask('POST', 'comments', { about: byId('account', account), text, mentions });
const follow = (ask: Ask, account: string) => ask('POST', 'followers', { about: byId('account', account) });

test('who is given a record is told, and nobody is told of what they do themselves', async () => {
  const account = await place.account(place.lea.id, 'Attribuée SA');
  expect(await toldOf(place.lea.ask, account)).toMatchObject([
    { kind: 'assigned', count: 1, actor: place.adminId, titles: { about: 'Attribuée SA' }, readAt: null },
  ]);
  const own = (await place.lea.ask('POST', 'accounts', { legalName: 'À elle SA' })).body.id;
  expect(await toldOf(place.lea.ask, own)).toEqual([]);
});

test('who follows a record is told of fields, comments, documents and links, ten changes within minutes in one line', async () => {
  const account = await place.account(place.adminId, 'Suivie SA');
  expect((await follow(place.ask, account)).status).toBe(201);
  await place.ask('POST', `accounts/${account}/shares`, { grantees: [place.lea.id], level: 'edit' });
  await change(place.lea.ask, `accounts/${account}`, { phone: '01 02 03 04 05' });
  for (const comment of ['a', 'b', 'c']) await change(place.lea.ask, `accounts/${account}`, { comment });
  await comment(place.lea.ask, account, 'Bonjour');
  const contact = await place.lea.ask('POST', 'contacts', { lastName: 'Lié', account });
  expect(contact.status, JSON.stringify(contact.body)).toBe(201);
  const told = await toldOf(place.ask, account);
  expect(told.filter(({ kind }) => kind === 'followed')).toMatchObject([
    { count: 5, actor: place.lea.id, details: { fields: ['phone', 'comment'], linked: { contact: 1 } } },
  ]);
  // The comment concerns its owner more than who follows: once is enough.
  expect(told.filter(({ kind }) => kind === 'commented')).toMatchObject([{ count: 1, details: { comments: 1 } }]);
});

test('what was read is not added to: a new line says what is new', async () => {
  const account = await place.account(place.adminId, 'Relue SA');
  await place.ask('POST', `accounts/${account}/shares`, { grantees: [place.lea.id], level: 'edit' });
  await follow(place.ask, account);
  await change(place.lea.ask, `accounts/${account}`, { comment: 'un' });
  const [first] = await toldOf(place.ask, account);
  const marked = await place.ask('POST', 'me/notifications/mark', { ids: [first?.id], read: true });
  expect(marked.body).toEqual({ marked: 1 });
  await change(place.lea.ask, `accounts/${account}`, { comment: 'deux' });
  expect((await toldOf(place.ask, account)).map(({ readAt }) => readAt === null)).toEqual([true, false]);
});

test('a mention of someone who may not see the record tells them nothing, now or when they read; shared first, it does', async () => {
  const account = await place.account(place.lea.id, 'Secrète SA');
  const sam = { id: place.sam.id, name: 'Sam Noir' };
  const audience = await place.lea.ask('GET', `accounts/${account}/audience?search=sam`);
  expect(audience.body).toEqual({ people: [{ id: sam.id, name: 'Sam Noir', sees: false }], mayShare: true });
  expect((await comment(place.lea.ask, account, 'Vois ça @Sam Noir', [sam])).status).toBe(201);
  await place.told();
  expect(JSON.stringify((await place.sam.ask('GET', 'notifications')).body)).not.toContain('Secrète');
  expect(await toldOf(place.sam.ask, account)).toEqual([]);
  await place.lea.ask('POST', `accounts/${account}/shares`, { grantees: [sam.id] });
  expect((await place.lea.ask('GET', `accounts/${account}/audience?search=Sam`)).body.people[0].sees).toBe(true);
  await comment(place.lea.ask, account, 'Et maintenant @Sam Noir', [sam]);
  expect(await toldOf(place.sam.ask, account)).toMatchObject([{ kind: 'mentioned', titles: { about: 'Secrète SA' } }]);
  // The right goes: with it, what was told.
  await place.lea.ask('DELETE', `accounts/${account}/shares/${sam.id}`);
  expect(await toldOf(place.sam.ask, account)).toEqual([]);
  expect((await place.sam.ask('GET', `accounts/${account}/audience?search=a`)).status).toBe(404);
});

test('who follows a record and loses the right to see it no longer hears of it', async () => {
  const account = await place.account(place.lea.id, 'Perdue SA');
  await place.ask('POST', `accounts/${account}/shares`, { grantees: [place.sam.id] });
  await follow(place.sam.ask, account);
  await place.ask('DELETE', `accounts/${account}/shares/${place.sam.id}`);
  await change(place.ask, `accounts/${account}`, { comment: 'x' });
  await place.told();
  await place.ask('POST', `accounts/${account}/shares`, { grantees: [place.sam.id] });
  expect(await toldOf(place.sam.ask, account)).toEqual([]);
});

test('notifications and followers are one’s own: an administrator sees none of another’s, nor changes them', async () => {
  const account = await place.account(place.lea.id, 'Privée SA');
  await follow(place.lea.ask, account);
  const [told] = await toldOf(place.lea.ask, account);
  expect(await toldOf(place.ask, account)).toEqual([]);
  const { body } = await place.ask('GET', 'followers?limit=200');
  expect(body.items.every(({ user }: { user: string }) => user === place.adminId)).toBe(true);
  expect((await place.ask('GET', `notifications/${told?.id}`)).status).toBe(404);
  expect((await place.ask('PATCH', `notifications/${told?.id}`, { readAt: null }, { 'if-match': '"1"' })).status).toBe(
    404,
  );
  const forged = { about: byId('account', account), user: place.sam.id };
  expect((await place.lea.ask('POST', 'followers', forged)).body.errors).toMatchObject([{ code: 'read-only-field' }]);
  expect((await place.lea.ask('POST', 'notifications', { kind: 'due' })).status).toBe(422);
});

test('each chooses of what they are told: a kind taken away is told no more', async () => {
  const standard = await place.sam.ask('GET', 'me/notification-preferences');
  expect(standard.body).toMatchObject({ kinds: { mentioned: { application: true, mail: true } }, mail: false });
  const off = { application: false, mail: false };
  const changed = await place.sam.ask('PATCH', 'me/notification-preferences', { kinds: { assigned: off } });
  expect(changed.body.kinds).toMatchObject({ assigned: off, mentioned: { application: true, mail: true } });
  const account = await place.account(place.sam.id, 'Sans bruit SA');
  expect(await toldOf(place.sam.ask, account)).toEqual([]);
});

test('a record in the trash takes with it what was told of it; restored, it brings that back', async () => {
  const account = await place.account(place.lea.id, 'Jetée SA');
  expect(await toldOf(place.lea.ask, account)).toHaveLength(1);
  await place.ask('DELETE', `accounts/${account}`);
  expect(await toldOf(place.lea.ask, account)).toEqual([]);
  await place.ask('POST', `accounts/${account}/restore`);
  expect(await toldOf(place.lea.ask, account)).toHaveLength(1);
});

test('a bulk edit tells each once, with how many records, not one by one', async () => {
  const ids = await Promise.all(['A', 'B', 'C'].map((name) => place.account(place.adminId, `Lot ${name}`)));
  const begun = await place.ask('POST', 'accounts/bulk', { action: 'update', ids, values: { owner: place.lea.id } });
  expect(begun.status, JSON.stringify(begun.body)).toBeLessThan(300);
  await expect
    .poll(async () => {
      await place.told();
      const { body } = await place.lea.ask('GET', 'notifications?limit=200');
      return body.items.filter(({ about }: Told) => about === null);
    })
    .toMatchObject([{ kind: 'assigned', count: 3, about: null, details: { record: 'account' } }]);
});
