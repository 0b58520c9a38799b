import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestCompany, type TestCompany } from '../../testing/test-company.ts';
import { createRecord, deleteRecord, restoreRecord, updateRecord, writeBatch } from './engine.ts';

let test: TestCompany;

beforeAll(async () => {
  test = await createTestCompany();
});
afterAll(() => test.close());

const record = (name: string) => test.company.model().record(name);

async function row(table: string, id: string): Promise<Record<string, unknown>> {
  const { rows } = await test.database.pool.query(`SELECT * FROM "${table}" WHERE id = $1`, [id]);
  return rows[0];
}

async function linksOf(contact: string): Promise<Record<string, unknown>[]> {
  return (
    await test.database.pool.query(
      'SELECT * FROM account_contact WHERE contact_id = $1 AND deleted_at IS NULL ORDER BY id',
      [contact],
    )
  ).rows;
}

const account = (legalName: string) => createRecord(test.system, record('account'), { legalName });

describe('a record and its links are one nested write', () => {
  it('makes the default site of every new account', async () => {
    const { id } = await account('Menuiserie Durand');
    const { rows } = await test.database.pool.query('SELECT name, is_default FROM site WHERE account_id = $1', [id]);
    expect(rows).toEqual([{ name: 'Siège', is_default: true }]);
  });

  it('makes the primary link of a contact from the values given on the contact, and mirrors it', async () => {
    const company = await account('Œuvres & Cie');
    const { id } = await createRecord(test.system, record('contact'), {
      lastName: 'Le Goff',
      firstName: 'Anaïs',
      account: company.id,
      jobTitle: 'cfo',
      phone: '01 23 45 67 89',
    });
    const [link] = await linksOf(id);
    expect(link).toMatchObject({ account_id: company.id, is_primary: true, job_title: 'cfo', phone: '01 23 45 67 89' });
    expect(await row('contact', id)).toMatchObject({
      account_id: company.id,
      account_id_key: 'oeuvres cie',
      job_title: 'cfo',
      phone: '01 23 45 67 89',
      status: 'active',
      version: 1,
    });
  });

  it('refuses a contact without a company, on the field that asks for it', async () => {
    await expect(createRecord(test.system, record('contact'), { lastName: 'Seul' })).rejects.toMatchObject({
      status: 422,
      errors: [{ field: 'account', code: 'required' }],
    });
  });

  it('takes from who makes a contact how it came, once, and nothing that only an import may say', async () => {
    const company = await account('Origine');
    const given = { lastName: 'Carnet', account: company.id };
    const { id } = await createRecord(test.system, record('contact'), { ...given, source: 'phonebook' });
    expect(await row('contact', id)).toMatchObject({ source: 'phonebook' });
    const refused = { status: 422, errors: [{ field: 'source', code: 'read-only-field' }] };
    await expect(updateRecord(test.system, record('contact'), id, { source: 'card' })).rejects.toMatchObject(refused);
    await expect(createRecord(test.system, record('contact'), { ...given, source: 'import' })).rejects.toMatchObject(
      refused,
    );
  });

  it('names a refused value once, not as missing too', async () => {
    await expect(
      createRecord(test.system, record('contact'), { lastName: 'Faux', account: 'nulle part' }),
    ).rejects.toMatchObject({ errors: [{ field: 'account', code: 'invalid-reference' }] });
    await expect(createRecord(test.system, record('account'), { legalName: 'x'.repeat(300) })).rejects.toMatchObject({
      errors: [{ field: 'legalName', code: 'invalid-text' }],
    });
  });

  it.each([[['Durand']], [{ name: 'Durand' }], [42], [true]])('says of %j that it is no text', async (legalName) => {
    await expect(createRecord(test.system, record('account'), { legalName })).rejects.toMatchObject({
      errors: [{ field: 'legalName', code: 'invalid-type' }],
    });
  });

  it('refuses to remove the last link of a contact (F82)', async () => {
    const company = await account('Dernière');
    const { id } = await createRecord(test.system, record('contact'), { lastName: 'Martin', account: company.id });
    const [link] = await linksOf(id);
    await expect(deleteRecord(test.system, record('accountContact'), link?.id as string)).rejects.toMatchObject({
      status: 422,
      errors: [{ code: 'last-link' }],
    });
    // Nor is its company emptied, in silence least of all: what was sent with it is not lost on the way.
    await expect(
      updateRecord(test.system, record('contact'), id, { account: null, mobile: '06 11 22 33 44' }),
    ).rejects.toMatchObject({ status: 422, errors: [{ field: 'account', code: 'required' }] });
  });

  it('writes the phone of the contact on its primary link, with an audit line for each', async () => {
    const company = await account('Ligne');
    const { id } = await createRecord(test.system, record('contact'), { lastName: 'Petit', account: company.id });
    await updateRecord(test.system, record('contact'), id, { phone: '06 11 22 33 44' }, { version: 1 });
    const [link] = await linksOf(id);
    expect(link?.phone).toBe('06 11 22 33 44');
    const { rows } = await test.database.pool.query(
      "SELECT record, root_id, changes FROM audit WHERE root_id = $1 AND kind = 'update' ORDER BY record",
      [id],
    );
    expect(rows).toEqual([
      { record: 'accountContact', root_id: id, changes: { phone: [null, '06 11 22 33 44'] } },
      { record: 'contact', root_id: id, changes: { phone: [null, '06 11 22 33 44'] } },
    ]);
  });

  it('brings a change of the primary link to the contact, and a new primary takes over', async () => {
    const [first, second] = [await account('Première'), await account('Seconde')];
    const { id } = await createRecord(test.system, record('contact'), {
      lastName: 'Roux',
      account: first.id,
      mobile: '06 00 00 00 01',
    });
    const link = await createRecord(test.system, record('accountContact'), {
      contact: id,
      account: second.id,
      mobile: '06 00 00 00 02',
    });
    expect((await row('contact', id)).mobile).toBe('06 00 00 00 01');
    await updateRecord(test.system, record('accountContact'), link.id, { isPrimary: true }, { version: 1 });
    expect(await row('contact', id)).toMatchObject({ account_id: second.id, mobile: '06 00 00 00 02' });
    expect((await linksOf(id)).filter((entry) => entry.is_primary)).toHaveLength(1);
    await deleteRecord(test.system, record('accountContact'), link.id);
    expect(await row('contact', id)).toMatchObject({ account_id: first.id, mobile: '06 00 00 00 01' });
  });

  it('changes the company of a contact by a new primary link and keeps the former', async () => {
    const [first, second] = [await account('Avant'), await account('Après')];
    const { id } = await createRecord(test.system, record('contact'), {
      lastName: 'Blanc',
      account: first.id,
      phone: '01 00 00 00 00',
    });
    await updateRecord(test.system, record('contact'), id, { account: second.id }, { version: 1 });
    expect(await row('contact', id)).toMatchObject({ account_id: second.id, phone: null });
    expect(await linksOf(id)).toHaveLength(2);
  });

  it('refuses a second link to the same company', async () => {
    const company = await account('Unique');
    const { id } = await createRecord(test.system, record('contact'), { lastName: 'Noir', account: company.id });
    await expect(
      createRecord(test.system, record('accountContact'), { contact: id, account: company.id }),
    ).rejects.toMatchObject({ status: 422, errors: [{ code: 'already-linked' }] });
  });

  it('takes nested children and names their faults by place', async () => {
    const company = await account('Imbriquée');
    const failing = createRecord(test.system, record('contact'), {
      lastName: 'Vert',
      account: company.id,
      accountLinks: [{ account: 'nope' }],
    });
    await expect(failing).rejects.toMatchObject({
      status: 422,
      errors: [{ field: 'accountLinks.0.account', code: 'invalid-reference' }],
    });
    const other = await account('Autre');
    const { id } = await createRecord(test.system, record('contact'), {
      lastName: 'Vert',
      account: company.id,
      accountLinks: [{ account: other.id, jobTitle: 'ceo' }],
    });
    expect(await linksOf(id)).toHaveLength(2);
  });

  it('stores every section of the full form at once, or nothing of it (F84, F85)', async () => {
    const company = await account('Complète');
    const site = await createRecord(test.system, record('site'), { account: company.id, name: 'Dépôt' });
    const link = {
      account: company.id,
      isPrimary: true,
      jobTitle: 'cfo',
      department: 'Finances',
      extension: '412',
      recvInvoice: true,
      recvReminderAllSites: true,
      interlocutorTypes: ['financial', 'decisionMaker'],
      hideFromCrm: true,
    };
    const full = (exitDate: string) => ({
      civility: 'mrs',
      lastName: 'Complet',
      lastFollowUpOn: '2026-01-05',
      comment: 'Deux\nlignes',
      accountLinks: [link],
      siteLinks: [{ site: site.id, jobTitle: 'technical', exitDate }],
    });
    await expect(createRecord(test.system, record('contact'), full('31/02'))).rejects.toMatchObject({
      status: 422,
      errors: [{ field: 'siteLinks.0.exitDate' }],
    });
    const named = async () =>
      (await test.database.pool.query('SELECT id FROM contact WHERE last_name = $1', ['Complet'])).rows;
    expect(await named()).toEqual([]);
    const { id } = await createRecord(test.system, record('contact'), full('2031-06-30'));
    expect(await named()).toEqual([{ id }]);
    expect(await row('contact', id)).toMatchObject({ civility: 'mrs', comment: 'Deux\nlignes', job_title: 'cfo' });
    expect(await linksOf(id)).toMatchObject([
      {
        account_id: company.id,
        department: 'Finances',
        extension: '412',
        recv_invoice: true,
        recv_invoice_all_sites: null,
        recv_reminder_all_sites: true,
        interlocutor_types: ['financial', 'decisionMaker'],
        hide_from_crm: true,
      },
    ]);
    const { rows } = await test.database.pool.query(
      'SELECT site_id, job_title FROM site_contact WHERE contact_id = $1',
      [id],
    );
    expect(rows).toEqual([{ site_id: site.id, job_title: 'technical' }]);
  });

  it('is one person at two companies, with other details at each (F88, F94, F97, F99)', async () => {
    const [here, there] = [await account('Ici'), await account('Là-bas')];
    const { id } = await createRecord(test.system, record('contact'), {
      lastName: 'Double',
      account: here.id,
      jobTitle: 'ceo',
      phone: '01 00 00 00 01',
      email: 'double@ici.example',
    });
    await createRecord(test.system, record('accountContact'), {
      contact: id,
      account: there.id,
      jobTitle: 'purchasing',
      email: 'double@la-bas.example',
    });
    const [first, second] = await linksOf(id);
    expect(first).toMatchObject({ job_title: 'ceo', phone: '01 00 00 00 01', email: 'double@ici.example' });
    expect(second).toMatchObject({ job_title: 'purchasing', phone: null, email: 'double@la-bas.example' });
    await updateRecord(test.system, record('contact'), id, { lastName: 'Doublé' }, { version: 1 });
    const { rows } = await test.database.pool.query(
      'SELECT DISTINCT c.last_name FROM account_contact l JOIN contact c ON c.id = l.contact_id WHERE l.contact_id = $1',
      [id],
    );
    expect(rows).toEqual([{ last_name: 'Doublé' }]);
  });

  it('keeps the contacts of a prospect that becomes a client (F87)', async () => {
    const company = await createRecord(test.system, record('account'), {
      legalName: 'Bientôt Cliente',
      roles: ['prospect'],
      accountType: 'prospect',
    });
    const { id } = await createRecord(test.system, record('contact'), { lastName: 'Fidèle', account: company.id });
    const before = await linksOf(id);
    await updateRecord(
      test.system,
      record('account'),
      company.id,
      { roles: ['client'], accountType: 'client' },
      { version: 1 },
    );
    expect(await linksOf(id)).toEqual(before);
    expect(await row('contact', id)).toMatchObject({ account_id: company.id, deleted_at: null });
  });

  it('follows the title and the owner of a company to its contacts, links and sites', async () => {
    const role = await createRecord(test.system, record('role'), { name: `Rôle ${Math.random()}`, permissions: {} });
    const user = await createRecord(test.system, record('user'), {
      name: 'Paul',
      email: 'paul@example.test',
      role: role.id,
    });
    const company = await account('Vieux Nom');
    const { id } = await createRecord(test.system, record('contact'), { lastName: 'Suivi', account: company.id });
    await updateRecord(
      test.system,
      record('account'),
      company.id,
      { legalName: 'Neuf Nom', owner: user.id },
      { version: 1 },
    );
    const found = await row('contact', id);
    expect(found).toMatchObject({ account_id_key: 'neuf nom', readers: [user.id], editors: [user.id], version: 1 });
    expect(found.search).toContain(' neuf');
    const [link] = await linksOf(id);
    expect(link?.readers).toEqual([user.id]);
    const { rows } = await test.database.pool.query('SELECT readers FROM site WHERE account_id = $1', [company.id]);
    expect(rows).toEqual([{ readers: [user.id] }]);
  });
});

