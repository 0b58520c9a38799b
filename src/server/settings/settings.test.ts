import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { administratorRole, standardRoles } from '../auth/standard-roles.ts';
import { type Ask, type CompanyOfTwo, createCompanyOfTwo } from '../testing/settings-company.ts';
import { cookieOf } from '../testing/test-server.ts';

let carnet: CompanyOfTwo;
let ask: Ask;
let askOther: Ask;

beforeAll(async () => {
  carnet = await createCompanyOfTwo();
  ({ ask, askOther } = carnet);
});
afterAll(() => carnet.close());

const change = (record: string, field: string, payload: object) =>
  ask('PATCH', `settings/records/${record}/fields/${field}`, payload);
const listed = async (name: string) =>
  (await ask('GET', 'settings/lists')).body.items.find((list: { name: string }) => list.name === name);

describe('a standard field', () => {
  it('is renamed, explained, required and hidden for the whole company, and given back its standard', async () => {
    const changed = await change('account', 'website', {
      label: { fr: 'Page', en: 'Page' },
      help: { fr: 'Sans https' },
      required: true,
      defaultValue: 'www.exemple.fr',
    });
    expect(changed).toMatchObject({
      status: 200,
      body: {
        label: { fr: 'Page', en: 'Page' },
        standardLabel: { fr: 'Site web' },
        help: { fr: 'Sans https', en: 'Sans https' },
        required: true,
        defaultValue: 'https://www.exemple.fr',
        operation: null,
      },
    });
    const { body: model } = await ask('GET', 'model');
    expect(model.records.account.fields.website).toMatchObject({ required: true });
    await vi.waitFor(async () => expect((await askOther('GET', 'model')).body.version).toBe(model.version), {
      timeout: 20_000,
    });
    expect((await askOther('POST', 'accounts', { legalName: 'Par défaut' })).body.website).toBe(
      'https://www.exemple.fr',
    );
    expect(await askOther('POST', 'accounts', { legalName: 'Vide', website: null })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'website', code: 'required' }] },
    });
    await change('account', 'website', { label: null, help: null, required: false, defaultValue: null });
    expect((await ask('GET', 'model')).body.records.account.fields).toEqual({});
  });

  it('of the primary link is required on the contact as the company says', async () => {
    await change('contact', 'email', { required: true });
    const { id } = (await ask('POST', 'accounts', { legalName: 'Du lien' })).body;
    expect(await ask('POST', 'contacts', { lastName: 'Sans', account: id })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'email', code: 'required' }] },
    });
    expect((await ask('POST', 'contacts', { lastName: 'Avec', account: id, email: 'a@b.fr' })).status).toBe(201);
    await change('contact', 'email', { required: false });
  });

  it('that became required is asked for where a write touches it, not at every save of what lacks it', async () => {
    const { id } = (await ask('POST', 'accounts', { legalName: 'D’avant' })).body;
    const made = (await ask('POST', 'contacts', { lastName: 'Ancien', account: id })).body;
    await change('contact', 'email', { required: true });
    await change('accountContact', 'department', { required: true });
    const save = (payload: object, version: number) =>
      ask('PATCH', `contacts/${made.id}`, payload, { 'if-match': `"${version}"` });
    expect((await save({ firstName: 'Paul' }, 1)).status).toBe(200);
    expect((await save({ phone: '01 02 03 04 05' }, 2)).status).toBe(200);
    expect(await save({ email: null }, 3)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'email', code: 'required' }] },
    });
    expect((await save({ email: 'paul@exemple.fr' }, 3)).status).toBe(200);
    expect((await save({ email: null }, 4)).status).toBe(422);
    await change('accountContact', 'department', { required: false });
    await change('contact', 'email', { required: false });
  });

  it('left out of the trail leaves no line of its values', async () => {
    const { id } = (await ask('POST', 'accounts', { legalName: 'Discrète' })).body;
    await change('account', 'comment', { audited: false });
    await ask('PATCH', `accounts/${id}`, { comment: 'entre nous', fax: '0102030405' }, { 'if-match': '"1"' });
    expect(Object.keys((await ask('GET', `accounts/${id}/audit`)).body.items[0].changes)).toEqual(['fax']);
    await change('account', 'comment', { audited: true });
  });

  const refusals: readonly [string, string, string, object, string][] = [
    ['hidden where it names the record', 'account', 'legalName', { hidden: true }, 'hidden'],
    ['optional where Carnet needs it', 'account', 'legalName', { required: false }, 'required'],
    ['hidden and required without a default', 'account', 'fax', { required: true, hidden: true }, 'hidden'],
    ['required where nobody may fill it in', 'contact', 'disappearedAt', { required: true }, 'required'],
    ['given a default that is no value of it', 'account', 'accountType', { defaultValue: 'nothing' }, 'defaultValue'],
    ['made sortable', 'account', 'comment', { sortable: true }, 'sortable'],
    ['put into a section that is not there', 'account', 'fax', { section: 'x' }, 'section'],
    ['required where the engine fills it in', 'account', 'createdAt', { required: true }, 'required'],
  ];
  it.each(refusals)('is not %s', async (_case, record, field, payload, fault) => {
    expect(await change(record, field, payload)).toMatchObject({ status: 422, body: { errors: [{ field: fault }] } });
  });

  it('that is not there is not found', async () => {
    expect((await change('account', 'ghost', { hidden: true })).status).toBe(404);
    expect((await change('ghost', 'name', { hidden: true })).status).toBe(404);
    expect((await change('account', '__proto__', { hidden: true })).status).toBe(404);
  });
});

