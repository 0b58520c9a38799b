import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../lib/ids.ts';
import { brokenInvariants } from '../proof/invariants.ts';
import { createQueryTest, type QueryTest } from '../records/query/query-fixture.ts';
import { visibleIds } from '../records/query/read-records.ts';
import { deleteRecord, writeBatch } from '../records/write/engine.ts';
import { previewAssociation, queueAssociation } from './associate.ts';
import { declareGone } from './gone.ts';
import { operationKinds } from './kinds.ts';
import { readOperation, undoOperation } from './operation.ts';
import { runWaiting } from './runner.ts';

let test: QueryTest;
let account: string;
let target: string;
const people: string[] = [];

beforeAll(async () => {
  test = await createQueryTest();
  account = await test.add('account', { legalName: 'Durand' });
  target = await test.add('target', { code: 'S26', name: 'Salon' });
  for (const lastName of ['Petit', 'Moreau', 'Roux'])
    people.push(await test.add('contact', { lastName, account, comment: 'salon' }));
});
afterAll(() => test.close());

const run = () =>
  runWaiting(test.company, operationKinds, (error) => {
    throw error;
  });

async function associate(
  record: string,
  selection: object,
  link: string,
  targets: readonly string[],
  context = test.system,
) {
  const id = await queueAssociation(context, test.record(record), { selection, ends: [{ link, targets }] });
  await run();
  return { id, ...(await readOperation(test.company.database, id)) };
}

async function members(table: string, near: string): Promise<string[]> {
  const { rows } = await test.database.pool.query<{ near: string }>(
    `SELECT ${near} AS near FROM ${table} WHERE deleted_at IS NULL ORDER BY 1`,
  );
  return rows.map((row) => row.near);
}

describe('Associating records with others', () => {
  it('makes the links that are missing, once, and is undone as one', async () => {
    const first = await associate('contact', { ids: people.slice(0, 2) }, 'targetMember', [target]);
    expect(first).toMatchObject({ state: 'done', done: 2, total: 2, result: { created: 2, skipped: 0, refused: 0 } });
    const again = await associate('contact', { ids: people }, 'targetMember', [target]);
    expect(again.result).toMatchObject({ created: 1, skipped: 2, refused: 0 });
    expect(await members('target_member', 'member_id')).toEqual([...people].sort());
    await undoOperation(test.system, again.id, operationKinds);
    await run();
    expect(await members('target_member', 'member_id')).toEqual(people.slice(0, 2).sort());
  });

  it('joins all that a search finds to several events', async () => {
    const owner = (await test.reader()).userId;
    const events = await Promise.all(
      ['Visite', 'Salon'].map((subject) => test.add('event', { subject, kind: 'appointment', owner })),
    );
    const { result } = await associate('contact', { search: 'moreau' }, 'eventContact', events);
    expect(result).toMatchObject({ created: 2, skipped: 0 });
    expect(await members('event_contact', 'contact_id')).toEqual([people[1], people[1]]);
  });

  it('joins an account to a target too, and again once the link was taken away', async () => {
    const other = await test.add('target', { code: 'A26', name: 'Autre' });
    await associate('account', { ids: [account] }, 'targetMember', [other]);
    const { rows } = await test.database.pool.query<{ id: string }>(
      'SELECT id FROM target_member WHERE target_id = $1 AND member_id = $2',
      [other, account],
    );
    await deleteRecord(test.system, test.record('targetMember'), rows[0]?.id ?? '');
    expect((await associate('account', { ids: [account] }, 'targetMember', [other])).result).toMatchObject({
      created: 1,
      skipped: 0,
    });
  });

  it('leaves out who was declared gone, though chosen by hand, and says so', async () => {
    const lost = await test.add('contact', { lastName: 'Disparue', account });
    await declareGone(test.system, test.record('contact'), lost);
    const other = await test.add('target', { code: 'G26', name: 'Présents' });
    const selection = { ids: [people[0] ?? '', lost] };
    const ends = [
      { link: 'targetMember', targets: [other] },
      { link: 'dealContact', targets: [await test.add('deal', { name: 'Affaire', account })] },
    ];
    const shown = await previewAssociation(test.system, test.record('contact'), { selection, ends });
    expect(shown).toMatchObject({ count: 2, counts: { new: 2, there: 0, ended: 0, gone: 1 } });
    expect(shown.items.find(({ id }) => id === lost)?.states).toEqual(['gone', 'gone']);
    const id = await queueAssociation(test.system, test.record('contact'), { selection, ends });
    await run();
    expect((await readOperation(test.company.database, id))?.result).toMatchObject({
      created: 2,
      skipped: 0,
      refused: 1,
      sample: { refused: [{ id: lost, title: 'Disparue', code: 'record-gone' }] },
    });
    expect(await members('deal_contact', 'contact_id')).toEqual([people[0]]);
  });

  it('is refused without the right to make the link, to what cannot be seen, and by no link at all', async () => {
    const ask = (
      context: typeof test.system,
      link: string,
      targets: readonly string[],
      selection: object = { ids: people },
    ) => queueAssociation(context, test.record('contact'), { selection, ends: [{ link, targets }] });
    const reader = await test.reader({ targetMember: { create: false }, event: { read: 'own' } });
    await expect(ask(reader, 'targetMember', [target])).rejects.toMatchObject({ status: 403 });
    const hidden = await test.add('event', { subject: 'Secret', owner: (await test.reader()).userId });
    await expect(ask(reader, 'eventContact', [hidden])).rejects.toMatchObject({
      status: 422,
      errors: [{ field: 'targets', code: 'not-found' }],
    });
    await expect(ask(test.system, 'accountRelation', [target])).rejects.toMatchObject({
      status: 422,
      errors: [{ field: 'link' }],
    });
    await expect(ask(test.system, 'targetMember', [target], {})).rejects.toMatchObject({ code: 'invalid-selection' });
  });
});