describe('nothing is overwritten or lost silently', () => {
  it('answers a stale write with both values', async () => {
    const { id } = await account('Conflit');
    await updateRecord(test.system, record('account'), id, { phone: '01' + '23456789' }, { version: 1 });
    await expect(
      updateRecord(test.system, record('account'), id, { phone: '0200000000' }, { version: 1 }),
    ).rejects.toMatchObject({
      status: 409,
      code: 'version-conflict',
      extra: {
        yours: { phone: '0200000000' },
        base: { phone: null },
        conflicts: ['phone'],
        current: { phone: '0123456789', version: 2 },
      },
    });
  });

  it('leaves the version alone when nothing changes', async () => {
    const { id } = await account('Pareil');
    expect(await updateRecord(test.system, record('account'), id, { legalName: 'Pareil' }, { version: 1 })).toEqual({
      id,
      version: 1,
    });
  });

  it('answers a retried create with the first record', async () => {
    const role = await createRecord(test.system, record('role'), { name: `Rôle ${Math.random()}`, permissions: {} });
    const user = await createRecord(test.system, record('user'), {
      name: 'Clé',
      email: 'cle@example.test',
      role: role.id,
    });
    const context = { ...test.system, principal: { ...test.system.principal, userId: user.id } };
    const idempotency = { key: 'k1', hash: 'ab'.repeat(32) };
    const answers = await Promise.all(
      [1, 2, 3].map(() => createRecord(context, record('account'), { legalName: 'Une fois' }, { idempotency })),
    );
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
    await expect(
      createRecord(
        context,
        record('account'),
        { legalName: 'Autre' },
        { idempotency: { ...idempotency, hash: 'cd'.repeat(32) } },
      ),
    ).rejects.toMatchObject({ status: 422, code: 'idempotency-mismatch' });
  });

  it('puts a contact in the trash with its links and brings them back', async () => {
    const company = await account('Corbeille');
    const { id } = await createRecord(test.system, record('contact'), { lastName: 'Perdu', account: company.id });
    await expect(deleteRecord(test.system, record('account'), company.id)).rejects.toMatchObject({
      status: 409,
      code: 'still-referenced',
    });
    await deleteRecord(test.system, record('contact'), id);
    expect(await linksOf(id)).toHaveLength(0);
    await deleteRecord(test.system, record('account'), company.id);
    await expect(restoreRecord(test.system, record('contact'), id)).rejects.toMatchObject({
      status: 409,
      code: 'restore-target-first',
    });
    await restoreRecord(test.system, record('account'), company.id);
    await restoreRecord(test.system, record('contact'), id);
    expect(await linksOf(id)).toHaveLength(1);
  });

  it('refuses one write of a batch and keeps the others', async () => {
    const outcomes = await writeBatch(test.system, record('account'), [
      { kind: 'create', values: { legalName: 'Bonne' } },
      { kind: 'create', values: { legalName: '   ' } },
      { kind: 'create', values: { legalName: 'Bonne aussi', accountType: 'nope' } },
      { kind: 'create', values: { legalName: 'Bonne encore' } },
    ]);
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, false, false, true]);
  });

  it('names the field of a value that must be unique, whichever write of the batch holds it', async () => {
    const role = await createRecord(test.system, record('role'), { name: `Rôle ${Math.random()}`, permissions: {} });
    const outcomes = await writeBatch(test.system, record('user'), [
      { kind: 'create', values: { name: 'A', email: 'double@example.test', role: role.id } },
      { kind: 'create', values: { name: 'B', email: 'Double@example.test', role: role.id } },
    ]);
    expect(outcomes[0]?.ok).toBe(true);
    expect(outcomes[1]).toMatchObject({ ok: false, code: 'duplicate-value', errors: [{ field: 'email' }] });
  });

  it('lets nobody change the audit trail', async () => {
    await expect(test.database.pool.query("UPDATE audit SET kind = 'create'")).rejects.toThrow('append-only');
    await expect(test.database.pool.query('DELETE FROM audit')).rejects.toThrow('append-only');
  });
});