it('a record type is renamed and given back its name', async () => {
  const named = await ask('PATCH', 'settings/records/account', {
    one: { fr: 'Société', en: 'Company' },
    many: { fr: 'Sociétés' },
  });
  expect(named.body.label).toEqual({ one: { fr: 'Société', en: 'Company' }, many: { fr: 'Sociétés', en: 'Sociétés' } });
  expect((await ask('PATCH', 'settings/records/account', { one: null, many: null })).body.label.one.fr).toBe('Compte');
});

describe('a value list', () => {
  it('is extended, renamed, ordered, coloured; codes left out are retired and still read', async () => {
    const { id } = (await ask('POST', 'accounts', { legalName: 'Du bâtiment', industry: 'construction' })).body;
    const before = (await listed('industry')).values as { code: string; label: { fr: string; en: string } }[];
    const values = [
      { label: { fr: 'Énergie', en: 'Energy' }, color: 'lime' },
      ...before
        .filter(({ code }) => code !== 'construction')
        .map(({ code, label }) => ({ code, label: code === 'services' ? { fr: 'Prestations' } : label })),
    ];
    const changed = await ask('PUT', 'settings/lists/industry', { values });
    expect(changed.body.values[0]).toEqual({ code: 'energie', label: { fr: 'Énergie', en: 'Energy' }, color: 'lime' });
    expect(changed.body.values.at(-1)).toMatchObject({ code: 'construction', active: false, label: { fr: 'BTP' } });
    expect(changed.body.values.find((value: { code: string }) => value.code === 'services').label).toEqual({
      fr: 'Prestations',
      en: 'Prestations',
    });
    expect((await ask('GET', `accounts/${id}`)).body.industry).toBe('construction');
    expect((await ask('PATCH', `accounts/${id}`, { comment: 'garde sa valeur' }, { 'if-match': '"1"' })).status).toBe(
      200,
    );
    expect(await ask('POST', 'accounts', { legalName: 'Neuve', industry: 'construction' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'industry', code: 'retired-value' }] },
    });
  });

  it('refuses a code that is not there, one that comes twice and two values that read the same', async () => {
    const values = (await listed('gender')).values;
    const put = (more: object[]) => ask('PUT', 'settings/lists/gender', { values: [...values, ...more] });
    expect(await put([{ code: 'ghost', label: { fr: 'X' } }])).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'values.3.code' }] },
    });
    expect(await put([values[0]])).toMatchObject({ status: 422, body: { errors: [{ field: 'values.3.code' }] } });
    expect(await put([{ label: { fr: 'FEMME' } }])).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'values.3.label', code: 'duplicate-label' }] },
    });
    expect(await put([{ label: { fr: '' } }])).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'values.3.label', code: 'required' }] },
    });
  });

  it('merges a value into another: records follow, the old word means the new one, and it can be undone', async () => {
    const { id } = (await ask('POST', 'accounts', { legalName: 'Partenaire SA', accountType: 'partner' })).body;
    const merged = await ask('POST', 'settings/lists/accountType/merge', { from: 'partner', into: 'supplier' });
    expect(merged.status).toBe(200);
    expect(merged.body.values.find((value: { code: string }) => value.code === 'partner')).toMatchObject({
      active: false,
      mergedInto: 'supplier',
    });
    expect(merged.body.values.find((value: { code: string }) => value.code === 'supplier').aliases).toContain(
      'Partenaire',
    );
    await carnet.settled();
    expect((await ask('GET', `accounts/${id}`)).body).toMatchObject({ accountType: 'supplier', version: 2 });
    expect((await ask('GET', `accounts/${id}/audit`)).body.items[0]).toMatchObject({
      channel: 'bulk',
      changes: { accountType: ['partner', 'supplier'] },
    });
    expect((await ask('GET', `operations/${merged.body.operation}`)).body).toMatchObject({
      state: 'done',
      result: { updated: 1 },
      undoable: true,
    });
    await ask('POST', `operations/${merged.body.operation}/undo`);
    await carnet.settled();
    expect((await ask('GET', `accounts/${id}`)).body.accountType).toBe('partner');
  });

  it('merges within values of several, without doubles', async () => {
    const { id } = (await ask('POST', 'accounts', { legalName: 'Plusieurs', roles: ['prospect', 'client', 'other'] }))
      .body;
    await ask('POST', 'settings/lists/accountRole/merge', { from: 'prospect', into: 'client' });
    await carnet.settled();
    expect((await ask('GET', `accounts/${id}`)).body.roles).toEqual(['client', 'other']);
  });
});

