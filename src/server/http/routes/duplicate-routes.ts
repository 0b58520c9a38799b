import * as z from 'zod';
import { isId } from '../../../lib/ids.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { OpenCompany } from '../../company-open.ts';
import { sayDistinct } from '../../duplicates/distinct.ts';
import { listPairs } from '../../duplicates/list-pairs.ts';
import { findSimilar } from '../../duplicates/similar.ts';
import { askForSearch } from '../../duplicates/up-to-date.ts';
import { CarnetError } from '../../errors.ts';
import { type Route, route } from '../contract.ts';
import { collectionParams, recordOf } from './record-routes.ts';

const id = z.string().refine(isId);
const values = z.record(z.string(), z.unknown());
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const score = z.number().min(0).max(1);
const reasons = z.array(z.string());

/** Takes the name of a collection; returns its record type, which says what makes likely duplicates. Throws 404 unknown-route. */
function comparedRecordOf(company: OpenCompany, collection: string): EffectiveRecord {
  const record = recordOf(company, collection);
  if (!record.duplicates) throw new CarnetError(404, 'unknown-route');
  return record;
}

/** Likely duplicates: while typing, over the whole base, and what somebody said of a pair. */
export const duplicateRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:collection/duplicates',
    tag: 'duplicates',
    summary: {
      fr: 'Paires de fiches qui sont sans doute la même, avec leurs raisons, la plus sûre d’abord',
      en: 'Pairs of records that are likely to be one, with their reasons, the surest first',
    },
    params: collectionParams,
    query: z.strictObject({
      distinct: flag.optional(),
      reason: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).optional(),
      cursor: z.string().max(10_000).optional(),
    }),
    response: z.object({
      items: z.array(z.object({ score, reasons, records: z.array(values).length(2) })),
      next: z.string().nullable(),
      count: z.object({ value: z.int(), exact: z.boolean() }).nullable(),
      search: z.object({
        searchedAt: z.string().nullable(),
        running: z.object({ done: z.int(), total: z.int().nullable() }).nullable(),
      }),
    }),
    handle: ({ company, context, params, query }) =>
      listPairs(context, comparedRecordOf(company, params.collection), query),
  }),
  route({
    method: 'POST',
    path: '/:collection/duplicates/search',
    tag: 'duplicates',
    summary: { fr: 'Cherche les doublons dans toute la base', en: 'Looks for duplicates in the whole base' },
    status: 202,
    params: collectionParams,
    response: z.object({ operation: id }),
    handle: async ({ company, context, params }) => ({
      operation: await askForSearch(context, comparedRecordOf(company, params.collection)),
    }),
  }),
  route({
    method: 'PUT',
    path: '/:collection/duplicates/:one/:other',
    tag: 'duplicates',
    summary: {
      fr: '« Ce n’est pas un doublon » : dit pour toujours que deux fiches sont deux, ou le reprend',
      en: '“Not a duplicate”: says for ever that two records are two, or takes it back',
    },
    status: 204,
    params: collectionParams.extend({ one: id, other: id }),
    body: z.strictObject({ distinct: z.boolean() }),
    handle: ({ company, context, params, body }) =>
      sayDistinct(context, comparedRecordOf(company, params.collection), [params.one, params.other], body.distinct),
  }),
  route({
    method: 'POST',
    path: '/:collection/similar',
    tag: 'duplicates',
    summary: {
      fr: 'Les fiches qui ressemblent à ce qu’on est en train de saisir, la plus proche d’abord',
      en: 'The records like what is being typed, the closest first',
    },
    whileViewing: true,
    params: collectionParams,
    body: z.strictObject({ values, id: id.optional() }),
    response: z.object({ items: z.array(z.object({ record: values, score, reasons, sure: z.boolean() })) }),
    handle: async ({ company, context, params, body }) => ({
      items: await findSimilar(context, comparedRecordOf(company, params.collection), body.values, body.id),
    }),
  }),
];
