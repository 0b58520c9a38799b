import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { todayIn } from '../context.ts';
import { readRecipients } from '../recipients/recipients.ts';
import { groupRecords } from '../records/query/group-records.ts';
import { listRecords } from '../records/query/list-records.ts';
import { createQueryTest, type QueryTest } from '../records/query/query-fixture.ts';
import { getRecord } from '../records/query/read-records.ts';
import { searchEverything } from '../records/query/search-everything.ts';
import { countSelected } from '../records/selected-rows.ts';
import { createRecord, deleteRecord, updateRecord } from '../records/write/engine.ts';
import { declareGone, takeBack } from './gone.ts';
import { operationKinds } from './kinds.ts';
import { readOperation, undoOperation } from './operation.ts';
import { runWaiting } from './runner.ts';

let test: QueryTest;
let account: string;
let site: string;
let person: string;
const contact = () => test.record('contact');
const today = todayIn('Europe/Paris');

beforeAll(async () => {
  test = await createQueryTest();
  account = await test.add('account', { legalName: 'Durand' });
  site = await test.add('site', { account, name: 'Lyon' });
});
afterAll(() => test.close());
beforeEach(async () => {
  person = await test.add('contact', {
    lastName: `Lefèvre ${crypto.randomUUID()}`,
    accountLinks: [{ account, isPrimary: true, email: 'l@d.fr', recvInvoiceAllSites: true }],
    siteLinks: [{ site }],
  });
});

const listed = async (query = {}) => (await listRecords(test.system, contact(), query)).items.map(({ id }) => id);
const read = (id: string) => getRecord(test.system, contact(), id, { include: ['children'] });

