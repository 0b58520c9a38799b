import * as z from 'zod';
import { isId } from '../../../lib/ids.ts';
import { attachFile, reviseDocument } from '../../documents/documents.ts';
import { type Route, route } from '../contract.ts';
import { recordOf, recordParams } from './record-routes.ts';

const id = z.string().refine(isId);
const attached = z.object({ id, number: z.int() });

/** Documents of a record: all else (list, rename, delete, restore, earlier versions) is as for any record. */
export const documentRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/:collection/:id/documents',
    tag: 'documents',
    summary: {
      fr: 'Joint à une fiche un fichier déposé ; du même nom qu’un document, il en devient la nouvelle version',
      en: 'Attaches a file that was brought to a record; of the name of a document, it becomes its new version',
    },
    status: 201,
    params: recordParams,
    body: z.strictObject({ file: id, name: z.string().max(1_000).optional() }),
    response: attached,
    handle: ({ company, context, params, body }) =>
      attachFile(context, recordOf(company, params.collection), params.id, body),
  }),
  route({
    method: 'POST',
    path: '/documents/:id/versions',
    tag: 'documents',
    summary: {
      fr: 'Fait d’un fichier déposé, ou d’une version antérieure, la nouvelle version d’un document',
      en: 'Makes a file that was brought, or an earlier version, the new version of a document',
    },
    status: 201,
    params: z.object({ id }),
    body: z.union([z.strictObject({ file: id }), z.strictObject({ version: id })]),
    response: attached,
    handle: ({ context, params, body }) => reviseDocument(context, params.id, body),
  }),
];
