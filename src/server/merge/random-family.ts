import fc from 'fast-check';
import { newId } from '../../lib/ids.ts';
import { listValues } from '../../meta/derive/list-values.ts';
import { type EffectiveField, type EffectiveRecord, effectiveModel, type Model } from '../../meta/effective-record.ts';
import type { CustomField, ModelSettings } from '../../meta/settings.ts';
import { emptySettings } from '../../meta/settings.ts';
import { records } from '../../records/registry.ts';
import { standardLists } from '../../records/value-lists.ts';
import { shareRecord } from '../access/sharing.ts';
import { CarnetError } from '../errors.ts';
import { createRecord, deleteRecord } from '../records/write/engine.ts';
import type { MergeTest } from './merge-fixture.ts';

/** Numbers of which a record is made: the type it has, and one choice after the other for its fields. */
export const step = fc.record({
  type: fc.nat(1000),
  choices: fc.array(fc.nat(1000), { minLength: 8, maxLength: 8 }),
  /** Now and then it goes to the trash, or is shared, once it is made. */
  after: fc.nat(19),
});

export type Step = typeof step extends fc.Arbitrary<infer Made> ? Made : never;

/** Types of which families are made, those that are merged and those linked to them. */
const types = [
  'account',
  'contact',
  'site',
  'accountContact',
  'accountContact',
  'siteContact',
  'siteContact',
  'accountRelation',
  'deal',
  'dealContact',
  'project',
  'projectContact',
  'event',
  'eventContact',
  'action',
  'action',
  'target',
  'targetMember',
  'targetMember',
  'comment',
  'follower',
  'follower',
  'notification',
  'document',
] as const;

const customFields: Readonly<Record<string, readonly CustomField[]>> = {
  contact: [{ id: newId(), name: 'cNote', type: 'text', options: {}, label: { fr: 'Note', en: 'Note' } }],
  deal: [
    {
      id: newId(),
      name: 'cPrescriber',
      type: 'reference',
      options: { to: 'contact', onDelete: 'refuse' },
      label: { fr: 'Prescripteur', en: 'Prescriber' },
    },
  ],
} as unknown as Readonly<Record<string, readonly CustomField[]>>;

/** A model with fields of the company's own: a text of contacts, a reference of deals to a contact. */
export const customModel: Model = effectiveModel(
  records,
  {
    ...emptySettings,
    records: Object.fromEntries(Object.entries(customFields).map(([name, fields]) => [name, { customFields: fields }])),
  } as ModelSettings,
  standardLists,
);

/** Adds the columns of the company's own fields. */
export async function addCustomColumns(test: MergeTest): Promise<void> {
  for (const name of Object.keys(customFields))
    for (const field of customModel.record(name).fields.filter(({ custom }) => custom))
      for (const column of field.columns)
        await test.database.pool.query(
          `ALTER TABLE "${customModel.record(name).table}" ADD COLUMN "${column.name}" ${column.type}`,
        );
}

/** Records made of numbers, by type. */
export type Pool = Map<string, string[]>;

function randomValue(field: EffectiveField, pick: number, pool: Pool): unknown {
  const { type, options, required } = field;
  const empty = !required && pick % 3 === 0;
  if (empty) return null;
  if (type.comparison === 'reference') {
    const targets = type.targets?.(options) ?? [];
    const target = targets[pick % targets.length] ?? '';
    const known = pool.get(target) ?? [];
    const id = known[Math.floor(pick / 7) % Math.max(1, known.length)];
    if (id === undefined) return null;
    return targets.length > 1 ? { record: target, id } : id;
  }
  const codes = listValues(field).map(({ code }) => code);
  if (type.comparison === 'code') return codes.length > 0 ? codes[pick % codes.length] : null;
  if (type.comparison === 'codes') return codes.filter((_code, place) => (pick >> place) % 2 === 1);
  if (type.comparison === 'boolean') return pick % 2 === 1;
  if (type.name === 'text' || type.name === 'longText') return ['Ana', 'ANA', 'Ana Lopez', 'Bé'][pick % 4];
  if (type.name === 'date') return pick % 2 === 1 ? '2020-01-01' : '2031-05-06';
  return null;
}

/** Fields that a rule of their own fills, or whose value one record alone may have. */
const left = new Set(['code', 'reminderAt', 'allDay', 'closedOn', 'endAt', 'photo']);

function randomValues(record: EffectiveRecord, { choices }: Step, pool: Pool): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  let place = 0;
  for (const field of record.fields) {
    if (field.kind !== 'plain' || left.has(field.name)) continue;
    const value = randomValue(field, choices[place++ % choices.length] ?? 0, pool);
    if (value !== null) values[field.name] = value;
  }
  return values;
}

/** Makes records of numbers. What a rule refuses is not made. */
export async function makeFamily(test: MergeTest, steps: readonly Step[]): Promise<Pool> {
  const pool: Pool = new Map();
  const keep = (name: string, id: string) => pool.set(name, [...(pool.get(name) ?? []), id]);
  for (let number = 0; number < 2; number++) keep('user', (await test.reader()).userId);
  for (const name of ['Une', 'Deux', 'Trois']) keep('account', await test.add('account', { legalName: name }));
  const accounts = pool.get('account') ?? [];
  for (const { id } of (await test.rows('site', `account_id IN ('${accounts.join("','")}')`)) as { id: string }[])
    keep('site', id);
  for (const [place, account] of [...accounts, ...accounts].entries())
    keep('contact', await test.add('contact', { lastName: `Nom ${place}`, account }));
  const file = newId();
  await test.database.pool.query(
    "INSERT INTO file (id, name, media_type, size, sha256) VALUES ($1, 'a.txt', 'text/plain', 1, '\\x00')",
    [file],
  );
  for (const [number, one] of steps.entries()) {
    const name = types[one.type % types.length] ?? 'contact';
    const record = test.record(name);
    const values = {
      ...randomValues(record, one, pool),
      ...(name === 'target' ? { code: `C${file.slice(-8)}${number}` } : {}),
      ...(name === 'contact' ? { account: accounts[one.type % accounts.length] } : {}),
      ...(name === 'notification' ? { kind: 'followed', at: '2026-01-01T10:00:00.000Z' } : {}),
      ...(name === 'document' ? { file } : {}),
    };
    try {
      const { id } = await createRecord(test.system, record, values, { trusted: true, moves: true });
      keep(name, id);
      if (one.after === 0) await deleteRecord(test.system, record, id);
      const [friend, other] = pool.get('user') ?? [];
      if (one.after === 1 && friend && name === 'account') await shareRecord(test.system, record, id, [friend], 'read');
      if (one.after === 2 && other && accounts[0])
        await shareRecord(test.system, test.record('account'), accounts[0], [other], 'edit');
    } catch (error) {
      if (!(error instanceof CarnetError)) throw error;
    }
  }
  return pool;
}
