import { addressIn, isStreet } from './card-address.ts';
import { agreed, likeliestEmail, proofread } from './card-agreement.ts';
import { columnsApart } from './card-columns.ts';
import { companyInDomain, domainLikeness } from './card-domain.ts';
import { type CardLine, type Found, plainLine } from './card-line.ts';
import { isMailProvider, ownerOf } from './card-links.ts';
import { mailEvidence, nameInMail, nameLikeness, nameOf } from './card-person.ts';
import type { CardPhone } from './card-phones.ts';
import { joinedWraps, type Rest, takeLinks } from './card-reach.ts';
import type { CardReading } from './card-reading.ts';
import { vcardReading } from './card-vcard.ts';
import { companyLikeness, functionLikeness, isDepartment, isLegalForm, withElisions } from './card-words.ts';

/** Takes the numbers in their order; returns the best for each purpose: one's own line, else one that is not said to be everybody's. */
function sortedPhones(phones: readonly CardPhone[]) {
  // Numbers for all the country's callers (08) are the last that one would ring.
  const rank = (one: CardPhone): number => (/^0\s?8/.test(one.value) ? -1 : one.own);
  const best = (kind: CardPhone['kind']): CardPhone | undefined =>
    phones
      .filter((one) => one.kind === kind)
      .reduce<CardPhone | undefined>((known, one) => (!known || rank(one) > rank(known) ? one : known), undefined);
  return { phone: best('phone'), mobile: best('mobile'), fax: best('fax') };
}

interface Picked {
  readonly from: number;
  readonly count: number;
  readonly text: string;
  readonly certainty: number;
}

/** Takes lines and how well one is what is looked for; returns the best, of two lines together where that is better. */
function pick(
  rest: readonly Rest[],
  score: (text: string, line: Rest) => number,
  { least, together }: { readonly least: number; readonly together: (one: Rest, next: Rest) => boolean },
): Picked | null {
  let best: (Picked & { readonly score: number }) | null = null;
  for (const [from, line] of rest.entries())
    for (const count of [1, 2]) {
      const next = rest[from + 1];
      if (count === 2 && !(next && together(line, next))) continue;
      const text = count === 2 && next ? `${line.text} ${next.text}`.replace(/(\p{L}-) (?=\p{L})/u, '$1') : line.text;
      const value = score(text, line);
      if (value < least || (best && value <= best.score)) continue;
      const read = count === 2 && next ? Math.min(line.certainty, next.certainty) : line.certainty;
      best = { from, count, text, certainty: read, score: value };
    }
  return best;
}

/** Whether two lines may be one that was broken: as tall, and one after the other. */
function alike(one: Rest, next: Rest): boolean {
  const [low, tall] = [Math.min(one.height, next.height), Math.max(one.height, next.height)];
  return next.at - one.at <= 1 && (tall === 0 || low / tall > 0.72);
}

