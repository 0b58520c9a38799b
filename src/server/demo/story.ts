import { moneyOf } from '../../lib/money.ts';
import type { Values } from '../records/rows.ts';
import { workingMoment } from './fictional-dealings.ts';
import { datedId, type Random } from './random.ts';
import { dealNames, meetingPlaces } from './words.ts';

/** A company of the story: who owns it, and the people met there. */
export interface Character {
  readonly account: string;
  /** The user whose it is. */
  readonly owner: string;
  readonly client: boolean;
  readonly people: readonly string[];
}

/** A record of the story, by its type. */
export interface Told {
  readonly record: 'deal' | 'dealContact' | 'project' | 'event' | 'eventContact' | 'action';
  readonly id: string;
  readonly values: Values;
}

interface Step {
  /** Days after the step before. */
  readonly after: number;
  readonly type: 'call' | 'email' | 'visit' | 'meeting' | 'letter';
  readonly subject: string;
  readonly body?: string;
  /** The stage that the deal has reached with it. */
  readonly stage: 'qualify' | 'discovery' | 'proposal' | 'negotiation';
}

const dayLength = 86_400_000;
/** How far back the story goes: eighteen months. */
const storyLength = 540;
const probabilities = { qualify: 10, discovery: 25, proposal: 50, negotiation: 75 } as const;

/** How people come to be met. */
const beginnings: readonly Step[] = [
  {
    after: 0,
    type: 'meeting',
    subject: 'Rencontre au salon de Lyon',
    body: 'Passage sur le stand, beaucoup de questions sur les délais. Souhaite être rappelé la semaine suivante.',
    stage: 'qualify',
  },
  {
    after: 0,
    type: 'email',
    subject: 'Demande de prix',
    body: 'Premier message reçu par le site : demande une estimation et deux références dans la région.',
    stage: 'qualify',
  },
  {
    after: 0,
    type: 'call',
    subject: 'Appel de prospection',
    body: 'Bon accueil. Le contrat en cours se termine dans l’année, prêt à comparer.',
    stage: 'qualify',
  },
  {
    after: 0,
    type: 'meeting',
    subject: 'Recommandé par un client',
    body: 'Déjeuner à trois. Connaît déjà notre travail chez son voisin, veut la même chose en plus petit.',
    stage: 'qualify',
  },
];

/** What usually follows, from the first call to the signature. */
const middle: readonly Step[] = [
  {
    after: 4,
    type: 'call',
    subject: 'Prise de contact',
    body: 'Besoin confirmé, budget à préciser. La décision se prend à deux, avec la direction financière.',
    stage: 'qualify',
  },
  {
    after: 9,
    type: 'visit',
    subject: 'Relevé des besoins',
    body: 'Tour de l’atelier avec la responsable technique. Relevé joint au dossier ; prévoir une livraison en deux fois.',
    stage: 'discovery',
  },
  { after: 6, type: 'email', subject: 'Envoi du devis', stage: 'proposal' },
  {
    after: 8,
    type: 'call',
    subject: 'Relance du devis',
    body: 'Devis bien reçu, en comparaison avec un concurrent. Le service après-vente fait la différence.',
    stage: 'proposal',
  },
  {
    after: 12,
    type: 'meeting',
    subject: 'Négociation des conditions',
    body: 'Accord de principe. Demande trois pour cent de remise et un paiement à quarante-cinq jours.',
    stage: 'negotiation',
  },
];

const signed: Step = {
  after: 7,
  type: 'letter',
  subject: 'Bon pour accord signé',
  body: 'Devis retourné signé, acompte demandé.',
  stage: 'negotiation',
};
const refused: readonly Step[] = [
  {
    after: 10,
    type: 'call',
    subject: 'Réponse négative',
    body: 'A choisi moins cher, mais regrette nos délais. À recontacter dans un an.',
    stage: 'proposal',
  },
  {
    after: 15,
    type: 'email',
    subject: 'Projet repoussé',
    body: 'Investissements gelés jusqu’au prochain exercice.',
    stage: 'proposal',
  },
];
/** What is planned where the answer is not known yet. */
const reminder: Step = { after: 0, type: 'call', subject: 'Relancer le devis', stage: 'proposal' };
const signature: Step = { after: 0, type: 'call', subject: 'Obtenir la signature', stage: 'negotiation' };
const followedUp: Step = {
  after: 30,
  type: 'call',
  subject: 'Suivi après livraison',
  body: 'Tout fonctionne. Prêt à servir de référence.',
  stage: 'negotiation',
};

