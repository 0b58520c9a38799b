import type pg from 'pg';
import type { CompanyOfTokens, Person, Place } from './company-of-tokens.ts';

/**
 * What each person may see, told slowly from the raw tables and from nothing of the engine: the definition that the
 * doors are compared with.
 */

type Row = Readonly<Record<string, unknown>> & { readonly id: string; readonly deleted_at: unknown };

interface Line {
  readonly record_id: string;
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
}

interface Rights {
  readonly read: 'none' | 'own' | 'team' | 'all';
  readonly update?: 'none' | 'own' | 'team' | 'all';
  readonly fields?: Readonly<Record<string, 'none' | 'read' | 'edit'>>;
}
export interface GivenRights {
  readonly records: Readonly<Record<string, Rights>>;
}

export const tables = {
  account: 'account',
  site: 'site',
  contact: 'contact',
  accountContact: 'account_contact',
  siteContact: 'site_contact',
  accountRelation: 'account_relation',
  deal: 'deal',
  dealContact: 'deal_contact',
  project: 'project',
  projectContact: 'project_contact',
  event: 'event',
  eventContact: 'event_contact',
  action: 'action',
  target: 'target',
  targetMember: 'target_member',
  user: '"user"',
  team: 'team',
  role: 'role',
  view: 'view',
  comment: 'comment',
  document: 'document',
  documentVersion: 'document_version',
  follower: 'follower',
  notification: 'notification',
} as const;
export type RecordName = keyof typeof tables;
export const recordNames = Object.keys(tables) as RecordName[];

/** The types that others may be about, and the column that says about which. */
const about = [
  'about_id',
  'account',
  'site',
  'contact',
  'deal',
  'project',
  'event',
  'action',
  'target',
] as const satisfies readonly [string, ...RecordName[]];

/** Types seen with the record that they are about, and the column that says whose a row is where it is somebody's own. */
const seenWithAnother: Readonly<Partial<Record<RecordName, { readonly own?: string }>>> = {
  comment: {},
  document: {},
  documentVersion: {},
  follower: { own: 'user_id' },
  notification: { own: 'recipient_id' },
};

/** Fields that point to a record, with the column they are kept in; those of the link stand on the contact too. */
export const references: Readonly<
  Record<RecordName, Readonly<Record<string, readonly [column: string, to: RecordName, ...or: RecordName[]]>>>
> = {
  account: { owner: ['owner_id', 'user'], parentAccount: ['parent_account_id', 'account'] },
  site: { account: ['account_id', 'account'] },
  contact: { account: ['account_id', 'account'], disappearedBy: ['disappeared_by_id', 'user'] },
  accountContact: { contact: ['contact_id', 'contact'], account: ['account_id', 'account'] },
  siteContact: { contact: ['contact_id', 'contact'], site: ['site_id', 'site'] },
  accountRelation: { from: ['from_id', 'account'], to: ['to_id', 'account'] },
  deal: { account: ['account_id', 'account'], site: ['site_id', 'site'], owner: ['owner_id', 'user'] },
  dealContact: { deal: ['deal_id', 'deal'], contact: ['contact_id', 'contact'] },
  project: {
    account: ['account_id', 'account'],
    site: ['site_id', 'site'],
    deal: ['deal_id', 'deal'],
    owner: ['owner_id', 'user'],
  },
  projectContact: { project: ['project_id', 'project'], contact: ['contact_id', 'contact'] },
  event: {
    account: ['account_id', 'account'],
    deal: ['deal_id', 'deal'],
    project: ['project_id', 'project'],
    owner: ['owner_id', 'user'],
  },
  eventContact: { event: ['event_id', 'event'], contact: ['contact_id', 'contact'] },
  action: {
    account: ['account_id', 'account'],
    contact: ['contact_id', 'contact'],
    deal: ['deal_id', 'deal'],
    project: ['project_id', 'project'],
    owner: ['owner_id', 'user'],
  },
  target: { owner: ['owner_id', 'user'] },
  targetMember: { target: ['target_id', 'target'], member: ['member_id', 'contact', 'account'] },
  user: { role: ['role_id', 'role'], team: ['team_id', 'team'] },
  team: { parent: ['parent_id', 'team'] },
  role: {},
  view: { owner: ['owner_id', 'user'] },
  comment: { about, author: ['author_id', 'user'] },
  document: { about, author: ['author_id', 'user'] },
  documentVersion: { about, document: ['document_id', 'document'], author: ['author_id', 'user'] },
  follower: { about, user: ['user_id', 'user'] },
  notification: { about, recipient: ['recipient_id', 'user'], actor: ['actor_id', 'user'] },
};
const people: Readonly<Record<string, readonly [column: string, to: RecordName]>> = {
  createdBy: ['created_by', 'user'],
  updatedBy: ['updated_by', 'user'],
};

