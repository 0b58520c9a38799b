import { afterAll, beforeAll, expect, it } from 'vitest';
import { listRecords } from '../records/query/list-records.ts';
import { createRecord, updateRecord } from '../records/write/engine.ts';
import { createTestCompany, type TestCompany } from '../testing/test-company.ts';
import { bring, run, send } from './import-fixture.ts';

let test: TestCompany;
beforeAll(async () => {
  test = await createTestCompany();
});
afterAll(() => test.close());

const record = (name: string) => test.company.model().record(name);

/** Makes a company with contacts of these names; returns the ids of their links to it, by name. */
async function companyOf(legalName: string, names: readonly string[]): Promise<Record<string, string>> {
  const account = (await createRecord(test.system, record('account'), { legalName })).id;
  const links: Record<string, string> = {};
  for (const lastName of names) {
    const contact = (await createRecord(test.system, record('contact'), { lastName, account })).id;
    const filter = { field: 'contact', op: 'equals', value: contact };
    for (const { id } of (await listRecords(test.system, record('accountContact'), { filter })).items)
      links[lastName] = id;
  }
  return links;
}

const fileOf = (links: Readonly<Record<string, string>>, rows: readonly (readonly [name: string, types: string])[]) =>
  ['id,Type d’interlocuteur', ...rows.map(([name, types]) => `${links[name]},${types}`)].join('\r\n');

it('refuses a second main interlocutor of a company, names the first, and brings in the other rows', async () => {
  const links = await companyOf('Menuiserie Brunet', ['Premier', 'Second', 'Tiers']);
  const file = fileOf(links, [
    ['Premier', 'Interlocuteur principal'],
    ['Second', 'Interlocuteur principal ; Décideur'],
    ['Tiers', 'Décideur'],
  ]);
  const checked = await run(test.system, await send(test.system, 'account-contacts', file), {}, 'import-check');
  expect(checked.result).toMatchObject({ updated: 2, refused: 1 });
  const { result } = await bring(test.system, 'account-contacts', file);
  expect(result).toMatchObject({ updated: 2, refused: 1 });
  expect(JSON.stringify(result.sample.refused)).toContain('Premier');
  expect(checked.result.sample.refused.map(({ line, code }) => [line, code])).toEqual(
    result.sample.refused.map(({ line, code }) => [line, code]),
  );
  const { items } = await listRecords(test.system, record('accountContact'), {});
  expect(Object.fromEntries(items.map((item) => [item.titles.contact, item.interlocutorTypes]))).toEqual({
    Premier: ['main'],
    Second: null,
    Tiers: ['decisionMaker'],
  });
});

it('foresees who would be refused: the holder is named, but for one from whom the file takes it', async () => {
  const names = ['Ancien', 'Neuf', 'Autre'];
  const links = await companyOf('Scierie Paul', names);
  const other = await companyOf('Scierie Jean', names);
  for (const id of [links.Ancien, other.Ancien])
    await updateRecord(test.system, record('accountContact'), id ?? '', { interlocutorTypes: ['main'] });
  const held = fileOf(links, [['Neuf', 'Interlocuteur principal']]);
  const freed = fileOf(other, [
    ['Neuf', 'Interlocuteur principal'],
    ['Ancien', 'Décideur'],
    ['Autre', 'Interlocuteur principal'],
    ['Neuf', 'Interlocuteur principal'],
  ]);
  for (const [file, updated, refused] of [
    [held, 0, [[2, 'already-held', expect.stringContaining('Ancien')]]],
    [freed, 2, [[4, 'already-held', expect.any(String)]]],
  ] as const) {
    const sent = await send(test.system, 'account-contacts', file);
    for (const kind of ['import-check', 'import'] as const) {
      const { result } = await run(test.system, sent, {}, kind);
      expect(result, kind).toMatchObject({ updated, refused: refused.length });
      expect(result.sample.refused.map(({ line, code, message }) => [line, code, message.fr])).toEqual(refused);
    }
  }
});
