import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fullPermission } from '../../meta/permissions.ts';
import { addColleague } from '../testing/colleague.ts';
import type { Ask } from '../testing/settings-company.ts';
import { createWorkplace, type Workplace } from '../testing/workplace.ts';

let work: Workplace;
let garage: string;
let optique: string;

beforeAll(async () => {
  work = await createWorkplace();
  garage = await work.account(work.lea.id, 'Garage Martin');
  optique = await work.account(work.sam.id, 'Optique de Nice');
});
afterAll(() => work.carnet.close());

const contact = async (values: object): Promise<string> => (await work.ask('POST', 'contacts', values)).body.id;

interface Pair {
  readonly score: number;
  readonly reasons: readonly string[];
  readonly records: readonly { readonly id: string }[];
}

const pairsOf = async (ask: Ask, query = '', collection = 'contacts') =>
  (await ask('GET', `${collection}/duplicates${query}`)).body.items as Pair[];
/** The pair of two records as someone is told of it, undefined where they are not. */
const pairFor = async (ask: Ask, one: string, other: string, query = '', collection = 'contacts') =>
  (await pairsOf(ask, query, collection)).find(({ records }) => records.every(({ id }) => id === one || id === other));
const similarFor = async (ask: Ask, values: object, id?: string, collection = 'contacts') =>
  (await ask('POST', `${collection}/similar`, { values, ...(id ? { id } : {}) })).body.items as {
    record: { id: string };
    reasons: string[];
    sure: boolean;
  }[];

/** Has the whole base looked through; resolves once that is done. */
async function search(collection = 'contacts'): Promise<{ pairs: number }> {
  const { body } = await work.ask('POST', `${collection}/duplicates/search`);
  return await vi.waitFor(
    async () => {
      const operation = (await work.ask('GET', `operations/${body.operation}`)).body;
      expect(operation.state).toBe('done');
      return operation.result;
    },
    { timeout: 30_000, interval: 50 },
  );
}

describe('Suspected pairs', () => {
  it('are told of as soon as the second record is written, with their reasons, and again after a search of the whole base', async () => {
    const one = await contact({
      firstName: 'Frédéric',
      lastName: 'Lefèvre',
      account: garage,
      mobile: '06 12 34 56 78',
    });
    const other = await contact({
      firstName: 'LEFEVRE',
      lastName: 'Frederic',
      account: garage,
      phone: '+33 6 12 34 56 78',
    });
    const found = await pairFor(work.ask, one, other);
    expect(found).toMatchObject({ reasons: ['swapped-name', 'mobile', 'account'] });
    const { pairs } = await search();
    expect(pairs).toBeGreaterThan(0);
    expect(await pairFor(work.ask, one, other)).toEqual(found);
  });

  it('follow what is written: a name that is mended, a record in the trash and out of it', async () => {
    const one = await contact({ firstName: 'Karine', lastName: 'Vasseur', account: garage });
    const other = await contact({ firstName: 'Karine', lastName: 'Vaseur', account: garage });
    expect(await pairFor(work.ask, one, other)).toBeDefined();
    const { version } = (await work.ask('GET', `contacts/${other}`)).body;
    await work.ask('PATCH', `contacts/${other}`, { lastName: 'Besson' }, { 'if-match': `"${version}"` });
    expect(await pairFor(work.ask, one, other)).toBeUndefined();
    await work.ask('PATCH', `contacts/${other}`, { lastName: 'VASSEUR' }, { 'if-match': `"${version + 1}"` });
    expect(await pairFor(work.ask, one, other)).toMatchObject({ reasons: ['same-name', 'account'] });
    await work.ask('DELETE', `contacts/${other}`);
    expect(await pairFor(work.ask, one, other)).toBeUndefined();
    await work.ask('POST', `contacts/${other}/restore`);
    expect(await pairFor(work.ask, one, other)).toBeDefined();
  });

  it('are found by what a second company is linked by, and by companies that are one themselves', async () => {
    const twin = await work.account(work.lea.id, 'SARL Garage Martin');
    const one = await contact({ firstName: 'Solène', lastName: 'Quéméneur', account: garage });
    const other = await contact({ firstName: 'Solène', lastName: 'Quemeneur', account: twin });
    expect(await pairFor(work.ask, one, other)).toBeDefined();
    const third = await contact({ firstName: 'Solène', lastName: 'Quéméneur', account: optique });
    expect(await pairFor(work.ask, one, third)).toBeUndefined();
    await work.ask('POST', 'account-contacts', { contact: third, account: garage });
    expect(await pairFor(work.ask, one, third)).toBeDefined();
    expect(await pairFor(work.ask, garage, twin, '', 'accounts')).toMatchObject({ reasons: ['same-company-name'] });
  });

  it('are not made by a number that people of many names have', async () => {
    const mobile = '06 99 88 77 66';
    const [one, other] = [
      await contact({ firstName: 'Louis', lastName: 'Fabre', account: garage, mobile }),
      await contact({ firstName: 'Louis', lastName: 'Fabre', account: optique, mobile }),
    ];
    expect(await pairFor(work.ask, one, other)).toMatchObject({ reasons: ['same-name', 'mobile'] });
    for (const [firstName, lastName] of [
      ['Nora', 'Colin'],
      ['Paul', 'Caron'],
      ['Zoé', 'Picard'],
    ])
      await contact({ firstName, lastName, account: optique, mobile });
    expect(await pairFor(work.ask, one, other)).toBeUndefined();
  });

  it('come a page at a time, each once, and by one reason alone where that is asked', async () => {
    const all = await pairsOf(work.ask);
    const seen: Pair[] = [];
    let cursor = '';
    do {
      const { body } = await work.ask('GET', `contacts/duplicates?limit=2${cursor}`);
      seen.push(...body.items);
      cursor = body.next ? `&cursor=${encodeURIComponent(body.next)}` : '';
    } while (cursor);
    expect(seen).toEqual(all);
    expect(all.length).toBeGreaterThan(3);
    const swapped = await pairsOf(work.ask, '?reason=swapped-name');
    expect(swapped).toEqual(all.filter(({ reasons }) => reasons.includes('swapped-name')));
    expect((await work.ask('GET', 'contacts/duplicates?cursor=nothing')).body.code).toBe('invalid-cursor');
  });

  it('are those of types that say what makes duplicates', async () => {
    expect((await work.ask('GET', 'deals/duplicates')).status).toBe(404);
    expect((await work.ask('GET', 'accounts/duplicates')).status).toBe(200);
  });
});

