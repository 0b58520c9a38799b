import * as z from 'zod';
import { isId } from '../../../lib/ids.ts';

/** Most records chosen one by one; a filter chooses any number. */
const mostIds = 20_000;

/** The records that a gesture on many is done to: chosen by name, or all that a filter and a search find. */
export const selectionBody = z.strictObject({
  ids: z.array(z.string().refine(isId)).min(1).max(mostIds).optional(),
  filter: z.unknown().optional(),
  search: z.string().max(1_000).optional(),
});
