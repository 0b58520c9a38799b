import { digits, fold } from '../../lib/text.ts';
import { addressIn, type CardAddress, isStreet } from './card-address.ts';
import { agreed, likeliestEmail, proofread } from './card-agreement.ts';
import { type CardLine, type Found, plainLine } from './card-line.ts';
import { emailsIn, isMailProvider, linkedinIn, ownerOf, websiteIn } from './card-links.ts';
import { mailEvidence, nameInMail, nameLikeness, nameOf } from './card-person.ts';
import { type CardPhone, phonesIn } from './card-phones.ts';
import { isLegalMention, type Registrations, registrationsIn } from './card-registrations.ts';
import { companyLikeness, functionLikeness, isDepartment, isLegalForm } from './card-words.ts';

/** What a business card says, each with its certainty (0 to 1); what it does not say is absent. */
export interface CardReading extends Registrations {
  readonly civility?: Found | undefined;
  readonly firstName?: Found | undefined;
  readonly lastName?: Found | undefined;
  /** The function as it is written, in whatever words. */
  readonly jobTitle?: Found | undefined;
  readonly department?: Found | undefined;
  readonly company?: Found | undefined;
  readonly phone?: Found | undefined;
  readonly extension?: Found | undefined;
  readonly mobile?: Found | undefined;
  readonly fax?: Found | undefined;
  readonly email?: Found | undefined;
  readonly website?: Found | undefined;
  readonly linkedin?: Found | undefined;
  readonly address?: Found<CardAddress> | undefined;
  /** Lines that no field takes. */
  readonly others: readonly string[];
}

interface Rest {
  readonly text: string;
  readonly certainty: number;
  readonly height: number;
  /** Place of its line on the card. */
  readonly at: number;
}

