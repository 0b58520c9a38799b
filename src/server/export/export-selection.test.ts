import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../lib/ids.ts';
import { type Ask, type CompanyOfTwo, createCompanyOfTwo } from '../testing/settings-company.ts';

let carnet: CompanyOfTwo;
let ask: Ask;
beforeAll(async () => {
  carnet = await createCompanyOfTwo();
  ask = carnet.ask;
});
afterAll(() => carnet.close());

test('thousands of records chosen one by one are exported by a request that carries their ids', async () => {
  const made: string[] = [];
  for (const legalName of ['Zinc', 'Argent', 'Cuivre'])
    made.push((await ask('POST', 'accounts', { legalName })).body.id);
  const elsewhere = Array.from({ length: 5_000 }, () => newId());
  const file = await ask('POST', 'accounts/export', {
    format: 'csv',
    fields: ['legalName'],
    sort: 'legalName',
    ids: [made[0], ...elsewhere, made[1]],
  });
  expect(file.status).toBe(200);
  const lines = String(file.body).trim().split(/\r?\n/);
  expect(lines.slice(1).map((line) => line.split(/[;,]/).find((cell) => /Zinc|Argent|Cuivre/.test(cell)))).toEqual([
    'Argent',
    'Zinc',
  ]);
});

test('a request for a file says what is wrong with it', async () => {
  expect((await ask('POST', 'accounts/export', { format: 'pdf' })).status).toBe(422);
  expect((await ask('POST', 'accounts/export', { ids: ['1; DROP TABLE account'] })).status).toBe(422);
  expect((await ask('POST', 'accounts/export', { filter: { field: 'ghost', op: 'isEmpty' } })).status).toBe(400);
});
