import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkplace, type Workplace } from '../../server/testing/workplace.ts';
import { professionalNetworksFeature } from './professional-networks.server.ts';

let work: Workplace;
beforeAll(async () => {
  work = await createWorkplace({}, [professionalNetworksFeature]);
});
afterAll(() => work.carnet.close());

const address = (record: string) => `settings/records/${record}/networks`;

describe('The networks that people are linked to', () => {
  it('are chosen by whoever has the settings, told with the model and kept in the trail', async () => {
    const { body } = await work.ask('PUT', address('contact'), { networks: ['xing', 'xing'] });
    expect(body).toEqual({ networks: ['xing'] });
    expect((await work.lea.ask('GET', 'model')).body.records.contact.networks).toEqual(['xing']);
    const trail = await work.ask('GET', 'settings/audit');
    expect(trail.body.items[0].changes).toEqual({ contact: [{ networks: null }, { networks: ['xing'] }] });
  });

  it('are those that Carnet knows, of types that have people in them', async () => {
    expect(await work.ask('PUT', address('contact'), { networks: ['viadeo'] })).toMatchObject({ status: 422 });
    expect(await work.ask('PUT', address('account'), { networks: [] })).toMatchObject({ status: 404 });
    expect(await work.lea.ask('PUT', address('contact'), { networks: [] })).toMatchObject({ status: 403 });
  });
});
