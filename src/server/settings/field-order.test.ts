import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, type CompanyOfTwo, createCompanyOfTwo } from '../testing/settings-company.ts';

let carnet: CompanyOfTwo;
let ask: Ask;
let askOther: Ask;
beforeAll(async () => {
  carnet = await createCompanyOfTwo();
  ({ ask, askOther } = carnet);
});
afterAll(() => carnet.close());

describe('the order of custom fields', () => {
  const order = async (asker = ask): Promise<string[]> =>
    (await asker('GET', 'settings/records/site/fields')).body.fields
      .filter(({ custom }: { custom: boolean }) => custom)
      .map(({ name }: { name: string }) => name);

  it('is changed at once for every process, told in the trail, and kept by those left out', async () => {
    for (const fr of ['Étage', 'Quai', 'Gardien'])
      await ask('POST', 'settings/records/site/fields', { type: 'text', label: { fr }, section: 'identity' });
    expect(await order()).toEqual(['cEtage', 'cQuai', 'cGardien']);
    const changed = await ask('PUT', 'settings/records/site/order', { names: ['cGardien', 'cEtage'] });
    expect(changed).toMatchObject({ status: 200, body: { names: ['cGardien', 'cEtage', 'cQuai'] } });
    expect(await order(askOther)).toEqual(['cGardien', 'cEtage', 'cQuai']);
    const { version } = (await ask('GET', 'model')).body;
    expect((await ask('PUT', 'settings/records/site/order', { names: ['cGardien', 'cEtage', 'cQuai'] })).status).toBe(
      200,
    );
    expect((await ask('GET', 'model')).body.version).toBe(version);
    expect((await ask('GET', 'settings/audit')).body.items[0].changes).toEqual({
      'site.order': [
        { order: { fr: 'Étage · Quai · Gardien', en: 'Étage · Quai · Gardien' } },
        { order: { fr: 'Gardien · Étage · Quai', en: 'Gardien · Étage · Quai' } },
      ],
    });
  });

  it('is refused for a field that is not there, not custom, or named twice', async () => {
    for (const names of [['cGhost'], ['name'], ['cQuai', 'cQuai']])
      expect(await ask('PUT', 'settings/records/site/order', { names })).toMatchObject({
        status: 422,
        body: { errors: [{ code: 'unknown-field' }] },
      });
    expect((await ask('PUT', 'settings/records/ghost/order', { names: [] })).status).toBe(404);
    expect(await order()).toEqual(['cGardien', 'cEtage', 'cQuai']);
  });
});