function day(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

/** Takes a source of chance, the company and how the story ends; returns its exchanges in order. */
function plot(random: Random, ending: 'won' | 'lost'): readonly Step[] {
  const start = random.pick(beginnings);
  return ending === 'won'
    ? [start, ...middle, signed, followedUp]
    : [start, ...middle.slice(0, 4), random.pick(refused)];
}

/** Tells one deal with a company, from its beginning to its end or to today. */
function tellDeal(random: Random, { account, owner, people }: Character, begun: number, now: number): Told[] {
  const told: Told[] = [];
  const id = (): string => datedId(new Date(begun), random);
  const deal = id();
  const ending = random.chance(0.62) ? 'won' : 'lost';
  const steps = plot(random, ending);
  let at = begun;
  let stage: Step['stage'] = 'qualify';
  let planned: Step | undefined;
  let closed: number | null = null;
  for (const step of steps) {
    if (step !== steps[0]) at += (step.after + random.integer(4)) * dayLength;
    if (at > now) {
      planned = refused.includes(step) ? reminder : step === signed ? signature : step;
      break;
    }
    const contact = people.length > 0 ? random.pickEarly(people) : null;
    told.push({
      record: 'action',
      id: id(),
      values: {
        type: step.type,
        subject: step.subject,
        body: step.body ?? null,
        occurredAt: new Date(Math.min(workingMoment(random, at), now)).toISOString(),
        account,
        contact,
        deal,
        owner,
      },
    });
    stage = step.stage;
    if (step === signed || refused.includes(step)) closed = at;
  }
  const name = random.pick(dealNames);
  const length = steps.reduce((sum, { after }) => sum + after + 2, 0) * dayLength;
  const outcome = closed === null ? null : ending;
  const values: Values = {
    name,
    account,
    owner,
    status: outcome ?? stage,
    amount: moneyOf(String(1_200 + 50 * Math.floor(random.next() ** 2 * 1_300)), 'EUR'),
    probability: String(outcome === 'won' ? 100 : outcome === 'lost' ? 0 : probabilities[stage]),
    expectedOn: day(closed ?? Math.max(begun + length, now + (5 + random.integer(50)) * dayLength)),
    closedOn: closed === null ? null : day(closed),
  };
  const person = people[0];
  return [
    { record: 'deal', id: deal, values },
    ...(person
      ? [{ record: 'dealContact' as const, id: id(), values: { deal, contact: person, role: 'decisionMaker' } }]
      : []),
    ...told,
    ...(planned ? tellNext(random, { account, owner, people }, deal, planned, now) : []),
    ...(outcome === 'won' && closed !== null
      ? [{ record: 'project' as const, id: id(), values: projectOf(name, account, owner, deal, closed, now) }]
      : []),
  ];
}

/** What comes next with a deal that is open: an appointment, or a task; one in six was forgotten. */
function tellNext(
  random: Random,
  { account, owner, people }: Pick<Character, 'account' | 'owner' | 'people'>,
  deal: string,
  { type, subject }: Step,
  now: number,
): Told[] {
  const event = datedId(new Date(now), random);
  const met = type === 'visit' || type === 'meeting';
  const shift = random.chance(0.16) ? -1 - random.integer(6) : random.integer(14);
  const at = workingMoment(random, now + shift * dayLength);
  const values: Values = {
    kind: met ? 'appointment' : 'task',
    subject,
    category: 'followUp',
    status: 'notStarted',
    priority: random.chance(0.25) ? 'high' : 'normal',
    startsAt: met ? new Date(at).toISOString() : null,
    endsAt: met ? new Date(at + 3_600_000).toISOString() : null,
    dueAt: met ? null : new Date(at).toISOString(),
    place: met ? random.pick(meetingPlaces) : null,
    account,
    deal,
    owner,
  };
  const person = people[0];
  return [
    { record: 'event', id: event, values },
    ...(met && person
      ? [{ record: 'eventContact' as const, id: datedId(new Date(now), random), values: { event, contact: person } }]
      : []),
  ];
}

function projectOf(name: string, account: string, owner: string, deal: string, signedAt: number, now: number): Values {
  const begins = signedAt + 21 * dayLength;
  const ends = begins + 75 * dayLength;
  const status = begins > now ? 'planned' : ends > now ? 'inProgress' : 'done';
  return { name, account, owner, deal, status, startsOn: day(begins), endsOn: day(ends) };
}

/**
 * Takes a source of chance, the companies of the story and now (ms since 1970); tells eighteen months of business with
 * them: deals begun, won and lost, the exchanges on the way, the work done, what is planned in the days to come. Clients
 * come back, others are met once.
 */
export function tellStory(random: Random, characters: readonly Character[], now: number): Told[] {
  return characters.flatMap((character) => {
    const deals = character.client ? 1 + random.integer(2) : random.chance(0.6) ? 1 : 0;
    return Array.from({ length: deals }, (_none, index) => {
      // The last deal of a company is often recent: a story that goes on.
      const back =
        index === deals - 1 && random.chance(0.6) ? random.integer(65) : 60 + random.integer(storyLength - 60);
      return tellDeal(random, character, now - back * dayLength, now);
    }).flat();
  });
}
