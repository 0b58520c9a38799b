import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shareRecord } from '../access/sharing.ts';
import { deleteRecord, updateRecord, writeBatch } from '../records/write/engine.ts';
import { createMergeTest, type MergeTest } from './merge-fixture.ts';

let test: MergeTest;

beforeAll(async () => {
  test = await createMergeTest();
});
afterAll(() => test.close());

const person = (lastName: string, account: string, more: Readonly<Record<string, unknown>> = {}) =>
  test.add('contact', { lastName, account, ...more });
const company = (legalName: string) => test.add('account', { legalName });

describe('Merging contacts', () => {
  it('moves links with what they say, fills what was empty and puts the merged in the trash', async () => {
    const [one, two] = [await company('Une'), await company('Deux')];
    const keep = await person('Durand', one, { phone: '01 02 03 04 05' });
    const gone = await person('DURAND', two, { firstName: 'Léa', email: 'lea@exemple.fr', jobTitle: 'cfo' });
    const operation = await test.merge('contact', keep, [gone]);
    expect(operation).toMatchObject({ state: 'done', result: { merged: 1, moved: 1, together: 0 } });
    const [contact] = await test.rows('contact', `id = '${keep}'`);
    expect(contact).toMatchObject({ last_name: 'Durand', first_name: 'Léa', account_id: one });
    const links = await test.rows('account_contact', `contact_id = '${keep}' AND deleted_at IS NULL`);
    expect(links.map(({ account_id, is_primary, email }) => [account_id, is_primary, email])).toEqual([
      [one, true, null],
      [two, false, 'lea@exemple.fr'],
    ]);
    expect((await test.rows('contact', `id = '${gone}'`))[0]?.deleted_at).not.toBeNull();
  });

  it('makes one of two links to the same company: own values first, boxes and types of both', async () => {
    const account = await company('Ensemble');
    const keep = await person('Petit', account, { phone: '+33102030405' });
    const gone = await person('Petit', account, { phone: '+33999999999', mobile: '+33612345678' });
    const link = async (id: string) => (await test.rows('account_contact', `contact_id = '${id}'`))[0] ?? {};
    await updateRecord(test.system, test.record('accountContact'), String((await link(keep)).id), {
      interlocutorTypes: ['financial'],
      endedAt: '2020-01-01',
    });
    await updateRecord(test.system, test.record('accountContact'), String((await link(gone)).id), {
      interlocutorTypes: ['main'],
      recvInvoice: true,
    });
    const before = await test.picture();
    const operation = await test.merge('contact', keep, [gone]);
    expect(operation).toMatchObject({ state: 'done', result: { moved: 0, together: 1 } });
    const kept = await test.rows('account_contact', `account_id = '${account}' AND deleted_at IS NULL`);
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({
      contact_id: keep,
      phone: '+33102030405',
      mobile: '+33612345678',
      interlocutor_types: ['financial', 'main'],
      recv_invoice: true,
      ended_at: null,
    });
    await test.undo(operation.id);
    expect(await test.picture()).toEqual(before);
  });

  it('gives the values chosen, those at the primary company too', async () => {
    const [one, two] = [await company('Principale'), await company('Autre')];
    const keep = await person('Martin', one);
    const gone = await person('Martin-Roux', two, { phone: '+33102030405' });
    await test.merge('contact', keep, [gone], { values: { lastName: 'Martin-Roux', account: two } });
    const [contact] = await test.rows('contact', `id = '${keep}'`);
    expect(contact).toMatchObject({ last_name: 'Martin-Roux', account_id: two, phone: '+33102030405' });
  });
});

