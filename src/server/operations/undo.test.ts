import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../lib/ids.ts';
import { createRecord, deleteRecord, updateRecord, writeBatch } from '../records/write/engine.ts';
import { createTestCompany, type TestCompany } from '../testing/test-company.ts';
import { operationKinds } from './kinds.ts';
import { presentOperation, queueOperation, readOperation, undoOperation } from './operation.ts';
import { runWaiting } from './runner.ts';

let test: TestCompany;

beforeAll(async () => {
  test = await createTestCompany();
});
afterAll(() => test.close());

const record = (name: string) => test.company.model().record(name);

/** Every live row of the tables that an operation may touch, less what only says when and how often it was written. */
async function livePicture(): Promise<Record<string, unknown[]>> {
  const picture: Record<string, unknown[]> = {};
  for (const table of ['account', 'site', 'contact', 'account_contact', 'site_contact']) {
    const { rows } = await test.database.pool.query(`SELECT * FROM "${table}" WHERE deleted_at IS NULL ORDER BY id`);
    picture[table] = rows.map(({ version: _version, updated_at: _at, updated_by: _by, ...rest }) => rest);
  }
  return picture;
}

/** An operation that is already done, for writes to belong to. */
async function doneOperation(): Promise<string> {
  const id = newId();
  await test.database.pool.query("INSERT INTO operation (id, kind, state) VALUES ($1, 'undo', 'done')", [id]);
  return id;
}

async function undo(operation: string) {
  const id = await undoOperation(test.system, operation, operationKinds);
  await runWaiting(test.company, operationKinds, (error) => {
    throw error;
  });
  const row = await readOperation(test.company.database, id);
  expect(row?.state).toBe('done');
  return row?.result as { restored: number; keptCount: number; kept: { id: string; reason: string }[] };
}

it('gives back created, changed, relinked and deleted records as they were', async () => {
  const first = await createRecord(test.system, record('account'), { legalName: 'Première', siren: '552100554' });
  const second = await createRecord(test.system, record('account'), { legalName: 'Seconde' });
  const contact = await createRecord(test.system, record('contact'), {
    lastName: 'Durand',
    account: first.id,
    phone: '01 02 03 04 05',
  });
  const gone = await createRecord(test.system, record('contact'), { lastName: 'Parti', account: second.id });
  const before = await livePicture();
  const operation = await doneOperation();
  const batch = { ...test.system, operation };
  await updateRecord(batch, record('contact'), contact.id, {
    account: second.id,
    lastName: 'DURAND',
    phone: '09 09 09 09 09',
  });
  await updateRecord(batch, record('account'), first.id, { legalName: 'Première SAS', siren: null });
  await deleteRecord(batch, record('contact'), gone.id);
  const made = await createRecord(batch, record('account'), { legalName: 'Nouvelle' });
  await createRecord(batch, record('contact'), { lastName: 'Neuve', account: made.id });
  expect(await undo(operation)).toMatchObject({ keptCount: 0 });
  expect(await livePicture()).toEqual(before);
});

it('leaves and names what someone changed since', async () => {
  const kept = await createRecord(test.system, record('account'), { legalName: 'Gardée' });
  const given = await createRecord(test.system, record('account'), { legalName: 'Rendue' });
  const operation = await doneOperation();
  const writes = [kept, given].map(({ id }) => ({ kind: 'update' as const, id, values: { legalName: 'Changée' } }));
  await writeBatch({ ...test.system, operation }, record('account'), writes);
  await updateRecord(test.system, record('account'), kept.id, { phone: '01 23 45 67 89' });
  expect(await undo(operation)).toMatchObject({
    restored: 1,
    keptCount: 1,
    kept: [
      {
        id: kept.id,
        reason: 'changed-since',
        message: { fr: 'Cette fiche a été modifiée depuis\u00a0: elle est laissée telle quelle.' },
      },
    ],
  });
  const { rows } = await test.database.pool.query(
    'SELECT legal_name FROM account WHERE id = ANY($1) ORDER BY legal_name',
    [[kept.id, given.id]],
  );
  expect(rows.map((row) => row.legal_name)).toEqual(['Changée', 'Rendue']);
});

