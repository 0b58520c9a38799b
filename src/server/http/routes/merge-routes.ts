import * as z from 'zod';
import { isId } from '../../../lib/ids.ts';
import { mostMerged } from '../../../rules/merge-preview.ts';
import { queueMerge } from '../../merge/merge-request.ts';
import { previewMerge } from '../../merge/preview-merge.ts';
import { type Route, route } from '../contract.ts';
import { collectionParams, recordOf } from './record-routes.ts';

const id = z.string().refine(isId);

const preview = z.object({
  items: z.array(z.record(z.string(), z.unknown())),
  fields: z.array(z.object({ name: z.string(), proposed: id })),
  same: z.int(),
  moves: z.array(z.object({ record: z.string(), count: z.int(), together: z.int() })),
  conflicts: z.array(z.object({ record: z.string(), title: z.string(), fields: z.array(z.string()) })),
});

/** Making one record of several. */
export const mergeRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/:collection/merge',
    tag: 'records',
    summary: {
      fr: 'Fusionne des doublons dans la fiche gardée, en une opération (preview : montre d’abord)',
      en: 'Merges duplicates into the record kept, in one operation (preview: shows it first)',
    },
    params: collectionParams,
    body: z.strictObject({
      keep: id,
      merge: z
        .array(id)
        .min(1)
        .max(mostMerged - 1),
      values: z.record(z.string(), z.unknown()).default({}),
      versions: z.record(z.string(), z.int()).default({}),
      preview: z.boolean().optional(),
    }),
    response: z.union([z.object({ operation: id }), preview]),
    handle: async ({ company, context, params, body: { preview: showsFirst, ...request }, reply }) => {
      const record = recordOf(company, params.collection);
      if (showsFirst) return await previewMerge(context, record, request);
      reply.code(202);
      return { operation: await queueMerge(context, record, request) };
    },
  }),
];
