import type { Evidence, EvidenceKind } from '../../lib/duplicate-facts.ts';
import { digits, fold, words } from '../../lib/text.ts';

import { splitLegalForm } from '../legal-forms.ts';

/** Mailboxes of a service or a whole company: several people have them. */
const sharedMailboxes = new Set(
  'accueil achat achats administration admin agence adv bonjour bureau cabinet commande commandes commercial commerciale compta comptabilite contact contacts courrier devis direction drh facture factures facturation finance gestion hello info infos information mail mairie marketing office pharmacie personnel paie production qualite rh sales sav secretaire secretariat service services siege standard support technique vente ventes web webmaster'.split(
    ' ',
  ),
);
/** Hosts where many have their pages: there the page tells, not the host. */
const sharedHosts =
  /(?:^|\.)(?:facebook|linkedin|instagram|twitter|x|youtube|google|pagesjaunes|doctolib|planity|wixsite|wordpress|blogspot|jimdo(?:free|site)?|business|free|pagesperso-orange|wanadoo|societe|pappers|etsy|ebay|amazon|tripadvisor)\.(?:com|fr|site|net|io)$/;
/** Words that say nothing of which company it is. */
const emptyWords = new Set('a au aux d de des du en et l la le les sur the and of'.split(' '));
/** Fewest digits of a number that tells who is called: 3949 is a service. */
const shortestNumber = 8;

/** Takes words; returns them with each run of letters made one word: S.A.R.L. is sarl, J.C.D. is jcd. */
function joinLetters(list: readonly string[]): string[] {
  const found: string[] = [];
  let run = '';
  for (const word of [...list, '']) {
    if (/^[a-z]$/.test(word)) {
      run += word;
      continue;
    }
    if (run !== '') found.push(run);
    run = '';
    if (word !== '') found.push(word);
  }
  return found;
}

/** A company's name as it is compared: what tells it, whatever the order of words, and its legal form, '' for none. */
export interface CompanyName {
  readonly core: string;
  readonly form: string;
}

/** Takes a company's name; returns it as it is compared: folded, without its legal form, its words in one order. */
export function companyName(name: string): CompanyName {
  const key = joinLetters(words(name)).join(' ');
  const split = splitLegalForm(key);
  // « Société Martin SARL »: what stands before says as little as what stands behind.
  const rest = split.form === '' ? split : splitLegalForm(split.name);
  const list = rest.name.split(' ');
  const telling = list.filter((word) => !emptyWords.has(word));
  return { core: (telling.length > 0 ? telling : list).sort().join(' '), form: split.form };
}

function emailForm(text: string): string {
  const [local = '', domain = ''] = fold(text).split('@');
  const plain = local.replace(/\+.*$/, '');
  const host = domain === 'googlemail.com' ? 'gmail.com' : domain;
  return plain === '' || host === '' ? '' : `${host === 'gmail.com' ? plain.replaceAll('.', '') : plain}@${host}`;
}

/** Takes a page's address, or the name somebody has on a network; returns that name. */
function profileForm(text: string): string {
  const path = fold(text)
    .replace(/^(?:https?:\/\/)?(?:[a-z]+\.)*linkedin\.com\/(?:in|pub|company)?\/?/, '')
    .replace(/^@/, '')
    .replace(/[?#].*$/, '');
  const name = path.split('/')[0] ?? '';
  return name.length < 3 ? '' : name;
}

function websiteForm(text: string): string {
  const [host = '', ...path] = fold(text)
    .replace(/^(?:https?:\/\/)?(?:www\.)?/, '')
    .replace(/[?#].*$/, '')
    .split('/');
  const page = path.filter(Boolean).join('/');
  if (!sharedHosts.test(host)) return host;
  return page === '' ? '' : `${host}/${page}`;
}

const forms: Readonly<Record<EvidenceKind, (text: string) => string>> = {
  email: emailForm,
  phone: (text) => (digits(text).length >= shortestNumber ? digits(text) : ''),
  profile: profileForm,
  number: (text) => text.slice(0, 9),
  establishment: (text) => text,
  website: websiteForm,
  company: (text) => companyName(text).core,
  place: (text) => words(text).join(''),
};

/** What it weighs that two have a mailbox of a service in common. */
const sharedMailbox = 0.3;

/** From which weight on a value is somebody's own: who has it too is likely to be the same. */
const own = 0.7;

/** Evidence in the form in which it is the same however it is written. */
export interface FormedEvidence extends Pick<Evidence, 'kind' | 'field' | 'target'> {
  readonly form: string;
  /** What it weighs that two have it in common. */
  readonly weight: number;
  /** Whether it is somebody's own: it leads to them, and another one parts. */
  readonly isOwn: boolean;
}

/** Takes evidence; returns it in the form in which it is compared, null where it tells nothing. */
export function formed({ kind, field, target, text, weight: declared }: Evidence): FormedEvidence | null {
  const form = forms[kind](text);
  if (form === '') return null;
  const isShared = kind === 'email' && sharedMailboxes.has(form.split('@')[0] ?? '');
  const weight = isShared ? Math.min(declared, sharedMailbox) : declared;
  // A mobile number noted as a landline is somebody's own all the same.
  const isMobile = kind === 'phone' && /^0[67]\d{8}$/.test(form);
  const isOwn = isMobile || (kind !== 'company' && kind !== 'place' && weight >= own);
  return { kind, field, form, weight, isOwn, ...(target === undefined ? {} : { target }) };
}