it('says what it undoes, and does again when it is undone', async () => {
  const label = async (id: string) => {
    const row = await readOperation(test.company.database, id);
    return row && presentOperation(row, operationKinds).label;
  };
  const { rows } = await test.database.pool.query<{ id: string }>(
    "INSERT INTO operation (id, kind, state) VALUES ($1, 'bulk', 'done') RETURNING id",
    [newId()],
  );
  const labels: unknown[] = [];
  for (let last = rows[0]?.id ?? ''; labels.length < 4; ) {
    labels.push(await label(last));
    last = await undoOperation(test.system, last, operationKinds);
    await runWaiting(test.company, operationKinds, () => undefined);
  }
  expect(labels).toEqual([
    { fr: 'Modification en masse', en: 'Bulk edit' },
    { fr: 'Annulation (modification en masse)', en: 'Undo (bulk edit)' },
    { fr: 'Rétablissement (modification en masse)', en: 'Redo (bulk edit)' },
    { fr: 'Annulation (modification en masse)', en: 'Undo (bulk edit)' },
  ]);
});

it('can itself be undone', async () => {
  const account = await createRecord(test.system, record('account'), { legalName: 'Aller' });
  const operation = await doneOperation();
  await updateRecord({ ...test.system, operation }, record('account'), account.id, { legalName: 'Retour' });
  const id = await undoOperation(test.system, operation, operationKinds);
  await runWaiting(test.company, operationKinds, () => undefined);
  await undo(id);
  const { rows } = await test.database.pool.query('SELECT legal_name FROM account WHERE id = $1', [account.id]);
  expect(rows[0].legal_name).toBe('Retour');
});

it('refuses to undo the same operation twice', async () => {
  const operation = await doneOperation();
  await undo(operation);
  await expect(undoOperation(test.system, operation, operationKinds)).rejects.toMatchObject({
    status: 409,
    code: 'already-undone',
  });
});

it('undoes operations in turn, the last first, though they touched the same records', async () => {
  const account = await createRecord(test.system, record('account'), { legalName: 'Deux fois' });
  const [first, second] = [await doneOperation(), await doneOperation()];
  await updateRecord({ ...test.system, operation: first }, record('account'), account.id, { legalName: 'Une' });
  await updateRecord({ ...test.system, operation: second }, record('account'), account.id, { phone: '01 23 45 67 89' });
  await deleteRecord({ ...test.system, operation: second }, record('account'), account.id);
  expect(await undo(second)).toMatchObject({ restored: 1, keptCount: 0 });
  expect(await undo(first)).toMatchObject({ restored: 1, keptCount: 0 });
  const { rows } = await test.database.pool.query('SELECT legal_name, phone, deleted_at FROM account WHERE id = $1', [
    account.id,
  ]);
  expect(rows).toEqual([{ legal_name: 'Deux fois', phone: null, deleted_at: null }]);
});

it.each([
  ['what a person changed between two undos', { comment: 'À la main' }],
  ['what a person put back by hand as an operation had left it', { comment: null }],
])('names as changed since %s', async (_name, last) => {
  const account = await createRecord(test.system, record('account'), { legalName: 'Reprise' });
  const [first, second] = [await doneOperation(), await doneOperation()];
  await updateRecord({ ...test.system, operation: first }, record('account'), account.id, { legalName: 'Une' });
  await updateRecord({ ...test.system, operation: second }, record('account'), account.id, { legalName: 'Deux' });
  await undo(second);
  await updateRecord(test.system, record('account'), account.id, { comment: 'En cours' });
  await updateRecord(test.system, record('account'), account.id, last);
  expect(await undo(first)).toMatchObject({ keptCount: 1, kept: [{ id: account.id, reason: 'changed-since' }] });
});

it('names as changed since what a later operation did once more after its undo was undone', async () => {
  const account = await createRecord(test.system, record('account'), { legalName: 'Refaite' });
  const [first, second] = [await doneOperation(), await doneOperation()];
  await updateRecord({ ...test.system, operation: first }, record('account'), account.id, { legalName: 'Une' });
  await updateRecord({ ...test.system, operation: second }, record('account'), account.id, { legalName: 'Deux' });
  const id = await undoOperation(test.system, second, operationKinds);
  await runWaiting(test.company, operationKinds, () => undefined);
  await undo(id);
  expect(await undo(first)).toMatchObject({ keptCount: 1, kept: [{ id: account.id, reason: 'changed-since' }] });
  const { rows } = await test.database.pool.query('SELECT legal_name FROM account WHERE id = $1', [account.id]);
  expect(rows).toEqual([{ legal_name: 'Deux' }]);
});

