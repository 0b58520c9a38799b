import { type Route, route } from '../contract.ts';
import { openApiDocument } from '../open-api.ts';

/** Takes the routes to describe; returns the route of their description. */
export function openApiRoute(described: readonly Route[]): Route {
  return route({
    method: 'GET',
    path: '/openapi.json',
    tag: 'settings',
    summary: { fr: 'Cette description (OpenAPI 3.1)', en: 'This description (OpenAPI 3.1)' },
    handle: ({ context, language, request }) => openApiDocument(described, context, language, request.served.version),
  });
}
