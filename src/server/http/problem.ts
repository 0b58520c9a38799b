import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../../lib/localized.ts';
import { codeOf } from '../db/connection.ts';
import { CarnetError } from '../errors.ts';
import { acceptedLanguage } from './accept-language.ts';

const megabyte = 1024 * 1024;

/** Refusals of Fastify, by its codes; others of its own are `invalid-request` with their status. */
const refusals: Readonly<Record<string, readonly [status: number, code: string]>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'unsupported-media-type'],
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'too-large'],
  FST_REQ_FILE_TOO_LARGE: [413, 'too-large'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'invalid-json'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'invalid-json'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'invalid-request'],
  FST_ERR_BAD_URL: [400, 'invalid-request'],
};

/** What pg says, without a code, of a connection that broke or that none was free. */
const lostConnection =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout|Cannot use a pool after)/;

/** What the reader of multipart forms says, without a code, of one that is cut or is none. */
const brokenForm =
  /^(Unexpected end of (form|multipart data)|Malformed|Multipart: Boundary not found|Part terminated early|Missing Content-Type|Unsupported content type)/;

/** Refusals of PostgreSQL that are not our fault: no connection, stopping, too slow, text it cannot hold. */
function databaseRefusal(code: string): readonly [number, string] | undefined {
  if (/^(08|53|57P)/.test(code) || code === '57014' || /^E(CONN|PIPE|NOENT)/.test(code)) return [503, 'unavailable'];
  if (code === '22021' || code === '22P05') return [422, 'invalid-text'];
  // Two writes that wait for each other: the one PostgreSQL gave up can be tried again.
  if (code === '40P01' || code === '40001' || code === '55P03') return [503, 'unavailable'];
  return undefined;
}

/**
 * Takes anything thrown, the limit of a body in bytes and the reader's language; returns what to tell, or undefined for
 * a fault of ours.
 */
function explainError(error: unknown, bodyLimit: number, language: Language): CarnetError | undefined {
  if (error instanceof CarnetError) return error;
  const code = codeOf(error) ?? '';
  const lost = error instanceof Error && lostConnection.test(error.message);
  if (error instanceof Error && brokenForm.test(error.message)) return new CarnetError(400, 'invalid-request');
  const refusal = refusals[code] ?? databaseRefusal(lost ? '08000' : code);
  if (refusal) {
    const limit = `${Math.round(bodyLimit / megabyte)}\u00a0${language === 'fr' ? 'Mo' : 'MB'}`;
    return new CarnetError(refusal[0], refusal[1], refusal[1] === 'too-large' ? { parameters: { limit } } : {});
  }
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  if (status === 429) return new CarnetError(429, 'rate-limited');
  if (typeof status === 'number' && status >= 400 && status < 500) return new CarnetError(status, 'invalid-request');
  return undefined;
}

/** The language to refuse a request in: the one it asks for, else that of the person, else French. */
export function languageOf(request: FastifyRequest): Language {
  return acceptedLanguage(request.headers['accept-language']) ?? request.visit?.principal.language ?? 'fr';
}

/** Answers a request with the problem document (RFC 9457) of an error. A fault of ours is logged and tells nothing of itself. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const language = languageOf(request);
  const known = explainError(error, request.routeOptions.bodyLimit ?? megabyte, language);
  if (!known) request.log.error({ error: serializeFault(error) }, 'request failed');
  const told = known ?? new CarnetError(500, 'internal', { extra: { requestId: request.id } });
  const retryAfter = told.extra.retryAfter ?? (told.status === 503 ? 1 : undefined);
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  return reply
    .code(told.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send({ ...told.problem(language), instance: request.id });
}

function serializeFault(error: unknown): unknown {
  return error instanceof Error
    ? { name: error.name, message: error.message, code: codeOf(error), stack: error.stack }
    : error;
}