describe('who may change the settings', () => {
  it('is nobody without the right to them', async () => {
    const salesperson = standardRoles[2];
    const { items } = (
      await ask(
        'GET',
        `roles?filter=${encodeURIComponent(JSON.stringify({ field: 'name', op: 'equals', value: salesperson?.name.fr }))}`,
      )
    ).body;
    const user = (await ask('POST', 'users', { name: 'Paul', email: 'paul@exemple.fr', role: items[0].id })).body;
    await ask('PUT', `users/${user.id}/password`, { password: 'une autre phrase de passe' });
    const signedIn = await carnet.server.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { email: 'paul@exemple.fr', password: 'une autre phrase de passe' },
    });
    const cookie = cookieOf(signedIn.headers['set-cookie']);
    for (const [method, path] of [
      ['GET', 'settings/records/account/fields'],
      ['POST', 'settings/records/account/fields'],
      ['PATCH', 'settings/records/account/fields/fax'],
      ['DELETE', 'settings/records/account/fields/cX'],
      ['POST', 'settings/records/account/fields/cX/restore'],
      ['PATCH', 'settings/records/account'],
      ['GET', 'settings/lists'],
      ['POST', 'settings/lists'],
      ['PUT', 'settings/lists/industry'],
      ['POST', 'settings/lists/industry/merge'],
      ['GET', 'settings/audit'],
    ] as const) {
      const answer = await carnet.server.inject({
        method,
        url: `/api/v1/${path}`,
        headers: { cookie },
        ...(method === 'GET' ? {} : { payload: {} }),
      });
      expect({ path, status: answer.statusCode }).toEqual({ path, status: 403 });
    }
  });

  it('is told in the trail: who, what, before and after', async () => {
    await change('account', 'fax', { label: { fr: 'Télécopie' } });
    const { items } = (await ask('GET', 'settings/audit')).body;
    expect(items[0]).toMatchObject({
      by: { name: 'Ada Martin' },
      kind: 'update',
      changes: { 'account.fax': [{}, { label: { fr: 'Télécopie', en: 'Télécopie' } }] },
    });
    await expect(carnet.database.pool.query("UPDATE audit SET version = 1 WHERE record = 'setting'")).rejects.toThrow(
      /append-only/,
    );
  });
});

describe('the rights of a role', () => {
  it('are refused where they are no rights', async () => {
    for (const permissions of [
      { records: {}, others: { read: 'everything' }, areas: {} },
      { records: { account: { read: 'all', fields: { phone: 'write' } } }, others: {}, areas: {} },
      { records: [], others: {}, areas: {} },
      { records: {}, others: {}, areas: { settings: 'yes' } },
      { records: {}, others: {}, areas: { everything: true } },
      { administrator: true },
      [1],
    ])
      expect(await ask('POST', 'roles', { name: 'Faux', permissions })).toMatchObject({
        status: 422,
        body: { errors: [{ field: 'permissions' }] },
      });
  });

  it('are kept where they are', async () => {
    for (const [place, role] of [administratorRole, ...standardRoles].entries())
      expect((await ask('POST', 'roles', { name: `Copie ${place}`, permissions: role.permissions })).status).toBe(201);
  });
});
