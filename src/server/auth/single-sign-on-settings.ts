import { sql } from 'kysely';
import * as z from 'zod';
import { isId } from '../../lib/ids.ts';
import { administers } from '../access/administration.ts';
import type { Company, Database } from '../company.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import type { EngineTransaction } from '../records/write/types.ts';
import { seal, unseal } from '../sealed.ts';
import { writeSettingsTrail } from '../settings/change-settings.ts';
import { endSessionsOpenedOtherwise } from './sessions.ts';

const purpose = 'single-sign-on';

/** The company's OpenID Connect provider, as the settings keep it. */
export const singleSignOnSettings = z.strictObject({
  enabled: z.boolean(),
  /** Address whose `/.well-known/openid-configuration` describes the provider. */
  issuer: z.string().trim().min(1).max(500),
  clientId: z.string().trim().min(1).max(500),
  /** What the button of the sign-in page says. */
  label: z.string().trim().min(1).max(60),
  /** Claim that holds the e-mail. */
  emailClaim: z.string().trim().min(1).max(100),
  /** Whether only addresses count that the provider says it has verified (`email_verified`). */
  verifiedOnly: z.boolean(),
  /** Whether someone unknown gets a user, with the role `role`. */
  createUsers: z.boolean(),
  role: z.string().refine(isId).nullable(),
  /** Domains of the addresses let in; none for all. */
  domains: z.array(z.string().trim().toLowerCase().min(1).max(253)).max(50),
  /** Whether people sign in through the provider alone; administrators may always use their password. */
  required: z.boolean(),
  /** Whether the provider asks for a second factor, so that Carnet does not. */
  trusted: z.boolean(),
});

export type SingleSignOnSettings = z.output<typeof singleSignOnSettings>;

/** The provider with its secret, as it is asked. */
export interface SingleSignOn extends SingleSignOnSettings {
  readonly clientSecret: string | null;
}

interface Row {
  readonly settings: SingleSignOnSettings | string;
  readonly client_secret: Buffer | null;
}

async function readRow(database: Database | EngineTransaction): Promise<Row | undefined> {
  const { rows } = await sql<Row>`SELECT settings, client_secret FROM auth.single_sign_on`.execute(database);
  return rows[0];
}

function settingsOf({ settings }: Row): SingleSignOnSettings {
  return typeof settings === 'string' ? JSON.parse(settings) : settings;
}

/** Takes a company; returns its provider, null where there is none. */
export async function readSingleSignOn(company: Company): Promise<SingleSignOn | null> {
  const row = await readRow(company.database);
  if (!row) return null;
  const clientSecret = row.client_secret === null ? null : (unseal(company, purpose, row.client_secret) ?? null);
  return { ...settingsOf(row), clientSecret };
}

/** Takes a company; returns its provider as the settings page shows it: whether there is a secret, never which. */
export async function presentSingleSignOn(
  company: Company,
): Promise<(SingleSignOnSettings & { hasSecret: boolean }) | null> {
  const row = await readRow(company.database);
  return row ? { ...settingsOf(row), hasSecret: row.client_secret !== null } : null;
}

/** Whoever names the provider decides who everyone is: administrators alone. Throws 403. */
export function demandAdministrator({ principal }: Context): void {
  if (!administers(principal.permissions)) throw new CarnetError(403, 'forbidden');
}

/**
 * Keeps the provider that an administrator named, with its line in the trail. A secret left out stays, for the same
 * provider and client; null takes it away. Where everyone is to come in that way from now on, those who came in another
 * are signed out, but for administrators. Throws 403, 422 naming what is wrong.
 */
export async function saveSingleSignOn(
  context: Context,
  settings: SingleSignOnSettings,
  clientSecret: string | null | undefined,
): Promise<void> {
  demandAdministrator(context);
  const { company } = context;
  await company.database.transaction().execute(async (transaction) => {
    const before = await readRow(transaction);
    const kept = before && settingsOf(before);
    const moved = kept && (kept.issuer !== settings.issuer || kept.clientId !== settings.clientId);
    if (clientSecret === undefined && moved && before.client_secret !== null)
      throw new CarnetError(422, 'validation-failed', { errors: [{ field: 'clientSecret', code: 'secret-again' }] });
    if (settings.createUsers) await demandRole(transaction, settings.role);
    const secret =
      clientSecret === undefined
        ? (before?.client_secret ?? null)
        : clientSecret && seal(company, purpose, clientSecret);
    await sql`
      INSERT INTO auth.single_sign_on (settings, client_secret) VALUES (${JSON.stringify(settings)}::jsonb, ${secret})
      ON CONFLICT (only_one) DO UPDATE SET settings = excluded.settings, client_secret = excluded.client_secret
    `.execute(transaction);
    const line = {
      subject: 'singleSignOn',
      kind: before ? 'update' : 'create',
      before: before ? { ...settingsOf(before), clientSecret: before.client_secret !== null } : null,
      after: { ...settings, clientSecret: secret !== null },
    } as const;
    await writeSettingsTrail(transaction, context, [line], 1);
    if (settings.enabled && settings.required && !(kept?.enabled && kept.required))
      await endSessionsOpenedOtherwise(transaction, { by: context.principal.userId });
  });
}

async function demandRole(transaction: EngineTransaction, role: string | null): Promise<void> {
  const { rows } = await sql`SELECT 1 FROM role WHERE id = ${role} AND deleted_at IS NULL`.execute(transaction);
  if (rows.length === 0)
    throw new CarnetError(422, 'validation-failed', { errors: [{ field: 'role', code: 'required' }] });
}
