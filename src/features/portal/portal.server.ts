import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { CarnetError } from '../../server/errors.ts';
import type { ServerFeature } from '../../server/feature.ts';
import { addRoute } from '../../server/http/add-route.ts';
import { sendProblem } from '../../server/http/problem.ts';
import { findPackage } from '../../server/package-root.ts';
import { backOfficeRoutes } from './back-office-routes.server.ts';
import { outsideKinds } from './outside-kinds.server.ts';
import { visitorRoutes } from './visitor-routes.server.ts';

const address = '/portail';
const aYear = 'public, max-age=31536000, immutable';

/** Serves the portal's own web application: its parts for ever, its one page for every address that is a screen. */
async function addScreens(server: FastifyInstance): Promise<void> {
  const root = join(findPackage().root, 'dist', 'portal');
  const built = existsSync(join(root, 'portal.html'));
  if (built)
    await server.register(fastifyStatic, {
      root: join(root, 'assets'),
      prefix: `${address}/assets/`,
      wildcard: false,
      preCompressed: true,
      cacheControl: false,
      decorateReply: false,
      setHeaders: (response) => {
        response.setHeader('cache-control', aYear);
      },
    });
  const page = built ? readFileSync(join(root, 'portal.html'), 'utf8') : undefined;
  for (const url of [address, `${address}/*`])
    server.get(url, (request, reply) => {
      if (page === undefined || /^\/portail\/(api|assets)\//.test(request.url))
        return sendProblem(request, reply, new CarnetError(404, 'unknown-route'));
      return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page);
    });
}

/** People from outside: letting them in from a selection of contacts, and the portal where they come. */
export const portalFeature: ServerFeature = {
  routes: backOfficeRoutes,
  operationKinds: outsideKinds,
  mount: async (server) => {
    server.addHook('onRequest', async (request, reply) => {
      if (!request.url.startsWith(`${address}/api/`)) return;
      reply.header('cache-control', 'no-store');
      reply.header('vary', 'Accept-Language, Cookie');
    });
    for (const route of visitorRoutes) addRoute(server, `${address}/api`, route);
    await addScreens(server);
  },
};
