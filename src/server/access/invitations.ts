import { sql } from 'kysely';
import type { Language, Localized } from '../../lib/localized.ts';
import { type EntryLinkKind, endEntryLinks, entryLinkHours, makeEntryLink } from '../auth/entry-link.ts';
import type { Context } from '../context.ts';
import { CarnetError, type FieldError } from '../errors.ts';
import { writeLetter } from '../mail/letter.ts';
import { mayMail } from '../mail/mail-settings.ts';
import { queueMail } from '../mail/outbox.ts';
import { inTransaction, writeInTransaction } from '../records/write/engine.ts';
import type { EngineTransaction } from '../records/write/types.ts';
import { type AccessOrigin, logAccess } from './access-log.ts';
import { mayActFor } from './administration.ts';

/** How a link reaches its user, and what it begins with. */
export interface Handing {
  /** By mail, or in the hands of who made it. */
  readonly mail: boolean;
  /** Where Carnet is reached. */
  readonly base: string;
  readonly origin: AccessOrigin;
}

/** A link that was made: shown this once where it was not mailed. */
export interface HandedLink {
  readonly link: string | null;
  readonly mailed: boolean;
}

/** One person to invite. */
export interface Invited {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly team?: string | null | undefined;
  readonly language: Language;
}

/** What became of one invitation. */
export type InvitationOutcome =
  | ({ readonly ok: true; readonly email: string; readonly user: string } & HandedLink)
  | { readonly ok: false; readonly email: string; readonly code: string; readonly errors: readonly FieldError[] };

interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
}

const subjects: Readonly<Record<EntryLinkKind, (company: string) => Localized>> = {
  invitation: (company) => ({
    fr: `${company} vous invite dans Carnet`,
    en: `${company} invites you to Carnet`,
  }),
  reset: () => ({ fr: 'Votre mot de passe Carnet', en: 'Your Carnet password' }),
};

const labels: Readonly<Record<EntryLinkKind, Localized>> = {
  invitation: { fr: 'Choisir mon mot de passe', en: 'Choose my password' },
  reset: { fr: 'Choisir un autre mot de passe', en: 'Choose another password' },
};

function paragraphsOf(kind: EntryLinkKind, language: Language, company: string, by: string): string[] {
  if (kind === 'invitation')
    return language === 'fr'
      ? [`${by} vous ouvre l’accès à Carnet, la relation client de ${company}. Choisissez votre mot de passe\u00a0:`]
      : [`${by} gives you access to Carnet, the customer relations of ${company}. Choose your password:`];
  return language === 'fr'
    ? ['Un autre mot de passe a été demandé pour votre compte. Pour le choisir\u00a0:']
    : ['Another password was asked for your account. To choose it:'];
}

function afterLinkOf(kind: EntryLinkKind, language: Language, hours: number): string[] {
  const days = Math.round(hours / 24);
  const life =
    hours >= 48
      ? { fr: `${days}\u00a0jours`, en: `${days} days` }
      : hours > 1
        ? { fr: `${hours}\u00a0heures`, en: `${hours} hours` }
        : { fr: 'une heure', en: 'one hour' };
  const once =
    language === 'fr' ? `Ce lien sert une seule fois, pendant ${life.fr}.` : `This link works once, for ${life.en}.`;
  const ignore =
    language === 'fr'
      ? 'Si vous n’avez rien demandé, ne faites rien\u00a0: votre mot de passe reste le même.'
      : 'If you asked for nothing, do nothing: your password stays as it is.';
  return kind === 'invitation' ? [once] : [once, ignore];
}

/** Takes where Carnet is reached and the secret of a link; returns the link. The secret comes after a #: it is in no log. */
function addressOf(base: string, secret: string): string {
  return `${base}/welcome#${secret}`;
}

/** Makes a link of a user and mails it, or returns it; in the caller's transaction, with its line in the journal. */
export async function handLink(
  transaction: EngineTransaction,
  context: Context,
  person: Person,
  kind: EntryLinkKind,
  { mail, base, origin, hours }: Handing & { readonly hours: number },
): Promise<HandedLink> {
  const by = context.principal.userId;
  const link = addressOf(base, await makeEntryLink(transaction, person.id, kind, by, hours));
  const { rows } = await sql<{ name: string }>`SELECT name FROM company_profile`.execute(transaction);
  const company = rows[0]?.name ?? 'Carnet';
  const { language } = person;
  const letter = writeLetter({
    language,
    name: person.name,
    company,
    paragraphs: paragraphsOf(kind, language, company, context.principal.name),
    link: { label: labels[kind][language], url: link },
    afterLink: afterLinkOf(kind, language, hours),
  });
  const subject = subjects[kind](company)[language];
  const queued = mail ? await queueMail(transaction, context, { to: person.email, subject, ...letter }) : null;
  await logAccess(transaction, {
    kind: kind === 'invitation' ? 'invitation' : 'password-reset-asked',
    user: by,
    about: person.id,
    origin,
    detail: { way: queued === null ? 'link' : 'mail', email: person.email },
  });
  return queued === null ? { link, mailed: false } : { link: null, mailed: true };
}

