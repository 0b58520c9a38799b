import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CarnetError } from '../errors.ts';
import { sendProblem } from './problem.ts';

const page = 'index.html';
const aYear = 'public, max-age=31536000, immutable';

/** A screen's address, which the application shows by itself: asked for by a browser as a page, not below the API. */
function isScreen(request: FastifyRequest): boolean {
  return (
    (request.method === 'GET' || request.method === 'HEAD') &&
    !request.url.startsWith('/api/') &&
    (request.headers.accept ?? '').includes('text/html')
  );
}

/**
 * Serves the built web application: its hashed files for ever, its page always asked for anew, and that same page for
 * every address that is a screen. Anything else that is not there is a problem document.
 */
export async function addWebApplication(server: FastifyInstance, packageRoot: string): Promise<void> {
  const root = join(packageRoot, 'dist', 'web');
  const built = existsSync(join(root, page));
  if (built)
    await server.register(fastifyStatic, {
      root,
      wildcard: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (response, path) => {
        response.setHeader('cache-control', /[\\/]assets[\\/]/.test(path) ? aYear : 'no-cache');
      },
    });
  server.setNotFoundHandler((request, reply) => {
    if (built && isScreen(request)) return reply.sendFile(page);
    return sendProblem(request, reply, new CarnetError(404, 'unknown-route'));
  });
}