describe('Associating contacts with sites of companies', () => {
  let holder: string;
  let lyon: string;
  let paris: string;
  const ends = () => [
    { link: 'siteContact', targets: [lyon] },
    { link: 'accountContact', targets: [holder] },
  ];
  const linksOf = async (id: string | undefined) => {
    const { rows } = await test.database.pool.query(
      `SELECT account_id AS of, is_primary, recv_invoice, 'account' AS kind FROM account_contact WHERE contact_id = $1 AND deleted_at IS NULL AND account_id = $2
       UNION ALL SELECT site_id, NULL, NULL, 'site' FROM site_contact WHERE contact_id = $1 AND deleted_at IS NULL ORDER BY kind`,
      [id, holder],
    );
    return rows;
  };
  const preview = (targets: readonly string[], ids: readonly string[] = people) =>
    previewAssociation(test.system, test.record('contact'), {
      selection: { ids },
      ends: [{ link: 'siteContact', targets }],
    });

  beforeAll(async () => {
    holder = await test.add('account', { legalName: 'Deux sites' });
    lyon = await test.add('site', { account: holder, name: 'Lyon' });
    paris = await test.add('site', { account: holder, name: 'Paris' });
    await test.add('accountContact', { contact: people[0], account: holder });
  });

  it('shows the company link that is missing with the site, and what is there already', async () => {
    const shown = await preview([lyon]);
    expect(shown).toMatchObject({
      count: 3,
      steps: [
        { link: 'accountContact', target: holder, title: 'Deux sites', within: null, implied: true },
        { link: 'siteContact', target: lyon, title: 'Lyon', within: 0, implied: false },
      ],
      counts: { new: 5, there: 0, ended: 0, gone: 0 },
      more: false,
    });
    expect(Object.fromEntries(shown.items.map(({ id, states }) => [id, states]))).toEqual({
      [people[0] ?? '']: ['there', 'new'],
      [people[1] ?? '']: ['new', 'new'],
      [people[2] ?? '']: ['new', 'new'],
    });
  });

  it('makes the company link with its boxes empty, then that to the site, and both are undone as one', async () => {
    const id = await queueAssociation(test.system, test.record('contact'), {
      selection: { ids: people },
      ends: ends(),
    });
    await run();
    expect(await readOperation(test.company.database, id)).toMatchObject({
      state: 'done',
      done: 6,
      result: { created: 5, skipped: 1, refused: 0, sample: { skipped: [{ id: people[0], column: 'Deux sites' }] } },
    });
    expect(await linksOf(people[1])).toEqual([
      { of: holder, is_primary: null, recv_invoice: null, kind: 'account' },
      { of: lyon, is_primary: null, recv_invoice: null, kind: 'site' },
    ]);
    expect((await preview([lyon])).counts).toEqual({ new: 0, there: 3, ended: 0, gone: 0 });
    await undoOperation(test.system, id, operationKinds);
    await run();
    expect(await linksOf(people[1])).toEqual([]);
    expect((await linksOf(people[0])).map(({ kind }) => kind)).toEqual(['account']);
  });

  it('leaves a link that has ended, and the sites of that company with it, and says so', async () => {
    await test.database.pool.query(
      "UPDATE account_contact SET ended_at = '2020-01-31' WHERE contact_id = $1 AND account_id = $2",
      [people[0], holder],
    );
    expect((await preview([lyon, paris], [people[0] ?? ''])).counts).toEqual({ new: 0, there: 0, ended: 1, gone: 0 });
    const { result } = await associate('contact', { ids: [people[0]] }, 'siteContact', [lyon, paris]);
    expect(result).toMatchObject({
      created: 0,
      skipped: 0,
      refused: 1,
      sample: { refused: [{ id: people[0], title: 'Petit', column: 'Deux sites', code: 'link-ended' }] },
    });
  });

  it('joins more than are written at once: each link in the trail, seen by who sees the company, undone whole', async () => {
    const owner = await test.reader({ contact: { read: 'own' }, action: { read: 'own' }, account: { read: 'own' } });
    const account = await test.add('account', { legalName: 'À beaucoup', owner: owner.userId });
    const site = await test.add('site', { account, name: 'Nantes' });
    const many = Array.from({ length: 230 }, () => newId());
    const home = await test.add('account', { legalName: 'Chez eux' });
    await writeBatch(
      test.system,
      test.record('contact'),
      many.map((id, number) => ({ kind: 'create', id, values: { lastName: `Nom ${number}`, account: home } })),
    );
    const action = await test.add('action', { type: 'call', contact: many[120], owner: (await test.reader()).userId });
    const ends = [{ link: 'siteContact', targets: [site] }];
    const seen = async () => [
      (await visibleIds(owner, test.record('contact'), many)).size,
      (await visibleIds(owner, test.record('action'), [action])).size,
    ];
    expect(await seen()).toEqual([0, 0]);
    const id = await queueAssociation(test.system, test.record('contact'), { selection: { ids: many }, ends });
    await run();
    expect(await readOperation(test.company.database, id)).toMatchObject({ state: 'done', result: { created: 460 } });
    expect(await seen()).toEqual([230, 1]);
    const { rows } = await test.database.pool.query(
      'SELECT record, count(*)::int AS count FROM audit WHERE operation_id = $1 GROUP BY record ORDER BY record',
      [id],
    );
    expect(rows).toEqual([
      { record: 'accountContact', count: 230 },
      { record: 'siteContact', count: 230 },
    ]);
    await undoOperation(test.system, id, operationKinds);
    await run();
    expect(await seen()).toEqual([0, 0]);
    expect(await brokenInvariants(test.database.pool)).toEqual([]);
  });
});