export const titles: Readonly<Record<RecordName, readonly string[]>> = {
  account: ['legalName'],
  site: ['name'],
  contact: ['firstName', 'lastName'],
  accountContact: ['contact', 'account'],
  siteContact: ['contact', 'site'],
  accountRelation: ['to', 'from'],
  deal: ['name'],
  dealContact: ['contact', 'deal'],
  project: ['name'],
  projectContact: ['contact', 'project'],
  event: ['subject'],
  eventContact: ['contact', 'event'],
  action: ['type', 'subject'],
  target: ['name'],
  targetMember: ['member', 'target'],
  user: ['name'],
  team: ['name'],
  role: ['name'],
  view: ['name'],
  comment: ['text'],
  document: ['name'],
  documentVersion: ['document'],
  follower: ['user', 'about'],
  notification: ['kind'],
};

/** Fields of the primary link that a contact shows. */
export const throughFields = ['account', 'jobTitle', 'department', 'phone', 'extension', 'mobile', 'fax', 'email'];

export class Oracle {
  private readonly rows: Readonly<Record<RecordName, readonly Row[]>>;
  private readonly shares: readonly { record_id: string; grantee: string }[];
  private readonly trail: readonly Line[];
  private readonly words: readonly (readonly [word: string, place: Place])[];

  private constructor(
    rows: Readonly<Record<RecordName, readonly Row[]>>,
    shares: Oracle['shares'],
    trail: readonly Line[],
    places: CompanyOfTokens['places'],
  ) {
    this.rows = rows;
    this.shares = shares;
    this.trail = trail;
    this.words = [...places];
  }

  /** Reads every table as it is. */
  static async read(pool: pg.Pool, places: CompanyOfTokens['places']): Promise<Oracle> {
    const rows: Partial<Record<RecordName, Row[]>> = {};
    for (const name of recordNames) rows[name] = (await pool.query<Row>(`SELECT * FROM ${tables[name]}`)).rows;
    const shares = await pool.query<{ record_id: string; grantee: string }>(
      'SELECT record_id, grantee FROM record_share',
    );
    const trail = await pool.query<Line>("SELECT record_id, changes FROM audit WHERE kind <> 'create'");
    return new Oracle(rows as Record<RecordName, Row[]>, shares.rows, trail.rows, places);
  }

  row(record: RecordName, id: unknown): Row | undefined {
    return this.rows[record].find((row) => row.id === id);
  }

  /** The users and teams whose records are a person's, as far as « own » or « team » reaches. */
  private circle(person: Person, scope: 'own' | 'team'): Set<unknown> {
    const team = this.row('user', person.id)?.team_id ?? null;
    const circle = new Set<unknown>([person.id]);
    if (!team) return circle;
    // What is shared with a team is shared with those below: a person has the keys of every team above theirs.
    const above = new Set<unknown>([team]);
    for (let parent = this.row('team', team)?.parent_id; parent; parent = this.row('team', parent)?.parent_id) {
      if (above.has(parent) || this.row('team', parent)?.deleted_at !== null) break;
      above.add(parent);
    }
    if (scope === 'own') return new Set([...circle, ...above]);
    circle.add(team);
    for (let grown = -1; grown !== circle.size; ) {
      grown = circle.size;
      for (const row of this.rows.team) if (row.deleted_at === null && circle.has(row.parent_id)) circle.add(row.id);
    }
    for (const row of this.rows.user) if (row.team_id !== null && circle.has(row.team_id)) circle.add(row.id);
    return new Set([...circle, ...above]);
  }

