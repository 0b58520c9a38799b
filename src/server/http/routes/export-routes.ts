import * as z from 'zod';
import { isId } from '../../../lib/ids.ts';
import type { OpenCompany } from '../../company-open.ts';
import { CarnetError } from '../../errors.ts';
import { type ExportRequest, exportFormats, exportRecords } from '../../export/export-records.ts';
import { templateFile } from '../../import/import-template.ts';
import { attachmentNamed } from '../attachment.ts';
import { type Exchange, type Route, route } from '../contract.ts';
import { originOf, personOf } from '../origin.ts';
import { collectionParams, readFilterText, recordOf } from './record-routes.ts';

const names = z
  .string()
  .max(20_000)
  .transform((text) =>
    text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  );
const id = z.string().refine(isId);
const format = z.enum(exportFormats).default('csv');
/** Most records chosen one by one, where the request carries them; a filter chooses any number. */
const mostIds = 100_000;
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** Exports at once: each holds a connection while its reader reads. */
const mostAtOnce = 3;
const underWay = new WeakMap<OpenCompany, number>();

/** Takes a company; returns what ends the export that begins. Throws 503 where too many are under way. */
function begin(company: OpenCompany): () => void {
  const count = underWay.get(company) ?? 0;
  if (count >= mostAtOnce) throw new CarnetError(503, 'unavailable');
  underWay.set(company, count + 1);
  let ended = false;
  return () => {
    if (ended) return;
    ended = true;
    underWay.set(company, (underWay.get(company) ?? 1) - 1);
  };
}

/** Answers with the file of the records asked for. */
async function sendExport(
  {
    company,
    context,
    params,
    request: asked,
    reply,
  }: Pick<Exchange<{ collection: string }, unknown, unknown>, 'company' | 'context' | 'params' | 'request' | 'reply'>,
  request: ExportRequest,
): Promise<unknown> {
  const record = recordOf(company, params.collection);
  const end = begin(company);
  try {
    const { stream, mediaType, name } = await exportRecords(context, record, request, {
      user: personOf(asked),
      origin: originOf(asked),
    });
    stream.once('close', end);
    return await reply
      .header('content-type', mediaType)
      .header('content-disposition', attachmentNamed(name))
      .send(stream);
  } catch (error) {
    end();
    throw error;
  }
}

/** Files of records. */
export const exportRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:collection/export',
    tag: 'records',
    undescribed: true,
    summary: {
      fr: 'Exporte des fiches en CSV, classeur ou cartes de visite',
      en: 'Exports records as CSV, workbook or cards',
    },
    params: collectionParams,
    query: z.strictObject({
      format,
      fields: names.optional(),
      filter: z.string().max(100_000).optional(),
      search: z.string().max(1_000).optional(),
      sort: z.string().max(1_000).optional(),
      trash: flag.optional(),
      ids: names.pipe(z.array(id).max(1_000)).optional(),
    }),
    handle: (exchange) => {
      const { filter, ...query } = exchange.query;
      return sendExport(exchange, { ...query, filter: readFilterText(filter) });
    },
  }),
  route({
    method: 'POST',
    path: '/:collection/export',
    tag: 'records',
    whileViewing: true,
    summary: {
      fr: 'Exporte des fiches choisies une à une, ou trouvées par un filtre, en CSV, classeur ou cartes de visite',
      en: 'Exports records chosen one by one, or found by a filter, as CSV, workbook or cards',
    },
    params: collectionParams,
    body: z.strictObject({
      format,
      fields: z.array(z.string().max(200)).max(1_000).optional(),
      filter: z.unknown().optional(),
      search: z.string().max(1_000).optional(),
      sort: z.string().max(1_000).optional(),
      trash: z.boolean().optional(),
      ids: z.array(id).max(mostIds).optional(),
    }),
    handle: (exchange) => sendExport(exchange, exchange.body),
  }),
  route({
    method: 'GET',
    path: '/:collection/import-template',
    tag: 'imports',
    undescribed: true,
    summary: {
      fr: 'Le modèle d’import d’un type de fiche : ses colonnes, les obligatoires marquées',
      en: 'The import template of a record type: its columns, required ones marked',
    },
    params: collectionParams,
    query: z.strictObject({ format: z.enum(['csv', 'xlsx']).default('xlsx') }),
    handle: async ({ company, context, params, query, reply }) => {
      const { stream, mediaType, name } = templateFile(context, recordOf(company, params.collection), query.format);
      return await reply
        .header('content-type', mediaType)
        .header('content-disposition', attachmentNamed(name))
        .send(stream);
    },
  }),
];
