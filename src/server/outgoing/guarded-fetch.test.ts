import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainOutgoing } from './environment.ts';
import { guardedFetch } from './guarded-fetch.ts';

let server: Server;
let host: string;
let asked: { method?: string | undefined; host?: string | undefined; body: string }[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      asked.push({ method: request.method, host: request.headers.host, body });
      if (request.url === '/ailleurs') response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
      else if (request.url === '/long') response.end('a'.repeat(2 * 1024 * 1024));
      else response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => server.close(done)));

const open = () => ({ ...plainOutgoing, allowedHosts: [host] });

test('asks what it was told to, and gives the answer whole', async () => {
  asked = [];
  const answer = await guardedFetch(open(), `http://${host}/jeton`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ code: 'é' }),
  });
  expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
  expect(asked).toEqual([{ method: 'POST', host, body: 'code=%C3%A9' }]);
});

test('reaches neither this machine nor http unless whoever runs Carnet named the host', async () => {
  asked = [];
  await expect(guardedFetch(plainOutgoing, `http://${host}/`)).rejects.toThrow('https is asked for');
  await expect(guardedFetch(plainOutgoing, `https://${host}/`)).rejects.toMatchObject({
    errors: [{ code: 'host-refused' }],
  });
  await expect(guardedFetch(open(), 'file:///etc/passwd')).rejects.toThrow('https is asked for');
  expect(asked).toEqual([]);
});

test('follows no redirect, and stops reading what does not end', async () => {
  expect((await guardedFetch(open(), `http://${host}/ailleurs`)).status).toBe(302);
  await expect(guardedFetch(open(), `http://${host}/long`)).rejects.toThrow('The answer is too long');
});