describe('« Ce n’est pas un doublon »', () => {
  it('is remembered through changes and searches, is told of, and can be taken back', async () => {
    const one = await contact({ firstName: 'Jean', lastName: 'Girard', account: garage });
    const other = await contact({ firstName: 'Jean', lastName: 'Girard', account: garage });
    const path = `contacts/duplicates/${other}/${one}`;
    expect(await pairFor(work.ask, one, other)).toBeDefined();
    expect((await work.ask('PUT', path, { distinct: true })).status).toBe(204);
    expect(await pairFor(work.ask, one, other)).toBeUndefined();
    expect(await pairFor(work.ask, one, other, '?distinct=true')).toBeDefined();
    await work.ask('PATCH', `contacts/${one}`, { mobile: '0698765432' }, { 'if-match': '"1"' });
    await search();
    expect(await pairFor(work.ask, one, other)).toBeUndefined();
    expect(await similarFor(work.ask, { firstName: 'Jean', lastName: 'Girard', account: garage }, one)).toEqual([]);
    await work.ask('PUT', path, { distinct: false });
    expect(await pairFor(work.ask, one, other)).toBeDefined();
  });

  it('is said by who may change one of the two, and sees both', async () => {
    const one = await contact({ firstName: 'Alice', lastName: 'Royer', account: garage });
    const other = await contact({ firstName: 'Alice', lastName: 'Royer', account: optique });
    const say = (ask: Ask) => ask('PUT', `contacts/duplicates/${one}/${other}`, { distinct: true });
    expect((await say(work.lea.ask)).status).toBe(404);
    expect((await work.ask('PUT', `contacts/duplicates/${one}/${one}`, { distinct: true })).status).toBe(404);
    expect((await say(work.ask)).status).toBe(204);
  });
});

