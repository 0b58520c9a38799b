import * as z from 'zod';
import { isId } from '../../../lib/ids.ts';
import { listShares, shareRecord, unshareRecord } from '../../access/sharing.ts';
import { type Route, route } from '../contract.ts';
import { recordOf, recordParams } from './record-routes.ts';

const id = z.string().refine(isId);
const shares = z.object({
  items: z.array(
    z.object({
      id,
      grantee: id,
      kind: z.enum(['user', 'team']),
      name: z.string().nullable(),
      level: z.enum(['read', 'edit']),
      createdAt: z.string(),
      createdBy: id.nullable(),
    }),
  ),
});

/** Whom a record is shared with. */
export const shareRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:collection/:id/shares',
    tag: 'sharing',
    summary: { fr: 'Avec qui une fiche est partagée', en: 'Whom a record is shared with' },
    params: recordParams,
    response: shares,
    handle: async ({ company, context, params }) => ({
      items: await listShares(context, recordOf(company, params.collection), params.id),
    }),
  }),
  route({
    method: 'POST',
    path: '/:collection/:id/shares',
    tag: 'sharing',
    summary: {
      fr: 'Partage une fiche avec des utilisateurs ou des équipes',
      en: 'Shares a record with users or teams',
    },
    params: recordParams,
    body: z.strictObject({ grantees: z.array(id).min(1).max(200), level: z.enum(['read', 'edit']).default('read') }),
    response: shares,
    handle: async ({ company, context, params, body }) => ({
      items: await shareRecord(context, recordOf(company, params.collection), params.id, body.grantees, body.level),
    }),
  }),
  route({
    method: 'DELETE',
    path: '/:collection/:id/shares/:grantee',
    tag: 'sharing',
    summary: { fr: 'Retire un partage', en: 'Takes a share back' },
    params: recordParams.extend({ grantee: id }),
    response: shares,
    handle: async ({ company, context, params }) => ({
      items: await unshareRecord(context, recordOf(company, params.collection), params.id, params.grantee),
    }),
  }),
];
