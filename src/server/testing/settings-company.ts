import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { expect, vi } from 'vitest';
import { createServer } from '../http/server.ts';
import type { TestDatabase } from './test-database.ts';
import { createTestServer, setUpCompany } from './test-server.ts';

/** What a request answered. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the answer holds and compares it
  readonly body: any;
}

/** Asks one of the company's processes as its administrator. */
export type Ask = (
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: string,
  payload?: object,
  headers?: Record<string, string>,
) => Promise<Answer>;

/** Takes a server and the headers that say who asks; returns how they ask it. */
export function askWith(server: FastifyInstance, signed: Readonly<Record<string, string>>): Ask {
  return async (method, path, payload, headers = {}) => {
    const answer = await server.inject({
      method,
      url: `/api/v1/${path}`,
      headers: { ...signed, ...headers },
      ...(payload ? { payload } : {}),
    });
    const json = String(answer.headers['content-type'] ?? '').includes('json');
    return { status: answer.statusCode, body: json ? answer.json() : answer.body };
  };
}

/** A company that two processes serve. */
export interface CompanyOfTwo {
  readonly ask: Ask;
  /** The same through the other process. */
  readonly askOther: Ask;
  readonly server: FastifyInstance;
  readonly database: TestDatabase;
  readonly cookie: string;
  /** Waits until nothing is being prepared any more. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Makes a company, sets it up, and serves it from two servers on the same database. */
export async function createCompanyOfTwo(): Promise<CompanyOfTwo> {
  const first = await createTestServer();
  const cookie = await setUpCompany(first.server);
  const folder = join(tmpdir(), 'carnet-test-settings');
  const second = await createServer({
    config: {
      version: '0.0.0-test',
      packageRoot: folder,
      dataFolder: folder,
      language: 'fr',
      deriveKey: (name) => createHash('sha256').update(name).digest(),
    },
    database: first.database,
    logger: false,
  });
  const ask = askWith(first.server, { cookie });
  return {
    ask,
    askOther: askWith(second, { cookie }),
    server: first.server,
    database: first.database,
    cookie,
    settled: () =>
      vi.waitFor(
        async () => {
          const { rows } = await first.database.pool.query(
            "SELECT kind, result FROM operation WHERE state IN ('queued', 'running', 'failed')",
          );
          expect(rows).toEqual([]);
        },
        { timeout: 20_000, interval: 50 },
      ),
    close: async () => {
      await second.close();
      await first.close();
    },
  };
}
