import { afterAll, beforeAll, expect, it } from 'vitest';
import { listRecords } from '../records/query/list-records.ts';
import { createRecord } from '../records/write/engine.ts';
import { createTestCompany, type TestCompany } from '../testing/test-company.ts';
import { bring } from './import-fixture.ts';

let test: TestCompany;
beforeAll(async () => {
  test = await createTestCompany();
});
afterAll(() => test.close());

it('refuses a second main interlocutor of a company, names the first, and brings in the other rows', async () => {
  const record = (name: string) => test.company.model().record(name);
  const account = (await createRecord(test.system, record('account'), { legalName: 'Menuiserie Brunet' })).id;
  const links: string[] = [];
  for (const lastName of ['Premier', 'Second', 'Tiers']) {
    const contact = (await createRecord(test.system, record('contact'), { lastName, account })).id;
    const filter = { field: 'contact', op: 'equals', value: contact };
    links.push(...(await listRecords(test.system, record('accountContact'), { filter })).items.map(({ id }) => id));
  }
  const { result } = await bring(
    test.system,
    'account-contacts',
    [
      'id,Type d’interlocuteur',
      `${links[0]},Interlocuteur principal`,
      `${links[1]},Interlocuteur principal ; Décideur`,
      `${links[2]},Décideur`,
    ].join('\r\n'),
  );
  expect(result).toMatchObject({ updated: 2, refused: 1 });
  expect(JSON.stringify(result.sample.refused)).toContain('Premier');
  const { items } = await listRecords(test.system, record('accountContact'), {});
  expect(Object.fromEntries(items.map((item) => [item.titles.contact, item.interlocutorTypes]))).toEqual({
    Premier: ['main'],
    Second: null,
    Tiers: ['decisionMaker'],
  });
});
