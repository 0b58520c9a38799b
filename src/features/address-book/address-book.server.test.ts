import type { AddressInfo } from 'node:net';
import { DAVClient } from 'tsdav';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addColleague, type Colleague } from '../../server/testing/colleague.ts';
import { type Ask, askWith } from '../../server/testing/settings-company.ts';
import { createTestServer, setUpCompany, type TestServerOfOne } from '../../server/testing/test-server.ts';
import { addressBookFeature } from './address-book.server.ts';

let carnet: TestServerOfOne;
let ask: Ask;
let url: string;
let reading: string;
let writing: string;
let account: string;

interface Made {
  readonly id: string;
  readonly version: number;
}

async function make(collection: string, values: object): Promise<Made> {
  const { status, body } = await ask('POST', collection, values);
  expect(status, JSON.stringify(body)).toBe(201);
  return body as unknown as Made;
}

async function change(collection: string, { id }: Pick<Made, 'id'>, values: object): Promise<void> {
  const { body } = await ask('GET', `${collection}/${id}`);
  const answer = await ask('PATCH', `${collection}/${id}`, values, { 'if-match': `"${body.version}"` });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}

async function newKey(asking: Ask, opens?: string): Promise<string> {
  const { body } = await asking('POST', 'settings/api-keys', { name: 'Téléphone', ...(opens ? { opens } : {}) });
  return body.key as string;
}