describe('A contact declared lost', () => {
  it('is told who and when, ends at its sites that day, and receives nothing any more', async () => {
    const reader = await test.reader();
    const id = await declareGone(reader, contact(), person);
    expect(await readOperation(test.company.database, id)).toMatchObject({
      kind: 'gone',
      state: 'done',
      result: { changed: 1, ended: 1 },
    });
    expect(await read(person)).toMatchObject({
      status: 'disappeared',
      disappearedBy: reader.userId,
      children: { siteLinks: [{ exitDate: today }], accountLinks: [{ recvInvoiceAllSites: true }] },
    });
    const { recipients, skipped } = await readRecipients(test.system, account, { document: 'invoice', site });
    expect(recipients.map(({ contactId }) => contactId)).not.toContain(person);
    expect(skipped).toContainEqual({ contactId: person, reason: 'disappeared' });
  });

  it('leaves lists, groups, counts, selections and search, unless the filter asks for its state', async () => {
    const asked = { filter: { field: 'status', op: 'equals', value: 'disappeared' } };
    const { title } = await read(person);
    const before = await countSelected(test.system, contact(), {});
    expect(await listed()).toContain(person);
    await declareGone(test.system, contact(), person);
    expect(await listed()).not.toContain(person);
    expect(await listed({ search: title })).toEqual([]);
    expect(await listed({ filter: { field: 'lastName', op: 'equals', value: title } })).toEqual([]);
    expect((await searchEverything(test.system, title)).flatMap(({ items }) => items)).toEqual([]);
    expect(await countSelected(test.system, contact(), {})).toBe(before - 1);
    const { groups } = await groupRecords(test.system, contact(), { by: 'account' });
    expect(groups.reduce((sum, { count }) => sum + count.value, 0)).toBe(before - 1);
    expect(await listed(asked)).toContain(person);
    expect(await listed({ filter: { not: { field: 'status', op: 'equals', value: 'active' } } })).toContain(person);
    // Chosen one by one it is meant; in the trash it is found as any other.
    expect(await countSelected(test.system, contact(), { ids: [person] })).toBe(1);
    await deleteRecord(test.system, contact(), person);
    expect(await listed({ trash: true })).toContain(person);
  });

  it('is marked where something points to it, for whoever may see its state', async () => {
    await declareGone(test.system, contact(), person);
    const ofAccount = { filter: { field: 'contact', op: 'equals', value: person } };
    const links = async (reader = test.system) =>
      (await listRecords(reader, test.record('accountContact'), ofAccount)).items.map(({ gone }) => gone);
    expect(await links()).toEqual([['contact']]);
    expect(await links(await test.reader({ contact: { fields: { status: 'none' } } }))).toEqual([undefined]);
  });

  it('comes back as it was when that is undone', async () => {
    const before = await read(person);
    const id = await declareGone(test.system, contact(), person);
    await undoOperation(test.system, id, operationKinds);
    await runWaiting(test.company, operationKinds, (error) => {
      throw error;
    });
    const { status, disappearedAt, disappearedBy, children } = await read(person);
    expect({ status, disappearedAt, disappearedBy }).toEqual({
      status: before.status,
      disappearedAt: null,
      disappearedBy: null,
    });
    expect(children?.siteLinks?.[0]).toMatchObject({ exitDate: null });
    expect(await listed()).toContain(person);
  });

  it('is taken back by « Réactiver »: what ended stays so', async () => {
    await declareGone(test.system, contact(), person);
    await takeBack(test.system, contact(), person);
    expect(await read(person)).toMatchObject({
      status: 'active',
      disappearedAt: null,
      children: { siteLinks: [{ exitDate: today }] },
    });
    expect(await listed()).toContain(person);
  });

  it('is declared by whoever may change it alone, once, and as they saw it', async () => {
    const reader = await test.reader({ contact: { update: 'own' } });
    await expect(declareGone(reader, contact(), person)).rejects.toMatchObject({ status: 403 });
    await expect(declareGone(test.system, contact(), person, { version: 7 })).rejects.toMatchObject({ status: 409 });
    await expect(takeBack(test.system, contact(), person)).rejects.toMatchObject({ code: 'not-gone' });
    await declareGone(test.system, contact(), person);
    await expect(declareGone(test.system, contact(), person)).rejects.toMatchObject({ code: 'already-gone' });
    await expect(updateRecord(test.system, contact(), person, { status: 'active' })).rejects.toMatchObject({
      errors: [{ code: 'read-only-field' }],
    });
    await expect(declareGone(test.system, test.record('account'), account)).rejects.toMatchObject({ status: 404 });
    const { rows } = await test.database.pool.query(
      "SELECT 1 FROM operation WHERE kind = 'gone' AND state <> 'done' AND parameters->>'id' = $1",
      [person],
    );
    expect(rows).toEqual([]);
  });

  it('gets no new link, one by one neither: at a company, a site, a target, an event, on the portal', async () => {
    const other = await test.add('account', { legalName: `Autre ${person}` });
    const reader = await test.reader();
    const event = await test.add('event', { subject: 'Visite', kind: 'appointment', owner: reader.userId });
    const target = await test.add('target', { code: person, name: 'Salon' });
    const { children } = await read(person);
    const link = children?.accountLinks?.[0];
    await declareGone(test.system, contact(), person);
    const refused = { status: 422, errors: [expect.objectContaining({ code: 'record-gone' })] };
    const add = (record: string, values: object) => createRecord(test.system, test.record(record), { ...values });
    await expect(add('accountContact', { contact: person, account: other })).rejects.toMatchObject(refused);
    await expect(add('siteContact', { contact: person, site })).rejects.toMatchObject(refused);
    await expect(add('targetMember', { member: { record: 'contact', id: person }, target })).rejects.toMatchObject(
      refused,
    );
    await expect(add('eventContact', { contact: person, event })).rejects.toMatchObject(refused);
    await expect(
      add('extranetUser', { contact: person, account, login: `${person}@d.fr`, profiles: ['standard'] }),
    ).rejects.toMatchObject(refused);
    await expect(
      updateRecord(test.system, contact(), person, { accountLinks: [{ account: other }] }),
    ).rejects.toMatchObject({ errors: [{ field: 'accountLinks.0.contact', code: 'record-gone' }] });
    // What there is already may still be corrected, and what happened may be told.
    await updateRecord(test.system, test.record('accountContact'), String(link?.id), { department: 'Achats' });
    const owner = reader.userId;
    await test.add('action', { type: 'call', occurredAt: new Date().toISOString(), contact: person, account, owner });
    await takeBack(test.system, contact(), person);
    await expect(add('eventContact', { contact: person, event })).resolves.toBeDefined();
  });

  it('ends at a site of a company too that who declares it may not change', async () => {
    const reader = await test.reader({ siteContact: { update: 'own', read: 'own' } });
    await declareGone(reader, contact(), person);
    expect((await read(person)).children?.siteLinks?.[0]).toMatchObject({ exitDate: today });
  });
});
