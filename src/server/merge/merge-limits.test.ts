import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokenInvariants } from '../proof/invariants.ts';
import { createRecord, updateRecord, writeBatch } from '../records/write/engine.ts';
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
});
