import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { todayIn } from '../../context.ts';
import { listRecords } from './list-records.ts';
import { createQueryTest, type QueryTest } from './query-fixture.ts';

let test: QueryTest;
let lyon: string;
let paris: string;
let reader: Awaited<ReturnType<QueryTest['reader']>>;

/** A day, some days from today in the reader's zone. */
function day(shift: number): string {
  return new Date(Date.parse(`${todayIn('Europe/Paris')}T00:00:00Z`) + shift * 86_400_000).toISOString().slice(0, 10);
}

beforeAll(async () => {
  test = await createQueryTest();
  reader = await test.reader();
  lyon = await test.add('account', {
    legalName: 'Garage de l’Été',
    siren: '552100554',
    phone: '04 72 00 00 01',
    fax: '+33 (0)4 72 00 00 02',
    website: 'www.garage-ete.fr',
    roles: ['client', 'supplier'],
    accountType: 'client',
    owner: reader.userId,
    address: { street: '12, rue Victor Hugo', postcode: '69001', city: 'Lyon', country: 'FR' },
    latitude: '45.75',
    doNotDun: true,
    closedAt: day(-3),
    comment: 'Préfère\nle matin',
  });
  paris = await test.add('account', {
    legalName: 'Société 100 % _Bois_',
    roles: ['prospect'],
    address: { postcode: '75002', city: 'Paris' },
    parentAccount: lyon,
    latitude: '48.85',
    closedAt: day(5),
    doNotDun: false,
  });
  await test.add('account', { legalName: 'Zèbre' });
  await test.add('contact', {
    lastName: 'Durand',
    accountLinks: [
      { account: lyon, isPrimary: true, jobTitle: 'cfo', phone: '06 28 23 04 55' },
      { account: paris, jobTitle: 'purchasing', interlocutorTypes: ['financial'] },
    ],
  });
  await test.add('contact', {
    lastName: 'Martin',
    firstName: 'Ève',
    account: paris,
    email: 'eve.martin@exemple.fr',
    department: 'Achats',
  });
});
afterAll(() => test.close());

async function found(filter: unknown, name = 'account'): Promise<string[]> {
  const { items, count } = await listRecords(reader, test.record(name), { filter });
  expect(count).toEqual({ value: items.length, exact: true });
  return items.map((item) => String(item.title).split(' ')[0] ?? '').sort();
}

const on = (field: string, op: string, value?: unknown) => ({ field, op, ...(value === undefined ? {} : { value }) });

describe('a filter on text', () => {
  it.each([
    ['legalName', 'equals', 'GARAGE DE L’ETE', ['Garage']],
    ['legalName', 'equals', 'garage', []],
    ['legalName', 'contains', "l'été", ['Garage']],
    ['legalName', 'contains', 'ociete', ['Société']],
    ['legalName', 'notContains', 'garage', ['Société', 'Zèbre']],
    ['legalName', 'notEquals', 'zebre', ['Garage', 'Société']],
    ['legalName', 'startsWith', 'Gara', ['Garage']],
    ['legalName', 'startsWith', 'ara', []],
    ['legalName', 'contains', '%', []],
    ['legalName', 'startsWith', '_', []],
    ['comment', 'contains', 'PREFERE le', ['Garage']],
    ['comment', 'isEmpty', undefined, ['Société', 'Zèbre']],
    ['comment', 'isNotEmpty', undefined, ['Garage']],
    ['phone', 'contains', '0472', ['Garage']],
    ['phone', 'equals', '+33 4 72 00 00 01', ['Garage']],
    ['phone', 'startsWith', '04.72', ['Garage']],
    ['fax', 'equals', '0472000002', ['Garage']],
    ['fax', 'contains', '04 72 00', ['Garage']],
    ['phone', 'isEmpty', undefined, ['Société', 'Zèbre']],
    ['siren', 'equals', '552 100 554', ['Garage']],
    ['siren', 'contains', '100', ['Garage']],
    ['siren', 'isEmpty', undefined, ['Société', 'Zèbre']],
    ['website', 'contains', 'garage-ete', ['Garage']],
  ])('%s %s « %s » compares folded', async (field, op, value, expected) => {
    expect(await found(on(field, op, value))).toEqual(expected);
  });
});

