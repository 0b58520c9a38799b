import { luhn } from '../../lib/luhn.ts';
import { fold } from '../../lib/text.ts';
import type { Values } from '../records/rows.ts';
import type { Random } from './random.ts';
import { type Town, towns } from './towns.ts';
import {
  companyEndings,
  companyWords,
  departments,
  femaleNames,
  legalForms,
  maleNames,
  remarks,
  streetKinds,
  streetNames,
  surnames,
  trades,
} from './words.ts';

/** Ranges that ARCEP keeps for works of fiction (decision 2018-0881, annex): nobody is ever called. */
const landlines = ['01 99 00', '02 61 91', '03 53 01', '04 65 71', '05 36 49'] as const;
const mobiles = '06 39 98';

function phone(random: Random, range: string): string {
  const figures = String(random.integer(10_000)).padStart(4, '0');
  return `${range} ${figures.slice(0, 2)} ${figures.slice(2)}`;
}

/** The landline of a place: the first figure is the region's. */
function landline(random: Random, town: Town): string {
  const index = /^(?:75|77|78|9[1-5])/.test(town.postcode)
    ? 0
    : /^(?:14|22|27|28|29|35|36|37|41|44|45|49|50|53|56|61|72|76|85)/.test(town.postcode)
      ? 1
      : /^(?:0[28]|10|21|25|39|5[1-9]|6[0278]|7[01]|80|8[89]|90)/.test(town.postcode)
        ? 2
        : /^(?:09|1[1269]|17|2[34]|3[123]|4[0678]|6[45]|79|8[1267])/.test(town.postcode)
          ? 4
          : 3;
  return phone(random, landlines[index] ?? landlines[0]);
}

function withKey(figures: string): string {
  for (let key = 0; key < 10; key++) if (luhn(`${figures}${key}`)) return `${figures}${key}`;
  return figures;
}

/** Takes a company's number in the demonstration; returns a SIREN with its key that INSEE gives nobody: they never begin with 0. */
export function fictionalSiren(index: number): string {
  return withKey(`0${String((index * 7_919 + 1_234_567) % 10_000_000).padStart(7, '0')}`);
}

function vatOf(siren: string): string {
  return `FR${String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0')}${siren}`;
}

function slug(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
}

function surname(random: Random): string {
  const name = random.pickEarly(surnames);
  return random.chance(0.06) ? `${name}-${random.pick(surnames)}` : name;
}

function address(random: Random, town: Town): Values {
  const street = `${1 + random.integer(180)} ${random.pickEarly(streetKinds)} ${random.pick(streetNames)}`;
  return {
    street,
    ...(random.chance(0.1) ? { street2: `Bâtiment ${random.pick(['A', 'B', 'C', 'D'])}` } : {}),
    postcode: town.postcode,
    city: town.city,
    region: town.region,
    country: 'FR',
  };
}

function companyName(random: Random): { name: string; industry: string } {
  const [trade, industry] = random.pickEarly(trades);
  const form = random.chance(0.6) ? ` ${random.pickEarly(legalForms)}` : '';
  const draw = random.next();
  if (draw < 0.55) return { name: `${trade} ${surname(random)}${form}`, industry };
  if (draw < 0.8) return { name: `${surname(random)} ${random.pick(companyEndings)}${form}`, industry };
  return { name: `${trade} ${random.pick(companyWords)}${form}`, industry };
}

