import { randomBytes, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { sha256 } from '../auth/session-token.ts';
import { type Ask, askWith } from './settings-company.ts';
import type { TestDatabase } from './test-database.ts';

/** Someone of the company beside its administrator, who asks with an API key. */
export interface Colleague {
  readonly id: string;
  readonly key: string;
  readonly ask: Ask;
}

/** Takes a company's database and a user; returns an API key with their rights, past every screen. */
export async function giveApiKey(database: TestDatabase, userId: string): Promise<string> {
  const key = `carnet_${randomBytes(32).toString('base64url')}`;
  await database.pool.query('INSERT INTO auth.api_key (id, user_id, name, sha256) VALUES ($1, $2, $3, $4)', [
    randomUUID(),
    userId,
    'test',
    sha256(key),
  ]);
  return key;
}

/** Takes a company that is set up, a name and the name of a role; makes the user and returns them. */
export async function addColleague(
  { server, database, ask }: { readonly server: FastifyInstance; readonly database: TestDatabase; readonly ask: Ask },
  { name, role, team }: { readonly name: string; readonly role: string; readonly team?: string },
): Promise<Colleague> {
  const { rows } = await database.pool.query<{ id: string }>('SELECT id FROM role WHERE name = $1', [role]);
  const email = `${randomUUID()}@exemple.fr`;
  const { body } = await ask('POST', 'users', { name, email, role: rows[0]?.id, ...(team ? { team } : {}) });
  const id = body.id as string;
  const key = await giveApiKey(database, id);
  return {
    id,
    key,
    ask: askWith(server, { authorization: `Bearer ${key}` }),
  };
}