async function demandMail(context: Context, { mail }: Handing): Promise<void> {
  if (mail && !(await mayMail(context.company))) throw new CarnetError(409, 'no-mail');
}

/**
 * Invites people: makes each a user, with a link for their first password, or says why not; one that is refused stops no
 * other. Takes who invites (with their rights on users), the people and how the links go out. Throws 409 no-mail.
 */
export async function inviteUsers(
  context: Context,
  people: readonly Invited[],
  handing: Handing,
): Promise<InvitationOutcome[]> {
  await demandMail(context, handing);
  const record = context.company.model().record('user');
  const outcomes: InvitationOutcome[] = [];
  for (const { email, name, role, team, language } of people) {
    try {
      const values = { name, email, role, team: team ?? null, language, active: true };
      const made = await inTransaction(context, async (transaction) => {
        const [outcome] = await writeInTransaction(transaction, context, record, [{ kind: 'create', values }]);
        if (!outcome?.ok)
          throw new CarnetError(outcome?.status ?? 500, outcome?.code ?? 'internal', { errors: outcome?.errors ?? [] });
        const person = { id: outcome.id, name, email, language };
        const hours = entryLinkHours.invitation;
        return {
          user: outcome.id,
          ...(await handLink(transaction, context, person, 'invitation', { ...handing, hours })),
        };
      });
      outcomes.push({ ok: true, email, ...made });
    } catch (error) {
      if (!(error instanceof CarnetError)) throw error;
      outcomes.push({ ok: false, email, code: error.code, errors: error.errors });
    }
  }
  return outcomes;
}

interface PersonRow extends Omit<Person, 'language'> {
  readonly language: string | null;
  readonly active: boolean;
  readonly enters: boolean;
}

/** Reads the user that a link is for. Throws 404, 403 where the asker may not act for them, 409 where they are not active. */
async function personFor(context: Context, id: string): Promise<Person & { readonly enters: boolean }> {
  const { company, principal } = context;
  const { rows } = await sql<PersonRow>`
    SELECT id, name, email, language, active, EXISTS (SELECT FROM auth.account WHERE "userId" = person.id) AS enters
    FROM "user" person WHERE id = ${id} AND deleted_at IS NULL`.execute(company.database);
  const row = rows[0];
  if (!row) throw new CarnetError(404, 'not-found');
  if (!(await mayActFor(company, principal, id))) throw new CarnetError(403, 'rights-beyond-yours');
  if (!row.active) throw new CarnetError(409, 'user-inactive');
  return { ...row, language: row.language === 'en' ? 'en' : 'fr' };
}

/** Makes a new link for a user who has not come in yet; the one before ends. Throws 403, 404, 409 already-enters, no-mail. */
export async function inviteAgain(context: Context, id: string, handing: Handing): Promise<HandedLink> {
  await demandMail(context, handing);
  const person = await personFor(context, id);
  if (person.enters) throw new CarnetError(409, 'already-enters');
  return await inTransaction(context, (transaction) =>
    handLink(transaction, context, person, 'invitation', { ...handing, hours: entryLinkHours.invitation }),
  );
}

/** Takes an invitation back: its link no longer lets in. Throws 403, 404. */
export async function revokeInvitation(context: Context, id: string, origin: AccessOrigin): Promise<void> {
  const { company, principal } = context;
  if (!(await mayActFor(company, principal, id))) throw new CarnetError(403, 'rights-beyond-yours');
  await inTransaction(context, async (transaction) => {
    if (!(await endEntryLinks(transaction, id, 'invitation'))) throw new CarnetError(404, 'link-ended');
    await logAccess(transaction, { kind: 'invitation-revoked', user: principal.userId, about: id, origin });
  });
}

/** Makes a link by which a user chooses another password. Throws 403, 404, 409. */
export async function handResetLink(context: Context, id: string, handing: Handing): Promise<HandedLink> {
  await demandMail(context, handing);
  const person = await personFor(context, id);
  return await inTransaction(context, (transaction) =>
    handLink(transaction, context, person, 'reset', { ...handing, hours: entryLinkHours.handedOver }),
  );
}
