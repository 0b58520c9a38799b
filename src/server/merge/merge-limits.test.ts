import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokenInvariants } from '../proof/invariants.ts';
import { visibleIds } from '../records/query/read-records.ts';
import { createRecord, deleteRecord, updateRecord, writeBatch } from '../records/write/engine.ts';
import { createMergeTest, type MergeTest } from './merge-fixture.ts';
import { queueMerge } from './merge-request.ts';
import { previewMerge } from './preview-merge.ts';

let test: MergeTest;

beforeAll(async () => {
  test = await createMergeTest();
});
afterAll(() => test.close());

const person = (lastName: string, account: string) => test.add('contact', { lastName, account });

describe('A merge of much', () => {
  it('moves more than one transaction takes, and gives it back', async () => {
    const [one, two] = [
      await test.add('account', { legalName: 'Peu' }),
      await test.add('account', { legalName: 'Prou' }),
    ];
    const owner = (await test.reader()).userId;
    const writes = Array.from({ length: 1100 }, (_, number) => ({
      kind: 'create' as const,
      values: { type: 'call', subject: `Appel ${number}`, account: two, owner },
    }));
    await writeBatch(test.system, test.record('action'), writes);
    const before = await test.picture();
    const operation = await test.merge('account', one, [two]);
    expect(operation).toMatchObject({ state: 'done', result: { merged: 1, moved: 1101 }, done: 1102, total: 1102 });
    expect(await test.rows('action', `account_id = '${one}'`)).toHaveLength(1100);
    const undone = await test.undo(operation.id);
    expect(undone.result).toMatchObject({ kept: [] });
    expect(await test.picture()).toEqual(before);
  });
});

describe('A merge while others write', () => {
  it('leaves nothing linked to the merged record, whatever comes meanwhile', async () => {
    const account = await test.add('account', { legalName: 'Affluence' });
    const owner = (await test.reader()).userId;
    for (let round = 0; round < 5; round++) {
      const [keep, gone] = [await person(`Garde ${round}`, account), await person(`Part ${round}`, account)];
      const action = await test.add('action', { type: 'call', contact: gone, owner });
      await queueMerge(test.system, test.record('contact'), { keep, merge: [gone], values: {}, versions: {} });
      const others = [
        createRecord(test.system, test.record('action'), { type: 'call', contact: gone, owner }),
        updateRecord(test.system, test.record('action'), action, { subject: 'Entre-temps' }),
        createRecord(test.system, test.record('comment'), { about: { record: 'contact', id: gone }, text: 'Vite' }),
      ];
      const [, ...written] = await Promise.allSettled([test.run(), ...others]);
      for (const outcome of written)
        if (outcome.status === 'rejected') expect((outcome.reason as { status: number }).status).toBeLessThan(500);
      expect(await test.rows('action', `contact_id = '${gone}' AND deleted_at IS NULL`)).toEqual([]);
      expect(await test.rows('comment', `about_id = '${gone}' AND deleted_at IS NULL`)).toEqual([]);
    }
    expect(await brokenInvariants(test.database.pool)).toEqual([]);
  });

  it('refuses a second merge of the same record while one waits', async () => {
    const account = await test.add('account', { legalName: 'Attente' });
    const [one, two, three] = [await person('A', account), await person('B', account), await person('C', account)];
    const contact = test.record('contact');
    await queueMerge(test.system, contact, { keep: one, merge: [two], values: {}, versions: {} });
    await expect(
      queueMerge(test.system, contact, { keep: three, merge: [one], values: {}, versions: {} }),
    ).rejects.toMatchObject({ status: 409, code: 'merge-running' });
    await test.run();
  });
});

