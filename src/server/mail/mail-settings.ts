import { sql } from 'kysely';
import type { Company, Database } from '../company.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import { sendNotice } from '../live/notices.ts';
import type { MailServer } from '../outgoing/environment.ts';
import { guardedAddress } from '../outgoing/guard.ts';
import type { EngineTransaction } from '../records/write/types.ts';
import { seal, unseal } from '../sealed.ts';
import { writeSettingsTrail } from '../settings/change-settings.ts';

const purpose = 'mail-password';

/** Ports on which servers take mail: the settings name no other, so that they reach nothing else. */
const mailPorts: readonly number[] = [25, 465, 587, 2525];

/** A mail server as the settings name it; `password` undefined keeps the one there is, null takes it away. */
export interface MailSettings extends Omit<MailServer, 'password'> {
  readonly password?: string | null | undefined;
}

interface SettingRow {
  readonly host: string;
  readonly port: number;
  readonly security: MailServer['security'];
  readonly user_name: string | null;
  readonly password: Buffer | null;
  readonly sender_address: string;
  readonly sender_name: string;
}

async function readRow(database: Database | EngineTransaction): Promise<SettingRow | undefined> {
  const { rows } = await sql<SettingRow>`SELECT * FROM mail_setting`.execute(database);
  return rows[0];
}

function serverOf(company: Company, row: SettingRow): MailServer {
  return {
    host: row.host,
    port: row.port,
    security: row.security,
    user: row.user_name,
    password: row.password === null ? null : (unseal(company, purpose, row.password) ?? null),
    senderAddress: row.sender_address,
    senderName: row.sender_name,
  };
}

/** Takes a company; returns the server its mail leaves by: that of the environment, else that of the settings, else null. */
export async function mailServerOf(company: Company, database?: EngineTransaction): Promise<MailServer | null> {
  if (company.outgoing.mailServer) return company.outgoing.mailServer;
  const row = await readRow(database ?? company.database);
  return row ? serverOf(company, row) : null;
}

/** Tells whether the company's mail can leave. */
export async function mayMail(company: Company, database?: EngineTransaction): Promise<boolean> {
  return (await mailServerOf(company, database)) !== null;
}

/**
 * Takes a company and a mail server; returns the address to connect to. What whoever runs Carnet chose is taken as it
 * is; what the settings name passes the guard. Throws 422 naming `host` or `port`.
 */
export async function mailAddressOf(company: Company, server: MailServer): Promise<string> {
  const { outgoing } = company;
  if (server === outgoing.mailServer) return server.host;
  const named = outgoing.allowedHosts.includes(`${server.host.toLowerCase()}:${server.port}`);
  if (!named && !mailPorts.includes(server.port))
    throw new CarnetError(422, 'validation-failed', { errors: [{ field: 'port', code: 'not-a-mail-port' }] });
  return await guardedAddress(outgoing, server.host, server.port);
}

/**
 * Takes what was typed; returns the server it means, with the password there is where none was typed. Throws 422
 * password-again where that password belongs to another host or user: it is not sent where it was not meant for.
 */
export async function completeSettings(context: Context, typed: MailSettings): Promise<MailServer> {
  const { company } = context;
  if (typed.password !== undefined) return { ...typed, password: typed.password };
  const row = await readRow(company.database);
  if (!row || row.password === null) return { ...typed, password: null };
  if (row.host !== typed.host || row.port !== typed.port || row.user_name !== typed.user)
    throw new CarnetError(422, 'validation-failed', { errors: [{ field: 'password', code: 'password-again' }] });
  return serverOf(company, {
    ...row,
    ...{ security: typed.security },
    sender_address: typed.senderAddress,
    sender_name: typed.senderName,
  });
}

/** What the trail tells of the settings: whether there is a password, never which. */
function traced(row: SettingRow | undefined): Record<string, unknown> | null {
  if (!row) return null;
  const { password, ...shown } = row;
  return { ...shown, password: password !== null };
}

/** Keeps the mail server that an administrator named, with its line in the trail. Throws 409 where the environment names one, 422. */
export async function saveMailSettings(context: Context, typed: MailSettings): Promise<void> {
  const { company } = context;
  if (company.outgoing.mailServer) throw new CarnetError(409, 'mail-by-environment');
  const server = await completeSettings(context, typed);
  await mailAddressOf(company, server);
  const password = server.password === null ? null : seal(company, purpose, server.password);
  await company.database.transaction().execute(async (transaction) => {
    const before = await readRow(transaction);
    const { host, port, security, user, senderAddress, senderName } = server;
    await sql`
      INSERT INTO mail_setting (host, port, security, user_name, password, sender_address, sender_name)
      VALUES (${host}, ${port}, ${security}, ${user}, ${password}, ${senderAddress}, ${senderName})
      ON CONFLICT (only_one) DO UPDATE SET host = excluded.host, port = excluded.port, security = excluded.security,
        user_name = excluded.user_name, password = excluded.password, sender_address = excluded.sender_address,
        sender_name = excluded.sender_name
    `.execute(transaction);
    await writeMailTrail(transaction, context, before, await readRow(transaction));
    // What waits for another try has one now.
    await sql`UPDATE mail_message SET next_at = now() WHERE state = 'waiting' AND answer IS NOT NULL`.execute(
      transaction,
    );
    await sendNotice(transaction, { kind: 'mail' });
  });
}

/** Forgets the mail server of the settings: nothing leaves any more. Throws 409 where the environment names one. */
export async function removeMailSettings(context: Context): Promise<void> {
  const { company } = context;
  if (company.outgoing.mailServer) throw new CarnetError(409, 'mail-by-environment');
  await company.database.transaction().execute(async (transaction) => {
    const before = await readRow(transaction);
    if (!before) return;
    await sql`DELETE FROM mail_setting`.execute(transaction);
    await writeMailTrail(transaction, context, before, undefined);
  });
}

async function writeMailTrail(
  transaction: EngineTransaction,
  context: Context,
  before: SettingRow | undefined,
  after: SettingRow | undefined,
): Promise<void> {
  const kind = !before ? 'create' : after ? 'update' : 'delete';
  await writeSettingsTrail(
    transaction,
    context,
    [{ subject: 'mail', kind, before: traced(before), after: traced(after) }],
    1,
  );
}

/** What the settings page shows of the mail server: everything but the password. */
export interface PresentedMailSettings extends Omit<MailServer, 'password'> {
  readonly hasPassword: boolean;
}

/** Takes a company; returns the mail server as the settings page shows it, and who chose it; null where there is none. */
export async function presentMailSettings(
  company: Company,
): Promise<{ source: 'environment' | 'settings'; server: PresentedMailSettings } | null> {
  const server = await mailServerOf(company);
  if (!server) return null;
  const { password, ...shown } = server;
  return {
    source: company.outgoing.mailServer ? 'environment' : 'settings',
    server: { ...shown, hasPassword: password !== null },
  };
}
