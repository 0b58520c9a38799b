import * as z from 'zod';
import { isId } from '../../../lib/ids.ts';
import { queueAssociation } from '../../operations/associate.ts';
import { type BulkRequest, previewBulk, queueBulk } from '../../operations/bulk.ts';
import { type Route, route } from '../contract.ts';
import { collectionParams, recordOf } from './record-routes.ts';
import { selectionBody } from './selection-body.ts';

const id = z.string().refine(isId);
/** Most records that a selection is associated with at once. */
const mostTargets = 50;

const body = selectionBody.extend({
  trash: z.boolean().optional(),
  action: z.enum(['update', 'delete', 'restore']),
  values: z.record(z.string(), z.unknown()).optional(),
  preview: z.boolean().optional(),
});

/** One gesture on many records. */
export const bulkRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/:collection/bulk',
    tag: 'records',
    summary: {
      fr: 'Modifie, supprime ou restaure plusieurs fiches en une opération (preview : montre d’abord)',
      en: 'Updates, deletes or restores several records in one operation (preview: shows it first)',
    },
    params: collectionParams,
    body,
    response: z.union([
      z.object({ operation: id }),
      z.object({
        count: z.int(),
        items: z.array(z.object({ id, title: z.string(), changes: z.record(z.string(), z.array(z.unknown())) })),
      }),
    ]),
    handle: async ({
      company,
      context,
      params,
      body: { ids, filter, search, trash, action, values, preview },
      reply,
    }) => {
      const record = recordOf(company, params.collection);
      const request: BulkRequest = { action, selection: { ids, filter, search, trash }, values };
      if (preview) return await previewBulk(context, record, request);
      reply.code(202);
      return { operation: await queueBulk(context, record, request) };
    },
  }),
  route({
    method: 'POST',
    path: '/:collection/associate',
    tag: 'records',
    summary: {
      fr: 'Associe des fiches à d’autres par un type de lien : crée les liens manquants, en une opération',
      en: 'Associates records with others by a type of link: makes the links that are missing, in one operation',
    },
    status: 202,
    params: collectionParams,
    body: selectionBody.extend({ link: z.string().max(200), targets: z.array(id).min(1).max(mostTargets) }),
    response: z.object({ operation: id }),
    handle: async ({ company, context, params, body: { link, targets, ...chosen } }) => ({
      operation: await queueAssociation(context, recordOf(company, params.collection), {
        selection: chosen,
        link,
        targets,
      }),
    }),
  }),
];