beforeAll(async () => {
  carnet = await createTestServer({}, [addressBookFeature]);
  const cookie = await setUpCompany(carnet.server);
  ask = askWith(carnet.server, { cookie });
  await carnet.server.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(carnet.server.server.address() as AddressInfo).port}`;
  reading = await newKey(ask, 'address-book');
  writing = await newKey(ask, 'address-book-writing');
  account = (await make('accounts', { legalName: 'Menuiserie Brunet' })).id;
});
afterAll(() => carnet.close());

async function connect(password: string) {
  const client = new DAVClient({
    serverUrl: url,
    credentials: { username: 'ada@exemple.fr', password },
    authMethod: 'Basic',
    defaultAccountType: 'carddav',
  });
  await client.login();
  const [book] = await client.fetchAddressBooks();
  if (!book) throw new Error('no address book');
  return { client, book };
}

/** Asks what changed since a token; returns the hrefs by status, and the next token. */
async function sync(password: string, href: string, token: string) {
  const answer = await fetch(href, {
    method: 'REPORT',
    headers: { authorization: basic(password), 'content-type': 'application/xml', depth: '0' },
    body: `<d:sync-collection xmlns:d="DAV:"><d:sync-token>${token}</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>`,
  });
  const text = await answer.text();
  const found = [...text.matchAll(/<D:response><D:href>([^<]*)<\/D:href>(.*?)<\/D:response>/gs)];
  const names = (kept: boolean) =>
    found
      .filter(([, , rest = '']) => rest.startsWith('<D:status>') !== kept)
      .map(([, path = '']) => path.split('/').at(-1)?.replace('.vcf', ''));
  const next = /<D:sync-token>([^<]*)</.exec(text)?.[1] ?? '';
  return { status: answer.status, changed: names(true), lost: names(false), next, text };
}

function basic(password: string): string {
  return `Basic ${Buffer.from(`ada@exemple.fr:${password}`).toString('base64')}`;
}

function request(method: string, path: string, password: string, body?: string, headers: Record<string, string> = {}) {
  return fetch(path.startsWith('http') ? path : `${url}${path}`, {
    method,
    redirect: 'manual',
    headers: { authorization: basic(password), ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

describe('the address book of a telephone', () => {
  it('is found from the name of the server alone, and holds the contacts as cards', async () => {
    const made = await make('contacts', {
      lastName: 'Lefèvre',
      firstName: 'Anne; dite « Nan »',
      civility: 'mrs',
      account,
      jobTitle: 'accounting',
      phone: '04 76 12 34 57',
      mobile: '06 28 23 04 55',
      fax: '04 76 12 34 58',
      email: 'anne@brunet.exemple.fr',
      comment: 'Première ligne\nSeconde',
    });
    const { client, book } = await connect(reading);
    expect(book.displayName).toBe('Contacts de Carnet');
    const cards = await client.fetchVCards({ addressBook: book });
    const found = cards.find((card) => card.url.endsWith(`${made.id}.vcf`));
    expect(found?.etag).toMatch(/^"?[0-9a-f]{32}"?$/);
    const text = String(found?.data).replace(/\r\n[ \t]/g, '');
    expect(text).toContain('VERSION:3.0');
    expect(text).toContain('N:Lefèvre;Anne\\; dite « Nan »;;Mme;');
    expect(text).toContain('ORG:Menuiserie Brunet');
    expect(text).toContain('TITLE:Comptabilité');
    expect(text).toContain('TEL;TYPE=WORK,VOICE:04 76 12 34 57');
    expect(text).toContain('TEL;TYPE=CELL:06 28 23 04 55');
    expect(text).toContain('TEL;TYPE=WORK,FAX:04 76 12 34 58');
    expect(text).toContain('NOTE:Première ligne\\nSeconde');
    const four = await request('GET', found?.url ?? '', reading, undefined, { accept: 'text/vcard; version=4.0' });
    expect(await four.text()).toContain('VERSION:4.0');
  });

  it('asks for a password, and takes no key that is none or was revoked', async () => {
    for (const password of ['', 'carnet_x', `carnet_${'a'.repeat(43)}`]) {
      const answer = await request('PROPFIND', '/carddav/', password);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toContain('Basic');
    }
    const other = await request('PROPFIND', '/carddav/books/00000000-0000-7000-8000-000000000000/contacts/', reading);
    expect(other.status).toBe(404);
  });

  it('has keys that open nothing else, and another key only reads it', async () => {
    const elsewhere = await carnet.server.inject({
      url: '/api/v1/contacts',
      headers: { authorization: `Bearer ${reading}` },
    });
    expect([elsewhere.statusCode, elsewhere.json().code]).toEqual([403, 'key-opens-address-book']);
    const whole = await newKey(ask);
    const { book } = await connect(whole);
    const answer = await request('PUT', `${book.url}neuf.vcf`, whole, 'BEGIN:VCARD\r\nEND:VCARD\r\n');
    expect(answer.status).toBe(403);
  });
});

describe('what changed since the last look', () => {
  it('is told alone: new, changed, deleted, and an account renamed', async () => {
    const { book } = await connect(reading);
    const first = await sync(reading, book.url, '');
    expect(first.lost).toEqual([]);
    const again = await sync(reading, book.url, first.next);
    expect([again.changed, again.lost, again.next]).toEqual([[], [], first.next]);

    const company = await make('accounts', { legalName: 'Avant' });
    const one = await make('contacts', { lastName: 'Un', account: company.id });
    const two = await make('contacts', { lastName: 'Deux', account: company.id });
    const made = await sync(reading, book.url, again.next);
    expect(made.changed.sort()).toEqual([one.id, two.id].sort());

    await change('contacts', one, { mobile: '06 00 00 00 01' });
    const moved = await sync(reading, book.url, made.next);
    expect([moved.changed, moved.lost]).toEqual([[one.id], []]);

    await change('accounts', company, { legalName: 'Après' });
    const renamed = await sync(reading, book.url, moved.next);
    expect(renamed.changed.sort()).toEqual([one.id, two.id].sort());

    await ask('DELETE', `contacts/${two.id}`);
    const deleted = await sync(reading, book.url, renamed.next);
    expect([deleted.changed, deleted.lost]).toEqual([[], [two.id]]);
    // A telephone that was away since the first look hears of all of it at once.
    const late = await sync(reading, book.url, first.next);
    expect([late.changed, late.lost]).toEqual([[one.id], [two.id]]);
    await ask('POST', `contacts/${two.id}/restore`);
    expect((await sync(reading, book.url, deleted.next)).changed).toEqual([two.id]);
  });

  it('counts a person who is hidden from the CRM everywhere, lost, or no longer the reader’s, as gone', async () => {
    const { book } = await connect(reading);
    const other = (await make('accounts', { legalName: 'Autre' })).id;
    const person = await make('contacts', { lastName: 'Caché', account, mobile: '06 11 11 11 11' });
    const second = await make('account-contacts', { contact: person.id, account: other, mobile: '06 22 22 22 22' });
    const before = await sync(reading, book.url, '');
    const links = await ask('GET', `contacts/${person.id}?include=children`);
    const [main] = (links.body.children as { accountLinks: Made[] }).accountLinks;
    if (!main) throw new Error('no link');

    await change('account-contacts', main, { hideFromCrm: true });
    const partly = await sync(reading, book.url, before.next);
    expect(partly.changed).toEqual([person.id]);
    const shown = await (await request('GET', `${book.url}${person.id}.vcf`, reading)).text();
    expect(shown).toContain('06 22 22 22 22');
    expect(shown).not.toContain('06 11 11 11 11');
    expect(shown).toContain('ORG:Autre');

    await change('account-contacts', second, { hideFromCrm: true });
    const hidden = await sync(reading, book.url, partly.next);
    expect([hidden.changed, hidden.lost]).toEqual([[], [person.id]]);
    expect((await request('GET', `${book.url}${person.id}.vcf`, reading)).status).toBe(404);

    await change('account-contacts', second, { hideFromCrm: false });
    const back = await sync(reading, book.url, hidden.next);
    await carnet.database.pool.query("UPDATE contact SET status = 'disappeared' WHERE id = $1", [person.id]);
    const gone = await sync(reading, book.url, back.next);
    expect([gone.changed, gone.lost]).toEqual([[], [person.id]]);
  });

  it('follows the reader: an account that changes hands leaves one book and enters another', async () => {
    const [vera, luc] = await Promise.all(['Vera', 'Luc'].map((name) => salesperson(name)));
    const owned = await make('accounts', { legalName: 'Suivi', owner: vera?.id });
    const person = await make('contacts', { lastName: 'Suivie', account: owned.id });
    const [hers, his] = await Promise.all([bookOf(vera), bookOf(luc)]);
    const [first, other] = [await sync(hers.key, hers.url, ''), await sync(his.key, his.url, '')];
    expect(first.changed).toContain(person.id);
    expect(other.changed).not.toContain(person.id);
    expect(other.text).not.toContain(person.id);

    await change('accounts', owned, { owner: luc?.id });
    const [lost, won] = [await sync(hers.key, hers.url, first.next), await sync(his.key, his.url, other.next)];
    expect([lost.changed, lost.lost]).toEqual([[], [person.id]]);
    expect([won.changed, won.lost]).toEqual([[person.id], []]);
    // What one may not see is not told of as lost either, to who never had it.
    const third = await bookOf(await salesperson('Zoé'));
    expect((await sync(third.key, third.url, '')).text).not.toContain(person.id);
  });

  it('is told in parts where a telephone takes few at once, and a token of nowhere is refused', async () => {
    const { book } = await connect(reading);
    const all = await sync(reading, book.url, '');
    const seen: unknown[] = [];
    let token = '';
    for (let turn = 0; turn < 50; turn++) {
      const answer = await request(
        'REPORT',
        book.url,
        reading,
        `<sync-collection xmlns="DAV:"><sync-token>${token}</sync-token><sync-level>1</sync-level><limit><nresults>2</nresults></limit><prop><getetag/></prop></sync-collection>`,
        { 'content-type': 'text/xml' },
      );
      const text = await answer.text();
      seen.push(...[...text.matchAll(/([0-9a-f-]{36})\.vcf<\/D:href><D:propstat>/g)].map(([, id]) => id));
      token = /<D:sync-token>([^<]*)</.exec(text)?.[1] ?? '';
      if (!text.includes('HTTP/1.1 507')) break;
    }
    expect(seen.sort()).toEqual([...all.changed].sort());
    const refused = await sync(reading, book.url, 'http://ailleurs/1');
    expect([refused.status, refused.text.includes('valid-sync-token')]).toEqual([403, true]);
  });
});

async function salesperson(name: string): Promise<Colleague> {
  return await addColleague({ server: carnet.server, database: carnet.database, ask }, { name, role: 'Commercial' });
}

async function bookOf(person: Colleague | undefined): Promise<{ key: string; url: string }> {
  if (!person) throw new Error('nobody');
  return { key: person.key, url: `${url}/carddav/books/${person.id}/contacts/` };
}

const newCard = (...lines: string[]) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n');

describe('a card that a telephone writes', () => {
  it('makes a contact at the company it names, once, under the name that the telephone gave it', async () => {
    const { client, book } = await connect(writing);
    const text = newCard(
      'UID:tel-1',
      'N:Roux;Jean;;;',
      'FN:Jean Roux',
      'ORG:MENUISERIE BRUNET',
      'TEL;TYPE=CELL:0699887766',
      'EMAIL:jean@roux.exemple.fr',
    );
    const answer = await client.createVCard({ addressBook: book, filename: 'ABC 1.vcf', vCardString: text });
    expect(answer.status).toBe(201);
    const { body } = await ask('GET', 'contacts?search=jean@roux.exemple.fr');
    const [made] = body.items as (Made & { source: string; account: string })[];
    expect(made).toMatchObject({ source: 'phonebook', account });
    const cards = await client.fetchVCards({ addressBook: book });
    const own = cards.find(({ url: address }) => address.endsWith('/ABC%201.vcf'));
    expect(String(own?.data)).toContain('UID:tel-1');

    // Another user's telephone may choose the same name: it is no name of that contact to them.
    const other = await salesperson('Ines');
    const theirs = await fetch(`${url}/carddav/books/${other.id}/contacts/ABC%201.vcf`, {
      headers: { authorization: `Bearer ${other.key}` },
    });
    expect(theirs.status).toBe(404);
    // The same person again, from another telephone: the one there is is kept, and told.
    const again = await request('PUT', `${book.url}autre.vcf`, writing, text.replace('tel-1', 'tel-2'));
    expect(again.status).toBe(409);
    expect(await again.text()).toContain('ABC%201.vcf');
  });

  it('changes what the telephone changed and nothing else, over the version it had', async () => {
    const { client, book } = await connect(writing);
    const person = await make('contacts', {
      lastName: 'Petit',
      firstName: 'Luc',
      account,
      mobile: '06 00 00 00 10',
      linkedin: 'luc-petit',
    });
    const read = await request('GET', `${book.url}${person.id}.vcf`, writing);
    const etag = read.headers.get('etag') ?? '';
    const text = (await read.text()).replace('06 00 00 00 10', '06 00 00 00 99').replace(/X-LINKEDIN.*\r\n/, '');
    const vCard = { url: `${book.url}${person.id}.vcf`, etag, data: text };
    expect((await client.updateVCard({ vCard })).status).toBe(204);
    const { body } = await ask('GET', `contacts/${person.id}`);
    expect(body).toMatchObject({ mobile: '06 00 00 00 99', lastName: 'Petit', linkedin: 'luc-petit' });
    expect((await client.updateVCard({ vCard })).status).toBe(412);
    expect((await client.deleteVCard({ vCard })).status).toBe(412);
    const now = (await request('GET', vCard.url, writing)).headers.get('etag') ?? '';
    expect((await client.deleteVCard({ vCard: { ...vCard, etag: now } })).status).toBe(204);
    expect((await ask('GET', `contacts/${person.id}`)).body.deletedAt).toEqual(expect.any(String));
  });

  it.each([
    ['no card', 'bonjour', 400],
    ['a card without a name', newCard('FN:'), 400],
    ['a group', newCard('N:Amis;;;;', 'X-ADDRESSBOOKSERVER-KIND:group'), 403],
    ['someone of no company', newCard('N:Seul;Jean;;;'), 409],
    ['someone of a company that is not there', newCard('N:Seul;Jean;;;', 'ORG:Inconnue'), 409],
  ])('is refused where it is %s', async (_what, text, status) => {
    const { book } = await connect(writing);
    const answer = await request('PUT', `${book.url}refus.vcf`, writing, text);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
    expect(await answer.json()).toMatchObject({ detail: expect.any(String) });
  });

  it('does not come from a key that only reads', async () => {
    const { book } = await connect(reading);
    expect((await request('PUT', `${book.url}non.vcf`, reading, newCard('N:X;;;;'))).status).toBe(403);
  });
});