/** What a line is about once its numbers and addresses are taken out: labels, ornaments and signs are nothing. */
function withoutLabels(text: string): string {
  return text
    .replace(
      /(?:^|\s)(?:t[ée]l(?:[ée]phone)?|mob(?:ile)?|port(?:able)?|fax|t[ée]l[ée]copie|e-?mail|mail|courriel|web|site(?: web)?|adresse|address|phone|cell|direct|standard|secr[ée]tariat|ligne directe|[tmpfewad])\s*[.:)]+(?=\s|$)/gi,
      ' ',
    )
    .replace(/^[\s|•·,;:/–—_=~*<>-]+|(?:[\s|•·,;:/–—_=~*<>]|(?<!\p{L})-)+$/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** An address that goes on in the next line: « prenom.nom@exemple- », « conseil.fr ». */
function joinedWraps(lines: readonly CardLine[]): CardLine[] {
  const joined: CardLine[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as CardLine;
    const next = lines[at + 1];
    const open = /@[\w-]*(?:\.[\w-]+)*[-.]$|@[\w-]{3,}$|[\w-]+(?:\.[\w-]+)*@$/.test(line.text);
    const goesOn = next && /^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{2,}$|^\.[a-z]{2,}$/i.test(next.text);
    const starts = next && /^@[\w-]+(?:\.[\w-]+)+$/.test(next.text) && /(?:^|\s)[\w.-]+$/.test(line.text);
    if ((open && goesOn && !/^www\./i.test(next.text)) || starts) {
      joined.push({
        ...line,
        text: line.text + next.text,
        certainty: Math.min(line.certainty ?? 1, next.certainty ?? 1) * 0.9,
      });
      at++;
    } else joined.push(line);
  }
  return joined;
}

/** The contact's ways of being reached, taken out of the lines; what is left of each. */
function takeLinks(lines: readonly CardLine[]) {
  const found = {
    phones: [] as CardPhone[],
    emails: [] as Found[],
    website: undefined as Found | undefined,
    linkedin: undefined as Found | undefined,
    registrations: {} as Registrations,
    rest: [] as Rest[],
  };
  for (const [at, { text: line, certainty = 1, height = 0, otherwise }] of lines.entries()) {
    let text = line;
    const cut = (from: number, to: number) => {
      text = `${text.slice(0, from)} | ${' '.repeat(Math.max(0, to - from - 3))}${text.slice(to)}`;
    };
    const profile = linkedinIn(text, certainty);
    if (profile) {
      found.linkedin ??= profile;
      cut(profile.from, profile.to);
    }
    // Another reading of the line is heard too: which of the two is right, the rest of the card tells.
    for (const other of emailsIn(plainLine(otherwise ?? ''), certainty * 0.95)) found.emails.push(other);
    for (const email of emailsIn(text, certainty).reverse()) {
      found.emails.unshift(email);
      cut(email.from, email.to);
    }
    const site = websiteIn(text, certainty);
    if (site) {
      found.website ??= site;
      cut(site.from, site.to);
    }
    const registered = registrationsIn(text, certainty);
    found.registrations = {
      siren: found.registrations.siren ?? registered.siren,
      siret: found.registrations.siret ?? registered.siret,
      vatNumber: found.registrations.vatNumber ?? registered.vatNumber,
    };
    if (isLegalMention(text)) continue;
    const others = phonesIn(plainLine(otherwise ?? ''), certainty).map(({ value }) => digits(value));
    for (const phone of phonesIn(text, certainty).reverse()) {
      // Another reading with other figures: one of the two is wrong.
      const disputed = others.length > 0 && !others.includes(digits(phone.value));
      found.phones.push(disputed ? { ...phone, certainty: Math.min(0.7, phone.certainty) } : phone);
      cut(phone.from, phone.to);
    }
    for (const piece of text.split(/\s\|\s|\s[•·—–|]\s|\s{4,}/)) {
      const left = withoutLabels(piece);
      if (left.replace(/[^\p{L}\p{N}]/gu, '').length > 1) found.rest.push({ text: left, certainty, height, at });
    }
  }
  return found;
}

/** Takes the numbers in their order; returns the best for each purpose. */
function sortedPhones(phones: readonly CardPhone[]) {
  const best = (kind: CardPhone['kind']): CardPhone | undefined =>
    phones
      .filter((one) => one.kind === kind)
      .reduce<CardPhone | undefined>((known, one) => {
        if (!known) return one;
        return one.own > known.own && known.own < 1 && one.own === 1 ? one : known;
      }, undefined);
  return { phone: best('phone'), mobile: best('mobile'), fax: best('fax') };
}

/** How alike a company's name and the owner of a domain are, 0 to 1. */
function domainLikeness(text: string, owner: string): number {
  if (owner.length < 3) return 0;
  const words = fold(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const whole = words.join('');
  if (whole === '') return 0;
  if (whole === owner) return 1;
  if (whole.length > 3 && owner.includes(whole)) return 0.6 + (0.35 * whole.length) / owner.length;
  if (whole.includes(owner)) return 0.7 + (0.25 * owner.length) / whole.length;
  // « Menuiserie Vasseur » at mvasseur, « Cabinet Hautefort & Associés » at hautefort-avocats.
  const long = words.filter((word) => word.length > 3 && owner.includes(word)).join('').length;
  if (long > 0) return 0.4 + (0.4 * long) / Math.max(owner.length, whole.length);
  const initials = words.map((word) => word[0]).join('');
  return initials.length > 2 && (owner === initials || owner.startsWith(initials)) ? 0.5 : 0;
}

/** Takes an address and who owns it; returns the company that it seems to be of, none where it is the person's own name. */
function companyInDomain(address: string, owner: string, lastName = ''): string | undefined {
  const person = fold(lastName).replace(/[^a-z0-9]/g, '');
  if (owner.length < 3 || (person.length > 2 && owner.includes(person))) return undefined;
  const label = address.replace(/^(?:https?:\/\/)?(?:www\.)?/, '').split('.')[0] ?? '';
  const words = label.replace(/-/g, ' ');
  return `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`;
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
  const lines = joinedWraps(
    given.map((line) => ({ ...line, text: plainLine(line.text) })).filter(({ text }) => text !== ''),
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
  if (place) rest = rest.filter((_, index) => !place.taken.includes(index));

  const tallest = Math.max(1, ...rest.map(({ height }) => height));
  const size = ({ height }: Rest): number => (height / tallest) * 0.12;
  /** What speaks for a line that no word tells to be a company: it is in capitals, or first. */
  const plain = (text: string, { at }: Rest): number =>
    /\d/.test(text) || isDepartment(text)
      ? 0
      : (text === text.toUpperCase() && /\p{Lu}{3}/u.test(text) ? 0.12 : 0) + (at === 0 ? 0.05 : 0);
  const companyScore = (text: string, line: Rest): number => {
    if (functionLikeness(text) > 0.9 && companyLikeness(text) < 0.9 && domainLikeness(text, owner) < 0.9) return 0;
    // A name that ends so goes on in the next line.
    const open = /(?:[&-]|\s(?:et|and|de|du|des))$/i.test(text) ? 0.3 : 0;
    return domainLikeness(text, owner) * 0.75 - open + companyLikeness(text) * 0.35 + size(line) + plain(text, line);
  };
  const nameScore = (text: string, line: Rest): number => {
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

  // « Jean Martin, Directeur commercial » on one line.
  const comma = name ? /^([^,–—-]+?)\s*(?:,|\s[–—-])\s+(.+)$/.exec(name.text) : null;
  const parts = comma && functionLikeness(comma[2] ?? '') > 0.5 ? comma : null;

  const position = parts
    ? { text: parts[2] ?? '', certainty: name?.certainty ?? 1, from: -1, count: 0 }
    : pick(
        rest,
        (text, line) => {
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
  if (position && position.from >= 0) drop(position);

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

  const person = name ? nameOf(parts?.[1] ?? name.text, email?.value) : email ? nameInMail(email.value) : null;
  const readSure = name?.certainty ?? 1;
  const nameSure = name ? Math.min(1, nameLikeness(parts?.[1] ?? name.text, email?.value) + 0.35) : 1;
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
      ? found(position.text, position.certainty * Math.max(0.7, functionLikeness(position.text)))
      : found(guessed?.text, 0.5 * (guessed?.certainty ?? 1)),
    department: found(department?.text, department?.certainty ?? 1),
    company: company
      ? found(company.text, company.certainty * companySure)
      : found(companyInDomain(website?.value ?? domain, owner, person?.lastName), 0.4),
    phone: found(numbers.phone?.value, numbers.phone?.certainty ?? 0),
    extension: found(extension, numbers.phone?.certainty ?? 0),
    mobile: found(numbers.mobile?.value, numbers.mobile?.certainty ?? 0),
    fax: found(numbers.fax?.value, numbers.fax?.certainty ?? 0),
    email: found(email?.value, email?.certainty ?? 0),
    website: found(website?.value, website?.certainty ?? 0),
    linkedin: found(linkedin?.value, linkedin?.certainty ?? 0),
    address: place
      ? { value: place.address.value, certainty: Math.round(place.address.certainty * 100) / 100 }
      : undefined,
    siren: found(registrations.siren?.value, registrations.siren?.certainty ?? 0),
    siret: found(registrations.siret?.value, registrations.siret?.certainty ?? 0),
    vatNumber: found(registrations.vatNumber?.value, registrations.vatNumber?.certainty ?? 0),
    others: rest.map(({ text }) => text),
  };
}
