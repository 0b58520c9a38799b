import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addWebApplication } from './web-application.ts';

let root: string;
let server: FastifyInstance;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'carnet-web-'));
  mkdirSync(join(root, 'dist/web/assets'), { recursive: true });
  writeFileSync(join(root, 'dist/web/index.html'), '<!doctype html><title>Carnet</title>');
  writeFileSync(join(root, 'dist/web/assets/app-1a2b.js'), 'export {};');
  writeFileSync(join(root, 'dist/web/assets/app-1a2b.js.br'), 'brotli');
  server = fastify();
  server.decorateRequest('visit', null);
  await addWebApplication(server, root);
});
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true, force: true });
});

const html = { accept: 'text/html,application/xhtml+xml' };

test.each(['/', '/crm/accounts', '/setup?x=1'])(
  'the page is served at %s and asked for anew each time',
  async (url) => {
    const answer = await server.inject({ url, headers: html });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.headers['cache-control']).toBe('no-cache');
  },
);

test('a hashed file is kept for ever, and served compressed where that is understood', async () => {
  const plain = await server.inject('/assets/app-1a2b.js');
  expect(plain.headers['cache-control']).toContain('immutable');
  const compressed = await server.inject({ url: '/assets/app-1a2b.js', headers: { 'accept-encoding': 'br' } });
  expect(compressed.headers['content-encoding']).toBe('br');
  expect(compressed.body).toBe('brotli');
});

test.each<['GET' | 'POST', string, Record<string, string>]>([
  ['GET', '/assets/gone-3c4d.js', { accept: '*/*' }],
  ['GET', '/api/v1/nothing', html],
  ['POST', '/crm/accounts', html],
  ['GET', '/../package.json', { accept: '*/*' }],
])('%s %s is no page', async (method, url, headers) => {
  const answer = await server.inject({ method, url, headers });
  expect(answer.statusCode).toBe(404);
  expect(answer.json()).toMatchObject({ code: 'unknown-route' });
});
