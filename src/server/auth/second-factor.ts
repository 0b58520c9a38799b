import { type RawBuilder, sql } from 'kysely';
import type { Company, Database } from '../company.ts';
import { CarnetError } from '../errors.ts';
import { sendNotice } from '../live/notices.ts';

/** What a user has beside their password, and whether their role asks for it. */
export interface SecondFactors {
  readonly name: string;
  readonly email: string;
  /** When codes were set up, as an ISO moment; null where they are not. */
  readonly totpSince: string | null;
  readonly backupCodesLeft: number;
  readonly passkeys: number;
  readonly required: boolean;
}

/** Ways to show the second factor, the surest first. */
export type SecondFactorWay = 'totp' | 'passkey' | 'backup-code';

/** Takes an expression of SQL that gives a user's id; returns the condition that their role asks for a second factor. */
export function roleAsksSecondFactor(user: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`EXISTS (
    SELECT FROM "user" holder JOIN role ON role.id = holder.role_id
    WHERE holder.id = ${user} AND role.deleted_at IS NULL AND role.requires_second_factor)`;
}

/** Takes an expression of SQL that gives a user's id; returns the condition that they have a second factor. */
export function hasSecondFactor(user: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`(EXISTS (SELECT FROM auth.totp WHERE user_id = ${user} AND confirmed_at IS NOT NULL)
    OR EXISTS (SELECT FROM auth.passkey WHERE user_id = ${user}))`;
}

/** Takes a database and the id of a user who may sign in; returns their second factors. Throws 401 for anyone else. */
export async function readSecondFactors(database: Database, userId: string): Promise<SecondFactors> {
  const { rows } = await sql<{
    name: string;
    email: string;
    totp_since: Date | null;
    codes: number;
    passkeys: number;
    required: boolean | null;
  }>`
    SELECT person.name, person.email, totp.confirmed_at AS totp_since, role.requires_second_factor AS required,
      (SELECT count(*)::integer FROM auth.backup_code WHERE user_id = person.id AND used_at IS NULL) AS codes,
      (SELECT count(*)::integer FROM auth.passkey WHERE user_id = person.id) AS passkeys
    FROM "user" person LEFT JOIN auth.totp ON totp.user_id = person.id
      LEFT JOIN role ON role.id = person.role_id AND role.deleted_at IS NULL
    WHERE person.id = ${userId} AND person.deleted_at IS NULL AND person.active
  `.execute(database);
  const row = rows[0];
  if (!row) throw new CarnetError(401, 'not-signed-in');
  return {
    name: row.name,
    email: row.email,
    totpSince: row.totp_since === null ? null : new Date(row.totp_since).toISOString(),
    backupCodesLeft: row.totp_since === null ? 0 : row.codes,
    passkeys: row.passkeys,
    required: row.required === true,
  };
}

/** Takes a user's second factors; returns the ways in which they can show one. */
export function waysOf({ totpSince, passkeys, backupCodesLeft }: SecondFactors): SecondFactorWay[] {
  return [
    ...(totpSince === null ? [] : (['totp'] as const)),
    ...(passkeys > 0 ? (['passkey'] as const) : []),
    ...(backupCodesLeft > 0 ? (['backup-code'] as const) : []),
  ];
}

/** Throws 409 second-factor-kept when a user's role asks for a second factor and nothing is left of theirs. */
async function keepRequiredFactor(transaction: Database, userId: string): Promise<void> {
  const left = await readSecondFactors(transaction, userId);
  if (left.required && waysOf(left).length === 0) throw new CarnetError(409, 'second-factor-kept');
}

/** Ends the codes of a user. Throws 409 second-factor-kept when they are what their role asks for. */
export async function removeTotp(company: Company, userId: string): Promise<void> {
  await company.database.transaction().execute(async (transaction) => {
    await sql`DELETE FROM auth.totp WHERE user_id = ${userId}`.execute(transaction);
    await keepRequiredFactor(transaction, userId);
  });
}

/** Deletes a passkey of a user. Throws 404 for one that is not theirs, 409 second-factor-kept like `removeTotp`. */
export async function removePasskey(company: Company, userId: string, id: string): Promise<void> {
  await company.database.transaction().execute(async (transaction) => {
    const { rows } = await sql`
      DELETE FROM auth.passkey WHERE id = ${id} AND user_id = ${userId} RETURNING 1 AS gone
    `.execute(transaction);
    if (rows.length === 0) throw new CarnetError(404, 'not-found');
    await keepRequiredFactor(transaction, userId);
  });
}

/** Takes every second factor from a user, for one who lost theirs; their sessions end. Throws 404 for no live user. */
export async function removeSecondFactors(company: Company, userId: string): Promise<void> {
  await company.database.transaction().execute(async (transaction) => {
    const { rows } = await sql`SELECT 1 FROM "user" WHERE id = ${userId} AND deleted_at IS NULL`.execute(transaction);
    if (rows.length === 0) throw new CarnetError(404, 'not-found');
    await sql`DELETE FROM auth.totp WHERE user_id = ${userId}`.execute(transaction);
    await sql`DELETE FROM auth.passkey WHERE user_id = ${userId}`.execute(transaction);
    await sql`DELETE FROM auth.session WHERE "userId" = ${userId}`.execute(transaction);
    await sendNotice(transaction, { kind: 'session' });
  });
}
