import fc from 'fast-check';
import { type RecordName, recordNames } from './leak-oracle.ts';

/** The fields that a random role may hide: those that hold words, point elsewhere or make a title. */
const hideable: Readonly<Partial<Record<RecordName, readonly string[]>>> = {
  account: ['legalName', 'email', 'billingEmail', 'website', 'comment', 'address', 'owner', 'parentAccount'],
  site: ['name', 'customerReference', 'address', 'account'],
  contact: ['lastName', 'firstName', 'skype', 'comment', 'account', 'department', 'email', 'createdBy'],
  accountContact: ['contact', 'account', 'department', 'email'],
  siteContact: ['contact', 'site'],
  accountRelation: ['from', 'to', 'comment'],
  deal: ['name', 'comment', 'account', 'owner', 'amount'],
  dealContact: ['deal', 'contact'],
  project: ['name', 'comment', 'account', 'deal'],
  projectContact: ['project', 'contact'],
  event: ['subject', 'comment', 'place', 'account', 'deal', 'at'],
  eventContact: ['event', 'contact'],
  action: ['subject', 'body', 'account', 'contact', 'deal', 'occurredAt', 'type'],
  target: ['code', 'name', 'comment'],
  targetMember: ['target', 'member'],
  user: ['name', 'email', 'role', 'team'],
  team: ['name', 'parent'],
  role: ['name', 'permissions'],
  view: ['name', 'owner'],
  comment: ['text', 'about', 'author'],
  document: ['name', 'about', 'author'],
};

/** What is somebody's own is theirs whatever their role says. */
const own = { read: 'own', create: true, update: 'own', delete: 'own', export: false, import: false } as const;

const scope = fc.constantFrom('none' as const, 'own' as const, 'team' as const, 'team' as const, 'all' as const);
const often = <Value>(usual: Value, arbitrary: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary });

const recordRights = (record: RecordName) =>
  fc.record({
    read: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('own' as const, 'team' as const) },
      { weight: 1, arbitrary: scope },
    ),
    create: fc.boolean(),
    update: scope,
    delete: scope,
    export: often(true, fc.boolean()),
    import: fc.boolean(),
    fields: often(
      {},
      fc.dictionary(
        fc.constantFrom(...(hideable[record] ?? [])),
        fc.constantFrom('none' as const, 'none' as const, 'read' as const),
        { maxKeys: 3, noNullPrototype: true },
      ),
    ),
  });

/** Without the area of users, the records that decide who may do what can only be read. */
function asKept<Rights extends { fields: object }>([record, rights]: [string, Rights]): [string, object] {
  const closed = { create: false, update: 'none', delete: 'none', export: false, import: false };
  const { fields, ...rest } = { ...rights, ...(['user', 'team', 'role'].includes(record) ? closed : {}) };
  return [record, { ...rest, ...(Object.keys(fields).length > 0 ? { fields } : {}) }];
}

/** Rights on every record type, areas closed; those on versions are those on their document. */
export const rightsArbitrary = fc
  .record(
    Object.fromEntries(
      recordNames.filter((record) => hideable[record]).map((record) => [record, recordRights(record)]),
    ) as Record<RecordName, ReturnType<typeof recordRights>>,
  )
  .map((records) => ({
    records: {
      ...Object.fromEntries(Object.entries({ ...records, documentVersion: records.document }).map(asKept)),
      follower: own,
      notification: own,
    },
    areas: { settings: false, users: false, audit: false, backup: false },
  }));
