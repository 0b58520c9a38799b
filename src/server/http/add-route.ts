import type { FastifyInstance } from 'fastify';
import type { Route } from './contract.ts';

/** Most bytes of a body, where a route says nothing else. */
export const mostBodyBytes = 8 * 1024 * 1024;

/** Takes a server, what the addresses of an API begin with and one of its routes; adds the route. */
export function addRoute(server: FastifyInstance, prefix: string, route: Route): void {
  server.route({
    method: route.method,
    url: `${prefix}${route.path}`,
    bodyLimit: route.bodyLimit ?? mostBodyBytes,
    ...(route.perMinute ? { config: { rateLimit: { max: route.perMinute, timeWindow: 60_000 } } } : {}),
    handler: async (request, reply) => {
      const answer = await route.answer(request, reply, request.served.company);
      if (reply.sent || answer === reply) return reply;
      if (answer === undefined) return reply.code(204).send();
      if (route.status) reply.code(route.status);
      return answer;
    },
  });
}
