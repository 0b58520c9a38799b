import * as z from 'zod';
import { isId } from '../../../lib/ids.ts';
import { keyOpenings, listApiKeys, makeOwnApiKey, revokeApiKey } from '../../auth/api-key.ts';
import { type Route, route } from '../contract.ts';

const id = z.string().refine(isId);
const listed = z.object({
  id,
  name: z.string(),
  user: z.object({ id, name: z.string() }),
  opens: z.enum(keyOpenings).nullable(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
});

/** The keys with which other programmes act with a user's rights. */
export const apiKeyRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/settings/api-keys',
    tag: 'settings',
    summary: {
      fr: 'Les clés d’API : les siennes, celles de tous pour un administrateur',
      en: 'API keys: one’s own, everyone’s for an administrator',
    },
    response: z.object({ items: z.array(listed) }),
    handle: async ({ context }) => ({ items: await listApiKeys(context) }),
  }),
  route({
    method: 'POST',
    path: '/settings/api-keys',
    tag: 'settings',
    status: 201,
    perMinute: 20,
    summary: {
      fr: 'Crée une clé d’API avec ses propres droits ; elle n’est montrée qu’ici',
      en: 'Makes an API key with one’s own rights; it is shown here only',
    },
    body: z.strictObject({ name: z.string().trim().min(1).max(120), opens: z.enum(keyOpenings).optional() }),
    response: z.object({ id, key: z.string() }),
    handle: ({ context, body }) => makeOwnApiKey(context, body.name, body.opens ?? null),
  }),
  route({
    method: 'DELETE',
    path: '/settings/api-keys/:id',
    tag: 'settings',
    summary: { fr: 'Révoque une clé d’API', en: 'Revokes an API key' },
    params: z.object({ id }),
    handle: ({ context, params }) => revokeApiKey(context, params.id),
  }),
];
