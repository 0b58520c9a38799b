import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Ask, askWith } from '../testing/settings-company.ts';
import { createTestServer, setUpCompany, type TestServerOfOne } from '../testing/test-server.ts';

let test: TestServerOfOne;
let ask: Ask;

beforeAll(async () => {
  test = await createTestServer();
  ask = askWith(test.server, { cookie: await setUpCompany(test.server) });
});
afterAll(() => test.close());

async function add(collection: string, values: object): Promise<string> {
  const { status, body } = await ask('POST', collection, values);
  expect(status).toBe(201);
  return body.id;
}

async function ended(operation: string) {
  return await vi.waitFor(
    async () => {
      const { body } = await ask('GET', `operations/${operation}`);
      expect(['done', 'undone', 'failed']).toContain(body.state);
      return body;
    },
    { timeout: 20_000 },
  );
}

describe('POST /contacts/merge', () => {
  it('shows first, merges, leads from the merged record to the kept one, and is undone', async () => {
    const account = await add('accounts', { legalName: 'Verger' });
    const keep = await add('contacts', { lastName: 'MARTIN', firstName: 'Jean', account, phone: '01 02 03 04 05' });
    const gone = await add('contacts', {
      lastName: 'Martin',
      firstName: 'Jean-Pierre',
      account,
      email: 'jp@verger.fr',
    });
    await add('comments', { about: { record: 'contact', id: gone }, text: 'À rappeler' });

    const preview = await ask('POST', 'contacts/merge', { keep, merge: [gone], preview: true });
    expect(preview).toMatchObject({
      status: 200,
      body: {
        fields: [
          { name: 'lastName', proposed: gone },
          { name: 'firstName', proposed: gone },
          { name: 'phone', proposed: keep },
          { name: 'email', proposed: gone },
        ],
        moves: [
          { record: 'accountContact', count: 1, together: 1 },
          { record: 'comment', count: 1, together: 0 },
        ],
      },
    });
    expect(preview.body.items.map((item: { id: string }) => item.id)).toEqual([keep, gone]);

    const begun = await ask('POST', 'contacts/merge', { keep, merge: [gone], values: { firstName: 'Jean-Pierre' } });
    expect(begun.status).toBe(202);
    expect(await ended(begun.body.operation)).toMatchObject({
      kind: 'merge',
      state: 'done',
      undoable: true,
      result: { merged: 1, moved: 1, together: 1 },
    });
    expect((await ask('GET', `contacts/${keep}`)).body).toMatchObject({
      lastName: 'MARTIN',
      firstName: 'Jean-Pierre',
      email: 'jp@verger.fr',
    });
    expect(await ask('GET', `contacts/${gone}`)).toMatchObject({
      status: 404,
      body: { code: 'merged', mergedInto: keep },
    });
    expect(await ask('POST', `contacts/${gone}/restore`)).toMatchObject({
      status: 409,
      body: { code: 'restore-merged' },
    });
    const trail = (await ask('GET', `contacts/${keep}/audit`)).body.items as {
      kind: string;
      of: { title: string } | null;
    }[];
    expect(trail.map(({ kind, of }) => [kind, of?.title ?? null])).toEqual([
      ['update', null],
      ['update', null],
      ['delete', 'Jean-Pierre Martin'],
      ['create', 'Jean-Pierre Martin'],
      ['create', null],
    ]);

    const undo = await ask('POST', `operations/${begun.body.operation}/undo`);
    expect(await ended(undo.body.operation)).toMatchObject({ state: 'done', result: { keptCount: 0 } });
    expect((await ask('GET', `contacts/${gone}`)).body).toMatchObject({ firstName: 'Jean-Pierre', deletedAt: null });
    expect(
      (await ask('GET', `contacts/${keep}/audit`)).body.items.every((line: { of: unknown }) => line.of === null),
    ).toBe(true);
    expect((await ask('GET', `contacts/${gone}?include=counts`)).body.counts.comments.value).toBe(1);
  });

  it('says which value, which record and which kind cannot be', async () => {
    const account = await add('accounts', { legalName: 'Faute' });
    const [keep, gone] = [
      await add('contacts', { lastName: 'A', account }),
      await add('contacts', { lastName: 'B', account }),
    ];
    expect(
      await ask('POST', 'contacts/merge', { keep, merge: [gone], values: { nothing: 1, status: 'lost' } }),
    ).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'values.nothing', code: 'unknown-field' }, { field: 'values.status' }] },
    });
    expect(await ask('POST', 'contacts/merge', { keep, merge: [] })).toMatchObject({ status: 422 });
    expect(await ask('POST', 'contacts/merge', { keep: 'x', merge: [gone] })).toMatchObject({ status: 422 });
    expect(await ask('POST', 'roles/merge', { keep, merge: [gone] })).toMatchObject({
      status: 422,
      body: { code: 'merge-kind' },
    });
  });
});
