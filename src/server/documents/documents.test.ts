import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorkplace, type Workplace } from '../testing/workplace.ts';

let place: Workplace;
let account: string;
beforeAll(async () => {
  place = await createWorkplace({ largestFile: 1024 * 1024 });
  account = await place.account(place.lea.id, 'Documentée SA');
});
afterAll(() => place.carnet.close());

async function attach(name: string, text: string): Promise<{ id: string; number: number; file: string }> {
  const { body: file } = await place.upload(name, Buffer.from(text));
  const answer = await place.ask('POST', `accounts/${account}/documents`, { file: file.id });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return { ...answer.body, file: file.id };
}

const versions = async (document: string) =>
  (
    await place.ask(
      'GET',
      `document-versions?sort=-createdAt&filter=${encodeURIComponent(JSON.stringify({ field: 'document', op: 'equals', value: document }))}`,
    )
  ).body.items;

test('a file of the same name becomes the next version; an earlier one can be restored, and none is lost', async () => {
  const first = await attach('Devis.txt', 'première');
  const second = await attach('devis.TXT', 'seconde');
  expect(second).toMatchObject({ id: first.id, number: 2 });
  const [, old] = await versions(first.id);
  const restored = await place.ask('POST', `documents/${first.id}/versions`, { version: old.id });
  expect(restored.body).toEqual({ id: first.id, number: 3 });
  expect(await versions(first.id)).toMatchObject([
    { number: 3, size: 9, author: place.adminId },
    { number: 2 },
    { number: 1 },
  ]);
  const { body } = await place.ask('GET', `documents/${first.id}`);
  expect(body).toMatchObject({ name: 'Devis.txt', number: 3, mediaType: 'text/plain', file: first.file });
  expect((await place.ask('GET', `files/${second.file}`)).body).toBe('seconde');
});

test('two files of one name sent at once become two versions of one document', async () => {
  const [one, two] = await Promise.all([attach('Ensemble.txt', 'a'), attach('Ensemble.txt', 'b')]);
  expect(one.id).toBe(two.id);
  expect([one.number, two.number].sort()).toEqual([1, 2]);
});

test('a document and its file are seen by who sees the record, and by nobody else', async () => {
  const { id, file } = await attach('Confidentiel.txt', 'chut');
  expect((await place.lea.ask('GET', `documents/${id}`)).body).toMatchObject({ name: 'Confidentiel.txt' });
  expect((await place.lea.ask('GET', `files/${file}?preview=true`)).status).toBe(200);
  expect(
    (await place.lea.ask('GET', `accounts/${account}?include=counts`)).body.counts.documents.value,
  ).toBeGreaterThan(0);
  for (const path of [`documents/${id}`, `files/${file}`, `accounts/${account}`])
    expect((await place.sam.ask('GET', path)).status, path).toBe(404);
  expect(JSON.stringify((await place.sam.ask('GET', 'documents')).body)).not.toContain('Confidentiel');
  expect(JSON.stringify((await place.sam.ask('GET', 'document-versions')).body)).not.toContain(file);
  const { body: mine } = await place.upload('à moi.txt', Buffer.from('x'));
  expect((await place.sam.ask('POST', `accounts/${account}/documents`, { file: mine.id })).status).toBe(422);
  const own = await place.sam.ask('POST', 'accounts', { legalName: 'À Sam' });
  const stolen = await place.sam.ask('POST', `accounts/${own.body.id}/documents`, { file });
  expect(stolen.body.errors).toMatchObject([{ field: 'file', code: 'not-found' }]);
});

