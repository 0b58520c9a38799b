import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { logAccess, logRefusedSignIn } from '../access/access-log.ts';
import type { ServedAddress } from '../auth/passkey.ts';
import { type Entry, secondStepLife } from '../auth/second-step.ts';
import { sessionLife, type Visitor } from '../auth/session.ts';
import { sessionCookie } from '../auth/session-token.ts';
import type { OpenCompany } from '../company-open.ts';
import { originOf } from './origin.ts';
import { describeUser, userSchema } from './routes/me-routes.ts';
import { cookieAttributes } from './security.ts';

const secondStepCookie = 'carnet_second_step';
/** No other door than the second step is sent its ticket. */
const secondStepPath = '/api/v1/session';

/** What is asked of a person at the second step of their sign-in. */
export const secondStepSchema = z.object({
  name: z.string(),
  ways: z.array(z.enum(['totp', 'passkey', 'backup-code'])),
  passkeyHosts: z.array(z.string()),
});

/** What a step of a sign-in answers: the user, once in; what the second step asks, before. */
export const entrySchema = z.object({ user: userSchema.optional(), secondStep: secondStepSchema.optional() });

/** Takes a request; returns where it comes from, as a session keeps it. */
export function visitorOf(request: FastifyRequest): Visitor {
  return { address: request.ip, userAgent: request.headers['user-agent'] };
}

/** Takes a request; returns the address under which its browser knows Carnet. */
export function servedAddress(request: FastifyRequest): ServedAddress {
  return { name: request.hostname, host: request.host };
}

/** Takes a request; returns the ticket of its sign-in that waits for the second step, if there is one. */
export function secondStepTicket(request: FastifyRequest): string | undefined {
  return request.cookies[secondStepCookie];
}

/** Takes what came of a step of a sign-in and gives the browser the cookie that goes with it. */
export function giveCookie(request: FastifyRequest, reply: FastifyReply, entry: Entry): void {
  if ('cookie' in entry) {
    reply.setCookie(sessionCookie, entry.cookie, cookieAttributes(request, sessionLife.expiresIn));
    if (secondStepTicket(request) !== undefined) forgetSecondStep(request, reply);
  } else {
    const attributes = { ...cookieAttributes(request, secondStepLife), path: secondStepPath };
    reply.setCookie(secondStepCookie, entry.ticket, attributes);
  }
}

/** Has the browser forget the second step. */
export function forgetSecondStep(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(secondStepCookie, { ...cookieAttributes(request, 0), path: secondStepPath });
}

interface Step {
  readonly company: OpenCompany;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** How someone came in or tried to, for the journal of accesses. */
export type EntryWay = 'password' | 'passkey' | 'single-sign-on' | 'totp' | 'backup-code' | 'new-second-factor';

/** Answers a step of a sign-in: gives the cookie, tells what comes next, and writes whoever is in into the journal. */
export async function answerEntry(step: Step, entry: Entry, way: EntryWay): Promise<z.output<typeof entrySchema>> {
  const { company, request, reply } = step;
  giveCookie(request, reply, entry);
  if (!('cookie' in entry)) {
    const { name, ways, passkeyHosts } = entry.secondStep;
    return { secondStep: { name, ways: [...ways], passkeyHosts: [...passkeyHosts] } };
  }
  await logAccess(company.database, {
    kind: 'sign-in',
    user: entry.userId,
    origin: originOf(request),
    detail: { way },
  });
  return { user: await describeUser(company, entry.userId) };
}

/** Takes a step, the e-mail it is for ('' where that is not known) and what it does; a refusal goes into the journal. */
export async function tellRefusal<Result>(
  { company, request }: Pick<Step, 'company' | 'request'>,
  email: string,
  way: EntryWay,
  work: () => Promise<Result>,
): Promise<Result> {
  return await work().catch(async (error: unknown) => {
    await logRefusedSignIn(company, email, error, originOf(request), way);
    throw error;
  });
}