describe('a filter on parts', () => {
  it.each([
    ['address.city', 'equals', 'LYON', ['Garage']],
    ['city', 'equals', 'lyon', ['Garage']],
    ['postcode', 'startsWith', '69', ['Garage']],
    ['address.street', 'contains', 'victor hugo', ['Garage']],
    ['address.country', 'in', ['FR'], ['Garage']],
    ['address.country', 'isEmpty', undefined, ['Société', 'Zèbre']],
    ['address', 'isEmpty', undefined, ['Zèbre']],
    ['city', 'isNotEmpty', undefined, ['Garage', 'Société']],
  ])('%s %s %s', async (field, op, value, expected) => {
    expect(await found(on(field, op, value))).toEqual(expected);
  });
});

describe('a filter on other kinds of values', () => {
  it.each([
    ['roles', 'hasAny', ['client', 'prospect'], ['Garage', 'Société']],
    ['roles', 'hasAll', ['client', 'supplier'], ['Garage']],
    ['roles', 'hasNone', ['client'], ['Société', 'Zèbre']],
    ['roles', 'isEmpty', undefined, ['Zèbre']],
    ['accountType', 'equals', 'client', ['Garage']],
    ['accountType', 'notEquals', 'client', ['Société', 'Zèbre']],
    ['accountType', 'notIn', ['client', 'partner'], ['Société', 'Zèbre']],
    ['doNotDun', 'equals', true, ['Garage']],
    ['doNotDun', 'equals', false, ['Société', 'Zèbre']],
    ['latitude', 'greaterThan', '46', ['Société']],
    ['latitude', 'lessOrEqual', 45.75, ['Garage']],
    ['latitude', 'between', ['45', '46'], ['Garage']],
    ['latitude', 'between', [null, '46'], ['Garage']],
    ['latitude', 'notEquals', '45.75', ['Société', 'Zèbre']],
    ['closedAt', 'inLastDays', 3, ['Garage']],
    ['closedAt', 'inLastDays', 2, []],
    ['closedAt', 'inNextDays', 5, ['Société']],
    ['closedAt', 'before', day(5), ['Garage']],
    ['closedAt', 'after', day(-3), ['Société']],
    ['closedAt', 'equals', day(-3), ['Garage']],
    ['closedAt', 'between', [day(-3), day(5)], ['Garage', 'Société']],
    ['createdAt', 'equals', day(0), ['Garage', 'Société', 'Zèbre']],
    ['createdAt', 'before', day(0), []],
    ['createdAt', 'inLastDays', 1, ['Garage', 'Société', 'Zèbre']],
    ['createdAt', 'after', '2020-01-01T00:00:00.000Z', ['Garage', 'Société', 'Zèbre']],
    ['createdAt', 'between', [null, '2020-01-01'], []],
    ['owner', 'isMe', undefined, ['Garage']],
    ['owner', 'isEmpty', undefined, ['Société', 'Zèbre']],
  ])('%s %s %s', async (field, op, value, expected) => {
    expect(await found(on(field, op, value))).toEqual(expected);
  });

  it('takes ids of records', async () => {
    expect(await found(on('id', 'in', [lyon]))).toEqual(['Garage']);
    expect(await found(on('parentAccount', 'equals', lyon))).toEqual(['Société']);
    expect(await found(on('parentAccount', 'notEquals', lyon))).toEqual(['Garage', 'Zèbre']);
  });
});

describe('a filter over other records', () => {
  it.each([
    ['account.city', 'equals', 'Lyon', ['Durand']],
    ['account.city', 'notEquals', 'Lyon', ['Ève']],
    ['account.owner', 'isMe', undefined, ['Durand']],
    ['account.parentAccount.city', 'equals', 'lyon', ['Ève']],
    ['account.parentAccount.city', 'isEmpty', undefined, ['Durand']],
    ['anyAccount.city', 'equals', 'Lyon', ['Durand']],
    ['accountLinks.account.postcode', 'startsWith', '75', ['Durand', 'Ève']],
    ['anyAccount.city', 'notEquals', 'Paris', []],
    ['anyJobTitle', 'equals', 'purchasing', ['Durand']],
    ['jobTitle', 'equals', 'purchasing', []],
    ['interlocutorType', 'hasAny', ['financial'], ['Durand']],
    ['interlocutorType', 'hasNone', ['financial'], ['Ève']],
    ['interlocutorType', 'isEmpty', undefined, ['Ève']],
    ['accountLinks.isPrimary', 'equals', true, ['Durand', 'Ève']],
    ['site', 'isEmpty', undefined, ['Durand', 'Ève']],
    ['account', 'isNotEmpty', undefined, ['Durand', 'Ève']],
    ['phone', 'contains', '0628', ['Durand']],
    ['email', 'contains', 'eve.martin@', ['Ève']],
    ['department', 'equals', 'ACHATS', ['Ève']],
  ])('%s %s %s', async (field, op, value, expected) => {
    expect(await found(on(field, op, value), 'contact')).toEqual(expected);
  });

  it('reaches children of children and back', async () => {
    expect(await found(on('contactLinks.contact.lastName', 'equals', 'durand'))).toEqual(['Garage', 'Société']);
    expect(await found(on('contact.lastName', 'equals', 'martin'))).toEqual(['Société']);
    expect(await found(on('sites.name', 'equals', 'siege'))).toHaveLength(3);
  });

  it('splits a choice between other records and still finds each row once', async () => {
    const choice = {
      or: [
        on('account.city', 'equals', 'Paris'),
        on('lastName', 'equals', 'martin'),
        on('account.city', 'equals', 'Lyon'),
      ],
    };
    expect(await found(choice, 'contact')).toEqual(['Durand', 'Ève']);
    expect(await found({ and: [choice, on('lastName', 'contains', 'mart')] }, 'contact')).toEqual(['Ève']);
  });
});

