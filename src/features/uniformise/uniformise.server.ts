import * as z from 'zod';
import { isId } from '../../lib/ids.ts';
import type { ServerFeature } from '../../server/feature.ts';
import { route } from '../../server/http/contract.ts';
import { collectionParams, recordOf } from '../../server/http/routes/record-routes.ts';
import { selectionBody } from '../../server/http/routes/selection-body.ts';
import {
  previewUniformise,
  queueUniformise,
  type UniformiseRequest,
  uniformiseKind,
} from './uniformise-batch.server.ts';

const id = z.string().refine(isId);
const name = z.string().max(200);
/** Most values of records named by themselves. */
const mostPlaces = 50_000;
const places = z.array(z.strictObject({ id, field: name, link: id.optional() })).max(mostPlaces);

const named = z.object({ id, title: z.string() });
const preview = z.object({
  count: z.int(),
  examined: z.int(),
  items: z.array(
    named.extend({
      field: z.string(),
      link: z.string().optional(),
      at: z.string().optional(),
      before: z.string().nullable(),
      after: z.string().nullable(),
      certain: z.boolean(),
    }),
  ),
  more: z.boolean(),
  variants: z.array(
    z.object({
      field: z.string(),
      from: z.string(),
      into: z.string().nullable(),
      certain: z.boolean(),
      candidates: z.array(z.string()),
      count: z.int(),
    }),
  ),
  locked: z.object({ count: z.int(), items: z.array(named) }),
});

/** « Uniformiser »: names and functions of many records written the same way, shown first, undone as one (F111, A33). */
export const uniformiseFeature: ServerFeature = {
  operationKinds: [uniformiseKind],
  routes: [
    route({
      method: 'POST',
      path: '/:collection/uniformise',
      tag: 'records',
      summary: {
        fr: 'Uniformise noms, prénoms et valeurs de listes de plusieurs fiches en une opération (preview : montre d’abord)',
        en: 'Writes names and values of lists of several records the same way in one operation (preview: shows it first)',
      },
      params: collectionParams,
      body: selectionBody.extend({
        preview: z.boolean().optional(),
        names: z.boolean().optional(),
        values: z.record(name, z.record(name, name)).optional(),
        same: z.record(name, name.nullable()).optional(),
        except: places.optional(),
        also: places.optional(),
      }),
      response: z.union([z.object({ operation: id }), preview]),
      handle: async ({ company, context, params, body, reply }) => {
        const record = recordOf(company, params.collection);
        const { preview: asked, ids, filter, search, names = true, values, same = {}, except = [], also = [] } = body;
        const request: UniformiseRequest = { selection: { ids, filter, search }, names, values, same, except, also };
        if (asked) return await previewUniformise(context, record, request);
        reply.code(202);
        return { operation: await queueUniformise(context, record, request) };
      },
    }),
  ],
};
