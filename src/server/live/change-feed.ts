import type pg from 'pg';
import { type Connection, connect } from '../db/connection.ts';
import { type Notice, noticeChannel, readNotice } from './notices.ts';

/** What a listener hears: a notice, or `missed` when some may have been lost while the connection was down. */
export type Heard = Notice | 'missed';

/** Everything that any process of the company writes, as it is committed. */
export interface ChangeFeed {
  /** Takes a listener; returns what ends its subscription. A listener that throws is not heard of by the others. */
  readonly subscribe: (listener: (heard: Heard) => void) => () => void;
  readonly close: () => Promise<void>;
}

const firstPause = 200;
const longestPause = 5_000;

/**
 * Opens the company's one listening connection and keeps it: when it is lost it is opened again, with growing pauses,
 * and listeners are told that they may have missed something. Resolves once it listens.
 */
export async function openChangeFeed(connection: Connection): Promise<ChangeFeed> {
  const listeners = new Set<(heard: Heard) => void>();
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  const tell = (heard: Heard): void => {
    for (const listener of [...listeners]) {
      try {
        listener(heard);
      } catch {
        // One listener's fault is not the others'.
      }
    }
  };
  const listen = async (): Promise<void> => {
    const opened = await connect({ ...connection, application_name: 'carnet live' });
    opened.on('notification', ({ payload }) => {
      const notice = readNotice(payload);
      if (notice) tell(notice);
    });
    opened.once('end', () => {
      client = undefined;
      if (!closed) reopen(firstPause);
    });
    await opened.query(`LISTEN ${noticeChannel}`);
    if (closed) await opened.end();
    else client = opened;
  };
  const reopen = (pause: number): void => {
    retry = setTimeout(() => {
      listen().then(
        () => tell('missed'),
        () => {
          if (!closed) reopen(Math.min(pause * 2, longestPause));
        },
      );
    }, pause);
    retry.unref();
  };

  await listen();
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      clearTimeout(retry);
      listeners.clear();
      await client?.end().catch(() => undefined);
    },
  };
}
