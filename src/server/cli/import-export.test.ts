import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { runCommandLine } from './command-line.ts';
import { commandsWith } from './commands.ts';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'carnet-test-cli-'));
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function carnet(...words: string[]): Promise<{ code: number; out: string; error: string }> {
  const out: string[] = [];
  const error: string[] = [];
  const environment = { CARNET_DATA: join(folder, 'data'), CARNET_LANG: 'fr', DATABASE_URL: database.url };
  const streams = { out: (line: string) => out.push(line), error: (line: string) => error.push(line) };
  const code = await runCommandLine(
    words,
    environment,
    commandsWith(async () => []),
    streams,
  );
  return { code, out: out.join('\n'), error: error.join('\n') };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

it('brings a file in from the command line, tells what was refused, and ends with 0', async () => {
  const path = file('comptes.csv', 'Raison sociale;SIREN\nAcme;552100554\n;356000000\n');
  const check = await carnet('import', 'accounts', path, '--check');
  expect(check).toMatchObject({ code: 0, out: expect.stringContaining('rien n’est écrit : créées 1') });
  const done = await carnet('import', 'accounts', path);
  expect(done).toMatchObject({
    code: 0,
    out: expect.stringContaining('créées 1, modifiées 0, inchangées 0, passées 0, refusées 1'),
  });
  expect(done.error).toContain('ligne 3, Raison sociale');
  expect((await carnet('import', 'accounts', path, '--key', 'siren')).out).toContain(
    'créées 0, modifiées 0, inchangées 1',
  );
});

it('makes the companies of contacts when told to', async () => {
  const path = file('contacts.csv', 'Nom;Société\nDurand;Neuve\n');
  expect((await carnet('import', 'contacts', path)).out).toContain('refusées 1');
  expect((await carnet('import', 'contacts', path, '--create-accounts')).out).toContain('comptes créés 1');
});

it('exports to a file that can be brought in again', async () => {
  const path = join(folder, 'export.csv');
  expect((await carnet('export', 'accounts', '--output', path)).code).toBe(0);
  expect(readFileSync(path, 'utf8')).toContain('Acme');
  expect((await carnet('import', 'accounts', path)).out).toContain('créées 0, modifiées 0, inchangées 2');
});

it('says what is wrong, and ends with another code', async () => {
  expect((await carnet('import', 'accounts')).code).toBe(2);
  expect((await carnet('import', 'ovnis', file('x.csv', 'a;b\n1;2\n'))).code).toBe(2);
  expect(await carnet('import', 'accounts', join(folder, 'absent.csv'))).toMatchObject({
    code: 1,
    error: expect.stringContaining('ne peut pas être lu'),
  });
  expect(await carnet('import', 'accounts', file('vide.csv', ''))).toMatchObject({
    code: 1,
    error: expect.stringContaining('Le fichier est vide.'),
  });
  expect((await carnet('export', 'accounts', '--format', 'pdf')).code).toBe(2);
});
