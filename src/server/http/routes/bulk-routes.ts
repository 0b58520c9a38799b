import * as z from 'zod';
import { isId } from '../../../lib/ids.ts';
import { CarnetError } from '../../errors.ts';
import { previewAssociation, queueAssociation } from '../../operations/associate.ts';
import { type BulkRequest, previewBulk, queueBulk } from '../../operations/bulk.ts';
import { type Route, route } from '../contract.ts';
import { collectionParams, recordOf } from './record-routes.ts';
import { selectionBody } from './selection-body.ts';

const id = z.string().refine(isId);
/** Most records that a selection is associated with at once by a type of link, and most types. */
const mostTargets = 50;
const mostEnds = 10;
const targets = z.array(id).min(1).max(mostTargets);
const end = z.strictObject({ link: z.string().max(200), targets });
const stepState = z.enum(['new', 'there', 'ended', 'gone']);
const associatePreview = z.object({
  count: z.int(),
  examined: z.int(),
  steps: z.array(
    z.object({ link: z.string(), target: id, title: z.string(), within: z.int().nullable(), implied: z.boolean() }),
  ),
  counts: z.object({ new: z.int(), there: z.int(), ended: z.int(), gone: z.int() }),
  items: z.array(z.object({ id, title: z.string(), states: z.array(stepState) })),
  more: z.boolean(),
});

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
      fr: 'Associe des fiches à d’autres par des types de liens : crée les liens manquants, en une opération (preview : montre d’abord)',
      en: 'Associates records with others by types of link: makes the links that are missing, in one operation (preview: shows it first)',
    },
    params: collectionParams,
    body: selectionBody.extend({
      link: z.string().max(200).optional(),
      targets: targets.optional(),
      ends: z.array(end).min(1).max(mostEnds).optional(),
      preview: z.boolean().optional(),
    }),
    response: z.union([z.object({ operation: id }), associatePreview]),
    handle: async ({
      company,
      context,
      params,
      body: { link, targets: chosen, ends = [], preview, ...selection },
      reply,
    }) => {
      const one = link !== undefined && chosen !== undefined ? [{ link, targets: chosen }] : [];
      if (one.length + ends.length === 0)
        throw new CarnetError(422, 'validation-failed', { errors: [{ field: 'ends', code: 'required' }] });
      const record = recordOf(company, params.collection);
      const request = { selection, ends: [...one, ...ends] };
      if (preview) return await previewAssociation(context, record, request);
      reply.code(202);
      return { operation: await queueAssociation(context, record, request) };
    },
  }),
];