describe('Undoing a merge', () => {
  it('gives back what it was, does it again, and gives it back again', async () => {
    const [one, two] = [await company('Aller'), await company('Retour')];
    const keep = await person('Aller', one);
    const [first, second] = [await person('Retour', two, { firstName: 'Zoé' }), await person('Encore', one)];
    await test.add('siteContact', { contact: first, site: (await test.rows('site', `account_id = '${two}'`))[0]?.id });
    await test.add('action', { type: 'call', contact: first, owner: (await test.reader()).userId });
    const owner = (await test.reader()).userId;
    for (const id of [keep, first])
      await test.add('follower', { about: { record: 'contact', id }, user: owner }).catch(() => undefined);
    const before = await test.picture();
    const operation = await test.merge('contact', keep, [first, second], { values: { firstName: 'Zoë' } });
    expect(operation.state).toBe('done');
    const after = await test.picture();
    const undone = await test.undo(operation.id);
    expect(undone.result).toMatchObject({ kept: [] });
    expect(await test.picture()).toEqual(before);
    const again = await test.undo(undone.id);
    expect(again.result).toMatchObject({ keptCount: 0 });
    const live = (picture: Record<string, unknown[]>) =>
      Object.fromEntries(
        Object.entries(picture).map(([table, rows]) => [
          table,
          rows.filter((row) => !(row as { deleted_at?: unknown }).deleted_at),
        ]),
      );
    expect(live(await test.picture())).toEqual(live(after));
    await test.undo(again.id);
    expect(await test.picture()).toEqual(before);
  });

  it('gives a value that one record alone may have back to the merged one', async () => {
    const [keep, gone] = [
      await test.add('target', { name: 'Salon', code: 'SALON-1' }),
      await test.add('target', { name: 'Salon', code: 'SALON-2' }),
    ];
    const before = await test.picture();
    const operation = await test.merge('target', keep, [gone], { values: { code: 'SALON-2' } });
    expect((await test.rows('target', `id = '${keep}'`))[0]).toMatchObject({ code: 'SALON-2' });
    const undone = await test.undo(operation.id);
    expect(undone.result).toMatchObject({ kept: [] });
    expect(await test.picture()).toEqual(before);
    const again = await test.undo(undone.id);
    expect(again.result).toMatchObject({ kept: [] });
    expect((await test.rows('target', `id = '${keep}'`))[0]).toMatchObject({ code: 'SALON-2' });
  });

  it('leaves and names what was changed since, and gives back the rest', async () => {
    const [one, two] = [await company('Stable'), await company('Mouvante')];
    const keep = await person('Stable', one);
    const gone = await person('Mouvant', two, { firstName: 'Ana' });
    const owner = (await test.reader()).userId;
    const [first, second] = [
      await test.add('action', { type: 'call', contact: gone, owner }),
      await test.add('action', { type: 'call', contact: gone, owner }),
    ];
    const operation = await test.merge('contact', keep, [gone]);
    await updateRecord(test.system, test.record('action'), first, { subject: 'Changé depuis' });
    await updateRecord(test.system, test.record('contact'), keep, { comment: 'Changé depuis' });
    const undone = await test.undo(operation.id);
    const kept = undone.result.kept as { id: string; reason: string }[];
    expect(new Map(kept.map(({ id, reason }) => [id, reason]))).toEqual(
      new Map([
        [keep, 'changed-since'],
        [first, 'changed-since'],
      ]),
    );
    const actions = await test.rows('action', `id IN ('${first}', '${second}')`);
    expect(actions.map(({ contact_id }) => contact_id)).toEqual([keep, gone]);
    expect(await test.rows('account_contact', `contact_id = '${gone}' AND deleted_at IS NULL`)).toHaveLength(1);
  });
});

