import * as z from 'zod';
import { isDate } from '../../../lib/dates.ts';
import { isId } from '../../../lib/ids.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { OpenCompany } from '../../company-open.ts';
import type { Context } from '../../context.ts';
import { CarnetError } from '../../errors.ts';
import { readTrail } from '../../records/audit-trail.ts';
import { groupRecords } from '../../records/query/group-records.ts';
import { listRecords } from '../../records/query/list-records.ts';
import { getRecord, type Inclusion } from '../../records/query/read-records.ts';
import { searchEverything } from '../../records/query/search-everything.ts';
import { readTimeline } from '../../records/query/timeline.ts';
import { readWindow } from '../../records/query/window-records.ts';
import { createRecord, deleteRecord, restoreRecord, updateRecord, type Written } from '../../records/write/engine.ts';
import { type Route, route } from '../contract.ts';
import { demandIfMatch, readIdempotencyKey, readIfMatch } from '../request-headers.ts';

const id = z.string().refine(isId);
export const collectionParams = z.object({ collection: z.string() });
export const recordParams = collectionParams.extend({ id });
const values = z.record(z.string(), z.unknown());
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const list = z.string().transform((text) => text.split(',').map((name) => name.trim()));

/** `move=true`: a value that one record alone may hold is taken from who holds it (409 `already-held` without). */
const writeQuery = z.object({ move: flag.optional() });

const listQuery = z.strictObject({
  search: z.string().max(1_000).optional(),
  filter: z.string().max(100_000).optional(),
  sort: z.string().max(1_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
  cursor: z.string().max(10_000).optional(),
  trash: flag.optional(),
  count: flag.optional(),
  fields: list.optional(),
});

const groupQuery = z.strictObject({
  search: z.string().max(1_000).optional(),
  filter: z.string().max(100_000).optional(),
  trash: flag.optional(),
  by: z.string().max(200).optional(),
  totals: list.pipe(z.array(z.string()).max(10)).optional(),
});

/** Longest window of a calendar, in days. */
const longestWindow = 62;
const date = z.string().refine(isDate);

const windowQuery = z
  .strictObject({
    search: z.string().max(1_000).optional(),
    filter: z.string().max(100_000).optional(),
    start: z.string().max(200),
    end: z.string().max(200).optional(),
    from: date,
    to: date,
    each: z.coerce.number().int().min(1).max(200).default(6),
    fields: list.optional(),
  })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) < longestWindow * 86_400_000, {
    path: ['to'],
  });

/** Takes the name of a collection from an address; returns the record type. Throws 404 unknown-route. */
export function recordOf(company: OpenCompany, collection: string): EffectiveRecord {
  const record = company.model().collection(collection);
  if (!record) throw new CarnetError(404, 'unknown-route');
  return record;
}

/** Takes a filter as an address carries it; returns it parsed. Throws 400 invalid-filter where it is not JSON. */
export function readFilterText(text: string | undefined): unknown {
  if (text === undefined || text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new CarnetError(400, 'invalid-filter');
  }
}

/** The record as it is after a write; id and version alone where the writer may not see it any more. */
async function afterWrite(
  context: Context,
  record: EffectiveRecord,
  written: Written,
): Promise<Record<string, unknown>> {
  try {
    return await getRecord(context, record, written.id);
  } catch (error) {
    if (error instanceof CarnetError && (error.status === 404 || error.status === 403)) return { ...written };
    throw error;
  }
}

