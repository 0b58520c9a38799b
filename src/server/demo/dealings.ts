import type { Values } from '../records/rows.ts';
import type { DemoRecord, RowMaker } from './family-rows.ts';
import {
  fictionalAction,
  fictionalDeal,
  fictionalEvent,
  fictionalProject,
  workingMoment,
} from './fictional-dealings.ts';
import type { Random } from './random.ts';

const dayLength = 86_400_000;

/** Records of each type for each account: a deal for ten, two events for five, a project for fifty. */
const deals = 0.1;
const events = 0.4;
const projects = 0.02;
/** Actions for each account; one account in the whole base has `longHistory` of them for each account there is. */
const actions = 4;
const longHistory = 0.2;
const targets = 20;
/** The share of people who are in a target. */
const targeted = 0.1;
/** How far ahead events are planned, in days. */
const ahead = 90;

/** A company made up, with what others of its records point to. */
export interface Dealer {
  readonly account: string;
  readonly site: string;
  readonly contacts: readonly string[];
  readonly owner: string;
  /** When its first person was met (ms since 1970): nothing was done with it before. */
  readonly since: number;
}

/** Adds a record made at a moment (ms since 1970) by someone; returns its id. */
export type AddRecord = (
  name: string,
  at: number,
  author: string,
  root: string | null,
  values: Values,
  more?: Partial<Pick<DemoRecord, 'id' | 'children'>>,
) => string;

interface DealingsOptions {
  readonly random: Random;
  readonly maker: RowMaker;
  readonly accounts: number;
  /** The day the story ends. */
  readonly until: number;
  readonly add: AddRecord;
}

/** What companies and their salespeople do together: deals, projects, what is planned, what took place, targets. */
export class Dealings {
  private readonly options: DealingsOptions;
  private readonly targets: string[] = [];
  /** The company with the long history: it stays known to the end. */
  readonly longest: number;
  private long: Dealer | undefined;
  private longDone = 0;

  constructor(options: DealingsOptions) {
    this.options = options;
    this.longest = Math.floor(options.accounts / 20);
  }

  /** Makes the targets, once, by someone. */
  begin(author: string): void {
    const { add, until } = this.options;
    for (let index = 1; index <= targets; index++) {
      const code = `C${String(index).padStart(2, '0')}`;
      const at = until - (targets - index) * 20 * dayLength - dayLength;
      this.targets.push(add('target', at, author, null, { code, name: `Campagne ${index}` }));
    }
  }

  /** Makes what is done with the company of a number; its account, site and contacts are known. */
  with(index: number, dealer: Dealer): void {
    const { random, until } = this.options;
    if (index === this.longest) this.long = dealer;
    const happened = () => dealer.since + random.next() * (until - dealer.since - dayLength);
    const deal = random.chance(deals) ? this.deal(dealer, happened()) : null;
    if (random.chance(projects)) this.project(dealer, deal, happened());
    if (random.chance(events)) this.event(dealer, deal, happened());
    for (let count = Math.floor(actions - longHistory + random.next()); count > 0; count--)
      this.action(dealer, random.chance(0.1) ? deal : null, happened());
    for (const contact of dealer.contacts) if (random.chance(targeted)) this.member(dealer, contact);
    if (deal) this.options.maker.forget('deal', deal);
    this.lengthen(index);
  }

  private lengthen(index: number): void {
    const { random, until, accounts } = this.options;
    const { long } = this;
    if (!long) return;
    const wanted = Math.floor((longHistory * accounts * (index + 1 - this.longest)) / (accounts - this.longest));
    for (; this.longDone < wanted; this.longDone++)
      this.action(long, null, long.since + random.next() * (until - long.since - dayLength));
  }

  private deal({ account, contacts, owner }: Dealer, at: number): string {
    const { random, add, until } = this.options;
    const values = fictionalDeal(random, at, until);
    const id = add('deal', at, owner, null, { ...values, account, owner });
    const [contact] = contacts;
    if (contact) add('dealContact', at, owner, id, { deal: id, contact, role: random.pickEarly(['buyer', 'user']) });
    return id;
  }

  private project({ account, contacts, owner }: Dealer, deal: string | null, at: number): void {
    const { random, add, maker, until } = this.options;
    const begins = at + random.integer(60) * dayLength;
    const id = add('project', at, owner, null, { ...fictionalProject(random, begins, until), account, deal, owner });
    const [contact] = contacts;
    if (contact) add('projectContact', at, owner, id, { project: id, contact });
    maker.forget('project', id);
  }

  private event({ account, contacts, owner }: Dealer, deal: string | null, at: number): void {
    const { random, add, maker, until } = this.options;
    const takesPlace = workingMoment(random, random.chance(0.3) ? until + random.integer(ahead) * dayLength : at);
    const planned = Math.min(at, takesPlace - random.integer(20) * dayLength);
    const id = add(
      'event',
      planned,
      owner,
      null,
      { ...fictionalEvent(random, takesPlace, until), account, deal, owner },
      { children: { people: contacts.slice(0, 1).map((contact) => ({ contact })) } },
    );
    for (const contact of contacts.slice(0, 1)) add('eventContact', planned, owner, id, { event: id, contact });
    maker.forget('event', id);
  }

  private action({ account, contacts, owner }: Dealer, deal: string | null, at: number): void {
    const { random, add, maker } = this.options;
    const contact = contacts.length > 0 && random.chance(0.6) ? random.pick(contacts) : null;
    const took = workingMoment(random, at);
    const id = add('action', took, owner, null, { ...fictionalAction(random, took), account, contact, deal, owner });
    maker.forget('action', id);
  }

  private member({ owner, since }: Dealer, contact: string): void {
    const { random, add } = this.options;
    const target = random.pick(this.targets);
    const id = add('targetMember', since, owner, null, { target, member: { record: 'contact', id: contact } });
    this.options.maker.forget('targetMember', id);
  }
}