const connector = /[-–]$|(?:\s|^)(?:et|de|des|du|&|and|of|la|pour|en)$/i;
const connected = /^(?:et|de|des|du|d['’]|&|and|of|pour|en|à)(?:\s|$|\p{L})/iu;

/**
 * Takes the lines of a business card, in reading order; returns what they say, each field with its certainty. Nothing
 * is made up but what is marked unsure: a name or a company that only the e-mail address tells.
 */
export function readCard(given: readonly CardLine[]): CardReading {
  const card = vcardReading(given.map(({ text }) => text));
  if (card) return card;
  const lines = joinedWraps(
    columnsApart(given)
      .map((line) => ({ ...line, text: plainLine(line.text) }))
      .filter(({ text }) => text !== ''),
  );
  const { phones, emails, website: site, linkedin, registrations, rest: all } = takeLinks(lines);
  const { email: read, website } = agreed(likeliestEmail(emails, lines, site?.value), site, lines);
  const email = proofread(read, lines);
  const domain = email?.value.split('@')[1] ?? '';
  const owner = ownerOf(website?.value ?? (isMailProvider(domain) ? '' : domain));
  let rest = [...all];
  const drop = ({ from, count }: { from: number; count: number }) => {
    rest = rest.filter((_, index) => index < from || index >= from + count);
  };
  const place = addressIn(rest);
  // Five figures abroad: the end of the addresses tells where, if no number is French.
  const away = phones.some(({ value }) => /^(?:0|\+33|0033)/.test(value.replace(/\s/g, '')))
    ? undefined
    : /\.(de|it|es|at|nl|be|ch|pt|lu)$/.exec(website?.value ?? domain)?.[1]?.toUpperCase();
  if (place) rest = rest.filter((_, index) => !place.taken.includes(index));

  const tallest = Math.max(1, ...rest.map(({ height }) => height));
  const size = ({ height }: Rest): number => (height / tallest) * 0.12;
  /** What speaks for a line that no word tells to be a company: it is in capitals, or first. */
  const plain = (text: string, { at }: Rest): number =>
    /\d/.test(text) || isDepartment(text)
      ? 0
      : (text === text.toUpperCase() && /\p{Lu}{3}/u.test(text) ? 0.12 : 0) + (at === 0 ? 0.05 : 0);
  const companyScore = (text: string, line: Rest): number => {
    if (line.label) return line.label === 'company' ? 2 : 0;
    if (functionLikeness(text) > 0.9 && companyLikeness(text) < 0.9 && domainLikeness(text, owner) < 0.9) return 0;
    // A name that ends so goes on in the next line.
    const open = /(?:[&-]|\s(?:et|and|de|du|des))$/i.test(text) ? 0.3 : 0;
    return domainLikeness(text, owner) * 0.75 - open + companyLikeness(text) * 0.35 + size(line) + plain(text, line);
  };
  const nameScore = (text: string, line: Rest): number => {
    if (line.label) return line.label === 'name' ? 2 : 0;
    const likeness = nameLikeness(text, email?.value);
    // A company that bears its owner's name: the line that the domain repeats whole is the company's.
    const taken = domainLikeness(text, owner) > 0.9 && mailEvidence(text.split(' '), email?.value) < 1 ? 0.3 : 0;
    return likeness === 0 ? 0 : likeness + size(line) - taken;
  };
  const name = pick(rest, nameScore, {
    least: 0.4,
    together: (one, next) => alike(one, next) && !/\s/.test(one.text) && !/\s/.test(next.text),
  });
  const nameAt = name ? (rest[name.from]?.at ?? 0) : -1;
  if (name) drop(name);

  const position = pick(
    rest,
    (text, line) => {
      if (line.label) return line.label === 'jobTitle' && /\p{L}/u.test(text) ? 2 : 0;
      const likeness = functionLikeness(text);
      if (likeness === 0 || (domainLikeness(text, owner) > 0.6 && likeness < 1)) return 0;
      const below = nameAt >= 0 ? line.at - nameAt : 0;
      const near = below > 0 && below <= 2 ? 0.4 - below * 0.05 : 0;
      return likeness + near + (isStreet(text) ? -0.5 : 0) + text.length / 1000 - companyLikeness(text) * 0.25;
    },
    {
      least: 0.5,
      together: (one, next) =>
        alike(one, next) &&
        (connector.test(one.text) || connected.test(next.text)) &&
        companyLikeness(next.text) < 0.9 &&
        domainLikeness(next.text, owner) < 0.6,
    },
  );
  /** What a dash joins to a line that was taken: « General Manager – France ». */
  const tailOf = (picked: Picked | null, belongs: (tail: string) => boolean): string => {
    const last = picked && rest[picked.from + picked.count - 1];
    const tail = picked && rest[picked.from + picked.count];
    if (!last || !tail?.dash || tail.at !== last.at || /\d/.test(tail.text) || !belongs(tail.text)) return '';
    rest = rest.filter((line) => line !== tail);
    return ` ${tail.dash} ${tail.text}`;
  };
  const scope = tailOf(
    position,
    (tail) =>
      domainLikeness(tail, owner) < 0.5 &&
      (functionLikeness(tail) > 0 ||
        /^(?:france|europe|emea|international|nord|sud|est|ouest|grand|r[ée]gion|zone|secteur|uk|benelux)/i.test(tail)),
  );
  if (position) drop(position);

  const company = pick(rest, companyScore, {
    least: 0.1,
    together: (one, next) =>
      next.at - one.at <= 1 &&
      (isLegalForm(next.text) ||
        /(?:[&-]|\b(?:et|and))$/.test(one.text) ||
        (alike(one, next) &&
          domainLikeness(`${one.text} ${next.text}`, owner) >
            Math.max(domainLikeness(one.text, owner), domainLikeness(next.text, owner)))),
  });
  const branch = tailOf(
    company,
    (tail) =>
      companyLikeness(tail) > 0 || /^d(?:e|u|es)\s|^d[’']/.test(tail) || /^[\p{Lu}.&]{2,8}$/u.test(company?.text ?? ''),
  );
  if (company) drop(company);
  // Between name and contact, a line that is nothing else is what the person does.
  const beside =
    position || nameAt < 0
      ? null
      : rest.findIndex(({ at, text }) => at > nameAt && at - nameAt <= 1 && /\p{L}{4}/u.test(text) && !/\d/.test(text));
  const guessed = beside !== null && beside >= 0 ? rest[beside] : undefined;
  if (guessed) rest = rest.filter((line) => line !== guessed);
  const part = rest.findIndex(({ text }) => isDepartment(text));
  const department = part === -1 ? undefined : rest[part];
  if (department) rest = rest.filter((line) => line !== department);

  const person = name ? nameOf(name.text, email?.value) : email ? nameInMail(email.value) : null;
  const readSure = name?.certainty ?? 1;
  const nameSure = name ? Math.min(1, nameLikeness(name.text, email?.value) + 0.35) : 1;
  const found = (value: string | undefined, certainty: number): Found | undefined =>
    value ? { value, certainty: Math.round(Math.min(1, certainty) * 100) / 100 } : undefined;
  const numbers = sortedPhones([...phones]);
  const extension = numbers.phone?.extension ?? numbers.mobile?.extension;
  const companySure = company
    ? Math.min(1, 0.55 + domainLikeness(company.text, owner) * 0.5 + companyLikeness(company.text) * 0.25)
    : 0;
  const firstSure = readSure * nameSure * (person?.certainty ?? 0);

  return {
    civility: found(person?.civility, readSure),
    firstName: found(person?.firstName, firstSure),
    lastName: found(person?.lastName, firstSure),
    jobTitle: position
      ? found(
          `${withElisions(position.text).replace(/\s+(?:depuis|since)\s+\d{4}$/i, '')}${scope}`,
          position.certainty * Math.max(0.7, functionLikeness(position.text)),
        )
      : found(guessed?.text, 0.5 * (guessed?.certainty ?? 1)),
    department: found(department?.text, department?.certainty ?? 1),
    company: company
      ? found(`${company.text}${branch}`, company.certainty * companySure)
      : found(companyInDomain(website?.value ?? domain, owner, person?.lastName), 0.4),
    phone: found(numbers.phone?.value, numbers.phone?.certainty ?? 0),
    extension: found(extension, numbers.phone?.certainty ?? 0),
    mobile: found(numbers.mobile?.value, numbers.mobile?.certainty ?? 0),
    fax: found(numbers.fax?.value, numbers.fax?.certainty ?? 0),
    email: found(email?.value, email?.certainty ?? 0),
    website: found(website?.value, website?.certainty ?? 0),
    linkedin: found(linkedin?.value, linkedin?.certainty ?? 0),
    address: place
      ? {
          value: { ...(away ? { country: away } : {}), ...place.address.value },
          certainty: Math.round(place.address.certainty * 100) / 100,
        }
      : undefined,
    siren: found(registrations.siren?.value, registrations.siren?.certainty ?? 0),
    siret: found(registrations.siret?.value, registrations.siret?.certainty ?? 0),
    vatNumber: found(registrations.vatNumber?.value, registrations.vatNumber?.certainty ?? 0),
    others: rest.map(({ text }) => text),
  };
}
