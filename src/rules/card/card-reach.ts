import { digits, fold } from '../../lib/text.ts';
import { type LineLabel, labelled } from './card-columns.ts';
import { type CardLine, type Found, plainLine } from './card-line.ts';
import { emailsIn, linkedinIn, websiteIn } from './card-links.ts';
import { nameLikeness } from './card-person.ts';
import { type CardPhone, phonesIn } from './card-phones.ts';
import { isLegalMention, type Registrations, registrationsIn } from './card-registrations.ts';
import { companyLikeness, functionLikeness } from './card-words.ts';

/** What a line says beside numbers and addresses. */
export interface Rest {
  readonly text: string;
  readonly certainty: number;
  readonly height: number;
  /** Place of its line on the card. */
  readonly at: number;
  /** What the card itself calls it. */
  readonly label?: LineLabel | undefined;
  /** The dash that parts it from what stands before it on its line. */
  readonly dash?: string | undefined;
}

/** What a line is about once its numbers and addresses are taken out: labels, ornaments and signs are nothing. */
function withoutLabels(text: string): string {
  return text
    .replace(
      /(?:^|\s)(?!M\.\s(?:\p{Lu}|et\s|&))(?:t[ée]l(?:[ée]phone)?|mob(?:ile)?|port(?:able)?|fax|t[ée]l[ée]copie|e-?mail|mail|courriel|web|site(?: web)?|adresse|address|phone|cell|direct|standard|secr[ée]tariat|ligne directe|[tmpfewad])\s*[.:)]+(?=\s|$)/giu,
      ' ',
    )
    .replace(/^[^\p{L}\p{N}«"“(@+&]+|(?:[\s|•·,;:/–—_=~*<>]|(?<!\p{L})-)+$/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Takes lines; returns them with an address that goes on in the next line: « prenom.nom@exemple- », « conseil.fr ». */
export function joinedWraps(lines: readonly CardLine[]): CardLine[] {
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

/** Takes what is left of a line; returns its pieces: what dashes and bullets part, and a name from the function behind it. */
function piecesOf(line: string): { readonly text: string; readonly dash?: string | undefined }[] {
  const pieces: { text: string; dash: string | undefined }[] = [];
  let from = 0;
  let dash: string | undefined;
  for (const { 0: sign, index } of [...line.matchAll(/\s[|•·—–]\s|\s{4,}/g), { 0: '', index: line.length }]) {
    pieces.push({ text: line.slice(from, index), dash });
    dash = /[—–]/.exec(sign)?.[0];
    from = index + sign.length;
  }
  return pieces.flatMap(({ text, dash }) => {
    const [, who = '', what = ''] = /^([^,]+?)(?:\s*,|\s-)\s+(.+)$/.exec(text) ?? [];
    const isPerson =
      functionLikeness(what) > 0.5 &&
      functionLikeness(who) === 0 &&
      companyLikeness(who) === 0 &&
      nameLikeness(who, undefined) >= 0.4;
    return isPerson ? [{ text: who, dash }, { text: what }] : [{ text, dash }];
  });
}

/** Whether another reading of a line says other letters, not other signs and spaces alone. */
function isDisputed(line: string, otherwise: string | undefined): boolean {
  const letters = (text: string): string => fold(text).replace(/[^a-z0-9]/g, '');
  return otherwise !== undefined && otherwise !== '' && letters(line) !== letters(otherwise);
}

/** Takes what was read of a line alone; returns the address in it: what stands before it is a sign or a label. */
function emailAlone(text: string, certainty: number): Found | undefined {
  const [word] = text.split(/[\s_]+(?=\S*@)/).slice(-1);
  const alone = word?.split(/\s/)[0]?.replace(/^(?:e-?mail|mail|courriel|mel)[.:-]?(?=[^@]{2})/i, '');
  return emailsIn(alone ?? '', certainty)[0];
}

/** Takes the lines of a card; returns the ways to reach the person, each taken out of its line, and what is left of the lines. */
export function takeLinks(lines: readonly CardLine[]) {
  const found = {
    phones: [] as CardPhone[],
    emails: [] as Found[],
    website: undefined as Found | undefined,
    linkedin: undefined as Found | undefined,
    registrations: {} as Registrations,
    rest: [] as Rest[],
  };
  for (const [at, { text: line, certainty = 1, height = 0, otherwise, alone = [] }] of lines.entries()) {
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
    const here = emailsIn(text, certainty);
    // Both readings of the whole card said the same.
    if (alone.length > 0 && otherwise === undefined) found.emails.push(...here);
    for (const one of here.length < 2 ? alone : []) {
      const email = emailAlone(one, certainty);
      if (email) found.emails.push(email);
    }
    for (const email of here.reverse()) {
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
    const numbers = phonesIn(text, certainty).map((phone) => {
      // Another reading with other figures: one of the two is wrong.
      const disputed = others.length > 0 && !others.includes(digits(phone.value));
      return disputed ? { ...phone, certainty: Math.min(0.7, phone.certainty) } : phone;
    });
    found.phones.push(...numbers);
    for (const phone of numbers.reverse()) cut(phone.from, phone.to);
    const sure = isDisputed(line, otherwise) ? Math.min(0.7, certainty) : certainty;
    for (const piece of piecesOf(text)) {
      const { label, text: said } = labelled(piece.text);
      const left = withoutLabels(said);
      if (left.replace(/[^\p{L}\p{N}]/gu, '').length > 1)
        found.rest.push({ text: left, certainty: sure, height, at, label, dash: piece.dash });
    }
  }
  return found;
}
