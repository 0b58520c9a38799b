import * as z from 'zod';
import { logAccess } from '../../access/access-log.ts';
import { spendBackupCode } from '../../auth/backup-codes.ts';
import { askNewPasskey, askPasskey, keepPasskey, userOfPasskey } from '../../auth/passkey.ts';
import { readSecondFactors, waysOf } from '../../auth/second-factor.ts';
import { finishSecondStep, leaveSecondStep, readWaiting } from '../../auth/second-step.ts';
import { countAttempt, forgive } from '../../auth/throttle.ts';
import { beginTotp, confirmTotp, spendTotpCode, wrongCode } from '../../auth/totp.ts';
import { CarnetError } from '../../errors.ts';
import { type PublicExchange, publicRoute, type Route } from '../contract.ts';
import {
  answerEntry,
  type EntryWay,
  entrySchema,
  forgetSecondStep,
  secondStepTicket,
  servedAddress,
  tellRefusal,
  visitorOf,
} from '../entry.ts';
import { originOf } from '../origin.ts';

/** What a person types: a code, spaces and dashes allowed. */
export const typedCode = z.string().trim().min(1).max(40);

/** A passkey's answer, checked by the library that reads it. */
export const passkeyAnswer = z.strictObject({
  ticket: z.string().min(1).max(300),
  response: z.record(z.string(), z.unknown()),
});

/** What the browser is asked of a passkey. */
export const passkeyQuestion = z.object({ ticket: z.string(), options: z.record(z.string(), z.unknown()) });

/** What an authenticator application is given. */
export const totpSetUpSchema = z.object({ secret: z.string(), uri: z.string() });

type Step = PublicExchange<unknown, unknown, unknown>;

/**
 * Tries a second factor: guesses are counted, for a day, and told in the journal. Takes the step, whose it is, by which
 * way, what tells whether it is right, and the refusal. Returns the session it opens.
 */
async function trySecondFactor(
  exchange: Step,
  userId: string,
  way: EntryWay,
  isRight: () => Promise<boolean>,
  refusal: () => CarnetError,
) {
  const { company, request } = exchange;
  const { email } = await readSecondFactors(company.database, userId);
  const attempt = { secondFactorOf: userId, address: request.ip };
  await tellRefusal(exchange, email, way, async () => {
    await countAttempt(company, attempt);
    if (!(await isRight())) throw refusal();
    await forgive(company, attempt);
  });
  return await finish(exchange, way);
}

async function finish(exchange: Step, way: EntryWay) {
  const { company, request } = exchange;
  const entry = await finishSecondStep(company, secondStepTicket(request), visitorOf(request));
  return await answerEntry(exchange, entry, way);
}

/** Notes in the journal what someone has just set up, then lets them in. */
async function finishNewcomer(exchange: Step, user: string, kind: 'second-factor-added' | 'passkey-added') {
  await logAccess(exchange.company.database, { kind, user, origin: originOf(exchange.request) });
  return await finish(exchange, 'new-second-factor');
}

/** Who sets a second factor up because their role wants one. Throws 409 where they have one: they are to show it. */
async function readNewcomer({ company, request }: Step) {
  const { userId } = await readWaiting(company, secondStepTicket(request));
  const factors = await readSecondFactors(company.database, userId);
  if (waysOf(factors).length > 0 || !factors.required) throw new CarnetError(409, 'second-factor-exists');
  return { id: userId, name: factors.name, email: factors.email };
}

