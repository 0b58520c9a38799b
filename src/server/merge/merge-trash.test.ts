import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokenInvariants } from '../proof/invariants.ts';
import { deleteRecord, restoreRecord } from '../records/write/engine.ts';
import { createMergeTest, type MergeTest } from './merge-fixture.ts';

let test: MergeTest;
let account: string;

beforeAll(async () => {
  test = await createMergeTest();
  account = await test.add('account', { legalName: 'Commune' });
});
afterAll(async () => {
  expect(await brokenInvariants(test.database.pool)).toEqual([]);
  await test.close();
});

const person = (lastName: string) => test.add('contact', { lastName, account });
const trash = (name: string, id: string) => deleteRecord(test.system, test.record(name), id);
const restore = (name: string, id: string) => restoreRecord(test.system, test.record(name), id);
const call = async (contact: string) =>
  await test.add('action', { type: 'call', contact, owner: (await test.reader()).userId });
const contactOf = async (table: string, id: string) => (await test.rows(table, `id = '${id}'`))[0]?.contact_id;

describe('What lies in the trash while its record is merged', () => {
  it('leads to the kept record once it is taken out, merge after merge, and back when they are undone', async () => {
    const [first, second, third] = [await person('Première'), await person('Deuxième'), await person('Troisième')];
    const [early, late] = [await call(first), await call(first)];
    for (const id of [early, late]) await trash('action', id);
    const one = await test.merge('contact', second, [first]);
    const other = await test.merge('contact', third, [second]);
    await restore('action', early);
    expect(await contactOf('action', early)).toBe(third);
    const [line] = await test.rows('audit', `record_id = '${early}' AND kind = 'restore'`);
    expect(line?.changes).toEqual({ contact: [first, third] });
    await test.undo(other.id);
    expect(await contactOf('action', early)).toBe(second);
    await test.undo(one.id);
    expect(await contactOf('action', early)).toBe(first);
    await restore('action', late);
    expect(await contactOf('action', late)).toBe(first);
  });

  it('stays with whom it was given since, whatever is undone', async () => {
    const [keep, gone, other] = [await person('Garde'), await person('Part'), await person('Autre')];
    const action = await call(gone);
    await trash('action', action);
    const merge = await test.merge('contact', keep, [gone]);
    await restore('action', action);
    await test.database.pool.query('UPDATE action SET contact_id = $1 WHERE id = $2', [other, action]);
    await test.undo(merge.id);
    expect(await contactOf('action', action)).toBe(other);
  });

  it('comes back with what it went with: an event with its people, a person at the company that was kept', async () => {
    const [keep, gone] = [await person('Reste'), await person('Doublon')];
    const owner = (await test.reader()).userId;
    const [shared, single] = [
      await test.add('event', { subject: 'Ensemble', kind: 'task', owner }),
      await test.add('event', { subject: 'Seul', kind: 'task', owner }),
    ];
    await test.add('eventContact', { event: shared, contact: keep });
    for (const event of [shared, single]) await test.add('eventContact', { event, contact: gone });
    for (const event of [shared, single]) await trash('event', event);
    const kept = await test.add('account', { legalName: 'Gardée' });
    const merged = await test.add('account', { legalName: 'Fondue' });
    const away = await test.add('contact', { lastName: 'Absent', account: merged });
    await trash('contact', away);
    await test.merge('contact', keep, [gone]);
    await test.merge('account', kept, [merged]);
    for (const event of [shared, single]) await restore('event', event);
    for (const event of [shared, single])
      expect(
        (await test.rows('event_contact', `event_id = '${event}' AND deleted_at IS NULL`)).map((row) => row.contact_id),
      ).toEqual([keep]);
    await restore('contact', away);
    expect((await test.rows('contact', `id = '${away}'`))[0]).toMatchObject({
      account_id: kept,
      account_id_key: 'gardee',
    });
    expect(await test.rows('account_contact', `contact_id = '${away}' AND deleted_at IS NULL`)).toMatchObject([
      { account_id: kept, is_primary: true },
    ]);
  });

  it('is refused where the kept record has the same link already', async () => {
    const [keep, gone] = [await person('Lié'), await person('Lié aussi')];
    const target = await test.add('target', { code: 'DEUX', name: 'Deux' });
    const link = await test.add('targetMember', { target, member: { record: 'contact', id: gone } });
    await trash('targetMember', link);
    await test.add('targetMember', { target, member: { record: 'contact', id: keep } });
    await test.merge('contact', keep, [gone]);
    await expect(restore('targetMember', link)).rejects.toMatchObject({ status: 409, code: 'already-linked' });
  });
});
