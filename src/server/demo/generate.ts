import { setImmediate as breathe } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { connect } from '../db/connection.ts';
import { sendNotice } from '../live/notices.ts';
import type { Values } from '../records/rows.ts';
import { bulkLoad } from './bulk-load.ts';
import { type Colleagues, ensureColleagues } from './colleagues.ts';
import { Dealings } from './dealings.ts';
import { type DemoRecord, RowMaker } from './family-rows.ts';
import { type FictionalCompany, fictionalCompany, fictionalLink, fictionalPerson, fictionalSites } from './fiction.ts';
import { ownersOf } from './owners.ts';
import { datedId, type Random, randomFrom } from './random.ts';
import type { TableFiller } from './table-filler.ts';

/** How many accounts each size has; contacts are twice as many. */
export const sizes = { S: 10_000, M: 100_000, L: 500_000 } as const;

export type Size = keyof typeof sizes;

/** What a generated base is made from, and who hears of it. */
export interface GenerateOptions {
  readonly accounts: number;
  /** Whether each record has its line in the audit trail. */
  readonly audit: boolean;
  /** The same seed makes the same base. */
  readonly seed?: number;
  /** The day the story ends. */
  readonly until?: Date;
  readonly onProgress?: (accounts: number) => void;
  readonly onIndexes?: (count: number) => void;
}

const dayLength = 86_400_000;
/** How long before its end the story begins, in days. */
const storyLength = 3 * 365;
/** People at each company in turn: two on average. */
const peoplePerCompany = [1, 2, 3, 2] as const;
/** Accounts sent to the database together. */
const batch = 2_000;
/** Accounts made before other work of the process has its turn. */
const slice = 25;
/** Among how many of the last companies somebody's second one is chosen. */
const neighbours = 400;

interface Neighbour {
  readonly id: string;
  readonly company: FictionalCompany;
  readonly name: string;
  readonly at: number;
  /** The records of others point to it later than a neighbour's do. */
  readonly kept: boolean;
}

/** Makes the records of one base, account after account. */
class Generator {
  private readonly random: Random;
  private readonly maker: RowMaker;
  private readonly owner: (index: number) => string | null;
  private readonly colleagues: readonly string[];
  private readonly dealings: Dealings;
  private readonly filler: TableFiller;
  private readonly options: Required<Pick<GenerateOptions, 'accounts' | 'audit' | 'until'>>;
  private readonly past: Neighbour[] = [];

  constructor(
    context: Context,
    teams: readonly Colleagues[],
    filler: TableFiller,
    options: Required<Pick<GenerateOptions, 'accounts' | 'audit' | 'until' | 'seed'>>,
  ) {
    this.random = randomFrom(options.seed);
    this.maker = new RowMaker(context);
    for (const { manager, salespeople } of teams)
      for (const { id, name } of [manager, ...salespeople]) this.maker.know('user', id, name);
    this.owner = ownersOf(teams, options.accounts);
    this.colleagues = teams.flatMap(({ salespeople }) => salespeople.map(({ id }) => id));
    this.filler = filler;
    this.options = options;
    // Chance of its own: whatever is done with them, the companies and people are the same.
    const random = randomFrom(options.seed + 1);
    this.dealings = new Dealings({
      random,
      maker: this.maker,
      accounts: options.accounts,
      until: options.until.getTime(),
      add: (name, at, author, root, values, more) =>
        this.add(name, at, author, root, values, { id: datedId(new Date(at), random), ...more }, random),
    });
    this.dealings.begin(this.colleagues[0] ?? '');
  }

  /** Makes the account of a number with its sites and people. */
  family(index: number): void {
    const end = this.options.until.getTime();
    const begin = end - storyLength * dayLength;
    const at = begin + Math.floor((index / this.options.accounts) * (end - begin - 40 * dayLength));
    const author = this.owner(index);
    const company = fictionalCompany(this.random, index, author);
    const id = this.add('account', at, author, null, company.values);
    const sites = fictionalSites(this.random, company).map((site) =>
      this.add('site', at, author, id, { ...site, account: id }),
    );
    const people = peoplePerCompany[index % peoplePerCompany.length] ?? 2;
    const contacts: string[] = [];
    for (let person = 0; person < people; person++) {
      const metAt = at + this.random.integer(30 * dayLength);
      contacts.push(this.person(company, id, sites[0] ?? '', metAt, author));
    }
    // What must have an owner has one, though nobody owns the account.
    const owner = author ?? this.colleagues[index % this.colleagues.length] ?? '';
    this.dealings.with(index, { account: id, site: sites[0] ?? '', contacts, owner, since: at + 31 * dayLength });
    const kept = index === this.dealings.longest;
    if (!kept) for (const contact of contacts) this.maker.forget('contact', contact);
    for (const site of sites) this.maker.forget('site', site);
    this.past.push({ id, company, name: String(company.values.legalName), at, kept });
    const old = this.past.length > neighbours ? this.past.shift() : undefined;
    if (old && !old.kept) this.maker.forget('account', old.id);
  }

