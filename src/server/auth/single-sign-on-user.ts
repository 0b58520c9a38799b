import { sql } from 'kysely';
import { emailType } from '../../fields/email/email.ts';
import { newId } from '../../lib/ids.ts';
import { systemPrincipal } from '../access/principal.ts';
import type { Company } from '../company.ts';
import { CarnetError } from '../errors.ts';
import { createRecord } from '../records/write/engine.ts';
import { keepIdentity } from './identity.ts';
import type { SingleSignOn } from './single-sign-on-settings.ts';

/** Who a provider says someone is. */
export interface ProvidedIdentity {
  readonly issuer: string;
  readonly claims: Readonly<Record<string, unknown>> & { readonly sub: string };
}

type Rules = Pick<SingleSignOn, 'emailClaim' | 'verifiedOnly' | 'domains' | 'createUsers' | 'role'>;

function emailOf({ claims }: ProvidedIdentity, { emailClaim }: Rules): string | undefined {
  const given = claims[emailClaim];
  if (typeof given !== 'string') return undefined;
  const email = given.trim();
  return emailType.fromText(email, {}, { language: 'fr', timeZone: 'UTC' }).ok ? email : undefined;
}

function nameOf({ claims }: ProvidedIdentity, email: string): string {
  const { name, given_name: given, family_name: family } = claims;
  const parts = [given, family].filter((part) => typeof part === 'string').join(' ');
  const told = typeof name === 'string' && name.trim() !== '' ? name : parts;
  return (told.trim() || (email.split('@')[0] ?? email)).slice(0, 120);
}

/**
 * Takes who a provider says someone is; returns their user. The first time they are matched by their e-mail, then by the
 * provider's own name for them (`sub`), which never changes. Throws 403 single-sign-on-domain, single-sign-on-unverified
 * (an address the provider has not verified), single-sign-on-taken (a user who is linked to another person there),
 * single-sign-on-unknown (nobody, and users are not created; or a user who is no longer active).
 */
export async function userOfProvider(company: Company, rules: Rules, identity: ProvidedIdentity): Promise<string> {
  const email = emailOf(identity, rules);
  const domain = email?.split('@').at(-1)?.toLowerCase() ?? '';
  if (rules.domains.length > 0 && !rules.domains.includes(domain)) throw new CarnetError(403, 'single-sign-on-domain');
  const linked = await linkedUser(company, identity);
  if (linked) {
    if (!linked.active) throw new CarnetError(403, 'single-sign-on-unknown');
    return linked.id;
  }
  const { email_verified: verified } = identity.claims;
  if (email === undefined || (rules.verifiedOnly && verified !== true && verified !== 'true'))
    throw new CarnetError(403, 'single-sign-on-unverified');
  const user = await userOfEmail(company, email);
  if (user && !user.active) throw new CarnetError(403, 'single-sign-on-unknown');
  const found = user ?? (await createUser(company, rules, nameOf(identity, email), email));
  await link(company, found, identity);
  return found.id;
}

interface FoundUser {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
}

async function linkedUser(company: Company, { issuer, claims }: ProvidedIdentity): Promise<FoundUser | undefined> {
  const { rows } = await sql<FoundUser>`
    SELECT person.id, person.name, (person.active IS TRUE AND person.deleted_at IS NULL) AS active
    FROM auth.account account JOIN "user" person ON person.id = account."userId"
    WHERE account."providerId" = ${issuer} AND account."accountId" = ${claims.sub}
  `.execute(company.database);
  return rows[0];
}

async function userOfEmail(company: Company, email: string): Promise<FoundUser | undefined> {
  const { rows } = await sql<FoundUser>`
    SELECT id, name, active IS TRUE AS active FROM "user" WHERE lower(email) = lower(${email}) AND deleted_at IS NULL
  `.execute(company.database);
  return rows[0];
}

async function createUser(company: Company, { createUsers, role }: Rules, name: string, email: string) {
  if (!createUsers || role === null) throw new CarnetError(403, 'single-sign-on-unknown');
  const context = { company, principal: systemPrincipal(company), channel: 'screen' } as const;
  const { rows } = await sql<{ language: string }>`SELECT language FROM company_profile`.execute(company.database);
  const values = { name, email, role, language: rows[0]?.language ?? 'fr', active: true };
  const { id } = await createRecord(context, company.model().record('user'), values, { trusted: true });
  return { id, name };
}

/** A user is one person at a provider: another with the same address is not let in in their place. */
async function link(company: Company, user: { id: string; name: string }, { issuer, claims }: ProvidedIdentity) {
  await company.database.transaction().execute(async (transaction) => {
    await keepIdentity(transaction, user);
    await sql`SELECT 1 FROM auth."user" WHERE id = ${user.id} FOR UPDATE`.execute(transaction);
    const { rows } = await sql`
      SELECT 1 FROM auth.account WHERE "userId" = ${user.id} AND "providerId" = ${issuer} AND "accountId" <> ${claims.sub}
    `.execute(transaction);
    if (rows.length > 0) throw new CarnetError(403, 'single-sign-on-taken');
    await sql`
      INSERT INTO auth.account (id, "accountId", "providerId", "userId")
      VALUES (${newId()}, ${claims.sub}, ${issuer}, ${user.id}) ON CONFLICT ("providerId", "accountId") DO NOTHING
    `.execute(transaction);
  });
}
