import * as z from 'zod';
import { isId } from '../../../lib/ids.ts';
import { declareGone, takeBack } from '../../operations/gone.ts';
import { type Route, route } from '../contract.ts';
import { readIfMatch } from '../request-headers.ts';
import { recordOf, recordParams } from './record-routes.ts';

const response = z.object({ operation: z.string().refine(isId) });

/** Records that leave without being deleted: a contact declared lost (A31). */
export const goneRoutes: readonly Route[] = [
  route({
    method: 'PUT',
    path: '/:collection/:id/gone',
    tag: 'records',
    summary: {
      fr: 'Déclare une fiche disparue (un contact) : elle quitte les listes, ce qui doit finir finit, en une opération',
      en: 'Declares a record gone (a contact): it leaves the lists, what is to end ends, in one operation',
    },
    headers: ['If-Match'],
    params: recordParams,
    response,
    handle: async ({ company, context, params, request }) => ({
      operation: await declareGone(context, recordOf(company, params.collection), params.id, {
        version: readIfMatch(request),
      }),
    }),
  }),
  route({
    method: 'DELETE',
    path: '/:collection/:id/gone',
    tag: 'records',
    summary: { fr: 'Réactive une fiche déclarée disparue', en: 'Takes back a record that was declared gone' },
    headers: ['If-Match'],
    params: recordParams,
    response,
    handle: async ({ company, context, params, request }) => ({
      operation: await takeBack(context, recordOf(company, params.collection), params.id, {
        version: readIfMatch(request),
      }),
    }),
  }),
];
