import { sql } from 'kysely';
import { administers, readPermissions } from '../access/administration.ts';
import type { Company } from '../company.ts';
import { CarnetError } from '../errors.ts';
import { keepIdentity } from './identity.ts';
import { keepOnce, readOnce, takeOnce } from './one-time.ts';
import { readSecondFactors, type SecondFactorWay, waysOf } from './second-factor.ts';
import { openSession, type SignInMethod, type Visitor } from './session.ts';

/** How long a sign-in waits for its second step, in seconds. */
export const secondStepLife = 600;

/** A sign-in that has passed its first step. */
export interface Waiting {
  readonly userId: string;
  readonly method: SignInMethod;
}

/** What the second step asks of a person. */
export interface SecondStep {
  readonly name: string;
  /** None: they have no second factor and are to set one up. */
  readonly ways: readonly SecondFactorWay[];
  /** Host names that their passkeys were made for. */
  readonly passkeyHosts: readonly string[];
}

/** What comes of a first step: a session's cookie, or the ticket of the second step. */
export type Entry =
  | { readonly userId: string; readonly cookie: string }
  | { readonly ticket: string; readonly secondStep: SecondStep };

/** A first step that was passed. */
export interface FirstStep extends Waiting {
  /** Whether it was two at once already: a passkey that checked its holder, a provider that is trusted to have asked. */
  readonly strong: boolean;
}

/**
 * Lets in someone whose first step was right: opens their session, or asks for their second factor where they have set
 * codes up or their role wants one. Throws 401 not-signed-in when they may not sign in, 403 single-sign-on-required
 * where the company signs in through its provider alone (administrators excepted).
 */
export async function enter(company: Company, first: FirstStep, visitor: Visitor): Promise<Entry> {
  const factors = await readSecondFactors(company.database, first.userId);
  await refuseBesideProvider(company, first);
  if (first.strong || (factors.totpSince === null && !factors.required)) {
    await keepIdentity(company.database, { id: first.userId, name: factors.name });
    const session = { ...first, secondFactor: first.strong };
    return { userId: first.userId, cookie: await openSession(company, company.database, session, visitor) };
  }
  const waiting: Waiting = { userId: first.userId, method: first.method };
  const ticket = await keepOnce(company, 'second-step', waiting, secondStepLife);
  return { ticket, secondStep: await describeSecondStep(company, first.userId) };
}

async function refuseBesideProvider(company: Company, { userId, method }: FirstStep): Promise<void> {
  if (method === 'single-sign-on') return;
  const { rows } = await sql<{ permissions: unknown }>`
    SELECT role.permissions FROM auth.single_sign_on provider, "user" person
      LEFT JOIN role ON role.id = person.role_id AND role.deleted_at IS NULL
    WHERE person.id = ${userId} AND (provider.settings->>'enabled')::boolean AND (provider.settings->>'required')::boolean
  `.execute(company.database);
  const [row] = rows;
  if (!row) return;
  if (!administers(readPermissions(row.permissions))) throw new CarnetError(403, 'single-sign-on-required');
}

/** Takes a user at the second step; returns what it asks of them. */
export async function describeSecondStep(company: Company, userId: string): Promise<SecondStep> {
  const factors = await readSecondFactors(company.database, userId);
  const { rows } = await sql<{ host: string }>`
    SELECT DISTINCT host FROM auth.passkey WHERE user_id = ${userId}
  `.execute(company.database);
  return { name: factors.name, ways: waysOf(factors), passkeyHosts: rows.map(({ host }) => host) };
}

/** Takes the ticket of a second step; returns whose it is. Throws 401 sign-in-expired when it waits no more. */
export async function readWaiting(company: Company, ticket: string | undefined): Promise<Waiting> {
  const waiting = await readOnce<Waiting>(company, 'second-step', ticket);
  if (!waiting) throw new CarnetError(401, 'sign-in-expired');
  return waiting;
}

/** Opens the session of a sign-in whose second step was right; its ticket is used up. Throws 401 sign-in-expired. */
export async function finishSecondStep(
  company: Company,
  ticket: string | undefined,
  visitor: Visitor,
): Promise<{ userId: string; cookie: string }> {
  return await company.database.transaction().execute(async (transaction) => {
    const waiting = await takeOnce<Waiting>(company, transaction, 'second-step', ticket);
    if (!waiting) throw new CarnetError(401, 'sign-in-expired');
    await readSecondFactors(transaction, waiting.userId);
    const session = { ...waiting, secondFactor: true };
    return { userId: waiting.userId, cookie: await openSession(company, transaction, session, visitor) };
  });
}

/** Forgets a second step that nobody will take. */
export async function leaveSecondStep(company: Company, ticket: string | undefined): Promise<void> {
  await takeOnce(company, company.database, 'second-step', ticket);
}
