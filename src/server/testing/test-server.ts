import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import type { ServerFeature } from '../feature.ts';
import { createServer } from '../http/server.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

/** A whole server on a database of its own; requests are injected, except where a test listens. */
export interface TestServerOfOne {
  readonly server: FastifyInstance;
  readonly database: TestDatabase;
  /** Where the server keeps its files. */
  readonly dataFolder: string;
  readonly close: () => Promise<void>;
}

/** Who sets the test company up. */
export const administrator = { name: 'Ada Martin', email: 'ada@exemple.fr', password: 'une phrase de passe' } as const;

/** Makes a server on a migrated, empty company; `config` adds to its configuration, `features` to what it serves. */
export async function createTestServer(
  config: Partial<Config> = {},
  features: readonly ServerFeature[] = [],
): Promise<TestServerOfOne> {
  const database = await createTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'carnet-test-server-'));
  const server = await createServer({
    config: {
      version: '0.0.0-test',
      packageRoot: folder,
      dataFolder: folder,
      language: 'fr',
      deriveKey: (name) => createHash('sha256').update(name).digest(),
      ...config,
    },
    database,
    features,
    logger: false,
  });
  return {
    server,
    database,
    dataFolder: folder,
    close: async () => {
      await server.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Sets the company up; returns the administrator's cookie, as a request carries it. */
export async function setUpCompany(server: FastifyInstance): Promise<string> {
  const answer = await server.inject({
    method: 'POST',
    url: '/api/v1/setup',
    payload: { company: 'Exemple SAS', language: 'fr', demo: false, ...administrator },
  });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return cookieOf(answer.headers['set-cookie']);
}

/** Takes the Set-Cookie header of an answer; returns what the browser sends back. */
export function cookieOf(header: string | readonly string[] | undefined): string {
  const first = typeof header === 'string' ? header : header?.[0];
  return (first ?? '').split(';')[0] ?? '';
}