/** The second step of a sign-in: a code, a passkey or a backup code; or setting one up where the role wants it. */
export const secondStepRoutes: readonly Route[] = [
  publicRoute({
    method: 'POST',
    path: '/session/second-step/code',
    tag: 'session',
    summary: {
      fr: 'Second facteur d’une connexion : le code de l’application, ou un code de secours',
      en: 'Second factor of a sign-in: the application’s code, or a backup code',
    },
    body: z.strictObject({ code: typedCode, backup: z.boolean().default(false) }),
    response: entrySchema,
    perMinute: 60,
    handle: async (exchange) => {
      const { company, request, body } = exchange;
      const { userId } = await readWaiting(company, secondStepTicket(request));
      const [way, spend] = body.backup
        ? (['backup-code', spendBackupCode] as const)
        : (['totp', spendTotpCode] as const);
      const isRight = () => spend(company, company.database, userId, body.code);
      const refusal = () => wrongCode(body.backup ? 'wrong-backup-code' : 'wrong-code');
      return await trySecondFactor(exchange, userId, way, isRight, refusal);
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/session/second-step/passkey-question',
    tag: 'session',
    summary: { fr: 'Demande une clé d’accès comme second facteur', en: 'Asks for a passkey as the second factor' },
    response: passkeyQuestion,
    perMinute: 60,
    handle: async ({ company, request }) => {
      const { userId } = await readWaiting(company, secondStepTicket(request));
      return await askPasskey(company, servedAddress(request), userId);
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/session/second-step/passkey',
    tag: 'session',
    summary: { fr: 'Second facteur d’une connexion : une clé d’accès', en: 'Second factor of a sign-in: a passkey' },
    body: passkeyAnswer,
    response: entrySchema,
    perMinute: 60,
    handle: async (exchange) => {
      const { company, request, body } = exchange;
      const { userId } = await readWaiting(company, secondStepTicket(request));
      const isTheirs = async () => (await userOfPasskey(company, servedAddress(request), body)) === userId;
      const refusal = () => new CarnetError(401, 'passkey-refused');
      return await trySecondFactor(exchange, userId, 'passkey', isTheirs, refusal);
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/session/second-step/totp',
    tag: 'session',
    summary: {
      fr: 'Commence à configurer les codes que le rôle exige',
      en: 'Begins to set up the codes that the role asks for',
    },
    response: totpSetUpSchema,
    perMinute: 20,
    handle: async (exchange) => await beginTotp(exchange.company, await readNewcomer(exchange)),
  }),
  publicRoute({
    method: 'POST',
    path: '/session/second-step/totp/confirm',
    tag: 'session',
    summary: {
      fr: 'Confirme les codes par l’un d’eux et ouvre la session ; les codes de secours ne sont montrés qu’ici',
      en: 'Confirms the codes by one of them and opens the session; the backup codes are shown here only',
    },
    body: z.strictObject({ code: typedCode }),
    response: entrySchema.extend({ backupCodes: z.array(z.string()) }),
    perMinute: 20,
    handle: async (exchange) => {
      const { company, request, body } = exchange;
      const { id } = await readNewcomer(exchange);
      await countAttempt(company, { secondFactorOf: id, address: request.ip });
      const backupCodes = await confirmTotp(company, id, body.code);
      await forgive(company, { secondFactorOf: id, address: request.ip });
      return { ...(await finishNewcomer(exchange, id, 'second-factor-added')), backupCodes };
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/session/second-step/new-passkey-question',
    tag: 'session',
    summary: {
      fr: 'Commence à créer la clé d’accès que le rôle exige',
      en: 'Begins to make the passkey that the role asks for',
    },
    response: passkeyQuestion,
    perMinute: 20,
    handle: async (exchange) =>
      await askNewPasskey(exchange.company, servedAddress(exchange.request), await readNewcomer(exchange)),
  }),
  publicRoute({
    method: 'POST',
    path: '/session/second-step/new-passkey',
    tag: 'session',
    summary: {
      fr: 'Enregistre la clé d’accès que le rôle exige et ouvre la session',
      en: 'Keeps the passkey that the role asks for and opens the session',
    },
    body: passkeyAnswer.extend({ name: z.string().trim().min(1).max(120) }),
    response: entrySchema,
    perMinute: 20,
    handle: async (exchange) => {
      const { company, request, body } = exchange;
      const user = await readNewcomer(exchange);
      await keepPasskey(company, servedAddress(request), user, body);
      return await finishNewcomer(exchange, user.id, 'passkey-added');
    },
  }),
  publicRoute({
    method: 'DELETE',
    path: '/session/second-step',
    tag: 'session',
    summary: { fr: 'Abandonne une connexion en cours', en: 'Gives up a sign-in under way' },
    handle: async ({ company, request, reply }) => {
      await leaveSecondStep(company, secondStepTicket(request));
      forgetSecondStep(request, reply);
    },
  }),
];
