import type { RecordName } from './leak-oracle.ts';

/** The address of each record type. */
export const collections: Readonly<Record<RecordName, string>> = {
  account: 'accounts',
  site: 'sites',
  contact: 'contacts',
  accountContact: 'account-contacts',
  siteContact: 'site-contacts',
  accountRelation: 'account-relations',
  deal: 'deals',
  dealContact: 'deal-contacts',
  project: 'projects',
  projectContact: 'project-contacts',
  event: 'events',
  eventContact: 'event-contacts',
  action: 'actions',
  target: 'targets',
  targetMember: 'target-members',
  user: 'users',
  team: 'teams',
  role: 'roles',
  view: 'views',
  comment: 'comments',
  document: 'documents',
  documentVersion: 'document-versions',
  follower: 'followers',
  notification: 'notifications',
};

/** Fields by whose words a record is found. */
export const searched: Partial<Record<RecordName, readonly string[]>> = {
  account: ['legalName', 'website', 'email', 'address'],
  site: ['name', 'address'],
  contact: ['lastName', 'firstName', 'account', 'email'],
  deal: ['name', 'account'],
  project: ['name', 'account'],
  event: ['subject'],
  action: ['subject', 'body'],
  target: ['code', 'name'],
  user: ['name', 'email'],
  team: ['name'],
  role: ['name'],
};
/** Fields that sort it. */
export const sorted: Partial<Record<RecordName, readonly string[]>> = {
  account: ['legalName', 'email', 'owner'],
  site: ['name', 'account'],
  contact: ['lastName', 'firstName', 'account', 'department'],
  accountContact: ['department'],
  deal: ['name', 'account'],
  project: ['name', 'account'],
  event: ['subject'],
  action: ['subject'],
  target: ['code', 'name'],
  user: ['name', 'email'],
  team: ['name'],
};

/** Fields that put records in groups. */
export const grouped: Partial<Record<RecordName, readonly string[]>> = {
  account: ['accountType', 'owner', 'parentAccount'],
  deal: ['status', 'owner', 'account'],
  project: ['status', 'deal'],
  event: ['kind', 'owner', 'account'],
  action: ['type', 'owner', 'contact'],
};

/** The moments by which a calendar shows records. */
export const dated: Partial<Record<RecordName, string>> = { event: 'at', action: 'occurredAt' };

/** One step of a filter's path. */
export type Step = { readonly to: RecordName; readonly by: string; readonly many?: boolean };
/** Paths of filters: by references (`by` a field here) and by linked records (`by` a field there that points here). */
export const paths: readonly (readonly [start: RecordName, path: string, steps: readonly Step[], leaf: string])[] = [
  ['account', 'comment', [], 'comment'],
  ['account', 'address.city', [], 'address'],
  ['account', 'parentAccount.legalName', [{ to: 'account', by: 'parentAccount' }], 'legalName'],
  ['account', 'owner.name', [{ to: 'user', by: 'owner' }], 'name'],
  ['account', 'contactLinks.department', [{ to: 'accountContact', by: 'account', many: true }], 'department'],
  [
    'account',
    'contact.lastName',
    [
      { to: 'accountContact', by: 'account', many: true },
      { to: 'contact', by: 'contact' },
    ],
    'lastName',
  ],
  ['account', 'sites.name', [{ to: 'site', by: 'account', many: true }], 'name'],
  ['contact', 'skype', [], 'skype'],
  ['contact', 'department', [], 'department'],
  ['contact', 'account.comment', [{ to: 'account', by: 'account' }], 'comment'],
  [
    'contact',
    'account.owner.name',
    [
      { to: 'account', by: 'account' },
      { to: 'user', by: 'owner' },
    ],
    'name',
  ],
  ['contact', 'accountLinks.department', [{ to: 'accountContact', by: 'contact', many: true }], 'department'],
  [
    'contact',
    'anyAccount.comment',
    [
      { to: 'accountContact', by: 'contact', many: true },
      { to: 'account', by: 'account' },
    ],
    'comment',
  ],
  [
    'contact',
    'site.name',
    [
      { to: 'siteContact', by: 'contact', many: true },
      { to: 'site', by: 'site' },
    ],
    'name',
  ],
  ['site', 'customerReference', [], 'customerReference'],
  ['site', 'account.legalName', [{ to: 'account', by: 'account' }], 'legalName'],
  [
    'site',
    'contactLinks.contact.lastName',
    [
      { to: 'siteContact', by: 'site', many: true },
      { to: 'contact', by: 'contact' },
    ],
    'lastName',
  ],
  ['siteContact', 'contact.department', [{ to: 'contact', by: 'contact' }], 'department'],
  ['action', 'account.comment', [{ to: 'account', by: 'account' }], 'comment'],
  ['action', 'contact.skype', [{ to: 'contact', by: 'contact' }], 'skype'],
  [
    'deal',
    'contact.lastName',
    [
      { to: 'dealContact', by: 'deal', many: true },
      { to: 'contact', by: 'contact' },
    ],
    'lastName',
  ],
  [
    'event',
    'people.contact.comment',
    [
      { to: 'eventContact', by: 'event', many: true },
      { to: 'contact', by: 'contact' },
    ],
    'comment',
  ],
  ['project', 'deal.comment', [{ to: 'deal', by: 'deal' }], 'comment'],
  ['user', 'email', [], 'email'],
  ['user', 'team.name', [{ to: 'team', by: 'team' }], 'name'],
];

/** What stands in timelines, and the field that says when. */
export const timed = [
  ['action', 'occurredAt'],
  ['event', 'at'],
] as const;

/** Days around today that hold all that has a moment in the company. */
export function daysAround() {
  const day = (shift: number) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);
  return { from: day(-20), to: day(20), each: 200 };
}