describe('Merging accounts', () => {
  it('moves sites with one default, contacts, deals, relations and shares, and gives all back', async () => {
    const [keep, gone] = [await company('Acme'), await company('ACME SA')];
    const other = await company('Tierce');
    await test.add('accountRelation', { from: gone, to: keep, type: 'branch' });
    await test.add('accountRelation', { from: gone, to: other, type: 'supplier' });
    await test.add('account', { legalName: 'Fille', parentAccount: gone });
    await updateRecord(test.system, test.record('account'), keep, { parentAccount: gone });
    const both = await person('Commun', keep);
    await updateRecord(test.system, test.record('contact'), both, {
      accountLinks: [{ account: gone, isPrimary: true }],
    });
    const only = await person('Seul', gone);
    const [mine, theirs] = [
      (await test.rows('account_contact', `contact_id = '${both}' AND account_id = '${keep}'`))[0],
      (await test.rows('account_contact', `contact_id = '${only}'`))[0],
    ];
    for (const link of [mine, theirs])
      await updateRecord(test.system, test.record('accountContact'), String(link?.id), { interlocutorTypes: ['main'] });
    await test.add('deal', { name: 'Affaire', account: gone });
    const friend = await test.reader();
    await shareRecord(test.system, test.record('account'), gone, [friend.userId], 'edit');
    const before = await test.picture();
    const operation = await test.merge('account', keep, [gone], { values: { legalName: 'Acme SA' } });
    expect(operation).toMatchObject({ state: 'done' });
    const sites = await test.rows('site', `account_id = '${keep}' AND deleted_at IS NULL`);
    expect(sites.map(({ is_default }) => is_default).sort()).toEqual([false, true]);
    const links = await test.rows('account_contact', `account_id = '${keep}' AND deleted_at IS NULL`);
    expect(
      links.map(({ contact_id, is_primary, interlocutor_types }) => [contact_id, is_primary, interlocutor_types]),
    ).toEqual([
      [both, true, ['main']],
      [only, true, null],
    ]);
    expect((await test.rows('account', `id = '${keep}'`))[0]).toMatchObject({
      legal_name: 'Acme SA',
      parent_account_id: null,
    });
    expect(await test.rows('account_relation')).toMatchObject([{ from_id: keep, to_id: other }]);
    expect((await test.rows('record_share', 'true')).map(({ record_id, level }) => [record_id, level])).toContainEqual([
      keep,
      'edit',
    ]);
    const undone = await test.undo(operation.id);
    expect(undone.result).toMatchObject({ kept: [] });
    expect(await test.picture()).toEqual(before);
  });
});

describe('A merge that cannot be', () => {
  it('refuses the kept among the merged, one named twice, one that is gone, one of another type', async () => {
    const account = await company('Refus');
    const [one, two, trashed] = [await person('A', account), await person('B', account), await person('C', account)];
    await deleteRecord(test.system, test.record('contact'), trashed);
    const codes = async (keep: string, merge: string[]) =>
      await test.merge('contact', keep, merge).then(
        () => null,
        (error: { errors: { field: string; code: string }[] }) => error.errors.map(({ field, code }) => [field, code]),
      );
    expect(await codes(one, [one])).toEqual([['merge.0', 'merge-itself']]);
    expect(await codes(one, [two, two])).toEqual([['merge.1', 'merge-twice']]);
    expect(await codes(one, [trashed, account])).toEqual([
      ['merge.0', 'merge-gone'],
      ['merge.1', 'merge-gone'],
    ]);
  });

  it('refuses what was changed since it was looked at', async () => {
    const account = await company('Version');
    const [one, two] = [await person('A', account), await person('B', account)];
    await updateRecord(test.system, test.record('contact'), two, { firstName: 'Plus' });
    await expect(test.merge('contact', one, [two], { versions: { [one]: 1, [two]: 1 } })).rejects.toMatchObject({
      status: 409,
      code: 'version-conflict',
      errors: [{ field: 'merge.0' }],
    });
  });
});

describe('What an undo gives back of several people at once', () => {
  it('leaves a type that one person alone may have to the one it is given to, though another is written with them', async () => {
    const [account, other] = [await company('Commune'), await company('À côté')];
    const [one, two] = [await person('Un', account), await person('Deux', account)];
    await test.add('accountContact', { contact: two, account: other });
    const linkOf = async (contact: string, to: string) =>
      String((await test.rows('account_contact', `contact_id = '${contact}' AND account_id = '${to}'`))[0]?.id);
    await updateRecord(test.system, test.record('accountContact'), await linkOf(two, account), {
      interlocutorTypes: ['main'],
    });
    const lines = (id: string, interlocutorTypes: readonly string[]) => ({ accountLinks: [{ id, interlocutorTypes }] });
    const outcomes = await writeBatch(
      test.system,
      test.record('contact'),
      [
        { kind: 'update', id: one, values: lines(await linkOf(one, account), ['main']) },
        { kind: 'update', id: two, values: lines(await linkOf(two, other), ['technical']) },
      ],
      { moves: true, someLines: true },
    );
    expect(outcomes).toMatchObject([{ ok: true }, { ok: true }]);
    const held = await test.rows('account_contact', `account_id = '${account}'`);
    expect(held.map(({ interlocutor_types: types }) => types)).toEqual([['main'], null]);
  });
});