  private opens(circle: Set<unknown>, record: RecordName, row: Row): boolean {
    const mine =
      circle.has(row.owner_id) || this.shares.some((share) => share.record_id === row.id && circle.has(share.grantee));
    /** Whether the record that a column names, in the trash or not, is open. */
    const by = (to: RecordName, column: string): boolean => {
      const target = row[column] === null ? undefined : this.row(to, row[column]);
      return target !== undefined && this.opens(circle, to, target);
    };
    /** Whether a line is there with the record, be it in the trash together: who saw a record finds it there. */
    const isWith = (line: Row): boolean =>
      line.deleted_at === null || (row.deleted_at !== null && line.trash_root === row.trash_root);
    switch (record) {
      case 'account':
        return mine;
      case 'deal':
        return mine || by('account', 'account_id');
      case 'project':
        return mine || by('account', 'account_id') || by('deal', 'deal_id');
      case 'action':
        return (
          mine ||
          by('account', 'account_id') ||
          by('contact', 'contact_id') ||
          by('deal', 'deal_id') ||
          by('project', 'project_id')
        );
      case 'event':
        return (
          mine ||
          by('account', 'account_id') ||
          by('deal', 'deal_id') ||
          by('project', 'project_id') ||
          this.rows.eventContact.some((person) => {
            const contact = this.row('contact', person.contact_id);
            return (
              person.event_id === row.id &&
              isWith(person) &&
              contact !== undefined &&
              this.opens(circle, 'contact', contact)
            );
          })
        );
      case 'dealContact':
        return by('deal', 'deal_id');
      case 'projectContact':
        return by('project', 'project_id');
      case 'eventContact':
        return by('event', 'event_id');
      case 'targetMember':
        return by(row.member_type === 'contact' ? 'contact' : 'account', 'member_id');
      case 'accountRelation':
        return by('account', 'from_id') || by('account', 'to_id');
      default:
    }
    if (record === 'view') return circle.has(row.owner_id) || row.shared === true;
    if (record === 'site' || record === 'accountContact') {
      const account = this.row('account', row.account_id);
      return account !== undefined && this.opens(circle, 'account', account);
    }
    if (record === 'siteContact') {
      const site = this.row('site', row.site_id);
      return site !== undefined && this.opens(circle, 'site', site);
    }
    if (record === 'contact')
      return this.rows.accountContact.some(
        (link) => link.contact_id === row.id && isWith(link) && this.opens(circle, 'accountContact', link),
      );
    return true;
  }

  /** Tells whether a person's rights open a row, in the trash or not. */
  sees(person: Person, rights: GivenRights, record: RecordName, row: Row): boolean {
    const read = rights.records[record]?.read ?? 'none';
    const other = seenWithAnother[record];
    if (other && read !== 'none') {
      if (other.own && row[other.own] !== person.id) return false;
      const type = row.about_type as RecordName | null;
      const target = type && this.row(type, row.about_id);
      return type === null ? other.own !== undefined : !!target && this.sees(person, rights, type, target);
    }
    if (read === 'none' || read === 'all') return read === 'all';
    return this.opens(this.circle(person, read), record, row);
  }

  /** The live rows that a person may see. */
  visible(person: Person, rights: GivenRights, record: RecordName): Row[] {
    return this.rows[record].filter((row) => row.deleted_at === null && this.sees(person, rights, record, row));
  }