test('a document is renamed, goes to the trash and comes back with its versions; its record takes it along', async () => {
  const { id } = await attach('Plan.txt', 'a');
  await attach('Plan.txt', 'b');
  const renamed = await place.ask('PATCH', `documents/${id}`, { name: 'Plan final.txt' }, { 'if-match': '"2"' });
  expect(renamed.body.name).toBe('Plan final.txt');
  await place.ask('DELETE', `documents/${id}`);
  expect(await versions(id)).toEqual([]);
  await place.ask('POST', `documents/${id}/restore`);
  expect(await versions(id)).toHaveLength(2);
  const other = await place.account(place.adminId, 'Jetée');
  const { body: file } = await place.upload('a.txt', Buffer.from('a'));
  const { body } = await place.ask('POST', `accounts/${other}/documents`, { file: file.id });
  await place.ask('DELETE', `accounts/${other}`);
  expect((await place.ask('GET', `documents/${body.id}`)).body.deletedAt).not.toBeNull();
  await place.ask('POST', `accounts/${other}/restore`);
  expect((await place.ask('GET', `documents/${body.id}`)).body.deletedAt).toBeNull();
});

test('what a document is made of is written by the server alone', async () => {
  const { id, file } = await attach('Scellé.txt', 'a');
  const about = { record: 'account', id: account };
  expect((await place.ask('POST', 'documents', { about, name: 'x', file })).status).toBe(422);
  expect((await place.ask('POST', 'document-versions', { about, document: id, number: 9, file })).status).toBe(422);
});

test('a name of three hundred characters that climbs folders is made safe, and nothing of the file is lost', async () => {
  const { id } = await attach(`${'../'.repeat(3)}${'n'.repeat(300)}.pdf`, '%PDF-1.4 rien');
  const { body } = await place.ask('GET', `documents/${id}`);
  expect(body.name).toMatch(/^n+…n+\.pdf$/);
  expect([...body.name]).toHaveLength(255);
  const shown = await place.carnet.server.inject({
    url: `/api/v1/files/${body.file}?preview=true`,
    headers: { cookie: place.cookie },
  });
  expect(shown.body).toBe('%PDF-1.4 rien');
  expect(shown.headers).toMatchObject({ 'content-type': 'application/pdf', 'x-frame-options': 'SAMEORIGIN' });
  expect(shown.headers['content-disposition']).toMatch(/^inline; filename="[n_.pdf]+"/);
});

test('a photo that is attached is kept to the byte, and a page is never shown as one', async () => {
  const bytes = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
  const { body } = await place.upload('photo.jpg', bytes);
  const kept = await place.carnet.server.inject({ url: `/api/v1/files/${body.id}`, headers: { cookie: place.cookie } });
  expect(kept.rawPayload.equals(bytes)).toBe(true);
  const page = await place.upload('page.html', Buffer.from('<script>alert(1)</script>'));
  const shown = await place.carnet.server.inject({
    url: `/api/v1/files/${page.body.id}?preview=true`,
    headers: { cookie: place.cookie },
  });
  expect(shown.headers).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': "default-src 'none'; sandbox",
  });
});

const incoming = () => {
  const folder = join(place.carnet.dataFolder, 'files', 'incoming');
  return readdirSync(folder);
};

test('five gigabytes are refused at once by what is said of them, before any byte is read', async () => {
  await place.carnet.server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = place.carnet.server.server.address() as AddressInfo;
  const answer = await new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sent = request(
      {
        port,
        method: 'POST',
        path: '/api/v1/files',
        headers: {
          cookie: place.cookie,
          'content-type': 'multipart/form-data; boundary=b',
          'content-length': 5 * 1024 ** 3,
        },
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          body += part;
        });
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body });
          sent.destroy();
        });
      },
    );
    sent.on('error', reject);
    sent.write('--b\r\n');
  });
  expect(answer.status).toBe(413);
  expect(JSON.parse(answer.body)).toMatchObject({ code: 'file-too-large' });
  expect(JSON.parse(answer.body).detail).toContain('1');
});

test('a file that says nothing of its size is refused while it comes, and nothing of it stays on the disk', async () => {
  const { status, body } = await place.upload('gros.bin', Buffer.alloc(1024 * 1024 + 30_000, 1));
  expect({ status, code: body.code }).toEqual({ status: 413, code: 'file-too-large' });
  expect(incoming()).toEqual([]);
});
