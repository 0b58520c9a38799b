import { sql } from 'kysely';
import type { Language, Localized } from '../../lib/localized.ts';
import { type AccessOrigin, logAccess, logAccesses } from '../access/access-log.ts';
import { systemPrincipal } from '../access/principal.ts';
import type { Company } from '../company.ts';
import type { Context } from '../context.ts';
import { writeLetter } from '../mail/letter.ts';
import { mayMail } from '../mail/mail-settings.ts';
import { queueMail, queueMails } from '../mail/outbox.ts';
import { publicAddress } from '../public-address.ts';
import { inTransaction } from '../records/write/engine.ts';
import type { EngineTransaction } from '../records/write/types.ts';
import { giveTemporaryPasswords, makePortalLinks, type PortalLinkKind, portalHours } from './portal-links.ts';
import { readPortalSettings } from './portal-settings.ts';
import { findVisitors } from './visitors.ts';

/** How a visitor gets their first password: by a link, or one that they exchange at their first sign-in. */
export type AccessMode = 'invitation' | 'temporary';

/** How what lets visitors in reaches them, and what its links begin with. */
export interface PortalHanding {
  /** By mail, or in the hands of who gave it. */
  readonly mail: boolean;
  /** Where Carnet is reached. */
  readonly base: string;
  readonly origin: AccessOrigin;
}

/** Who is let in. */
export interface LetIn {
  readonly id: string;
  readonly name: string;
  readonly login: string;
}

/** What lets a visitor in; shown this once where it was not mailed. */
export interface HandedAccess extends LetIn {
  readonly link: string | null;
  readonly password: string | null;
  readonly mailed: boolean;
}

/** Takes where Carnet is reached and the secret of a link; returns the link. The secret comes after a #: it is in no log. */
function welcomeAddress(base: string, secret: string): string {
  return `${base}/portail/bienvenue#${secret}`;
}

const subjects = {
  invitation: (company: string): Localized => ({
    fr: `${company} vous ouvre son portail`,
    en: `${company} opens its portal to you`,
  }),
  reset: (company: string): Localized => ({
    fr: `Votre mot de passe du portail ${company}`,
    en: `Your password of the portal of ${company}`,
  }),
} as const;

const labels: Readonly<Record<PortalLinkKind, Localized>> = {
  invitation: { fr: 'Choisir mon mot de passe', en: 'Choose my password' },
  reset: { fr: 'Choisir un autre mot de passe', en: 'Choose another password' },
};

const days = portalHours.invitation / 24;
const once: Readonly<Record<PortalLinkKind, Localized>> = {
  invitation: {
    fr: `Ce lien sert une seule fois, pendant ${days}\u00a0jours.`,
    en: `This link works once, for ${days} days.`,
  },
  reset: { fr: 'Ce lien sert une seule fois, pendant une heure.', en: 'This link works once, for one hour.' },
};
const ignore: Localized = {
  fr: 'Si vous n’avez rien demandé, ne faites rien\u00a0: votre mot de passe reste le même.',
  en: 'If you asked for nothing, do nothing: your password stays as it is.',
};

