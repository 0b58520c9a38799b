import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createWorkplace, type Workplace } from '../../server/testing/workplace.ts';
import { uniformiseFeature } from './uniformise.server.ts';

let work: Workplace;
let account: string;
const people: Record<string, string> = {};

const written = async (id: string) => {
  const { lastName, firstName, jobTitle } = (await work.ask('GET', `contacts/${id}`)).body;
  return [lastName, firstName, jobTitle];
};
const add = async (name: string, values: object) => {
  people[name] = (await work.ask('POST', 'contacts', { account, ...values })).body.id;
};
const uniformise = (body: object) => work.ask('POST', 'contacts/uniformise', body);
const ended = (id: string) =>
  vi.waitFor(
    async () => {
      const { body } = await work.ask('GET', `operations/${id}`);
      expect(['queued', 'running']).not.toContain(body.state);
      return body;
    },
    { timeout: 20_000, interval: 30 },
  );
const run = async (body: object) => {
  const { status, body: answer } = await uniformise(body);
  expect(status).toBe(202);
  return await ended(answer.operation);
};
const undo = async (id: string) => ended((await work.ask('POST', `operations/${id}/undo`)).body.operation);

beforeAll(async () => {
  work = await createWorkplace({}, [uniformiseFeature]);
  account = await work.account(work.adminId, 'Durand');
  const list = (await work.ask('GET', 'settings/lists')).body.items.find(
    ({ name }: { name: string }) => name === 'jobTitle',
  );
  const labels = ['Dir. commercial', 'Qualité et sécurité', 'Sécurité et environnement', 'Sécurité'];
  const values = [...list.values, ...labels.map((label) => ({ label: { fr: label } }))];
  const changed = await work.ask('PUT', 'settings/lists/jobTitle', { values });
  const code = (label: string) =>
    changed.body.values.find((value: { label: { fr: string } }) => value.label.fr === label).code;
  await add('tour', { lastName: 'DE  LA TOUR', firstName: 'JEAN-PIERRE', jobTitle: code('Dir. commercial') });
  await add('care', { lastName: 'de la Tour', firstName: 'Élodie', jobTitle: 'cfo' });
  await add('mac', { lastName: 'MACDONALD', firstName: 'ian', jobTitle: code('Sécurité') });
  const retired = changed.body.values.map((value: { code: string; label: object }) =>
    value.code === code('Sécurité') ? { ...value, active: false } : value,
  );
  await work.ask('PUT', 'settings/lists/jobTitle', { values: retired });
});
afterAll(() => work.carnet.close());

