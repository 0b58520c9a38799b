import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FieldType } from '../../fields/field-type.ts';
import { choosableTypes, possibleSettings } from '../../meta/custom-field.ts';
import { effectiveModel } from '../../meta/effective-record.ts';
import { emptySettings } from '../../meta/settings.ts';
import { records } from '../../records/registry.ts';
import { standardLists } from '../../records/value-lists.ts';
import { compareSchema } from '../db/schema-comparison.ts';
import { type Ask, type CompanyOfTwo, createCompanyOfTwo } from '../testing/settings-company.ts';
import { administrator } from '../testing/test-server.ts';
import { tableFor } from './field-storage.ts';

let carnet: CompanyOfTwo;
let ask: Ask;
let askOther: Ask;
let first: string;
let second: string;

beforeAll(async () => {
  carnet = await createCompanyOfTwo();
  ({ ask, askOther } = carnet);
  first = (await ask('POST', 'accounts', { legalName: 'Première' })).body.id;
  second = (await ask('POST', 'accounts', { legalName: 'Seconde' })).body.id;
});
afterAll(() => carnet.close());

const model = effectiveModel(records, emptySettings, standardLists);

/** Options that name what the company has, by what they name; those of the type's own example otherwise. */
async function optionsFor(type: FieldType): Promise<Record<string, unknown>> {
  const options: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(type.optionFields)) {
    if (option.names === 'valueList') {
      const values = [
        { label: { fr: 'Rouge vif', en: 'Bright red' } },
        { label: { fr: 'Bleu', en: 'Blue' }, color: 'blue' },
      ];
      options[name] = (
        await ask('POST', 'settings/lists', { label: { fr: `Teintes de ${type.name}` }, values })
      ).body.name;
    } else if (option.names === 'recordType')
      options[name] = option.type === 'tags' ? ['account', 'contact'] : 'account';
  }
  return options;
}

/** A value of the type that this company has. */
async function valueFor(type: FieldType): Promise<unknown> {
  const { items } = (await ask('GET', 'users')).body;
  const byComparison: Partial<Record<FieldType['comparison'], unknown>> = {
    code: 'rougeVif',
    codes: ['rougeVif', 'bleu'],
    reference: type.name === 'user' ? items[0].id : first,
  };
  if (type.name === 'tags') return ['vip', 'salon 2026'];
  if (type.name === 'anyReference') return { record: 'account', id: first };
  return byComparison[type.comparison] ?? type.examples[0]?.value;
}

/** What a person types to find a record by such a value. */
function wordsOf(type: FieldType, value: unknown): string {
  if (type.name === 'user') return administrator.name;
  if (type.comparison === 'reference') return 'Première';
  if (type.comparison === 'code' || type.comparison === 'codes')
    return Array.isArray(value) ? String(value[0]).replace('V', ' v') : 'rouge vif';
  return type.name === 'phone' ? String(value) : (type.searchText?.(value, {}) ?? '');
}