describe('What a reader may not see', () => {
  it('is in no pair of theirs, and no warning tells of it', async () => {
    const mine = await contact({
      firstName: 'Hugo',
      lastName: 'Perrot',
      account: garage,
      email: 'hugo.perrot@exemple.fr',
    });
    const theirs = await contact({
      firstName: 'Hugo',
      lastName: 'Perrot',
      account: optique,
      email: 'hugo.perrot@exemple.fr',
    });
    expect(await pairFor(work.ask, mine, theirs)).toBeDefined();
    expect(await pairFor(work.lea.ask, mine, theirs)).toBeUndefined();
    const typed = { firstName: 'Hugo', lastName: 'Perrot', email: 'HUGO.PERROT@exemple.fr' };
    expect((await similarFor(work.lea.ask, typed)).map(({ record }) => record.id)).toEqual([mine]);
    expect((await similarFor(work.sam.ask, typed)).map(({ record }) => record.id)).toEqual([theirs]);
    expect(JSON.stringify((await work.lea.ask('GET', 'contacts/duplicates')).body)).not.toContain(theirs);
    expect((await work.lea.ask('GET', 'contacts/duplicates')).body.count).toBeNull();
    // How many records there are is told by how far a search is.
    expect((await work.lea.ask('POST', 'contacts/duplicates/search')).status).toBe(403);
  });

  it('makes no pair alike: of a field that a role hides, nothing is told', async () => {
    const hidden = { ...fullPermission, fields: { mobile: 'none' } };
    const records = { contact: hidden, accountContact: hidden };
    await work.ask('POST', 'roles', { name: 'Sans mobile', permissions: { records, others: fullPermission } });
    const { ask } = await addColleague(
      { server: work.carnet.server, database: work.carnet.database, ask: work.ask },
      { name: 'Nora Petit', role: 'Sans mobile' },
    );
    const mobile = '0611223344';
    const one = await contact({ firstName: 'Inès', lastName: 'Marchal', account: garage, mobile });
    const other = await contact({ firstName: 'Inès', lastName: 'Marchal', account: optique, mobile });
    expect(await pairFor(work.ask, one, other)).toMatchObject({ reasons: ['same-name', 'mobile'] });
    expect(await pairsOf(ask)).not.toEqual([]);
    expect(await pairFor(ask, one, other)).toBeUndefined();
    expect(await pairsOf(ask, '?reason=mobile')).toEqual([]);
    expect((await ask('GET', 'contacts/duplicates')).body.count).toBeNull();
    // Whoever types a number that they may not see does not learn whose it is.
    expect(await similarFor(ask, { firstName: 'Inès', mobile })).toEqual([]);
    expect((await similarFor(work.ask, { firstName: 'Inès', mobile })).length).toBeGreaterThan(0);
  });
});

describe('While typing', () => {
  it('the likeliest records come first, and name with e-mail is sure', async () => {
    const known = await contact({
      firstName: 'Clara',
      lastName: 'Humbert',
      account: garage,
      email: 'clara@exemple.fr',
    });
    await contact({ firstName: 'Clara', lastName: 'Humbert', account: optique });
    const found = await similarFor(work.ask, {
      firstName: 'CLARA',
      lastName: 'humbert',
      email: 'Clara+devis@exemple.fr',
    });
    expect(found.map(({ sure }) => sure)).toEqual([true, false]);
    expect(found[0]).toMatchObject({ record: { id: known }, reasons: ['same-name', 'email'] });
    expect(await similarFor(work.ask, { firstName: 'CLARA', lastName: 'humbert' }, known)).toHaveLength(1);
  });

  it('what is no value yet is left out, and hostile values are no fault', async () => {
    for (const values of [
      { email: 'clara@', mobile: '06', lastName: 'x'.repeat(5000), firstName: { $ne: 1 } },
      { lastName: ['a'], account: 'no id', linkedin: '\u0000', phone: 12 },
      {},
    ])
      expect(await work.ask('POST', 'contacts/similar', { values })).toMatchObject({
        status: 200,
        body: { items: [] },
      });
  });

  it('a company is known again by its number, its site or its name without its legal form', async () => {
    const id = await work.account(work.lea.id, 'Menuiserie Lacroix SAS');
    await work.ask(
      'PATCH',
      `accounts/${id}`,
      { siren: '732829320', website: 'www.lacroix.example' },
      { 'if-match': '"1"' },
    );
    for (const values of [
      { legalName: 'Lacroix Bois', siren: '732 829 320' },
      { legalName: 'MENUISERIE LACROIX' },
      { legalName: 'Menuiserie la Croix', website: 'https://lacroix.example/contact' },
    ])
      expect((await similarFor(work.ask, values, undefined, 'accounts')).map(({ record }) => record.id)).toEqual([id]);
  });
});