describe('Uniformiser', () => {
  it('shows each value before and after, and what it leaves to whoever looks', async () => {
    const { status, body } = await uniformise({ ids: Object.values(people), preview: true });
    expect(status).toBe(200);
    const { tour, mac } = people;
    const item = { title: 'JEAN-PIERRE DE  LA TOUR', certain: true };
    expect(body.items).toEqual([
      { ...item, id: tour, field: 'lastName', before: 'DE  LA TOUR', after: 'de La Tour' },
      { ...item, id: tour, field: 'firstName', before: 'JEAN-PIERRE', after: 'Jean-Pierre' },
      { ...item, id: tour, field: 'jobTitle', before: 'dirCommercial', after: 'salesDirector' },
      { title: 'ian MACDONALD', certain: false, id: mac, field: 'lastName', before: 'MACDONALD', after: 'MacDonald' },
      { title: 'ian MACDONALD', certain: true, id: mac, field: 'firstName', before: 'ian', after: 'Ian' },
    ]);
    expect(body).toMatchObject({ count: 3, examined: 3, more: false, locked: { count: 0, items: [] } });
    expect(body.variants).toEqual([
      {
        field: 'jobTitle',
        from: 'dirCommercial',
        into: 'salesDirector',
        certain: true,
        candidates: ['salesDirector'],
        count: 1,
      },
      {
        field: 'jobTitle',
        from: 'securite',
        into: null,
        certain: false,
        candidates: ['qualiteEtSecurite', 'securiteEtEnvironnement'],
        count: 1,
      },
    ]);
    expect(await written(people.tour ?? '')).toEqual(['DE  LA TOUR', 'JEAN-PIERRE', 'dirCommercial']);
  });

  it('does what is certain to all that a search finds, with its lines in the trail, and is undone as one', async () => {
    const operation = await run({ search: 'tour' });
    expect(operation).toMatchObject({
      kind: 'uniformise',
      state: 'done',
      progress: { done: 2, total: 2 },
      result: { changed: 1, unchanged: 1, refused: 0 },
    });
    expect(await written(people.tour ?? '')).toEqual(['de La Tour', 'Jean-Pierre', 'salesDirector']);
    expect(await written(people.care ?? '')).toEqual(['de la Tour', 'Élodie', 'cfo']);
    const [line] = (await work.ask('GET', `contacts/${people.tour}/audit`)).body.items;
    expect(line).toMatchObject({
      operation: operation.id,
      channel: 'bulk',
      changes: { lastName: ['DE  LA TOUR', 'de La Tour'], firstName: ['JEAN-PIERRE', 'Jean-Pierre'] },
    });
    expect(await undo(operation.id)).toMatchObject({ state: 'done', result: { restored: 1, keptCount: 0 } });
    expect(await written(people.tour ?? '')).toEqual(['DE  LA TOUR', 'JEAN-PIERRE', 'dirCommercial']);
  });

  it('leaves what was unticked, does what was ticked, and maps values as it was told', async () => {
    const { tour = '', mac = '' } = people;
    const { id } = await run({
      ids: [tour, mac],
      except: [{ id: tour, field: 'firstName' }],
      also: [{ id: mac, field: 'lastName' }],
      values: { jobTitle: { securite: 'qualiteEtSecurite' } },
    });
    expect(await written(tour)).toEqual(['de La Tour', 'JEAN-PIERRE', 'dirCommercial']);
    expect(await written(mac)).toEqual(['MacDonald', 'Ian', 'qualiteEtSecurite']);
    await undo(id);
    const same = await run({ ids: [tour, mac], names: false, same: { jobTitle: 'purchasing' } });
    expect(await written(tour)).toEqual(['DE  LA TOUR', 'JEAN-PIERRE', 'purchasing']);
    expect(await written(mac)).toEqual(['MACDONALD', 'ian', 'purchasing']);
    await undo(same.id);
    expect(await written(mac)).toEqual(['MACDONALD', 'ian', 'securite']);
  });

  it('writes functions at every company alike, line by line, but where the link has ended', async () => {
    const [second, past] = [await work.account(work.adminId, 'Seconde'), await work.account(work.adminId, 'Quittée')];
    await add('several', { lastName: 'Roy', jobTitle: 'cfo' });
    const { several = '' } = people;
    const link = async (of: string, values: object) =>
      (await work.ask('POST', 'account-contacts', { contact: several, account: of, ...values })).body.id as string;
    const there = await link(second, { jobTitle: 'dirCommercial' });
    const ended = await link(past, { jobTitle: 'dirCommercial', endedAt: '2020-01-31' });
    const at = async (id: string) => (await work.ask('GET', `account-contacts/${id}`)).body.jobTitle;
    const { body } = await uniformise({ ids: [several], preview: true });
    expect(body.items).toEqual([
      {
        id: several,
        title: 'Roy',
        field: 'jobTitle',
        link: there,
        at: 'Seconde',
        before: 'dirCommercial',
        after: 'salesDirector',
        certain: true,
      },
      {
        id: several,
        title: 'Roy',
        field: 'jobTitle',
        link: ended,
        at: 'Quittée',
        before: 'dirCommercial',
        after: 'salesDirector',
        certain: true,
      },
    ]);
    expect(body.variants).toMatchObject([{ from: 'dirCommercial', count: 2 }]);
    const left = await run({ ids: [several], except: [{ id: several, field: 'jobTitle', link: there }] });
    expect(left.result).toMatchObject({ changed: 1, refused: 0 });
    expect(await Promise.all([there, ended].map(at))).toEqual(['dirCommercial', 'salesDirector']);
    await undo(left.id);
    const same = await run({ ids: [several], same: { jobTitle: 'purchasing' } });
    expect(same.result).toMatchObject({ changed: 1, refused: 0 });
    expect([(await written(several))[2], await at(there), await at(ended)]).toEqual([
      'purchasing',
      'purchasing',
      'salesDirector',
    ]);
    await undo(same.id);
    expect([(await written(several))[2], await at(there), await at(ended)]).toEqual([
      'cfo',
      'dirCommercial',
      'dirCommercial',
    ]);
  });

  it('neither shows nor changes the function at a company that the reader does not see', async () => {
    const hidden = await work.account(work.adminId, 'Cachée');
    const own = await work.account(work.lea.id, 'De Léa');
    await add('between', { lastName: 'Entre', account: own, jobTitle: 'dirCommercial' });
    const { between = '' } = people;
    const body = { contact: between, account: hidden, jobTitle: 'dirCommercial' };
    const there = (await work.ask('POST', 'account-contacts', body)).body.id;
    const shown = (await work.lea.ask('POST', 'contacts/uniformise', { ids: [between], preview: true })).body;
    expect(shown.items).toMatchObject([{ id: between, field: 'jobTitle' }]);
    expect(shown.variants).toMatchObject([{ from: 'dirCommercial', count: 1 }]);
    const begun = await work.lea.ask('POST', 'contacts/uniformise', { ids: [between] });
    await vi.waitFor(async () =>
      expect((await work.lea.ask('GET', `operations/${begun.body.operation}`)).body).toMatchObject({
        state: 'done',
        result: { changed: 1 },
      }),
    );
    expect((await written(between))[2]).toBe('salesDirector');
    expect((await work.ask('GET', `account-contacts/${there}`)).body.jobTitle).toBe('dirCommercial');
  });

  it('writes last names in capitals where the company has them so', async () => {
    const set = (capitals: boolean | null, field = 'lastName') =>
      work.ask('PATCH', `settings/records/contact/fields/${field}`, { capitals });
    expect((await set(true)).status).toBe(200);
    expect(await set(true, 'linkedin')).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'capitals', code: 'setting-not-possible' }] },
    });
    const { body } = await uniformise({ ids: [people.care], preview: true });
    expect(body.items).toMatchObject([{ field: 'lastName', before: 'de la Tour', after: 'DE LA TOUR', certain: true }]);
    await set(null);
  });

  it('changes nothing that is not the reader’s to change, and says so', async () => {
    const body = { ids: [people.tour], preview: true };
    const { status, body: answer } = await work.lea.ask('POST', 'contacts/uniformise', body);
    expect([status, answer.items, answer.count]).toEqual([200, [], 0]);
    const gone = await work.lea.ask('POST', 'contacts/uniformise', { ids: [people.tour] });
    await vi.waitFor(
      async () =>
        expect((await work.lea.ask('GET', `operations/${gone.body.operation}`)).body).toMatchObject({
          state: 'done',
          result: { changed: 0, refused: 1, sample: { refused: [{ id: people.tour, code: 'not-found' }] } },
        }),
      { timeout: 20_000 },
    );
    await work.ask('POST', `accounts/${account}/shares`, { grantees: [work.lea.id], level: 'read' });
    const shared = await work.lea.ask('POST', 'contacts/uniformise', body);
    expect(shared.body).toMatchObject({ items: [], count: 1, locked: { count: 1, items: [{ id: people.tour }] } });
    expect(await written(people.tour ?? '')).toEqual(['DE  LA TOUR', 'JEAN-PIERRE', 'dirCommercial']);
  });

  it('refuses what no field or list has, naming it', async () => {
    const ids = [people.tour];
    expect(await uniformise({ ids, same: { jobTitle: 'securite', nothing: 'x' } })).toMatchObject({
      status: 422,
      body: {
        errors: [
          { field: 'same.jobTitle', code: 'not-in-list' },
          { field: 'same.nothing', code: 'unknown-field' },
        ],
      },
    });
    expect(await uniformise({ ids, values: { jobTitle: { dirCommercial: 'x' } } })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'values.jobTitle', code: 'not-in-list' }] },
    });
    expect((await uniformise({ preview: true })).body).toMatchObject({ code: 'invalid-selection' });
    expect((await uniformise({ ids, filter: { field: 'nothing' }, preview: true })).status).toBe(400);
    expect((await work.ask('POST', 'accounts/uniformise', { search: '', preview: true })).body.items).toEqual([]);
  });
});
