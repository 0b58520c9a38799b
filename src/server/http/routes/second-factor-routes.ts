import * as z from 'zod';
import { isId } from '../../../lib/ids.ts';
import type { AccessKind } from '../../../rules/access-kinds.ts';
import { logAccess } from '../../access/access-log.ts';
import { mayActFor } from '../../access/administration.ts';
import { makeBackupCodes } from '../../auth/backup-codes.ts';
import {
  askNewPasskey,
  askPasskey,
  keepPasskey,
  listPasskeys,
  renamePasskey,
  userOfPasskey,
} from '../../auth/passkey.ts';
import { demandProof, noteProof, noteSecondFactor, readProofWays } from '../../auth/proof.ts';
import { readSecondFactors, removePasskey, removeSecondFactors, removeTotp } from '../../auth/second-factor.ts';
import { checkOwnPassword } from '../../auth/sign-in.ts';
import { countAttempt, forgive } from '../../auth/throttle.ts';
import { beginTotp, confirmTotp, spendTotpCode } from '../../auth/totp.ts';
import { CarnetError } from '../../errors.ts';
import { sendNotice } from '../../live/notices.ts';
import { type Exchange, type Route, route } from '../contract.ts';
import { servedAddress } from '../entry.ts';
import { originOf, personOf } from '../origin.ts';
import { readSessionCookie } from '../security.ts';
import { passkeyAnswer, passkeyQuestion, totpSetUpSchema, typedCode } from './second-step-routes.ts';

const id = z.string().refine(isId);
const passkeyName = z.string().trim().min(1).max(120);
const backupCodes = z.object({ backupCodes: z.array(z.string()) });

type Own = Exchange<unknown, unknown, unknown>;

/** Who acts, at a screen: programs do not change what people sign in with. */
function signerOf({ context }: Own): string {
  const { principal, channel } = context;
  if (principal.userId === null || channel === 'api') throw new CarnetError(403, 'forbidden');
  return principal.userId;
}

/** Who acts and has just proved that it is them. */
async function provenOf(exchange: Own): Promise<{ id: string; name: string; email: string }> {
  const userId = signerOf(exchange);
  await demandProof(exchange.company, userId, readSessionCookie(exchange.request));
  const { name, email } = await readSecondFactors(exchange.company.database, userId);
  return { id: userId, name, email };
}

/** Writes a change of what someone signs in with into the journal of accesses. */
async function note({ company, request }: Own, kind: AccessKind, about?: string): Promise<void> {
  await logAccess(company.database, { kind, user: personOf(request), about, origin: originOf(request) });
}

/** Another process may remember the session without its second factor. */
async function tellFactorShown({ company, request }: Own): Promise<void> {
  await noteSecondFactor(company, readSessionCookie(request));
  request.served.authenticator.forget();
  await sendNotice(company.database, { kind: 'session' });
}

