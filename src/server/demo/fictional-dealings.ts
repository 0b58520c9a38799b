import { type Money, moneyOf } from '../../lib/money.ts';
import type { Values } from '../records/rows.ts';
import type { Random } from './random.ts';
import { dealNames, exchangeSubjects, meetingPlaces, plannedSubjects, projectNames, reports } from './words.ts';

const dayLength = 86_400_000;
const quarter = 15 * 60_000;

/** A moment in the working hours of the day it falls on (French winter time, in UTC), on a quarter of an hour. */
export function workingMoment(random: Random, moment: number): number {
  const day = Math.floor(moment / dayLength) * dayLength;
  return day + 7 * 3_600_000 + random.integer(40) * quarter;
}

function dateOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

function sum(random: Random, most: number): Money {
  return moneyOf(String(500 + Math.floor(random.next() ** 2 * most)), 'EUR');
}

const openStages = [
  { status: 'qualify', probability: 10 },
  { status: 'discovery', probability: 25 },
  { status: 'proposal', probability: 50 },
  { status: 'negotiation', probability: 75 },
] as const;

/**
 * Takes a source of chance, when the deal was begun and the day the story ends (ms since 1970); returns a deal's
 * values: old ones are won or lost, young ones open. All but account and owner.
 */
export function fictionalDeal(random: Random, begun: number, until: number): Values {
  const length = (20 + random.integer(160)) * dayLength;
  const ended = begun + length < until;
  const won = random.chance(0.4);
  const open = random.pickEarly(openStages);
  return {
    name: random.pick(dealNames),
    status: ended ? (won ? 'won' : 'lost') : open.status,
    amount: random.chance(0.95) ? sum(random, 80_000) : null,
    probability: String(ended ? (won ? 100 : 0) : open.probability),
    expectedOn: dateOf(begun + length),
    closedOn: ended ? dateOf(begun + length) : null,
  };
}

/** Takes a source of chance, when the project begins and the day the story ends; returns its values but its links. */
export function fictionalProject(random: Random, begins: number, until: number): Values {
  const ends = begins + (30 + random.integer(200)) * dayLength;
  const status = begins > until ? 'planned' : ends > until ? 'inProgress' : random.chance(0.93) ? 'done' : 'cancelled';
  return { name: random.pick(projectNames), status, startsOn: dateOf(begins), endsOn: dateOf(ends) };
}

const kindsOfEvent = ['appointment', 'task', 'appointment', 'note'] as const;
const categories = ['followUp', 'prospecting', 'demonstration', 'internal'] as const;

/** Takes a source of chance, when it takes place and the day the story ends; returns an event's values but its links. */
export function fictionalEvent(random: Random, at: number, until: number): Values {
  const kind = random.pickEarly(kindsOfEvent);
  const met = kind === 'appointment';
  const past = at < until;
  return {
    kind,
    subject: random.pick(plannedSubjects),
    category: random.pickEarly(categories),
    status: past ? (random.chance(0.85) ? 'done' : 'notStarted') : random.chance(0.1) ? 'inProgress' : 'notStarted',
    priority: random.chance(0.2) ? 'high' : 'normal',
    startsAt: met ? new Date(at).toISOString() : null,
    endsAt: met ? new Date(at + (2 + random.integer(6)) * quarter).toISOString() : null,
    dueAt: met ? null : new Date(at).toISOString(),
    place: met && random.chance(0.4) ? random.pick(meetingPlaces) : null,
  };
}

const exchanges = ['call', 'email', 'visit', 'meeting', 'comment', 'letter'] as const;

/** Takes a source of chance and when it took place; returns an action's values but its links. */
export function fictionalAction(random: Random, at: number): Values {
  return {
    type: random.pickEarly(exchanges),
    occurredAt: new Date(at).toISOString(),
    subject: random.chance(0.9) ? random.pick(exchangeSubjects) : null,
    body: random.chance(0.4) ? random.pick(reports) : null,
  };
}
