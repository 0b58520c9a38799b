import { type Kysely, sql } from 'kysely';

/** The channel every process of a company listens on. */
export const noticeChannel = 'carnet_change';

/** Records were written. Ids only: who hears of them reads them with their own rights. */
export interface ChangeNotice {
  readonly record: string;
  /** At most 200; absent where `many`. */
  readonly ids?: readonly string[];
  readonly many?: boolean;
  /** Keys of readers that open some of the records no more; never told to a screen. */
  readonly lost?: readonly string[];
  readonly kind: 'create' | 'update' | 'delete' | 'restore';
  readonly operation?: string;
}

/** A batch moved on. It is told to the user who began it. */
export interface OperationNotice {
  readonly kind: 'operation';
  readonly id: string;
  readonly state: string;
  readonly progress?: { readonly done: number; readonly total: number | null };
  readonly user: string | null;
}

/** The company changed its model (fields, lists, labels). */
export interface ModelNotice {
  readonly kind: 'model';
  readonly version: number;
}

/** Sessions or keys ended: what is remembered of who is signed in no longer holds. */
export interface SessionNotice {
  readonly kind: 'session';
}

/** Mail waits to be sent. */
export interface MailNotice {
  readonly kind: 'mail';
}

export type Notice = ChangeNotice | OperationNotice | ModelNotice | SessionNotice | MailNotice;

/** Takes a database or a transaction and a notice; every process of the company hears it once the transaction is committed. */
export async function sendNotice<Tables>(database: Kysely<Tables>, notice: Notice): Promise<void> {
  await sql`SELECT pg_notify(${noticeChannel}, ${JSON.stringify(notice)})`.execute(database);
}

/** Takes what came through the channel; returns the notice, or undefined for what no Carnet sends. */
export function readNotice(payload: string | undefined): Notice | undefined {
  try {
    const notice: unknown = JSON.parse(payload ?? '');
    return typeof notice === 'object' && notice !== null && 'kind' in notice ? (notice as Notice) : undefined;
  } catch {
    return undefined;
  }
}

/** Tells whether a notice is of written records. */
export function isChange(notice: Notice): notice is ChangeNotice {
  return 'record' in notice;
}