async function companyName(database: Company['database'] | EngineTransaction): Promise<string> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM company_profile`.execute(database);
  return rows[0]?.name ?? 'Carnet';
}

function linkLetter(kind: PortalLinkKind, language: Language, company: string, name: string, url: string) {
  const opening = {
    invitation: {
      fr: `${company} vous donne accès à son portail. Choisissez votre mot de passe\u00a0:`,
      en: `${company} gives you access to its portal. Choose your password:`,
    },
    reset: {
      fr: 'Un autre mot de passe a été demandé pour votre accès au portail. Pour le choisir\u00a0:',
      en: 'Another password was asked for your access to the portal. To choose it:',
    },
  }[kind];
  return writeLetter({
    language,
    name,
    company,
    paragraphs: [opening[language]],
    link: { label: labels[kind][language], url },
    afterLink: [once[kind][language], ...(kind === 'reset' ? [ignore[language]] : [])],
  });
}

function passwordLetter(language: Language, company: string, { name, login }: LetIn, password: string, base: string) {
  const french = language === 'fr';
  return writeLetter({
    language,
    name,
    company,
    paragraphs: [
      french
        ? `${company} vous donne accès à son portail. Votre identifiant\u00a0: ${login}. Votre mot de passe provisoire\u00a0: ${password}`
        : `${company} gives you access to its portal. Your login: ${login}. Your temporary password: ${password}`,
    ],
    link: { label: french ? 'Ouvrir le portail' : 'Open the portal', url: `${base}/portail` },
    afterLink: [
      french
        ? `Vous en choisirez un autre à votre première connexion, dans les ${days}\u00a0jours.`
        : `You will choose another at your first sign-in, within ${days} days.`,
    ],
  });
}

/**
 * Lets visitors in, in the caller's transaction, with a line each in the journal of accesses: makes their links or
 * temporary passwords, and mails them where `handing` says so and the company has a mail server. Returns what each got.
 */
export async function handPortalAccess(
  transaction: EngineTransaction,
  context: Context,
  people: readonly LetIn[],
  mode: AccessMode,
  { mail, base, origin }: PortalHanding,
): Promise<HandedAccess[]> {
  if (people.length === 0) return [];
  const ids = people.map(({ id }) => id);
  const { principal } = context;
  const secrets =
    mode === 'invitation'
      ? await makePortalLinks(transaction, ids, 'invitation', principal.userId)
      : await giveTemporaryPasswords(transaction, ids);
  const company = await companyName(transaction);
  const subject = subjects.invitation(company)[principal.language];
  const given = people.map((person) => {
    const secret = secrets.get(person.id) ?? '';
    const link = mode === 'invitation' ? welcomeAddress(base, secret) : null;
    return { person, link, password: link === null ? secret : null };
  });
  const letters = given.map(({ person, link, password }) => ({
    to: person.login,
    subject,
    ...(link === null
      ? passwordLetter(principal.language, company, person, password ?? '', base)
      : linkLetter('invitation', principal.language, company, person.name, link)),
  }));
  const mailed = mail && (await queueMails(transaction, context, letters)) !== null;
  await logAccesses(
    transaction,
    people.map(({ id, name, login }) => ({
      kind: 'portal-invitation',
      user: principal.userId,
      about: id,
      origin,
      detail: { name, email: login, way: mailed ? 'mail' : 'link' },
    })),
  );
  return given.map(({ person, link, password }) =>
    mailed ? { ...person, link: null, password: null, mailed } : { ...person, link, password, mailed },
  );
}

/** Shortest time between two links that the same visitor is mailed, in minutes. */
const pause = 5;

/** Any number that nothing else of Carnet locks with a second one. */
const askingLock = 0x0ca_0004;

/** Tells whether who forgot their password can be mailed a link: there is a mail server, and the link would lead here. */
export async function canMailPortalPasswords(company: Company): Promise<boolean> {
  return (await mayMail(company)) && (await publicAddress(company)) !== null;
}

/**
 * Mails a link for another password to the visitors whose address was typed, who have a password and had no link in the
 * last five minutes. Tells nothing: whoever asks learns the same of every address.
 */
export async function mailForgottenPortalPassword(
  company: Company,
  typed: string,
  origin: AccessOrigin,
): Promise<void> {
  const base = await publicAddress(company);
  const { enabled } = await readPortalSettings(company.database);
  if (base === null || !enabled || !(await mayMail(company))) return;
  const context: Context = { company, principal: systemPrincipal(company), channel: 'job' };
  await inTransaction(context, async (transaction) => {
    // One after the other for an address: two who ask at once are mailed once.
    await sql`SELECT pg_advisory_xact_lock(${askingLock}, hashtext(lower(${typed.trim()})))`.execute(transaction);
    const found = (await findVisitors(company, typed, transaction)).filter(({ closed }) => closed === null);
    const { rows } = await sql<{ id: string }>`
      SELECT visitor_id AS id FROM auth.portal_password kept WHERE visitor_id = ANY(${found.map(({ id }) => id)}::uuid[])
        AND NOT EXISTS (SELECT FROM auth.portal_link link WHERE link.visitor_id = kept.visitor_id AND link.kind = 'reset'
          AND link.created_at > now() - make_interval(mins => ${pause}))`.execute(transaction);
    const asking = found.filter(({ id }) => rows.some((row) => row.id === id));
    if (asking.length === 0) return;
    const secrets = await makePortalLinks(
      transaction,
      asking.map(({ id }) => id),
      'reset',
      null,
    );
    const name = await companyName(transaction);
    for (const visitor of asking) {
      const letter = linkLetter('reset', 'fr', name, visitor.name, welcomeAddress(base, secrets.get(visitor.id) ?? ''));
      await queueMail(transaction, context, { to: visitor.login ?? '', subject: subjects.reset(name).fr, ...letter });
      const detail = { name: visitor.name, email: visitor.login };
      await logAccess(transaction, { kind: 'portal-password-asked', user: null, about: visitor.id, origin, detail });
    }
  });
}
