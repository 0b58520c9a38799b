import { afterAll, beforeAll, expect, test } from 'vitest';
import { decimal } from '../../fields/decimal/decimal.ts';
import type { FieldDeclaration } from '../../fields/field-type.ts';
import { integer } from '../../fields/integer/integer.ts';
import { ref } from '../../fields/reference/reference.ts';
import { fieldTypes } from '../../fields/registry.ts';
import { text } from '../../fields/text/text.ts';
import { defineRecord, type RecordDeclaration } from '../../meta/define-record.ts';
import { tableOf } from '../../meta/derive/storage.ts';
import { tableSql } from '../db/ddl.ts';
import { operationKinds } from '../operations/kinds.ts';
import { queueOperation, undoOperation } from '../operations/operation.ts';
import { runWaiting } from '../operations/runner.ts';
import { readTrail } from '../records/audit-trail.ts';
import { listRecords } from '../records/query/list-records.ts';
import { getRecord } from '../records/query/read-records.ts';
import { createRecord, deleteRecord, restoreRecord, updateRecord } from '../records/write/engine.ts';
import { createTestCompany, type TestCompany } from '../testing/test-company.ts';

/** The engine serves any declaration: an order with lines in order, a computed total and one field of every type. */

const label = (name: string) => ({ fr: name, en: name });
const words = (name: string) => ({ one: label(name), many: label(name), new: label(name), all: label(name) });

/** Types whose values point to records, or whose meaning an option gives: they are tried where they live. */
const pointing = new Set(['reference', 'anyReference', 'user', 'file', 'image', 'list', 'multiList', 'structure']);
const plain = Object.values(fieldTypes).filter((type) => !pointing.has(type.name));
const everyType: Record<string, FieldDeclaration> = Object.fromEntries(
  plain.map((type) => [
    `${type.name}Field`,
    { type: type.name, label: label(type.name), options: {}, section: 'all' } as FieldDeclaration,
  ]),
);
const examples = Object.fromEntries(plain.map((type) => [`${type.name}Field`, type.examples[0]?.value]));

const amount = (line: Readonly<Record<string, unknown>>) => Number(line.quantity ?? 0) * Number(line.price ?? 0);

const order: RecordDeclaration = defineRecord({
  name: 'order',
  collection: 'orders',
  label: words('Commande'),
  icon: 'file',
  navigation: { area: 'crm', order: 90 },
  title: ['reference'],
  access: [{ kind: 'everyone' }],
  fields: {
    reference: text({ label: label('Référence'), required: true, sortable: true, search: true, section: 'all' }),
    ...everyType,
  },
  children: { lines: { record: 'orderLine', via: 'order', label: label('Lignes'), order: 'position' } },
  computed: {
    total: {
      field: decimal({ label: label('Total'), sortable: true, section: 'all' }),
      lines: ['lines'],
      compute: (_values, { lines = [] }) => String(lines.reduce((sum, line) => sum + amount(line), 0)),
    },
  },
  sections: [{ name: 'all', label: label('Tout') }],
});

const orderLine: RecordDeclaration = defineRecord({
  name: 'orderLine',
  collection: 'order-lines',
  label: words('Ligne'),
  icon: 'file',
  title: ['product'],
  access: [{ kind: 'everyone' }],
  fields: {
    order: ref({ label: label('Commande'), to: 'order', onDelete: 'trash', required: true, section: 'all' }),
    position: integer({ label: label('Place'), section: 'all' }),
    product: text({ label: label('Produit'), required: true, section: 'all' }),
    quantity: decimal({ label: label('Quantité'), section: 'all' }),
    price: decimal({ label: label('Prix'), section: 'all' }),
  },
  sections: [{ name: 'all', label: label('Tout') }],
});

let tried: TestCompany;
beforeAll(async () => {
  tried = await createTestCompany({ order, orderLine });
  for (const name of ['order', 'orderLine'])
    await tried.database.pool.query(tableSql(tableOf(record(name), tried.company.model())));
});
afterAll(() => tried.close());

const record = (name: string) => tried.company.model().record(name);
const make = async (values: Record<string, unknown>) => (await createRecord(tried.system, record('order'), values)).id;
const read = (id: string) => getRecord(tried.system, record('order'), id, { include: ['children'] });
const products = async (id: string) =>
  ((await read(id)).children?.lines ?? []).map(({ product, position }) => [product, position]);

