import { sql } from 'kysely';
import { isId, newId } from '../../lib/ids.ts';
import type { Company } from '../company.ts';
import { CarnetError } from '../errors.ts';
import { keepIdentity } from './identity.ts';
import { keepOnce, takeOnce } from './one-time.ts';

/** How long a browser has to answer a challenge, in seconds. */
const answerTime = 300;

/** Most passkeys that one person holds at once. */
const mostPasskeys = 20;

/** The address under which the browser knows Carnet: a passkey is made for its name, and works under no other. */
export interface ServedAddress {
  /** Name without port. */
  readonly name: string;
  /** Name with its port, as the browser wrote it. */
  readonly host: string;
}

/** What the browser is asked, and the ticket it sends back with its answer. */
export interface PasskeyQuestion {
  readonly ticket: string;
  /** Options of WebAuthn (W3C Web Authentication Level 3, §5.4 and §5.5) as JSON. */
  readonly options: object;
}

/** What the browser answered. */
export interface PasskeyAnswer {
  readonly ticket: string;
  /** The credential as JSON (`toJSON()` of WebAuthn). */
  readonly response: object;
}

/** A passkey as its holder sees it. */
export interface ListedPasskey {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

interface Challenge {
  readonly challenge: string;
  readonly userId?: string;
}

interface KeptPasskey {
  readonly id: string;
  readonly user_id: string;
  readonly credential_id: string;
  readonly public_key: Buffer;
  readonly counter: string | number;
  readonly transports: string[];
}

const library = () => import('@simplewebauthn/server');

/** Browsers let passkeys be used over https and on this machine alone: of http they would be on localhost. */
function originsOf({ host }: ServedAddress): string[] {
  return [`https://${host}`, `http://${host}`];
}

async function passkeysOf(company: Company, userId: string, host: string): Promise<KeptPasskey[]> {
  const { rows } = await sql<KeptPasskey>`
    SELECT id, user_id, credential_id, public_key, counter, transports FROM auth.passkey
    WHERE user_id = ${userId} AND host = ${host}
  `.execute(company.database);
  return rows;
}

/** Takes a user; returns their passkeys, the newest first. */
export async function listPasskeys(company: Company, userId: string): Promise<ListedPasskey[]> {
  const { rows } = await sql<{ id: string; name: string; host: string; created_at: Date; last_used_at: Date | null }>`
    SELECT id, name, host, created_at, last_used_at FROM auth.passkey WHERE user_id = ${userId} ORDER BY id DESC
  `.execute(company.database);
  return rows.map(({ id, name, host, created_at, last_used_at }) => ({
    id,
    name,
    host,
    createdAt: new Date(created_at).toISOString(),
    lastUsedAt: last_used_at === null ? null : new Date(last_used_at).toISOString(),
  }));
}

/** Tells whether anyone holds a passkey for this address: the sign-in page then offers them. */
export async function hasPasskeys(company: Company, { name }: ServedAddress): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`
    SELECT EXISTS (SELECT FROM auth.passkey WHERE host = ${name}) AS some
  `.execute(company.database);
  return rows[0]?.some ?? false;
}