  private person(company: FictionalCompany, account: string, site: string, at: number, author: string | null): string {
    const { values, link } = fictionalPerson(this.random, company, this.options.until.getTime());
    const id = datedId(new Date(at), this.random);
    const links: Values[] = [this.link({ ...link, account, contact: id, isPrimary: true })];
    const other = this.past.length > 0 && this.random.chance(0.05) ? this.random.pick(this.past) : undefined;
    if (other) {
      const elsewhere = fictionalLink(this.random, other.company, `contact.${this.random.integer(1_000)}`);
      links.push(this.link({ ...elsewhere, account: other.id, contact: id, isPrimary: false }));
    }
    const { through } = this.maker.model.record('contact');
    const mirrored = Object.fromEntries(
      Object.keys(through?.fields ?? {}).map((name) => [name, links[0]?.[name] ?? null]),
    );
    this.add('contact', at, author, null, { ...values, ...mirrored }, { id, children: { accountLinks: links } });
    for (const values of links) this.add('accountContact', at, author, id, values);
    if (this.random.chance(0.2))
      this.add('siteContact', at, author, id, { contact: id, site, jobTitle: links[0]?.jobTitle ?? null });
    return id;
  }

  private link(values: Values): Values {
    return this.maker.complete(this.maker.model.record('accountContact'), values);
  }

  private add(
    name: string,
    at: number,
    author: string | null,
    root: string | null,
    given: Values,
    { id = datedId(new Date(at), this.random), children }: Partial<Pick<DemoRecord, 'id' | 'children'>> = {},
    random = this.random,
  ): string {
    const record = this.maker.model.record(name);
    const touched = at + random.next() ** 3 * (this.options.until.getTime() - at);
    const values: Record<string, unknown> = { ...given, ...this.maker.complete(record, given) };
    for (const [computed, { compute }] of Object.entries(record.computed ?? {}))
      values[computed] = compute(values, children ?? {}) ?? null;
    const made: DemoRecord = {
      record,
      id,
      root: root ?? id,
      author,
      createdAt: new Date(at),
      updatedAt: new Date(touched),
      values,
      ...(children ? { children } : {}),
    };
    this.filler.add(record.table, this.maker.row(made));
    if (this.options.audit) this.filler.add('audit', this.maker.auditLine(made, random));
    return id;
  }
}

/** The record types that a generated base fills, those that others point to first. */
export const filled = [
  'account',
  'site',
  'contact',
  'accountContact',
  'siteContact',
  'deal',
  'dealContact',
  'project',
  'projectContact',
  'event',
  'eventContact',
  'action',
  'target',
  'targetMember',
] as const;

function midnight(): Date {
  return new Date(Math.floor(Date.now() / dayLength) * dayLength);
}

/**
 * Fills an empty company with made-up accounts, sites, contacts, their links and what is done with them, in one transaction. Returns false,
 * having written none of them, where there are such records already.
 */
export async function generateBase(context: Context, options: GenerateOptions): Promise<boolean> {
  const { company } = context;
  const model = company.model();
  const teams = await ensureColleagues(context);
  const client = await connect({ connectionString: company.databaseUrl, application_name: 'carnet demo' });
  try {
    const made = await bulkLoad(
      client,
      filled.map((name) => model.record(name).table),
      {
        fill: async (filler) => {
          const { accounts, audit, until = midnight(), seed = 1 } = options;
          const generator = new Generator(context, teams, filler, { accounts, audit, until, seed });
          for (let index = 0; index < accounts; index++) {
            generator.family(index);
            if ((index + 1) % slice === 0) await breathe();
            if ((index + 1) % batch === 0) {
              await filler.send();
              options.onProgress?.(index + 1);
            }
          }
        },
        onIndexes: (count) => options.onIndexes?.(count),
      },
    );
    if (made)
      for (const name of filled) await sendNotice(company.database, { record: name, kind: 'create', many: true });
    return made;
  } finally {
    await client.end();
  }
}