test('a field of every type is kept, shown, changed and taken back as its examples say', async () => {
  const id = await make({ reference: 'T1', ...examples });
  expect(await read(id)).toMatchObject(examples);
  const emptied = Object.fromEntries(Object.keys(examples).map((name) => [name, null]));
  await updateRecord(tried.system, record('order'), id, emptied);
  expect(await read(id)).toMatchObject(emptied);
  const { items } = await readTrail(tried.system, record('order'), id);
  for (const [name, value] of Object.entries(examples)) expect(items[0]?.changes[name], name).toEqual([value, null]);
});

test('lines come back in the order they were given, are written as a whole, and make the total', async () => {
  const id = await make({
    reference: 'L1',
    lines: [
      { product: 'b', quantity: '2', price: '3' },
      { product: 'a', quantity: '1', price: '4.5' },
    ],
  });
  expect((await products(id)).map(([product]) => product)).toEqual(['b', 'a']);
  expect((await read(id)).total).toBe('10.5');
  const [first, second] = (await read(id)).children?.lines ?? [];
  await updateRecord(tried.system, record('order'), id, {
    lines: [{ id: second?.id, quantity: '2' }, { product: 'c', quantity: '1', price: '1' }, { id: first?.id }],
  });
  expect((await products(id)).map(([product]) => product)).toEqual(['a', 'c', 'b']);
  expect((await read(id)).total).toBe('16');
  await updateRecord(tried.system, record('order'), id, { lines: [{ id: second?.id }] });
  expect((await products(id)).map(([product]) => product)).toEqual(['a']);
  expect((await read(id)).total).toBe('9');
});

test('a computed value sorts and filters, cannot be written, and follows its lines through the trash', async () => {
  const price = (value: string) => [{ product: 'x', quantity: '1', price: value }];
  const [small, large] = [
    await make({ reference: 'C1', lines: price('5') }),
    await make({ reference: 'C2', lines: price('100') }),
  ];
  const list = await listRecords(tried.system, record('order'), {
    sort: '-total',
    filter: { field: 'reference', op: 'startsWith', value: 'C' },
  });
  expect(list.items.map(({ id }) => id)).toEqual([large, small]);
  const filter = {
    and: [
      { field: 'total', op: 'greaterThan', value: '50' },
      { field: 'reference', op: 'startsWith', value: 'C' },
    ],
  };
  expect((await listRecords(tried.system, record('order'), { filter })).items.map(({ id }) => id)).toEqual([large]);
  await expect(updateRecord(tried.system, record('order'), small, { total: '7' })).rejects.toMatchObject({
    status: 422,
  });
  await deleteRecord(tried.system, record('order'), large);
  await restoreRecord(tried.system, record('order'), large);
  expect(await read(large)).toMatchObject({ total: '100', deletedAt: null });
  expect(await products(large)).toHaveLength(1);
});

test('a line deleted or restored by itself takes the total along, and an operation on one line gives back that line alone', async () => {
  const id = await make({
    reference: 'U1',
    lines: [
      { product: 'a', quantity: '1', price: '10' },
      { product: 'b', quantity: '1', price: '20' },
      { product: 'c', quantity: '1', price: '30' },
    ],
  });
  const second = (await read(id)).children?.lines?.[1]?.id ?? '';
  await deleteRecord(tried.system, record('orderLine'), second);
  expect((await read(id)).total).toBe('40');
  await restoreRecord(tried.system, record('orderLine'), second);
  expect((await read(id)).total).toBe('60');
  const before = await products(id);
  const operation = await queueOperation(tried.system, 'bulk', 'orderLine', {});
  await tried.database.pool.query("UPDATE operation SET state = 'done' WHERE id = $1", [operation]);
  await updateRecord({ ...tried.system, operation }, record('orderLine'), second, { price: '5' });
  expect((await read(id)).total).toBe('45');
  await undoOperation(tried.system, operation, operationKinds);
  await runWaiting(tried.company, operationKinds, (error) => {
    throw error;
  });
  expect(await products(id)).toEqual(before);
  expect((await read(id)).total).toBe('60');
});