describe('groups of conditions', () => {
  it('hold together, apart, or not', async () => {
    const garage = on('legalName', 'contains', 'garage');
    const zebra = on('legalName', 'contains', 'zebre');
    expect(await found({ or: [garage, zebra] })).toEqual(['Garage', 'Zèbre']);
    expect(await found({ and: [garage, zebra] })).toEqual([]);
    expect(await found({ not: garage })).toEqual(['Société', 'Zèbre']);
    expect(await found({ not: { or: [garage, { not: zebra }] } })).toEqual(['Zèbre']);
    expect(await found({ not: on('accountType', 'equals', 'client') })).toEqual(['Société', 'Zèbre']);
  });

  it('without conditions hold everything', async () => {
    for (const filter of [null, undefined, {}, '', { and: [] }, { or: [] }, { not: { and: [] } }])
      expect(await found(filter)).toHaveLength(3);
  });

  it('come as JSON or as what JSON was parsed to', async () => {
    expect(await found(JSON.stringify(on('city', 'equals', 'lyon')))).toEqual(['Garage']);
  });
});

describe('a filter that cannot be answered is refused, naming the field', () => {
  const nested = (depth: number): unknown => (depth === 0 ? on('city', 'equals', 'x') : { and: [nested(depth - 1)] });
  it.each([
    ['filter', '{'],
    ['filter', 12],
    ['filter', []],
    ['filter', { and: [12] }],
    ['and', { and: 'x' }],
    ['filter', { field: 'city', op: 'equals', value: 'x', more: 1 }],
    ['filter', nested(8)],
    ['city', { or: Array.from({ length: 101 }, () => on('city', 'equals', 'x')) }],
    ['nothing', on('nothing', 'equals', 'x')],
    ['constructor', on('constructor', 'equals', 'x')],
    ['search', on('search', 'contains', 'x')],
    ['readers', on('readers', 'isEmpty')],
    ['owner.nothing', on('owner.nothing', 'equals', 'x')],
    ['address.nothing', on('address.nothing', 'equals', 'x')],
    [
      'parentAccount.parentAccount.parentAccount.parentAccount.city',
      on('parentAccount.parentAccount.parentAccount.parentAccount.city', 'equals', 'x'),
    ],
    ['sites', on('sites', 'isEmpty')],
    ['city', on('city', 'near', 'x')],
    ['city', on('city', 'toString', 'x')],
    ['city', on('city', 'between', ['a', 'b'])],
    ['city', on('city', 'equals', '')],
    ['city', on('city', 'equals', 'a\0b')],
    ['city', on('city', 'equals', { a: 1 })],
    ['latitude', on('latitude', 'lessThan', '1e9')],
    ['latitude', on('latitude', 'lessThan', 'many')],
    ['latitude', on('latitude', 'between', ['1'])],
    ['closedAt', on('closedAt', 'before', '2026-02-31')],
    ['closedAt', on('closedAt', 'before', 'demain')],
    ['closedAt', on('closedAt', 'inLastDays', -1)],
    ['createdAt', on('createdAt', 'before', '2026-13-01')],
    ['owner', on('owner', 'equals', 'moi')],
    ['doNotDun', on('doNotDun', 'equals', 'oui')],
    ['roles', on('roles', 'hasAny', [1])],
  ])('%s', async (field, filter) => {
    await expect(listRecords(reader, test.record('account'), { filter })).rejects.toMatchObject({
      status: 400,
      code: 'invalid-filter',
      errors: [{ field }],
    });
  });
});