async function upload(): Promise<string> {
  const boundary = 'carnet';
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const payload = Buffer.concat([
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="un.png"\r\nContent-Type: image/png\r\n\r\n`,
    ),
    png,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  const answer = await carnet.server.inject({
    method: 'POST',
    url: '/api/v1/files',
    headers: { cookie: carnet.cookie, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload,
  });
  return answer.json().id;
}

/** Waits until the other process knows the settings that this one has. */
async function followed(): Promise<void> {
  const { version } = (await ask('GET', 'model')).body;
  await vi.waitFor(async () => expect((await askOther('GET', 'model')).body.version).toBeGreaterThanOrEqual(version), {
    timeout: 20_000,
    interval: 10,
  });
}

/** Writes one account after the other until told to stop; returns what was not answered by 201. */
function startWriter(): { stop: () => Promise<{ written: number; faults: unknown[] }> } {
  let stopped = false;
  const faults: unknown[] = [];
  let written = 0;
  const run = (async () => {
    while (!stopped) {
      const answer = await askOther('POST', 'accounts', {
        legalName: `Flux ${written}`,
        comment: 'écrit pendant le changement',
      });
      if (answer.status === 201) written++;
      else faults.push(answer.body);
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      await run;
      return { written, faults };
    },
  };
}

async function expectSchema(...names: string[]): Promise<void> {
  const settings = { ...emptySettings, ...(await ask('GET', 'model')).body };
  for (const name of names)
    expect({ name, differs: await compareSchema(carnet.database.pool, [tableFor(settings, name)]) }).toEqual({
      name,
      differs: [],
    });
}

describe.each(choosableTypes.map((type) => [type.name, type] as const))(
  'a custom field of type %s',
  (typeName, type) => {
    const account = model.record('account');
    const possible = possibleSettings(type, account, model);

    it('is made while others write, holds, is filtered, sorted, found and audited, retired and restored', async () => {
      const writer = startWriter();
      const options = await optionsFor(type);
      const made = await ask('POST', 'settings/records/account/fields', {
        type: typeName,
        label: { fr: `Essai ${typeName}`, en: `Trial ${typeName}` },
        options,
        section: 'legal',
        inList: true,
        ...possible,
      });
      expect(made).toMatchObject({
        status: 201,
        body: { type: typeName, custom: true, section: 'legal', label: { en: `Trial ${typeName}` }, ...possible },
      });
      const { name } = made.body as { name: string };
      expect(name).toMatch(/^cEssai[A-Z]/);
      await carnet.settled();
      await followed();
      const value = type.name === 'image' || type.name === 'file' ? await upload() : await valueFor(type);
      const written = await askOther('POST', 'accounts', { legalName: `Avec ${typeName}`, [name]: value });
      expect(written.status, JSON.stringify(written.body)).toBe(201);
      const { id } = written.body as { id: string };
      expect((await ask('GET', `accounts/${id}`)).body[name]).toEqual(value);
      const { faults } = await writer.stop();
      expect(faults).toEqual([]);

      const operand = type.operators.includes('isNotEmpty')
        ? { op: 'isNotEmpty' }
        : type.operators.includes('equals')
          ? { op: 'equals', value }
          : null;
      if (operand) {
        const found = await ask(
          'GET',
          `accounts?filter=${encodeURIComponent(JSON.stringify({ field: name, ...operand }))}`,
        );
        expect(found.body.items.map((item: { id: string }) => item.id)).toEqual([id]);
      }
      if (type.sort !== false) {
        const sorted = await ask('GET', `accounts?sort=-${name}&limit=1`);
        expect({ status: sorted.status, ids: sorted.body.items?.map((item: { id: string }) => item.id) }).toEqual({
          status: 200,
          ids: [id],
        });
      }
      if (possible.search) {
        const found = await ask('GET', `accounts?search=${encodeURIComponent(wordsOf(type, value))}`);
        expect(found.body.items.map((item: { id: string }) => item.id)).toContain(id);
      }
      const exported = await ask('GET', `accounts/export?format=csv&ids=${id}&fields=legalName,${name}`);
      const [header = '', line = ''] = String(exported.body).split('\r\n');
      expect(header).toContain(`Essai ${typeName}`);
      expect(line.length).toBeGreaterThan(`Avec ${typeName};`.length);
      const trail = await ask('GET', `accounts/${id}/audit`);
      expect(trail.body.items[0].changes[name]).toEqual([null, value]);

      expect((await ask('DELETE', `settings/records/account/fields/${name}`)).body).toMatchObject({ retired: true });
      await carnet.settled();
      await followed();
      expect((await askOther('GET', `accounts/${id}`)).body).not.toHaveProperty(name);
      expect(
        (await askOther('PATCH', `accounts/${id}`, { comment: 'entre-temps' }, { 'if-match': '"1"' })).status,
      ).toBe(200);
      expect((await ask('POST', `settings/records/account/fields/${name}/restore`)).body).toMatchObject({
        retired: false,
      });
      await carnet.settled();
      expect((await ask('GET', `accounts/${id}`)).body[name]).toEqual(value);
      if (type.sort !== false) expect((await ask('GET', `accounts?sort=-${name}&limit=1`)).body.items[0].id).toBe(id);
      await expectSchema('account');
    });
  },
);

describe('custom fields of links and of every record type', () => {
  it.each(model.records.map((record) => [record.name]))('may be added to %s', async (recordName) => {
    const made = await ask('POST', `settings/records/${recordName}/fields`, {
      type: 'text',
      label: { fr: 'Remarque' },
      indexed: true,
    });
    expect(made).toMatchObject({ status: 201, body: { name: 'cRemarque', label: { fr: 'Remarque', en: 'Remarque' } } });
    await carnet.settled();
    await expectSchema(recordName);
  });

  it('hold on a link that is written with its contact, and find the contact', async () => {
    await ask('POST', 'settings/records/accountContact/fields', { type: 'text', label: { fr: 'Badge' }, search: true });
    await carnet.settled();
    const contact = (
      await ask('POST', 'contacts', { lastName: 'Durand', accountLinks: [{ account: first, cBadge: 'zèbre-42' }] })
    ).body;
    expect((await ask('GET', `contacts/${contact.id}?include=children`)).body.children.accountLinks[0].cBadge).toBe(
      'zèbre-42',
    );
    expect((await ask('GET', 'contacts?search=zebre')).body.items.map((item: { id: string }) => item.id)).toEqual([
      contact.id,
    ]);
  });
});

describe('what is turned on later', () => {
  it('is filled for the rows that are there, and holds only then', async () => {
    const { name } = (await ask('POST', 'settings/records/account/fields', { type: 'text', label: { fr: 'Surnom' } }))
      .body;
    await followed();
    const old = (await ask('POST', 'accounts', { legalName: 'Ancienne', [name]: 'Quetzal' })).body;
    const writer = startWriter();
    const changed = await ask('PATCH', `settings/records/account/fields/${name}`, { sortable: true, search: true });
    expect(changed).toMatchObject({
      status: 200,
      body: { sortable: false, search: false, coming: { sortable: true, search: true } },
    });
    const during = (await askOther('POST', 'accounts', { legalName: 'Pendant', [name]: 'Zzquetzal' })).body;
    await carnet.settled();
    expect((await writer.stop()).faults).toEqual([]);
    const { fields } = (await ask('GET', 'settings/records/account/fields')).body;
    expect(fields.find((field: { name: string }) => field.name === name)).toMatchObject({
      sortable: true,
      search: true,
      coming: null,
    });
    expect(
      (await ask('GET', 'accounts?search=quetzal')).body.items.map((item: { id: string }) => item.id).toSorted(),
    ).toEqual([old.id, during.id].toSorted());
    expect(
      (await ask('GET', `accounts?sort=-${name}&limit=2`)).body.items.map((item: { id: string }) => item.id),
    ).toEqual([during.id, old.id]);
    expect((await ask('GET', `accounts/${old.id}`)).body.version).toBe(1);
    await expectSchema('account');
    await ask('PATCH', `settings/records/account/fields/${name}`, { search: false, sortable: false });
    await carnet.settled();
    expect((await ask('GET', 'accounts?search=quetzal')).body.items).toEqual([]);
    await expectSchema('account');
  });

  it('refuses to make values single that are there twice, with examples, and keeps them single afterwards', async () => {
    const { name } = (
      await ask('POST', 'settings/records/account/fields', { type: 'text', label: { fr: 'Code client' } })
    ).body;
    await followed();
    const one = (await ask('POST', 'accounts', { legalName: 'Un', [name]: 'C-12' })).body;
    const two = (await ask('POST', 'accounts', { legalName: 'Deux', [name]: 'c-12' })).body;
    const refused = await ask('PATCH', `settings/records/account/fields/${name}`, { unique: true });
    expect(refused).toMatchObject({ status: 409, body: { code: 'duplicates-exist', examples: [{ count: 2 }] } });
    await ask('DELETE', `accounts/${two.id}`);
    expect((await ask('PATCH', `settings/records/account/fields/${name}`, { unique: true })).status).toBe(200);
    await carnet.settled();
    await followed();
    expect(await askOther('POST', 'accounts', { legalName: 'Trois', [name]: 'C-12' })).toMatchObject({
      status: 409,
      body: { code: 'duplicate-value', errors: [{ field: name }] },
    });
    // The trash does not count, until it comes back.
    expect((await ask('POST', `accounts/${two.id}/restore`)).status).toBe(409);
    await ask('DELETE', `accounts/${one.id}`);
    expect((await ask('POST', `accounts/${two.id}/restore`)).status).toBe(200);
  });

  it('is required of new records, while those without a value may be saved otherwise', async () => {
    const { name } = (
      await ask('POST', 'settings/records/account/fields', { type: 'integer', label: { fr: 'Effectif' } })
    ).body;
    await followed();
    expect((await ask('PATCH', `settings/records/account/fields/${name}`, { required: true })).status).toBe(200);
    await followed();
    expect(await askOther('POST', 'accounts', { legalName: 'Sans effectif' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: name, code: 'required' }] },
    });
    expect(
      (await askOther('PATCH', `accounts/${second}`, { comment: 'toujours modifiable' }, { 'if-match': '"1"' })).status,
    ).toBe(200);
    expect((await ask('PATCH', `settings/records/account/fields/${name}`, { required: false })).body.required).toBe(
      false,
    );
  });
});

describe('a custom field is refused', () => {
  const refusals: readonly [string, object, string][] = [
    ['without a label', { type: 'text', label: { fr: '  ' } }, 'label'],
    ['of a type that nobody may choose', { type: 'structure', label: { fr: 'X' } }, 'type'],
    ['of an unknown type', { type: 'toString', label: { fr: 'X' } }, 'type'],
    [
      'with an option that its type does not have',
      { type: 'date', label: { fr: 'X' }, options: { maximum: 3 } },
      'options.maximum',
    ],
    [
      'with a list that is not there',
      { type: 'list', label: { fr: 'X' }, options: { list: 'constructor' } },
      'options.list',
    ],
    ['without the list it needs', { type: 'list', label: { fr: 'X' } }, 'options.list'],
    [
      'to a record type that is not there',
      { type: 'reference', label: { fr: 'X' }, options: { to: 'ghost' } },
      'options.to',
    ],
    [
      'with a minimum above the maximum',
      { type: 'integer', label: { fr: 'X' }, options: { minimum: 5, maximum: 2 } },
      'options.maximum',
    ],
    [
      'with a default that is no value of it',
      { type: 'integer', label: { fr: 'X' }, defaultValue: 'douze' },
      'defaultValue',
    ],
    ['in a section that is not there', { type: 'text', label: { fr: 'X' }, section: 'nowhere' }, 'section'],
    ['with a storage that its type cannot have', { type: 'longText', label: { fr: 'X' }, sortable: true }, 'sortable'],
    [
      'hidden and required without a default',
      { type: 'text', label: { fr: 'X' }, hidden: true, required: true },
      'hidden',
    ],
    ['with a key that no setting has', { type: 'text', label: { fr: 'X' }, columns: ['a'] }, 'columns'],
  ];
  it.each(refusals)('%s', async (_case, payload, field) => {
    const refused = await ask('POST', 'settings/records/account/fields', payload);
    expect(refused).toMatchObject({ status: 422, body: { code: 'validation-failed', errors: [{ field }] } });
    expect(refused.body.errors[0].message).toMatch(/[.!?]$/);
  });

  it('on a record type that is not there', async () => {
    expect((await ask('POST', 'settings/records/ghost/fields', { type: 'text', label: { fr: 'X' } })).status).toBe(404);
  });
});

it('a field keeps its name for ever, and never takes one that is taken', async () => {
  const make = async (fr: string) =>
    (await ask('POST', 'settings/records/site/fields', { type: 'text', label: { fr } })).body.name;
  expect(await make('Chiffre d’affaires')).toBe('cChiffreDAffaires');
  expect(await make('CHIFFRE D AFFAIRES')).toBe('cChiffreDAffaires2');
  expect(await make('名前')).toBe('cField');
  expect(await make('x'.repeat(150))).toHaveLength(41);
  const renamed = await ask('PATCH', 'settings/records/site/fields/cChiffreDAffaires', {
    label: { fr: 'CA', en: 'Turnover' },
  });
  expect(renamed.body).toMatchObject({ name: 'cChiffreDAffaires', label: { fr: 'CA', en: 'Turnover' } });
  await ask('DELETE', 'settings/records/site/fields/cChiffreDAffaires');
  expect(await make('Chiffre d’affaires')).toBe('cChiffreDAffaires3');
});

it('the values of a retired field of many are never lost by writes of processes that do not know it', async () => {
  const { name } = (await ask('POST', 'settings/records/account/fields', { type: 'text', label: { fr: 'Gardé' } }))
    .body;
  await followed();
  const { id } = (await ask('POST', 'accounts', { legalName: 'Garde', [name]: 'précieux' })).body;
  await ask('DELETE', `settings/records/account/fields/${name}`);
  await followed();
  await askOther('PATCH', `accounts/${id}`, { legalName: 'Garde bien' }, { 'if-match': '"1"' });
  await ask('POST', `settings/records/account/fields/${name}/restore`);
  expect((await ask('GET', `accounts/${id}`)).body).toMatchObject({ legalName: 'Garde bien', [name]: 'précieux' });
});
