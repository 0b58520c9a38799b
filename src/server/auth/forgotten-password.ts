import { sql } from 'kysely';
import type { AccessOrigin } from '../access/access-log.ts';
import { handLink } from '../access/invitations.ts';
import { systemPrincipal } from '../access/principal.ts';
import type { Company } from '../company.ts';
import type { Context } from '../context.ts';
import { mayMail } from '../mail/mail-settings.ts';
import { publicAddress } from '../public-address.ts';
import { inTransaction } from '../records/write/engine.ts';
import { entryLinkHours } from './entry-link.ts';

/** Shortest time between two links that the same person is mailed, in minutes. */
const pause = 5;

/** Any number that nothing else of Carnet locks with a second one. */
const askingLock = 0x0ca_0003;

/** Tells whether who forgot their password can be mailed a link: there is a mail server, and the link would lead here. */
export async function canMailPasswords(company: Company): Promise<boolean> {
  return (await mayMail(company)) && (await publicAddress(company)) !== null;
}

/**
 * Mails a link for another password to the user whose address was typed, if there is one who can sign in and has had none
 * in the last five minutes. Tells nothing: whoever asks learns the same of every address, as soon.
 */
export async function mailForgottenPassword(company: Company, typed: string, origin: AccessOrigin): Promise<void> {
  const base = await publicAddress(company);
  if (base === null || !(await mayMail(company))) return;
  const context: Context = { company, principal: systemPrincipal(company), channel: 'job' };
  await inTransaction(context, async (transaction) => {
    // One after the other for an address: two who ask at once are mailed once.
    await sql`SELECT pg_advisory_xact_lock(${askingLock}, hashtext(lower(${typed.trim()})))`.execute(transaction);
    const { rows } = await sql<{ id: string; name: string; email: string; language: string | null }>`
      SELECT id, name, email, language FROM "user" person
      WHERE lower(email) = lower(${typed.trim()}) AND deleted_at IS NULL AND active
        AND EXISTS (SELECT FROM auth.account WHERE "userId" = person.id AND "providerId" = 'credential')
        AND NOT EXISTS (
          SELECT FROM auth.entry_link link WHERE link.user_id = person.id AND link.kind = 'reset'
            AND link.created_at > now() - make_interval(mins => ${pause})
        )
    `.execute(transaction);
    const [person] = rows;
    if (!person) return;
    const language = person.language === 'en' ? 'en' : 'fr';
    const handing = { mail: true, base, origin, hours: entryLinkHours.reset };
    await handLink(transaction, context, { ...person, language }, 'reset', handing);
  });
}