/** What every record type can do: the type is looked up by its collection, so that a change of the model needs no restart. */
export const recordRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/search',
    tag: 'search',
    summary: { fr: 'Cherche dans toutes les fiches', en: 'Searches all records' },
    query: z.strictObject({ q: z.string().max(1_000), limit: z.coerce.number().int().min(1).max(20).optional() }),
    response: z.object({
      groups: z.array(
        z.object({
          record: z.string(),
          items: z.array(z.object({ id, title: z.string(), subtitle: z.string() })),
        }),
      ),
    }),
    handle: async ({ context, query }) => ({ groups: await searchEverything(context, query.q, query.limit) }),
  }),
  route({
    method: 'GET',
    path: '/:collection',
    tag: 'records',
    undescribed: true,
    summary: { fr: 'Liste les fiches', en: 'Lists records' },
    params: collectionParams,
    query: listQuery,
    handle: ({ company, context, params, query }) => {
      const { filter, ...rest } = query;
      return listRecords(context, recordOf(company, params.collection), { ...rest, filter: readFilterText(filter) });
    },
  }),
  route({
    method: 'GET',
    path: '/:collection/groups',
    tag: 'records',
    undescribed: true,
    summary: { fr: 'Compte et totalise des fiches par groupe', en: 'Counts and adds up records by group' },
    params: collectionParams,
    query: groupQuery,
    handle: ({ company, context, params, query }) => {
      const { filter, ...rest } = query;
      return groupRecords(context, recordOf(company, params.collection), { ...rest, filter: readFilterText(filter) });
    },
  }),
  route({
    method: 'GET',
    path: '/:collection/calendar',
    tag: 'records',
    undescribed: true,
    summary: { fr: 'Les fiches de certains jours', en: 'The records of certain days' },
    params: collectionParams,
    query: windowQuery,
    handle: ({ company, context, params, query }) => {
      const { filter, ...rest } = query;
      return readWindow(context, recordOf(company, params.collection), { ...rest, filter: readFilterText(filter) });
    },
  }),
  route({
    method: 'POST',
    path: '/:collection',
    tag: 'records',
    undescribed: true,
    status: 201,
    summary: { fr: 'Crée une fiche', en: 'Creates a record' },
    params: collectionParams,
    query: writeQuery,
    body: values,
    handle: async ({ company, context, params, query, body, request, reply }) => {
      const record = recordOf(company, params.collection);
      const idempotency = readIdempotencyKey(request);
      const written = await createRecord(context, record, body, {
        moves: query.move ?? false,
        ...(idempotency ? { idempotency } : {}),
      });
      reply.header('location', `/api/v1/${record.collection}/${written.id}`).header('etag', `"${written.version}"`);
      return await afterWrite(context, record, written);
    },
  }),
  route({
    method: 'GET',
    path: '/:collection/:id',
    tag: 'records',
    undescribed: true,
    summary: { fr: 'Lit une fiche', en: 'Reads a record' },
    params: recordParams,
    query: z.strictObject({ include: list.pipe(z.array(z.enum(['counts', 'children']))).optional() }),
    handle: async ({ company, context, params, query, reply }) => {
      const include: readonly Inclusion[] = query.include ?? [];
      const item = await getRecord(context, recordOf(company, params.collection), params.id, { include });
      reply.header('etag', `"${item.version}"`);
      return item;
    },
  }),
  route({
    method: 'PATCH',
    path: '/:collection/:id',
    tag: 'records',
    undescribed: true,
    summary: { fr: 'Modifie une fiche', en: 'Changes a record' },
    params: recordParams,
    query: writeQuery,
    body: values,
    handle: async ({ company, context, params, query, body, request, reply }) => {
      const record = recordOf(company, params.collection);
      const version = demandIfMatch(request);
      const written = await updateRecord(context, record, params.id, body, { version, moves: query.move ?? false });
      reply.header('etag', `"${written.version}"`);
      return await afterWrite(context, record, written);
    },
  }),
  route({
    method: 'DELETE',
    path: '/:collection/:id',
    tag: 'records',
    undescribed: true,
    summary: { fr: 'Met une fiche à la corbeille', en: 'Puts a record in the trash' },
    params: recordParams,
    handle: async ({ company, context, params, request }) => {
      const version = readIfMatch(request);
      await deleteRecord(
        context,
        recordOf(company, params.collection),
        params.id,
        version === undefined ? {} : { version },
      );
    },
  }),
  route({
    method: 'POST',
    path: '/:collection/:id/restore',
    tag: 'records',
    undescribed: true,
    summary: { fr: 'Sort une fiche de la corbeille', en: 'Takes a record out of the trash' },
    params: recordParams,
    query: writeQuery,
    handle: async ({ company, context, params, query, reply }) => {
      const record = recordOf(company, params.collection);
      const written = await restoreRecord(context, record, params.id, { moves: query.move ?? false });
      reply.header('etag', `"${written.version}"`);
      return await afterWrite(context, record, written);
    },
  }),
  route({
    method: 'GET',
    path: '/:collection/:id/timeline',
    tag: 'records',
    summary: { fr: 'Les échanges passés ou prévus d’une fiche', en: 'A record’s exchanges, past or planned' },
    params: recordParams,
    query: z.strictObject({
      when: z.enum(['past', 'planned']).default('past'),
      kinds: list.optional(),
      with: z.string().max(200).optional(),
      owner: id.optional(),
      limit: z.coerce.number().int().min(1).max(100).optional(),
      cursor: z.string().max(10_000).optional(),
    }),
    response: z.object({
      entries: z.array(z.object({ record: z.string(), at: z.string().nullable(), item: values })),
      next: z.string().nullable(),
    }),
    handle: ({ company, context, params, query }) =>
      readTimeline(context, recordOf(company, params.collection), params.id, query),
  }),
  route({
    method: 'GET',
    path: '/:collection/:id/audit',
    tag: 'records',
    undescribed: true,
    summary: { fr: 'Ce qui est arrivé à une fiche', en: 'What happened to a record' },
    params: recordParams,
    query: z.strictObject({ cursor: z.string().max(100).optional() }),
    handle: ({ company, context, params, query }) =>
      readTrail(context, recordOf(company, params.collection), params.id, query.cursor),
  }),
];