/** One's own second factors and passkeys, and those of users for who manages them. */
export const secondFactorRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/me/second-factor',
    tag: 'session',
    summary: { fr: 'Ses seconds facteurs et ses clés d’accès', en: 'One’s second factors and passkeys' },
    response: z.object({
      totpSince: z.string().nullable(),
      backupCodesLeft: z.int(),
      required: z.boolean(),
      passkeys: z.array(
        z.object({ id, name: z.string(), host: z.string(), createdAt: z.string(), lastUsedAt: z.string().nullable() }),
      ),
      proof: z.object({ password: z.boolean(), totp: z.boolean(), passkey: z.boolean() }),
    }),
    handle: async ({ company, context }) => {
      const userId = context.principal.userId ?? '';
      const { totpSince, backupCodesLeft, required } = await readSecondFactors(company.database, userId);
      const [passkeys, proof] = await Promise.all([listPasskeys(company, userId), readProofWays(company, userId)]);
      return { totpSince, backupCodesLeft, required, passkeys, proof };
    },
  }),
  route({
    method: 'POST',
    path: '/me/proof',
    tag: 'session',
    perMinute: 60,
    summary: {
      fr: 'Prouve que c’est bien soi, par son mot de passe, un code ou une clé d’accès, avant de changer sa connexion',
      en: 'Proves that it is oneself, by password, code or passkey, before changing how one signs in',
    },
    body: z.strictObject({
      password: z.string().min(1).max(1_000).optional(),
      code: typedCode.optional(),
      passkey: passkeyAnswer.optional(),
    }),
    handle: async (exchange) => {
      const { company, request, body } = exchange;
      const userId = signerOf(exchange);
      const attempt = { secondFactorOf: userId, address: request.ip };
      await countAttempt(company, attempt);
      const { password, code, passkey } = body;
      const right =
        (password !== undefined && (await checkOwnPassword(company, userId, password))) ||
        (code !== undefined && (await spendTotpCode(company, company.database, userId, code))) ||
        (passkey !== undefined && (await userOfPasskey(company, servedAddress(request), passkey)) === userId);
      if (!right) {
        const [field, wrong] = password === undefined ? ['code', 'wrong-code'] : ['password', 'wrong-password'];
        throw new CarnetError(422, 'validation-failed', { errors: [{ field: field ?? '', code: wrong ?? '' }] });
      }
      await forgive(company, attempt);
      await noteProof(company, readSessionCookie(request));
    },
  }),
  route({
    method: 'POST',
    path: '/me/proof/passkey-question',
    tag: 'session',
    perMinute: 60,
    summary: { fr: 'Demande une clé d’accès comme preuve', en: 'Asks for a passkey as proof' },
    response: passkeyQuestion,
    handle: async (exchange) => askPasskey(exchange.company, servedAddress(exchange.request), signerOf(exchange)),
  }),
  route({
    method: 'POST',
    path: '/me/totp',
    tag: 'session',
    perMinute: 20,
    summary: { fr: 'Commence à configurer les codes d’une application', en: 'Begins to set up an application’s codes' },
    response: totpSetUpSchema,
    handle: async (exchange) => beginTotp(exchange.company, await provenOf(exchange)),
  }),
  route({
    method: 'POST',
    path: '/me/totp/confirm',
    tag: 'session',
    perMinute: 20,
    summary: {
      fr: 'Confirme les codes par l’un d’eux ; les codes de secours ne sont montrés qu’ici',
      en: 'Confirms the codes by one of them; the backup codes are shown here only',
    },
    body: z.strictObject({ code: typedCode }),
    response: backupCodes,
    handle: async (exchange) => {
      const { company, body, request } = exchange;
      const user = await provenOf(exchange);
      const attempt = { secondFactorOf: user.id, address: request.ip };
      await countAttempt(company, attempt);
      const codes = await confirmTotp(company, user.id, body.code);
      await forgive(company, attempt);
      await tellFactorShown(exchange);
      await note(exchange, 'second-factor-added');
      return { backupCodes: codes };
    },
  }),
  route({
    method: 'DELETE',
    path: '/me/totp',
    tag: 'session',
    summary: { fr: 'Ne demande plus de code à la connexion', en: 'Asks for no code any more at the sign-in' },
    handle: async (exchange) => {
      await removeTotp(exchange.company, (await provenOf(exchange)).id);
      await note(exchange, 'second-factor-removed');
    },
  }),
  route({
    method: 'POST',
    path: '/me/backup-codes',
    tag: 'session',
    perMinute: 20,
    summary: {
      fr: 'Donne dix nouveaux codes de secours à la place des anciens ; ils ne sont montrés qu’ici',
      en: 'Gives ten new backup codes in place of the old ones; they are shown here only',
    },
    response: backupCodes,
    handle: async (exchange) => {
      const { company } = exchange;
      const { id: userId } = await provenOf(exchange);
      const { totpSince } = await readSecondFactors(company.database, userId);
      if (totpSince === null) throw new CarnetError(409, 'no-second-factor');
      const codes = await company.database
        .transaction()
        .execute((transaction) => makeBackupCodes(company, transaction, userId));
      await note(exchange, 'backup-codes-made');
      return { backupCodes: codes };
    },
  }),
  route({
    method: 'POST',
    path: '/me/passkeys/question',
    tag: 'session',
    perMinute: 20,
    summary: { fr: 'Commence à créer une clé d’accès', en: 'Begins to make a passkey' },
    response: passkeyQuestion,
    handle: async (exchange) =>
      askNewPasskey(exchange.company, servedAddress(exchange.request), await provenOf(exchange)),
  }),
  route({
    method: 'POST',
    path: '/me/passkeys',
    tag: 'session',
    status: 201,
    perMinute: 20,
    summary: { fr: 'Enregistre la clé d’accès que le navigateur a créée', en: 'Keeps the passkey the browser made' },
    body: passkeyAnswer.extend({ name: passkeyName }),
    response: z.object({ id }),
    handle: async (exchange) => {
      const { company, body, request } = exchange;
      const made = await keepPasskey(company, servedAddress(request), await provenOf(exchange), body);
      await tellFactorShown(exchange);
      await note(exchange, 'passkey-added');
      return { id: made };
    },
  }),
  route({
    method: 'PATCH',
    path: '/me/passkeys/:id',
    tag: 'session',
    summary: { fr: 'Renomme une clé d’accès', en: 'Renames a passkey' },
    params: z.object({ id }),
    body: z.strictObject({ name: passkeyName }),
    handle: async (exchange) =>
      renamePasskey(exchange.company, signerOf(exchange), exchange.params.id, exchange.body.name),
  }),
  route({
    method: 'DELETE',
    path: '/me/passkeys/:id',
    tag: 'session',
    summary: { fr: 'Supprime une clé d’accès', en: 'Deletes a passkey' },
    params: z.object({ id }),
    handle: async (exchange) => {
      await removePasskey(exchange.company, (await provenOf(exchange)).id, exchange.params.id);
      await note(exchange, 'passkey-removed');
    },
  }),
  route({
    method: 'DELETE',
    path: '/users/:id/second-factor',
    tag: 'session',
    security: 'users',
    summary: {
      fr: 'Retire à un utilisateur ses codes et ses clés d’accès (téléphone perdu) ; ses sessions se ferment',
      en: 'Takes a user’s codes and passkeys away (telephone lost); their sessions end',
    },
    params: z.object({ id }),
    handle: async (exchange) => {
      const { company, context, params, request } = exchange;
      if (!(await mayActFor(company, context.principal, params.id))) throw new CarnetError(403, 'rights-beyond-yours');
      if (signerOf(exchange) === params.id) await provenOf(exchange);
      await removeSecondFactors(company, params.id);
      await note(exchange, 'second-factor-removed', params.id);
      request.served.authenticator.forget();
    },
  }),
];
