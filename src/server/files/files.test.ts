import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestServer, setUpCompany, type TestServerOfOne } from '../testing/test-server.ts';

let carnet: TestServerOfOne;
let cookie: string;
beforeAll(async () => {
  carnet = await createTestServer();
  cookie = await setUpCompany(carnet.server);
});
afterAll(() => carnet.close());

async function upload(name: string, bytes: Buffer, as = cookie) {
  const boundary = 'carnet-boundary';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/html\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const headers = { cookie: as, 'content-type': `multipart/form-data; boundary=${boundary}` };
  const answer = await carnet.server.inject({ method: 'POST', url: '/api/v1/files', headers, payload });
  return { status: answer.statusCode, body: answer.json() };
}

const read = (id: string, query = '', as = cookie) =>
  carnet.server.inject({ method: 'GET', url: `/api/v1/files/${id}${query}`, headers: { cookie: as } });

const photo = () =>
  sharp({ create: { width: 600, height: 300, channels: 3, background: '#336699' } })
    .withExif({ IFD0: { Copyright: 'secret place' } })
    .jpeg()
    .toBuffer();

it('keeps a photo without what the camera added, and shows it at a size', async () => {
  const { status, body } = await upload('moi.jpg', await photo());
  expect(status).toBe(201);
  expect(body).toMatchObject({ name: 'moi.jpg', mediaType: 'image/jpeg', width: 600, height: 300 });
  const whole = await read(body.id);
  expect((await sharp(whole.rawPayload).metadata()).exif).toBeUndefined();
  const small = await read(body.id, '?size=64');
  expect(await sharp(small.rawPayload).metadata()).toMatchObject({ format: 'webp', width: 64, height: 64 });
});

it('goes by the bytes of a file, never by its name, and never lets a page run', async () => {
  const { body } = await upload('photo.png', Buffer.from('<html><script>alert(1)</script></html>'));
  const answer = await read(body.id);
  expect(answer.headers).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  expect(answer.headers['content-disposition']).toMatch(/^attachment/);
});

it('refuses bytes that only begin like an image', async () => {
  const { status, body } = await upload(
    'cassée.png',
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]),
  );
  expect({ status, code: body.code }).toEqual({ status: 415, code: 'invalid-image' });
});

it('keeps a long and hostile name as a name, and no more', async () => {
  const { status, body } = await upload(`${'../'.repeat(100)}etc.txt`, Buffer.from('bonjour'));
  expect(status).toBe(201);
  const answer = await read(body.id);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-disposition']).not.toContain('../');
});

it('opens a file to who sees a record that holds it, and lets nobody take a file they may not read', async () => {
  const ask = (method: 'POST' | 'PATCH', url: string, payload: object, as = cookie, headers = {}) =>
    carnet.server.inject({ method, url: `/api/v1/${url}`, headers: { cookie: as, ...headers }, payload });
  const roles = (await carnet.server.inject({ method: 'GET', url: '/api/v1/roles', headers: { cookie } })).json().items;
  const own = roles.find((role: { name: string }) => role.name === 'Commercial');
  const seller = (await ask('POST', 'users', { name: 'Vendeur', email: 'vendeur@exemple.fr', role: own.id })).json();
  const { createApiKey } = await import('../auth/api-key.ts');
  const { openCompany } = await import('../company-open.ts');
  const company = await openCompany({
    pool: carnet.database.pool,
    connection: carnet.database.connection,
    deriveKey: () => Buffer.alloc(32),
    dataFolder: '/nonexistent',
  });
  const key = await createApiKey(company, 'vendeur@exemple.fr', 'essai');
  const asSeller = (id: string) =>
    carnet.server.inject({ method: 'GET', url: `/api/v1/files/${id}`, headers: { authorization: `Bearer ${key}` } });
  const { body: file } = await upload('p.jpg', await photo());
  expect((await asSeller(file.id)).statusCode).toBe(404);
  const account = (await ask('POST', 'accounts', { legalName: 'À lui', owner: seller.id })).json();
  const taken = await carnet.server.inject({
    method: 'POST',
    url: '/api/v1/contacts',
    headers: { authorization: `Bearer ${key}` },
    payload: { lastName: 'Voleur', account: account.id, photo: file.id },
  });
  expect(taken.json()).toMatchObject({ status: 422, errors: [{ field: 'photo', code: 'not-found' }] });
  await ask('POST', 'contacts', { lastName: 'Photographié', account: account.id, photo: file.id });
  expect((await asSeller(file.id)).statusCode).toBe(200);
  await company.close();
});