/** Begins to make a passkey for a user. Throws 422 too-many-passkeys. */
export async function askNewPasskey(
  company: Company,
  served: ServedAddress,
  user: { id: string; name: string; email: string },
): Promise<PasskeyQuestion> {
  const { generateRegistrationOptions } = await library();
  const held = await passkeysOf(company, user.id, served.name);
  if (held.length >= mostPasskeys)
    throw new CarnetError(422, 'too-many-passkeys', { parameters: { maximum: mostPasskeys } });
  const options = await generateRegistrationOptions({
    rpName: 'Carnet',
    rpID: served.name,
    userName: user.email,
    userDisplayName: user.name,
    userID: new TextEncoder().encode(user.id),
    timeout: answerTime * 1000,
    excludeCredentials: held.map(({ credential_id, transports }) => ({ id: credential_id, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const challenge: Challenge = { challenge: options.challenge, userId: user.id };
  return { ticket: await keepOnce(company, 'new-passkey', challenge, answerTime), options };
}

/** Keeps the passkey that a user's browser made; returns its id. Throws 422 passkey-refused for an answer that is not to the question. */
export async function keepPasskey(
  company: Company,
  served: ServedAddress,
  user: { id: string; name: string },
  answer: PasskeyAnswer & { readonly name: string },
): Promise<string> {
  const asked = await takeOnce<Challenge>(company, company.database, 'new-passkey', answer.ticket);
  if (asked?.userId !== user.id) throw new CarnetError(422, 'passkey-refused');
  const { verifyRegistrationResponse } = await library();
  const verified = await verifyRegistrationResponse({
    response: answer.response as Parameters<typeof verifyRegistrationResponse>[0]['response'],
    expectedChallenge: asked.challenge,
    expectedOrigin: originsOf(served),
    expectedRPID: served.name,
  }).catch(() => undefined);
  if (!verified?.verified) throw new CarnetError(422, 'passkey-refused');
  const { credential } = verified.registrationInfo;
  const id = newId();
  await keepIdentity(company.database, user);
  const { rows } = await sql`
    INSERT INTO auth.passkey (id, user_id, name, credential_id, public_key, counter, transports, host)
    VALUES (${id}, ${user.id}, ${answer.name}, ${credential.id}, ${Buffer.from(credential.publicKey)},
      ${credential.counter}, ${credential.transports ?? []}, ${served.name})
    ON CONFLICT (credential_id) DO NOTHING RETURNING 1 AS kept
  `.execute(company.database);
  if (rows.length === 0) throw new CarnetError(422, 'passkey-refused');
  return id;
}

/** Asks for a passkey: any of this address, or one of the user's who is at the second step. */
export async function askPasskey(company: Company, served: ServedAddress, userId?: string): Promise<PasskeyQuestion> {
  const { generateAuthenticationOptions } = await library();
  const held = userId === undefined ? [] : await passkeysOf(company, userId, served.name);
  const options = await generateAuthenticationOptions({
    rpID: served.name,
    timeout: answerTime * 1000,
    userVerification: 'required',
    allowCredentials: held.map(({ credential_id, transports }) => ({ id: credential_id, transports })),
  });
  const challenge: Challenge = { challenge: options.challenge, ...(userId === undefined ? {} : { userId }) };
  return { ticket: await keepOnce(company, 'passkey', challenge, answerTime), options };
}

/**
 * Takes a browser's answer; returns the id of the user whose passkey signed it, the one asked for where one was.
 * Undefined for everything else: a challenge that was used, another address, an unknown key, a wrong signature.
 */
export async function userOfPasskey(
  company: Company,
  served: ServedAddress,
  answer: PasskeyAnswer,
): Promise<string | undefined> {
  const asked = await takeOnce<Challenge>(company, company.database, 'passkey', answer.ticket);
  const credentialId = (answer.response as { id?: unknown }).id;
  if (!asked || typeof credentialId !== 'string') return undefined;
  const { rows } = await sql<KeptPasskey>`
    SELECT id, user_id, credential_id, public_key, counter, transports FROM auth.passkey
    WHERE credential_id = ${credentialId} AND host = ${served.name}
  `.execute(company.database);
  const kept = rows[0];
  if (!kept || (asked.userId !== undefined && asked.userId !== kept.user_id)) return undefined;
  const { verifyAuthenticationResponse } = await library();
  const verified = await verifyAuthenticationResponse({
    response: answer.response as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
    expectedChallenge: asked.challenge,
    expectedOrigin: originsOf(served),
    expectedRPID: served.name,
    credential: {
      id: kept.credential_id,
      publicKey: new Uint8Array(kept.public_key),
      counter: Number(kept.counter),
      transports: kept.transports,
    },
  }).catch(() => undefined);
  if (!verified?.verified) return undefined;
  await sql`
    UPDATE auth.passkey SET counter = greatest(counter, ${verified.authenticationInfo.newCounter}), last_used_at = now()
    WHERE id = ${kept.id}
  `.execute(company.database);
  return kept.user_id;
}

/** Gives a passkey another name. Throws 404 for one that is not the user's. */
export async function renamePasskey(company: Company, userId: string, id: string, name: string): Promise<void> {
  const { rows } = await sql`
    UPDATE auth.passkey SET name = ${name} WHERE id = ${isId(id) ? id : null} AND user_id = ${userId} RETURNING 1 AS renamed
  `.execute(company.database);
  if (rows.length === 0) throw new CarnetError(404, 'not-found');
}
