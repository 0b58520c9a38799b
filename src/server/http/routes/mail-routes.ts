import { sql } from 'kysely';
import * as z from 'zod';
import { emailType } from '../../../fields/email/email.ts';
import { newId } from '../../../lib/ids.ts';
import type { Localized } from '../../../lib/localized.ts';
import type { Context } from '../../context.ts';
import { CarnetError } from '../../errors.ts';
import { asNotDelivered, openDelivery } from '../../mail/deliver.ts';
import { writeLetter } from '../../mail/letter.ts';
import {
  completeSettings,
  mailServerOf,
  presentMailSettings,
  removeMailSettings,
  saveMailSettings,
} from '../../mail/mail-settings.ts';
import { listMails } from '../../mail/outbox.ts';
import { type MailServer, publicAddressOf } from '../../outgoing/environment.ts';
import { publicAddress } from '../../public-address.ts';
import { type Route, route } from '../contract.ts';

const address = z
  .string()
  .trim()
  .max(254)
  .refine((text) => emailType.fromText(text, {}, { language: 'fr', timeZone: 'UTC' }).ok);
const securities = ['tls', 'starttls', 'none'] as const;
const server = {
  host: z.string().trim().min(1).max(253),
  port: z.int().min(1).max(65_535),
  security: z.enum(securities),
  user: z.string().trim().max(200).nullable(),
  senderAddress: address,
  senderName: z.string().trim().min(1).max(120),
};
const typed = z.strictObject({ ...server, password: z.string().max(1_000).nullable().optional() });

const common = { tag: 'settings', security: 'settings' } as const;

const testSubject: Localized = { fr: 'Carnet\u00a0: e-mail d’essai', en: 'Carnet: test e-mail' };
const testText: Localized = {
  fr: 'Si vous lisez ceci, la messagerie de Carnet fonctionne.',
  en: 'If you read this, Carnet’s mail works.',
};

async function ownAddress({ company, principal }: Context): Promise<string> {
  const { rows } = await sql<{ email: string | null }>`SELECT email FROM "user" WHERE id = ${principal.userId}`.execute(
    company.database,
  );
  const email = rows[0]?.email;
  if (!email) throw new CarnetError(422, 'validation-failed', { errors: [{ field: 'email', code: 'required' }] });
  return email;
}

/** The mail server that messages leave by, where Carnet is reached, and what has left. */
export const mailRoutes: readonly Route[] = [
  route({
    ...common,
    method: 'GET',
    path: '/settings/mail',
    summary: { fr: 'La messagerie, et les derniers messages', en: 'The mail server, and the last messages' },
    response: z.object({
      mail: z.nullable(
        z.object({
          source: z.enum(['environment', 'settings']),
          server: z.object({ ...server, hasPassword: z.boolean() }),
        }),
      ),
      address: z.object({ value: z.string().nullable(), source: z.enum(['environment', 'settings']) }),
      messages: z.array(z.looseObject({ id: z.string(), to: z.string(), subject: z.string(), state: z.string() })),
    }),
    handle: async ({ company }) => ({
      mail: await presentMailSettings(company),
      address: {
        value: await publicAddress(company),
        source: company.outgoing.address === undefined ? 'settings' : 'environment',
      },
      messages: await listMails(company),
    }),
  }),
  route({
    ...common,
    method: 'PUT',
    path: '/settings/mail',
    summary: { fr: 'Choisit le serveur d’envoi', en: 'Chooses the mail server' },
    body: typed,
    handle: ({ context, body }) => saveMailSettings(context, body),
  }),
  route({
    ...common,
    method: 'DELETE',
    path: '/settings/mail',
    summary: {
      fr: 'Oublie le serveur d’envoi : plus rien ne part',
      en: 'Forgets the mail server: nothing leaves any more',
    },
    handle: ({ context }) => removeMailSettings(context),
  }),
  route({
    ...common,
    method: 'PUT',
    path: '/settings/address',
    summary: {
      fr: 'Dit où l’on joint Carnet, pour les liens des e-mails',
      en: 'Tells where Carnet is reached, for links in mails',
    },
    body: z.strictObject({ address: z.string().trim().max(500).nullable() }),
    handle: async ({ company, body }) => {
      const value = body.address === null || body.address === '' ? null : publicAddressOf(body.address);
      if (value === undefined)
        throw new CarnetError(422, 'validation-failed', {
          errors: [{ field: 'address', code: 'invalid-public-address', parameters: { value: body.address ?? '' } }],
        });
      await sql`UPDATE company_profile SET address = ${value}`.execute(company.database);
    },
  }),
  route({
    ...common,
    method: 'POST',
    path: '/settings/mail/test',
    perMinute: 10,
    summary: {
      fr: 'Envoie à soi-même un e-mail d’essai, par le serveur donné ou celui qui est réglé',
      en: 'Sends oneself a test e-mail, by the server given or the one that is set',
    },
    body: z.strictObject({ server: typed.optional() }),
    response: z.object({
      sent: z.boolean(),
      to: z.string(),
      answer: z.string(),
      reason: z.enum(['unreachable', 'certificate', 'credentials', 'no-tls', 'refused']).nullable(),
    }),
    handle: async ({ company, context, body }) => {
      const chosen: MailServer | null = body.server
        ? await completeSettings(context, body.server)
        : await mailServerOf(company);
      if (!chosen) throw new CarnetError(409, 'no-mail');
      const { language, name } = context.principal;
      const to = await ownAddress(context);
      // The guard's refusals name the field at fault; what the server answers is shown as it is.
      const delivery = await openDelivery(company, chosen);
      try {
        const letter = writeLetter({ language, name, paragraphs: [testText[language]], company: '' });
        const answer = await delivery.send({ id: newId(), to, subject: testSubject[language], ...letter });
        return { sent: true, to, answer, reason: null };
      } catch (error) {
        const { message, reason } = asNotDelivered(error);
        return { sent: false, to, answer: message, reason };
      } finally {
        delivery.close();
      }
    },
  }),
];
