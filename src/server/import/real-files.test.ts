import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CarnetError } from '../errors.ts';
import { createTestCompany, type TestCompany } from '../testing/test-company.ts';
import { proposedMapping, run, send } from './import-fixture.ts';

const data = resolve('../shared/data');
let test: TestCompany;

beforeAll(async () => {
  test = await createTestCompany();
});
afterAll(() => test.close());

function files(folder: string): string[] {
  const root = join(data, folder);
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(csv|tsv|txt|xlsx?|xlsm|ods|vcf|vcard)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Takes a file; returns how many rows came in and were refused, each with line and reason, or why the file was refused. */
async function bringFile(path: string, collection: string) {
  try {
    const file = await send(test.system, collection, readFileSync(path), basename(path));
    const mapping = proposedMapping(test.system, file);
    if (Object.keys(mapping).length === 0) return { mapped: false };
    const { operation, result } = await run(test.system, file, { mapping, createAccounts: true, onInvalid: 'empty' });
    expect(operation.state, path).toBe('done');
    const { created, updated, unchanged, refused } = result;
    expect(created + updated + unchanged + refused, path).toBe(operation.done);
    for (const row of result.sample.refused) {
      expect(row.line, path).toBeGreaterThan(0);
      expect(row.message.fr, path).not.toBe('');
      expect(row.code, path).not.toBe('internal');
    }
    return { mapped: true, created, refused };
  } catch (error) {
    if (!(error instanceof CarnetError)) throw error;
    expect(error.code, path).toBe('file-unreadable');
    expect((error.extra.message as { fr: string }).fr, path).not.toBe('');
    return { refusedFile: error.extra.reason };
  }
}

describe.skipIf(!existsSync(data))('the real files', () => {
  it('of cards are brought in or refused, each card with its reason', async () => {
    const outcomes: unknown[] = [];
    for (const path of files('1-vcard')) outcomes.push(await bringFile(path, 'contacts'));
    expect(outcomes.length).toBeGreaterThan(20);
    expect(outcomes.filter((outcome) => ((outcome as { created?: number }).created ?? 0) > 0).length).toBeGreaterThan(
      5,
    );
  }, 120_000);

  it.each(['accounts', 'contacts'])(
    'of tables are brought into %s or refused, each row with its reason',
    async (collection) => {
      const outcomes: unknown[] = [];
      for (const path of files('2-csv')) outcomes.push(await bringFile(path, collection));
      expect(outcomes.length).toBeGreaterThan(20);
    },
    120_000,
  );

  it('of French communes become accounts found by name, whatever the accents', async () => {
    const path = join(data, '3-companies/communes.csv');
    const head = readFileSync(path, 'utf8').split('\n').slice(0, 1500).join('\n');
    const file = await send(test.system, 'accounts', head, 'communes.csv');
    expect(Object.values(proposedMapping(test.system, file))).toEqual(expect.arrayContaining(['siren']));
  });
});