function day(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

const kindsOfAccount = ['client', 'prospect', 'client', 'supplier', 'partner', 'other'] as const;

/** A company made up, and what its people take from it. */
export interface FictionalCompany {
  readonly values: Values;
  readonly town: Town;
  readonly domain: string;
}

/**
 * Takes a source of chance, the company's number and its owner's id; returns an account's values in their JSON form, and
 * where it is.
 */
export function fictionalCompany(random: Random, index: number, owner: string | null): FictionalCompany {
  const town = random.pickEarly(towns);
  const { name, industry } = companyName(random);
  const kind = random.pickEarly(kindsOfAccount);
  const siren = fictionalSiren(index);
  const domain = `${slug(name)}.example`;
  const role = kind === 'partner' ? 'other' : kind;
  const values: Values = {
    legalName: name,
    accountType: kind,
    roles: random.chance(0.05) && role !== 'supplier' ? [role, 'supplier'] : [role],
    industry,
    owner,
    phone: landline(random, town),
    email: random.chance(0.8) ? `contact@${domain}` : null,
    website: random.chance(0.6) ? `https://www.${domain}` : null,
    address: address(random, town),
    siren: random.chance(0.9) ? siren : null,
    siret: random.chance(0.7) ? withKey(`${siren}0001`) : null,
    vatNumber: random.chance(0.4) ? vatOf(siren) : null,
    billingEmail: random.chance(0.2) ? `facturation@${domain}` : null,
    doNotDun: random.chance(0.03) ? true : null,
    comment: random.chance(0.1) ? random.pick(remarks) : null,
  };
  return { values, town, domain };
}

const branches = ['Agence', 'Entrepôt', 'Atelier', 'Bureau commercial', 'Dépôt'] as const;

/** Takes a company; returns its default site and, for one in ten, a second one elsewhere. */
export function fictionalSites(random: Random, company: FictionalCompany): Values[] {
  const seat: Values = { name: 'Siège', isDefault: true, addressTypes: ['billing'], address: company.values.address };
  if (!random.chance(0.1)) return [seat];
  const town = random.pick(towns);
  const name = `${random.pick(branches)} de ${town.city}`;
  return [seat, { name, isDefault: false, addressTypes: ['delivery'], address: address(random, town) }];
}

const jobTitles = [
  'ceo',
  'accounting',
  'purchasing',
  'salesDirector',
  'technical',
  'assistant',
  'cfo',
  'marketing',
  'other',
] as const;
const interlocutors = ['main', 'user', 'decisionMaker', 'technical', 'financial', 'influencer'] as const;
const sources = ['import', 'manual', 'card', 'phonebook', 'deal'] as const;

/** A person made up: what is theirs, and what is true of them at a company. */
export interface FictionalPerson {
  readonly values: Values;
  readonly link: Values;
}

/** Takes a source of chance, the person's company and a moment (ms since 1970) they were met before; returns a person. */
export function fictionalPerson(random: Random, company: FictionalCompany, until: number): FictionalPerson {
  const female = random.chance(0.48);
  const firstName = random.pickEarly(female ? femaleNames : maleNames);
  const lastName = surname(random);
  const followed = random.chance(0.6);
  const gone = random.chance(0.01);
  const values: Values = {
    civility: female ? 'mrs' : 'mr',
    gender: random.chance(0.9) ? (female ? 'female' : 'male') : null,
    firstName: random.chance(0.97) ? firstName : null,
    lastName,
    // Nobody shares a page with a namesake.
    linkedin: random.chance(0.1)
      ? `${slug(`${firstName} ${lastName}`)}-${company.domain.replace('.example', '-demo')}`
      : null,
    lastFollowUpOn: followed ? day(until - random.next() ** 2 * 1_000 * 86_400_000) : null,
    marketingConsent: random.chance(0.5) ? true : random.chance(0.3) ? false : null,
    status: gone ? 'disappeared' : 'active',
    disappearedAt: gone ? new Date(until - random.integer(300) * 86_400_000).toISOString() : null,
    source: random.pickEarly(sources),
    comment: random.chance(0.05) ? random.pick(remarks) : null,
  };
  return { values, link: fictionalLink(random, company, `${slug(firstName).replaceAll('-', '')}.${slug(lastName)}`) };
}

/** The companies whose main interlocutor is known: each has one. */
const withMain = new WeakSet<FictionalCompany>();

function interlocutor(random: Random, company: FictionalCompany): (typeof interlocutors)[number] {
  const picked = random.pickEarly(interlocutors);
  if (picked !== 'main') return picked;
  if (withMain.has(company)) return 'user';
  withMain.add(company);
  return picked;
}

/** Takes a company and how its people's addresses begin; returns what is true of a person there. */
export function fictionalLink(random: Random, company: FictionalCompany, mailbox: string): Values {
  const jobTitle = random.pickEarly(jobTitles);
  return {
    jobTitle: random.chance(0.95) ? jobTitle : null,
    department: random.chance(0.3) ? random.pick(departments) : null,
    phone: random.chance(0.6) ? landline(random, company.town) : null,
    extension: random.chance(0.1) ? String(100 + random.integer(900)) : null,
    mobile: random.chance(0.7) ? phone(random, mobiles) : null,
    email: random.chance(0.85) ? `${mailbox}@${company.domain}` : null,
    recvInvoice: jobTitle === 'accounting' ? true : null,
    recvReminder: jobTitle === 'accounting' && random.chance(0.5) ? true : null,
    interlocutorTypes: random.chance(0.4) ? [interlocutor(random, company)] : null,
  };
}
