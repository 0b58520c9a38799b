import fastify, { type FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import type { OpenDatabase } from '../db/lifecycle.ts';

/** What a server is made of. */
export interface ServerContext {
  readonly config: Config;
  readonly database: OpenDatabase;
}

/** Makes the HTTP server of a company, not listening yet. */
export async function createServer({ config, database }: ServerContext): Promise<FastifyInstance> {
  const server = fastify({ forceCloseConnections: true });
  server.get('/health', async (_request, reply) => {
    try {
      await database.pool.query('SELECT 1');
      return { status: 'ok', version: config.version };
    } catch {
      return reply.code(503).send({ status: 'unavailable', version: config.version });
    }
  });
  return server;
}