  /** Tells whether a person may read a field; those of the link are hidden on the contact where they are on the link. */
  reads(rights: GivenRights, record: RecordName, field: string): boolean {
    if (rights.records[record]?.fields?.[field] === 'none') return false;
    return (
      record !== 'contact' ||
      !throughFields.includes(field) ||
      rights.records.accountContact?.fields?.[field] !== 'none'
    );
  }

  /** Tells whether records of a type have a number to call or an address to write to that a person may read: a card. */
  hasCard(rights: GivenRights, record: RecordName): boolean {
    return (
      ['account', 'contact', 'accountContact'].includes(record) ||
      (record === 'user' && this.reads(rights, 'user', 'email'))
    );
  }

  /** Tells whether the whole title of a type is a person's to read. */
  readsTitle(rights: GivenRights, record: RecordName): boolean {
    return titles[record].every((field) => this.reads(rights, record, field));
  }

  /** The words of a row's fields, by field: those of its primary link too, on a contact. */
  wordsOf(record: RecordName, id: string): (readonly [word: string, field: string])[] {
    const own = this.words.flatMap(([word, place]) =>
      place.record === record && place.id === id ? [[word, place.field] as const] : [],
    );
    if (record !== 'contact') return own;
    const primary = this.rows.accountContact.find(
      (link) => link.contact_id === id && link.is_primary === true && link.deleted_at === null,
    );
    return [
      ...own,
      ...(primary
        ? this.wordsOf('accountContact', primary.id).filter(([, field]) => throughFields.includes(field))
        : []),
    ];
  }

  /** The words by which a row is called where another names it: a label needs no right on the record (A15). */
  label(rights: GivenRights, record: RecordName, id: unknown, deep = false): string[] {
    const row = this.row(record, id);
    if (!row) return [];
    const fields = titles[record].filter((field) => this.reads(rights, record, field));
    const own = this.wordsOf(record, row.id).flatMap(([word, field]) => (fields.includes(field) ? [word] : []));
    const named = fields.flatMap((field) => {
      const reference = references[record][field];
      const [column = '', ...types] = reference ?? [];
      return deep ? [] : types.flatMap((to) => this.label(rights, to, row[column], true));
    });
    return [...own, ...named];
  }

  /** What a field of a record named before: its history names it still. */
  private past(id: string, field: string): unknown[] {
    return this.trail.flatMap((line) => (line.record_id === id ? (line.changes[field] ?? []) : []));
  }

  /** Every word of a row that may be shown to a person who sees it: of fields, and of what its fields name. */
  shown(rights: GivenRights, record: RecordName, row: Row): string[] {
    const own = this.wordsOf(record, row.id).flatMap(([word, field]) =>
      this.reads(rights, record, field) ? [word] : [],
    );
    const named = Object.entries({ ...references[record], ...people }).flatMap(([field, [column, ...types]]) =>
      this.reads(rights, record, field)
        ? [row[column], ...this.past(row.id, field)].flatMap((id) => types.flatMap((to) => this.label(rights, to, id)))
        : [],
    );
    return [...own, ...named, ...this.grantees(rights, record, row)];
  }

  /** The names of those a row is shared with: shown to who may change it. */
  private grantees(rights: GivenRights, record: RecordName, row: Row): string[] {
    if ((rights.records[record]?.update ?? 'none') === 'none') return [];
    return this.shares
      .filter((share) => share.record_id === row.id)
      .flatMap(({ grantee }) => [...this.label(rights, 'user', grantee), ...this.label(rights, 'team', grantee)]);
  }

  /** Every word that may come to a person's eyes at all; of the trash too. */
  allowed(person: Person, rights: GivenRights): Set<string> {
    const words = recordNames.flatMap((record) =>
      this.rows[record]
        .filter((row) => this.sees(person, rights, record, row))
        .flatMap((row) => this.shown(rights, record, row)),
    );
    return new Set(words);
  }
}