/** Three contacts of three companies, arbitrary writes on them, and what does such a write. */
async function anyWrites(test: TestCompany) {
  const accounts = await Promise.all(
    ['A', 'B', 'C'].map((name) => createRecord(test.system, record('account'), { legalName: `Suite ${name}` })),
  );
  const contacts = await Promise.all(
    accounts.map(({ id }, index) =>
      createRecord(test.system, record('contact'), { lastName: `Suite ${index}`, account: id }),
    ),
  );
  const accountAt = fc.nat({ max: accounts.length - 1 }).map((index) => accounts[index]?.id ?? '');
  const contactAt = fc.nat({ max: contacts.length - 1 }).map((index) => contacts[index]?.id ?? '');
  const write = fc.oneof(
    fc.record({
      type: fc.constant('rename'),
      contact: contactAt,
      value: fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text.trim() !== '' && !text.includes('\0')),
    }),
    fc.record({ type: fc.constant('move'), contact: contactAt, value: accountAt }),
    fc.record({
      type: fc.constant('phone'),
      contact: contactAt,
      value: fc.constantFrom('01 02 03 04 05', '', '06 00 00 00 00'),
    }),
    fc.record({ type: fc.constant('link'), contact: contactAt, value: accountAt }),
    fc.record({ type: fc.constant('create'), contact: contactAt, value: accountAt }),
    fc.record({ type: fc.constant('delete'), contact: contactAt, value: fc.constant('') }),
  );
  /** Does the writes as one operation; returns its id. */
  const run = async (writes: readonly { type: string; contact: string; value: string }[]): Promise<string> => {
    const operation = await doneOperation();
    const batch = { ...test.system, operation };
    for (const { type, contact, value } of writes) {
      const work =
        type === 'rename'
          ? updateRecord(batch, record('contact'), contact, { lastName: value })
          : type === 'move'
            ? updateRecord(batch, record('contact'), contact, { account: value })
            : type === 'phone'
              ? updateRecord(batch, record('contact'), contact, { phone: value })
              : type === 'link'
                ? createRecord(batch, record('accountContact'), { contact, account: value })
                : type === 'create'
                  ? createRecord(batch, record('contact'), { lastName: 'Créé', account: value })
                  : deleteRecord(batch, record('contact'), contact);
      await work.catch((error: { status?: number }) => {
        if (!error.status || error.status >= 500) throw error;
      });
    }
    return operation;
  };
  return { writes: fc.array(write, { minLength: 1, maxLength: 8 }), run };
}

it('gives back any sequence of writes', async () => {
  const { writes, run } = await anyWrites(test);
  await fc.assert(
    fc.asyncProperty(writes, async (chosen) => {
      const before = await livePicture();
      expect(await undo(await run(chosen))).toMatchObject({ keptCount: 0 });
      expect(await livePicture()).toEqual(before);
    }),
    { numRuns: 40 },
  );
});

it('gives back any operations in turn, the last first, each as it found the records', async () => {
  const { writes, run } = await anyWrites(test);
  await fc.assert(
    fc.asyncProperty(fc.array(writes, { minLength: 2, maxLength: 3 }), async (operations) => {
      const done: { id: string; before: object }[] = [];
      for (const chosen of operations) done.push({ before: await livePicture(), id: await run(chosen) });
      for (const { id, before } of done.reverse()) {
        expect(await undo(id)).toMatchObject({ keptCount: 0 });
        expect(await livePicture()).toEqual(before);
      }
    }),
    { numRuns: 20 },
  );
});

it('ends as failed, with the reason, an operation that nothing knows how to run', async () => {
  const id = await queueOperation(test.system, 'unknown-kind', null, {});
  await runWaiting(test.company, operationKinds, () => undefined);
  expect(await readOperation(test.company.database, id)).toMatchObject({
    state: 'failed',
    result: { error: { code: 'internal' } },
  });
});
