import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import type { OperationKind } from '../operations/operation.ts';
import type { Values } from '../records/rows.ts';
import { writeInTransaction } from '../records/write/engine.ts';
import type { EngineTransaction, Write } from '../records/write/types.ts';
import { makeColleagues } from './colleagues.ts';
import { type FictionalCompany, fictionalCompany, fictionalLink, fictionalPerson, fictionalSites } from './fiction.ts';
import { datedId, type Random, randomFrom } from './random.ts';
import { type Character, tellStory } from './story.ts';

/** What set-up offers is small enough to be looked through: sixty companies, a hundred and fifty people. */
const accounts = 60;
/** People at each company in turn: two and a half on average. */
const peoplePerCompany = [2, 3, 1, 4, 2, 3] as const;
/** One person in so many is met at a second company as well. */
const secondCompany = 18;
/** Groups: the account of this number is a subsidiary of that one. */
const parents: Readonly<Record<number, number>> = { 7: 2, 8: 2, 21: 20, 33: 20 };
const seed = 2_026;

interface Created {
  readonly id: string;
  readonly values: Values;
}

/** Creates records through the engine; all of them, or it throws the first refusal. */
async function create(
  transaction: EngineTransaction,
  context: Context,
  name: string,
  made: readonly Created[],
): Promise<void> {
  const record = context.company.model().record(name);
  const writes: Write[] = made.map(({ id, values }) => ({ kind: 'create', id, values }));
  for (const outcome of await writeInTransaction(transaction, context, record, writes, { trusted: true }))
    if (!outcome.ok) throw new CarnetError(outcome.status, outcome.code, { errors: outcome.errors });
}

interface Place {
  readonly id: string;
  readonly company: FictionalCompany;
}

function personAt(
  random: Random,
  place: Place,
  other: Place | undefined,
  site: string | undefined,
  now: Date,
): Created {
  const { values, link } = fictionalPerson(random, place.company, now.getTime());
  const links: Values[] = [{ ...link, account: place.id, isPrimary: true }];
  if (other && other.id !== place.id)
    links.push({ ...fictionalLink(random, other.company, 'conseil'), account: other.id, isPrimary: false });
  const siteLinks = site && random.chance(0.4) ? { siteLinks: [{ site, jobTitle: link.jobTitle ?? null }] } : {};
  // Everybody is there still: a first visit need not meet people who left.
  const present = { status: 'active', disappearedAt: null, source: 'manual' };
  return { id: datedId(now, random), values: { ...values, ...present, accountLinks: links, ...siteLinks } };
}

/**
 * Writes the data that set-up offers: two small teams, sixty companies with their sites (a few are subsidiaries) and a
 * hundred and fifty people, some of them at two companies, shared out between the one who set Carnet up and the teams,
 * and eighteen months of business with them.
 * All made up, the same every time, and through the engine in the caller's transaction, so that it is undone as one.
 * Returns how many accounts, contacts and deals there are.
 */
export async function loadDemo(
  transaction: EngineTransaction,
  context: Context,
  now = new Date(),
): Promise<{ accounts: number; contacts: number; deals: number }> {
  const random = randomFrom(seed);
  const teams = await makeColleagues(transaction, context, { teams: 2, salespeople: 2 });
  const owners = [
    context.principal.userId,
    ...teams.flatMap(({ manager, salespeople }) => [...salespeople, manager].map(({ id }) => id)),
  ];
  const places: Place[] = Array.from({ length: accounts }, (_none, index) => ({
    id: datedId(now, random),
    company: fictionalCompany(random, index, owners[index % owners.length] ?? null),
  }));
  const created = places.map(({ id, company }, index) => {
    const parent = parents[index] === undefined ? undefined : places[parents[index]];
    const values = { ...company.values, sites: fictionalSites(random, company) };
    return { id, values: parent ? { ...values, parentAccount: parent.id } : values };
  });
  const isSubsidiary = ({ values }: Created): boolean => 'parentAccount' in values;
  await create(
    transaction,
    context,
    'account',
    created.filter((account) => !isSubsidiary(account)),
  );
  await create(transaction, context, 'account', created.filter(isSubsidiary));
  const { rows } = await sql<{ id: string; account_id: string }>`
    SELECT id, account_id FROM site WHERE account_id = ANY(${places.map(({ id }) => id)}::uuid[]) AND is_default`.execute(
    transaction,
  );
  const seats = new Map(rows.map(({ id, account_id }) => [account_id, id]));
  const people: Created[] = [];
  for (const [index, place] of places.entries())
    for (let count = peoplePerCompany[index % peoplePerCompany.length] ?? 2; count > 0; count--) {
      const other = people.length % secondCompany === 0 ? random.pick(places) : undefined;
      people.push(personAt(random, place, other, seats.get(place.id), now));
    }
  await create(transaction, context, 'contact', people);
  const fallback = owners.find((owner) => owner !== null) ?? '';
  const characters = places.map(({ id, company }): Character => {
    const { owner, accountType } = company.values;
    return {
      account: id,
      owner: typeof owner === 'string' ? owner : fallback,
      client: accountType === 'client',
      people: people.flatMap((person) => (accountOf(person) === id ? [person.id] : [])),
    };
  });
  const told = tellStory(random, characters, now.getTime());
  for (const name of ['deal', 'dealContact', 'project', 'event', 'eventContact', 'action'] as const)
    await create(
      transaction,
      context,
      name,
      told.filter(({ record }) => record === name),
    );
  await createTargets(transaction, context, random, people, places, now);
  return {
    accounts: places.length,
    contacts: people.length,
    deals: told.filter(({ record }) => record === 'deal').length,
  };
}

/** Takes a person as they are to be written; returns the company that they are met at. */
function accountOf({ values }: Created): unknown {
  return (values.accountLinks as readonly Values[])[0]?.account;
}

/** Two campaigns: wishes for people, an invitation for companies; and companies that work together. */
async function createTargets(
  transaction: EngineTransaction,
  context: Context,
  random: Random,
  people: readonly Created[],
  places: readonly Place[],
  now: Date,
): Promise<void> {
  const id = (): string => datedId(now, random);
  const [wishes, fair] = [id(), id()];
  await create(transaction, context, 'target', [
    { id: wishes, values: { code: 'VOEUX', name: 'Vœux de fin d’année' } },
    { id: fair, values: { code: 'SALON-LYON', name: 'Invitation au salon de Lyon' } },
  ]);
  const member = (target: string, record: string, of: string): Created => ({
    id: id(),
    values: { target, member: { record, id: of } },
  });
  await create(transaction, context, 'targetMember', [
    ...people.slice(0, 24).map((person) => member(wishes, 'contact', person.id)),
    ...places.slice(10, 20).map((place) => member(fair, 'account', place.id)),
  ]);
  const pairs = [
    [3, 12, 'supplier'],
    [5, 14, 'partner'],
    [16, 27, 'referrer'],
  ] as const;
  await create(
    transaction,
    context,
    'accountRelation',
    pairs.flatMap(([from, to, type]) => {
      const [one, other] = [places[from], places[to]];
      return one && other ? [{ id: id(), values: { from: one.id, to: other.id, type } }] : [];
    }),
  );
}

/** The demonstration as a batch: asked for at set-up, given back with one gesture. */
export const demoKind: OperationKind = {
  name: 'demo',
  label: { fr: 'Données d’exemple', en: 'Sample data' },
  undoable: true,
  channel: 'setup',
  run: (job) =>
    job.step(async (transaction) => {
      const result = await loadDemo(transaction, job.context);
      const made = result.accounts + result.contacts + result.deals;
      return { done: made, total: made, result };
    }),
};
