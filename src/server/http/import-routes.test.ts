import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestServer, setUpCompany, type TestServerOfOne } from '../testing/test-server.ts';

let test: TestServerOfOne;
let cookie: string;

beforeAll(async () => {
  test = await createTestServer();
  cookie = await setUpCompany(test.server);
});
afterAll(() => test.close());

// biome-ignore lint/suspicious/noExplicitAny: answers are JSON, looked into by the assertions themselves.
type Json = Record<string, any>;

async function call(
  method: 'GET' | 'POST',
  url: string,
  payload?: Json,
): Promise<{ status: number; body: Json; text: string; headers: Json }> {
  const answer = await test.server.inject({
    method,
    url: `/api/v1${url}`,
    headers: { cookie, 'accept-language': 'fr' },
    ...(payload ? { payload } : {}),
  });
  const json = String(answer.headers['content-type']).includes('json');
  return { status: answer.statusCode, body: json ? answer.json() : {}, text: answer.body, headers: answer.headers };
}

function multipart(
  fields: Readonly<Record<string, string>>,
  file: { name: string; content: string | Buffer } | null,
  fieldsFirst = true,
) {
  const boundary = 'limite';
  const parts = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  );
  const sent = file
    ? [
        Buffer.concat([
          Buffer.from(
            `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\nContent-Type: text/csv\r\n\r\n`,
          ),
          Buffer.from(file.content),
          Buffer.from('\r\n'),
        ]),
      ]
    : [];
  return {
    payload: Buffer.concat([
      ...(fieldsFirst ? [...parts, ...sent] : [...sent, ...parts]),
      Buffer.from(`--${boundary}--\r\n`),
    ]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}

async function upload(record: string, content: string | Buffer, name = 'comptes.csv', fieldsFirst = true) {
  const { payload, headers } = multipart({ record }, { name, content }, fieldsFirst);
  const answer = await test.server.inject({
    method: 'POST',
    url: '/api/v1/imports',
    payload,
    headers: { ...headers, cookie },
  });
  return { status: answer.statusCode, body: answer.json() as Json };
}

async function ended(operation: string): Promise<Json> {
  for (;;) {
    const { body } = await call('GET', `/operations/${operation}`);
    if (body.state !== 'queued' && body.state !== 'running') return body;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const mapping = (file: Json) => Object.fromEntries(file.proposals.map(({ column, target }: Json) => [column, target]));

const csv = Buffer.from(
  'Raison sociale;SIREN;Ville;Type de compte\nSociété Générale d’Essai;552100554;Saint-Étienne;Client\n;;Lyon;\nAcme;123;Paris;Ovni\n'.replaceAll(
    '’',
    "'",
  ),
  'latin1',
);

it('takes a file, tells what it is, checks it, brings it in, gives the refused rows back and undoes it', async () => {
  const { status, body: file } = await upload('account', csv);
  expect(status).toBe(201);
  expect(file).toMatchObject({
    name: 'comptes.csv',
    record: 'account',
    description: { format: 'csv', encoding: 'windows-1252', delimiter: ';' },
  });
  expect(mapping(file)).toEqual({ 0: 'legalName', 1: 'siren', 2: 'address.city', 3: 'accountType' });
  expect(file.targets.find((target: Json) => target.key === 'legalName')).toMatchObject({
    required: true,
    label: { fr: 'Raison sociale' },
  });

  const check = await call('POST', `/imports/${file.id}/check`, { mapping: mapping(file) });
  expect(check.status).toBe(202);
  expect(await ended(check.body.operation)).toMatchObject({
    state: 'done',
    kind: 'import-check',
    undoable: false,
    result: { created: 1, refused: 2 },
  });
  expect((await call('GET', '/accounts')).body.items).toEqual([]);

  const run = await call('POST', `/imports/${file.id}/run`, { mapping: mapping(file) });
  const operation = await ended(run.body.operation);
  expect(operation).toMatchObject({
    state: 'done',
    undoable: true,
    progress: { done: 3, total: 3 },
    result: { created: 1, refused: 2 },
  });
  expect((await call('GET', '/accounts')).body.items).toMatchObject([
    { legalName: "Société Générale d'Essai", address: { city: 'Saint-Étienne' } },
  ]);

  const rejected = await call('GET', `/imports/${file.id}/rejected`);
  expect(rejected.headers['content-disposition']).toContain('lignes');
  const lines = rejected.text.split('\r\n');
  expect(lines[0]).toBe('\ufeffRaison sociale;SIREN;Ville;Type de compte;Ligne;Colonne;Motif du refus');
  expect(lines[1]).toMatch(/^;;Lyon;;3;Raison sociale;/);
  expect(lines[2]).toContain('Acme;123;Paris;Ovni;4;');

  const undone = await call('POST', `/operations/${run.body.operation}/undo`);
  await ended(undone.body.operation);
  expect((await call('GET', `/operations/${run.body.operation}`)).body.state).toBe('undone');
  expect((await call('GET', '/accounts')).body.items).toEqual([]);
});

it('takes the fields of the form in any order, and says what is missing', async () => {
  expect((await upload('accounts', csv, 'a.csv', false)).status).toBe(201);
  const { payload, headers } = multipart({ record: 'account' }, null);
  const none = await test.server.inject({
    method: 'POST',
    url: '/api/v1/imports',
    payload,
    headers: { ...headers, cookie },
  });
  expect([none.statusCode, none.json().code]).toEqual([422, 'file-missing']);
  expect((await upload('ovni', csv)).body).toMatchObject({ code: 'validation-failed', errors: [{ field: 'record' }] });
});

it('says why a file cannot be read', async () => {
  const { status, body } = await upload('account', Buffer.from('D0CF11E0A1B11AE1', 'hex'), 'ancien.xls');
  expect(status).toBe(422);
  expect(body).toMatchObject({
    code: 'file-unreadable',
    reason: 'format-xls',
    message: { fr: expect.stringContaining('.xls') },
  });
});

it('reads a file otherwise when it was taken for another', async () => {
  const { body: file } = await upload('account', 'Raison sociale,Ville\nAcme,Lyon\n');
  const again = await call('POST', `/imports/${file.id}/describe`, { options: { delimiter: ';' } });
  expect(again.body.description.columns).toHaveLength(1);
});

it('refuses a mapping that does not hold, naming what', async () => {
  const { body: file } = await upload('account', csv);
  expect((await call('POST', `/imports/${file.id}/run`, { mapping: { 0: 'status' } })).body).toMatchObject({
    code: 'validation-failed',
    errors: [{ field: 'mapping.0', code: 'import-mapping' }],
  });
  expect(
    (await call('POST', `/imports/${file.id}/run`, { mapping: { 0: 'legalName', 1: 'legalName' } })).body,
  ).toMatchObject({ errors: [{ code: 'import-target-twice' }] });
  expect((await call('POST', `/imports/${file.id}/run`, { mapping: {} })).body).toMatchObject({
    errors: [{ code: 'import-nothing-mapped' }],
  });
  expect(
    (await call('POST', `/imports/${file.id}/run`, { mapping: { 0: 'legalName' }, key: ['siren'] })).body,
  ).toMatchObject({ errors: [{ code: 'import-key' }] });
});

it('gives a template whose headers an import knows again', async () => {
  const template = await call('GET', '/contacts/import-template?format=csv');
  expect(template.text).toMatch(/^\ufeffNom \*;Nom du compte \*;/);
  const { body: file } = await upload('contact', `${template.text}${'Durand;Acme;'.padEnd(20, ' ')}\r\n`, 'modele.csv');
  const found = new Set(Object.values(mapping(file)));
  expect([...found]).toEqual(
    expect.arrayContaining([
      'lastName',
      'firstName',
      'account',
      'email',
      'phone',
      'mobile',
      'account.siren',
      'account.address.city',
      'civility',
      'comment',
    ]),
  );
});

it('changes many records in one operation, after a look, and gives them back', async () => {
  for (const legalName of ['Un', 'Deux', 'Trois'])
    await call('POST', '/accounts', { legalName, accountType: 'prospect' });
  const filter = { field: 'accountType', op: 'equals', value: 'prospect' };
  const preview = await call('POST', '/accounts/bulk', {
    filter,
    action: 'update',
    values: { accountType: 'client' },
    preview: true,
  });
  expect(preview.body).toMatchObject({
    count: 3,
    items: [{ changes: { accountType: ['prospect', 'client'] } }, {}, {}],
  });
  const begun = await call('POST', '/accounts/bulk', { filter, action: 'update', values: { accountType: 'client' } });
  expect(begun.status).toBe(202);
  expect(await ended(begun.body.operation)).toMatchObject({ state: 'done', result: { changed: 3, refused: 0 } });
  expect((await call('GET', `/accounts?filter=${encodeURIComponent(JSON.stringify(filter))}`)).body.items).toEqual([]);
  const undone = await call('POST', `/operations/${begun.body.operation}/undo`);
  await ended(undone.body.operation);
  const { items } = (await call('GET', `/accounts?filter=${encodeURIComponent(JSON.stringify(filter))}`)).body;
  expect(items).toHaveLength(3);

  const deleted = await call('POST', '/accounts/bulk', { ids: items.map(({ id }: Json) => id), action: 'delete' });
  expect(await ended(deleted.body.operation)).toMatchObject({ result: { changed: 3 } });
  const restored = await call('POST', '/accounts/bulk', { search: 'Deux', trash: true, action: 'restore' });
  expect(await ended(restored.body.operation)).toMatchObject({ result: { changed: 1 } });
  expect((await call('GET', '/accounts')).body.items).toMatchObject([{ legalName: 'Deux' }]);
});

it('names the records of a batch that were refused, and values that no record could get', async () => {
  const account = (await call('POST', '/accounts', { legalName: 'Avec contact' })).body;
  await call('POST', '/contacts', { lastName: 'Durand', account: account.id });
  const deleted = await call('POST', '/accounts/bulk', { ids: [account.id], action: 'delete' });
  expect(await ended(deleted.body.operation)).toMatchObject({
    state: 'done',
    result: { changed: 0, refused: 1, sample: { refused: [{ id: account.id, title: 'Avec contact' }] } },
  });
  expect(
    (await call('POST', '/accounts/bulk', { ids: [account.id], action: 'update', values: { siren: 'x' } })).body,
  ).toMatchObject({ code: 'validation-failed', errors: [{ field: 'siren' }] });
  expect((await call('POST', '/accounts/bulk', { action: 'delete' })).body.code).toBe('invalid-selection');
});
