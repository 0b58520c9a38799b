import * as z from 'zod';
import { isDate } from '../../../lib/dates.ts';
import { isId } from '../../../lib/ids.ts';
import { leftWithoutSite } from '../../recipients/left-without-site.ts';
import { readRecipients } from '../../recipients/recipients.ts';
import { type Route, route } from '../contract.ts';

const id = z.string().refine(isId);

const told = z.object({
  document: z.enum(['invoice', 'reminder']),
  site: z.object({ id, name: z.string(), closed: z.boolean() }),
  on: z.string(),
  recipients: z.array(
    z.object({
      contactId: id.nullable(),
      email: z.string(),
      reason: z.enum(['siteFlag', 'allSitesFlag', 'fallback']),
      from: z.enum(['billingEmail', 'email']).optional(),
    }),
  ),
  skipped: z.array(
    z.object({
      contactId: id,
      reason: z.enum(['disappeared', 'linkEnded', 'exited', 'otherSite', 'noSite', 'noEmail']),
    }),
  ),
  waiting: z.enum(['doNotDun', 'noRecipient']).nullable(),
  names: z.record(z.string(), z.string()),
});

/** Who receives an account's documents. */
export const recipientRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/accounts/:id/recipients',
    tag: 'records',
    summary: {
      fr: 'Qui reçoit une facture ou une relance d’un site du compte, un jour donné, et pourquoi',
      en: 'Who receives an invoice or a reminder of a site of the account on a day, and why',
    },
    params: z.object({ id }),
    query: z.strictObject({
      document: z.enum(['invoice', 'reminder']),
      site: id.optional(),
      on: z.string().refine(isDate).optional(),
    }),
    response: told,
    handle: async ({ context, params, query }) => await readRecipients(context, params.id, query),
  }),
  route({
    method: 'GET',
    path: '/account-contacts/without-site',
    tag: 'records',
    summary: {
      fr: 'Qui n’a plus de site chez un compte après ce qui vient de se terminer, et y garde une case « tous sites »',
      en: 'Who has no site left at an account after what has just ended, and keeps a box “all sites” there',
    },
    query: z
      .strictObject({
        attachment: id.optional(),
        on: z.string().refine(isDate).optional(),
        site: id.optional(),
        operation: id.optional(),
      })
      .refine(({ attachment, site, operation }) => [attachment, site, operation].filter(Boolean).length === 1),
    response: z.object({
      items: z.array(
        z.object({
          id,
          version: z.number(),
          contact: z.string(),
          account: z.string(),
          boxes: z.array(z.string()),
        }),
      ),
    }),
    handle: async ({ context, query }) => ({ items: [...(await leftWithoutSite(context, query))] }),
  }),
];