describe('The rights of who merges', () => {
  /** Makes a user whose role has the rights given, as the batches they begin find them, and every right on other types. */
  const colleague = async (rights: Parameters<MergeTest['reader']>[0]) => {
    const reader = await test.reader(rights);
    const { permissions } = reader.principal;
    const role = await test.add('role', { name: `Rôle ${reader.userId}`, permissions });
    await updateRecord(test.system, test.record('user'), reader.userId, { role });
    return reader;
  };

  it('asks for the kept record to be changed and the others deleted; what is hidden goes over untold', async () => {
    const [seen, hidden] = [
      await test.add('account', { legalName: 'Vue' }),
      await test.add('account', { legalName: 'Cachée' }),
    ];
    const seller = await test.reader({
      account: { read: 'own', update: 'own', delete: 'own' },
      contact: { read: 'own', update: 'own', delete: 'own' },
      accountContact: { read: 'own', update: 'own', delete: 'own' },
    });
    await updateRecord(test.system, test.record('account'), seen, { owner: seller.userId });
    const [keep, gone, closed] = [
      await person('Vu', seen),
      await person('Vue aussi', seen),
      await person('Caché', hidden),
    ];
    await createRecord(test.system, test.record('accountContact'), { contact: gone, account: hidden });
    const contact = test.record('contact');
    const preview = await previewMerge(seller, contact, { keep, merge: [gone], values: {}, versions: {} });
    expect(preview.moves).toEqual([{ record: 'accountContact', count: 1, together: 1 }]);
    expect(JSON.stringify(preview)).not.toContain('Cachée');
    await expect(test.merge('contact', keep, [closed], { as: seller })).rejects.toMatchObject({
      status: 422,
      errors: [{ field: 'merge.0', code: 'merge-gone' }],
    });
    const reader = await test.reader({ contact: { delete: 'none' } });
    await expect(test.merge('contact', keep, [gone], { as: reader })).rejects.toMatchObject({ status: 403 });
  });

  it('asks for every record to be changed, the merged ones too', async () => {
    const account = await test.add('account', { legalName: 'Sienne' });
    const other = await test.add('account', { legalName: 'Autre' });
    const seller = await test.reader({ contact: { read: 'all', update: 'own', delete: 'all' } });
    await updateRecord(test.system, test.record('account'), account, { owner: seller.userId });
    const [mine, theirs] = [await person('À moi', account), await person('À eux', other)];
    await expect(test.merge('contact', mine, [theirs], { as: seller })).rejects.toMatchObject({
      status: 403,
      errors: [{ field: 'merge.0', code: 'forbidden' }],
    });
  });

  it.each([
    ['links they may not change', { update: 'none' }, null],
    ['fields they may not change', { fields: { recvInvoice: 'read' } }, 'parti@exemple.fr'],
  ] as const)('leaves %s as they were at the kept record, and says so before', async (_what, right, email) => {
    const account = await test.add('account', { legalName: 'Ensemble' });
    const [keep, gone] = [
      await test.add('contact', { lastName: 'Gardé', account, jobTitle: 'cfo' }),
      await test.add('contact', { lastName: 'Parti', account, jobTitle: 'ceo', email: 'parti@exemple.fr' }),
    ];
    const linkOf = async (contact: string) =>
      (await test.rows('account_contact', `contact_id = '${contact}'`))[0] ?? {};
    await updateRecord(test.system, test.record('accountContact'), String((await linkOf(gone)).id), {
      recvInvoice: true,
    });
    const deal = await test.add('deal', { name: 'Affaire', account });
    await test.add('dealContact', { deal, contact: gone });
    const limited = await colleague({ accountContact: right, dealContact: { update: 'none' } });
    const request = { keep, merge: [gone], values: {}, versions: {} };
    const { conflicts } = await previewMerge(limited, test.record('contact'), request);
    // What is the primary company's is chosen with the contact, by the right on the contact.
    expect(conflicts.flatMap(({ fields }) => fields)).toEqual(['recvInvoice']);
    const before = await test.picture();
    const operation = await test.merge('contact', keep, [gone], { as: limited });
    expect(await linkOf(keep)).toMatchObject({ job_title: 'cfo', email, recv_invoice: null });
    // What is linked goes over as it is, like all that follows from a change they may make.
    expect(await test.rows('deal_contact')).toMatchObject([{ deal_id: deal, contact_id: keep }]);
    await test.undo(operation.id, limited);
    expect(await test.picture()).toEqual(before);
    await deleteRecord(test.system, test.record('deal'), deal);
  });

  it('shows nobody who merges more than they saw before', async () => {
    const [seen, hidden] = [
      await test.add('account', { legalName: 'Montrée' }),
      await test.add('account', { legalName: 'Voilée' }),
    ];
    const owner = (await test.reader()).userId;
    const seller = await colleague(
      Object.fromEntries(
        ['account', 'contact', 'accountContact', 'action', 'event', 'deal', 'dealContact', 'site', 'siteContact'].map(
          (name) => [name, { read: 'own', update: 'own', delete: 'own' }],
        ),
      ),
    );
    await updateRecord(test.system, test.record('account'), seen, { owner: seller.userId });
    const [keep, gone] = [await person('Gardée', seen), await person('Fondue', seen)];
    await createRecord(test.system, test.record('accountContact'), { contact: gone, account: hidden });
    const deal = await test.add('deal', { name: 'Affaire voilée', account: hidden, owner });
    await test.add('dealContact', { deal, contact: gone });
    await test.add('siteContact', {
      contact: gone,
      site: (await test.rows('site', `account_id = '${hidden}'`))[0]?.id,
    });
    await test.add('action', { type: 'call', contact: gone, account: hidden, owner });
    const visible = async () => {
      const found: Record<string, string[]> = {};
      for (const name of ['account', 'accountContact', 'deal', 'dealContact', 'site', 'siteContact', 'action']) {
        const record = test.record(name);
        const ids = (await test.rows(record.table)).map(({ id }) => String(id));
        found[name] = [...(await visibleIds(seller, record, ids))].sort();
      }
      return found;
    };
    const before = await visible();
    const kept = (await test.rows('account_contact', `contact_id = '${gone}' AND account_id = '${seen}'`))[0]?.id;
    expect(await test.merge('contact', keep, [gone], { as: seller })).toMatchObject({ state: 'done' });
    const after = await visible();
    for (const [name, ids] of Object.entries(before))
      expect(after[name], name).toEqual(ids.filter((id) => id !== kept));
  });
});
