import { sql } from 'kysely';
import { newId } from '../../lib/ids.ts';
import type { Company } from '../company.ts';
import type { Context } from '../context.ts';
import { sendNotice } from '../live/notices.ts';
import type { EngineTransaction } from '../records/write/types.ts';
import { seal, unseal } from '../sealed.ts';
import { mayMail } from './mail-settings.ts';

/** A message on its way to one person. */
export interface Mail {
  /** One address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string | undefined;
}

/** A message as the queue keeps it. */
export interface QueuedMail {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly sealed: Buffer | null;
  readonly attempts: number;
}

/** A message as the settings page shows it: never what it says. */
export interface ListedMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly state: 'waiting' | 'sent' | 'failed';
  readonly attempts: number;
  /** What the server of mail said last. */
  readonly answer: string | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
}

const purpose = 'mail-content';

/**
 * Puts a mail in the queue, in the transaction of what causes it: it leaves if and only if that is committed, a moment
 * later, tried again while the server of mail is out of reach. Takes the transaction, who causes it and the mail. Returns
 * its id, or null where the company has no mail server: nothing is kept then.
 */
export async function queueMail(
  transaction: EngineTransaction,
  context: Pick<Context, 'company' | 'principal'>,
  mail: Mail,
): Promise<string | null> {
  return (await queueMails(transaction, context, [mail]))?.[0] ?? null;
}

/** Puts several mails in the queue (`queueMail`) in one statement; returns their ids, in order. */
export async function queueMails(
  transaction: EngineTransaction,
  { company, principal }: Pick<Context, 'company' | 'principal'>,
  mails: readonly Mail[],
): Promise<readonly string[] | null> {
  if (!(await mayMail(company, transaction))) return null;
  if (mails.length === 0) return [];
  const ids = mails.map(() => newId());
  const sealed = mails.map(({ text, html }) => seal(company, purpose, JSON.stringify({ text, html })));
  await sql`
    INSERT INTO mail_message (id, recipient, subject, sealed, created_by)
    SELECT made.*, ${principal.userId}::uuid FROM unnest(${ids}::uuid[], ${mails.map(({ to }) => to)}::text[],
      ${mails.map(({ subject }) => subject)}::text[], ${sealed}::bytea[]) AS made
  `.execute(transaction);
  await sendNotice(transaction, { kind: 'mail' });
  return ids;
}

/** How long a message is one sender's; minutes. Longer than any try takes. */
const lease = 10;

/** How long to wait after each try that failed, in minutes: then no more. In all, about two days. */
const waits = [1, 5, 15, 60, 240, 720, 1_440] as const;

/** Takes the next message that is due, for this process alone; undefined when none is. */
export async function claimMail({ database }: Company): Promise<QueuedMail | undefined> {
  const { rows } = await sql<QueuedMail>`
    UPDATE mail_message SET attempts = attempts + 1, answer = NULL, next_at = now() + make_interval(mins => ${lease})
    WHERE id = (
      SELECT id FROM mail_message WHERE state = 'waiting' AND next_at <= now()
      ORDER BY next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
    ) RETURNING id, recipient, subject, sealed, attempts
  `.execute(database);
  return rows[0];
}

/** Takes a message of the queue; returns what it says, undefined where that cannot be read (another key). */
export function contentOf(company: Company, { sealed }: QueuedMail): { text: string; html?: string } | undefined {
  const content = sealed && unseal(company, purpose, sealed);
  return content ? (JSON.parse(content) as { text: string; html?: string }) : undefined;
}

/** Notes that a message has left, and forgets what it said. */
export async function noteSent({ database }: Company, { id }: QueuedMail, answer: string): Promise<void> {
  await sql`
    UPDATE mail_message SET state = 'sent', sealed = NULL, answer = ${answer}, ended_at = now() WHERE id = ${id}
  `.execute(database);
}

/** Notes why a message did not leave. It is tried again later, unless that is in vain or was done often enough. */
export async function noteFailure(
  { database }: Company,
  { id, attempts }: QueuedMail,
  answer: string,
  inVain: boolean,
): Promise<void> {
  const wait = waits[attempts - 1];
  if (inVain || wait === undefined)
    await sql`
      UPDATE mail_message SET state = 'failed', sealed = NULL, answer = ${answer}, ended_at = now() WHERE id = ${id}
    `.execute(database);
  else
    await sql`
      UPDATE mail_message SET answer = ${answer}, next_at = now() + make_interval(mins => ${wait}) WHERE id = ${id}
    `.execute(database);
}

/** Returns in how many milliseconds the next message is due; null when none waits. */
export async function nextDue({ database }: Company): Promise<number | null> {
  const { rows } = await sql<{ wait: number | null }>`
    SELECT ceil(extract(epoch FROM min(next_at) - now()) * 1000)::float8 AS wait FROM mail_message WHERE state = 'waiting'
  `.execute(database);
  return rows[0]?.wait ?? null;
}

const mostListed = 50;

/** Takes a company; returns its last messages, the newest first. */
export async function listMails({ database }: Company): Promise<ListedMail[]> {
  const { rows } = await sql<Omit<ListedMail, 'createdAt' | 'endedAt'> & { created_at: Date; ended_at: Date | null }>`
    SELECT id, recipient AS to, subject, state, attempts, answer, created_at, ended_at
    FROM mail_message ORDER BY id DESC LIMIT ${mostListed}
  `.execute(database);
  return rows.map(({ created_at, ended_at, ...mail }) => ({
    ...mail,
    createdAt: new Date(created_at).toISOString(),
    endedAt: ended_at === null ? null : new Date(ended_at).toISOString(),
  }));
}

/** How long what has left, or never will, is listed; days. */
const kept = 90;

/** Forgets the messages that ended long ago. */
export async function forgetOldMails(database: Company['database']): Promise<void> {
  await sql`DELETE FROM mail_message WHERE ended_at < now() - make_interval(days => ${kept})`.execute(database);
}
