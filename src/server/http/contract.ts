import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import type { $ZodIssue, $ZodType, output } from 'zod/v4/core';
import type { Language, Localized } from '../../lib/localized.ts';
import type { AreaPermissions } from '../../meta/permissions.ts';
import { type OpenCompany, withPresentModel } from '../company-open.ts';
import type { Context } from '../context.ts';
import { CarnetError, type FieldError } from '../errors.ts';
import { languageOf } from './problem.ts';

/** Who may call a route: anyone, whoever is signed in, or whoever has the right to an area. */
export type Security = 'public' | 'user' | keyof AreaPermissions;

/** What a handler of a public route is given. */
export interface PublicExchange<Params, Query, Body> {
  readonly company: OpenCompany;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly language: Language;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** What a handler behind sign-in is given: who acts comes with it. */
export interface Exchange<Params, Query, Body> extends PublicExchange<Params, Query, Body> {
  readonly context: Context;
}

interface Description {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Address below /api/v1, parameters with a colon: `/files/:id`. */
  readonly path: string;
  readonly summary: Localized;
  /** Group in the description of the API. */
  readonly tag: string;
  /** Status of a success: 200 unless told; 204 where the handler returns undefined. */
  readonly status?: number;
  /** Schema of the answer, for the description. */
  readonly response?: $ZodType;
  /** Most bytes of the body; 8 MiB unless told. */
  readonly bodyLimit?: number;
  /** Body as multipart form: the handler reads `request.parts()` itself. */
  readonly multipart?: boolean;
  /** Most calls a minute from one address. */
  readonly perMinute?: number;
  /**
   * Whether it is open to who sees as another person (« voir comme »), who writes nothing: true for GET alone unless
   * told. Say true for what only reads though it is no GET, false for a GET that does more than read.
   */
  readonly whileViewing?: boolean;
  /** Names of request headers that the route heeds, for the description. */
  readonly headers?: readonly ('If-Match' | 'Idempotency-Key')[];
  /** Left out of the description: derived routes are described record by record. */
  readonly undescribed?: boolean;
}

interface Schemas<Params extends $ZodType, Query extends $ZodType, Body extends $ZodType> {
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
}

/** A hand-written route: contract, security and handler in one. The server and the description of the API are made from it. */
export interface Route extends Description, Schemas<$ZodType, $ZodType, $ZodType> {
  readonly security: Security;
  /** Checks what came against the schemas and answers. A handler that sends the reply itself returns it. */
  readonly answer: (request: FastifyRequest, reply: FastifyReply, company: OpenCompany) => Promise<unknown>;
}

/** What is said of less, and of more, than a schema lets through, by the kind of value. */
const tooLittle: Readonly<Record<string, string>> = { number: 'too-small', int: 'too-small', array: 'too-few' };
const tooMuch: Readonly<Record<string, string>> = {
  string: 'too-long',
  number: 'too-big',
  int: 'too-big',
  array: 'too-many',
};

/** The refused value, where it is short enough to be repeated. */
function repeated(value: unknown): { readonly value?: string } {
  return (typeof value === 'string' && value !== '' && value.length <= 80) || typeof value === 'number'
    ? { value: String(value) }
    : {};
}

function fieldError(issue: $ZodIssue): FieldError[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      field: [...path, key].join('.'),
      code: 'unknown-field',
      parameters: { field: key },
    }));
  const field = path.join('.');
  if (issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value'))
    return [{ field, code: 'required' }];
  if (issue.code === 'invalid_value' && issue.values.length > 1)
    return [
      { field, code: 'invalid-choice', parameters: { ...repeated(issue.input), choices: issue.values.join(', ') } },
    ];
  if (issue.code === 'too_small') {
    if (issue.origin === 'string' && issue.minimum === 1) return [{ field, code: 'required' }];
    const code = tooLittle[issue.origin];
    if (code) return [{ field, code, parameters: { ...repeated(issue.input), minimum: Number(issue.minimum) } }];
  }
  if (issue.code === 'too_big') {
    const code = tooMuch[issue.origin];
    if (code) return [{ field, code, parameters: { maximum: Number(issue.maximum) } }];
  }
  return [{ field, code: 'invalid-value', parameters: repeated(issue.input) }];
}

/** Takes a schema (none lets all through) and a value; returns it checked. Throws the given status and code naming each fault. */
export function check<Schema extends $ZodType>(
  schema: Schema | undefined,
  value: unknown,
  status: number,
  code: string,
): output<Schema> {
  if (!schema) return value as output<Schema>;
  const result = z.safeParse(schema, value, { reportInput: true });
  if (result.success) return result.data;
  throw new CarnetError(status, code, status === 404 ? {} : { errors: result.error.issues.flatMap(fieldError) });
}

function parse<Params extends $ZodType, Query extends $ZodType, Body extends $ZodType>(
  schemas: Schemas<Params, Query, Body>,
  request: FastifyRequest,
  reply: FastifyReply,
  company: OpenCompany,
): PublicExchange<output<Params>, output<Query>, output<Body>> {
  return {
    company,
    params: check(schemas.params, request.params, 404, 'unknown-route'),
    query: check(schemas.query, request.query, 400, 'invalid-request'),
    body: check(schemas.body, request.body, 422, 'validation-failed'),
    language: languageOf(request),
    request,
    reply,
  };
}

/** Takes a request; returns who acts and through which door. Throws 401 when nobody is signed in. */
export function contextOf(request: FastifyRequest, company: OpenCompany): Context {
  if (!request.visit) throw new CarnetError(401, 'not-signed-in');
  return { company, principal: request.visit.principal, channel: request.visit.channel };
}

/** Declares a route that anyone may call. */
export function publicRoute<Params extends $ZodType, Query extends $ZodType, Body extends $ZodType>(
  declaration: Description &
    Schemas<Params, Query, Body> & {
      readonly handle: (exchange: PublicExchange<output<Params>, output<Query>, output<Body>>) => unknown;
    },
): Route {
  const { handle, ...rest } = declaration;
  return {
    ...rest,
    security: 'public',
    answer: async (request, reply, company) => handle(parse(rest, request, reply, company)),
  };
}

/** Declares a route for whoever is signed in, or has the right to the area that `security` names. */
export function route<Params extends $ZodType, Query extends $ZodType, Body extends $ZodType>(
  declaration: Description &
    Schemas<Params, Query, Body> & {
      readonly security?: Exclude<Security, 'public'>;
      readonly handle: (exchange: Exchange<output<Params>, output<Query>, output<Body>>) => unknown;
    },
): Route {
  const { handle, security = 'user', ...rest } = declaration;
  return {
    ...rest,
    security,
    answer: async (request, reply, open) => {
      const company = withPresentModel(open);
      const context = contextOf(request, company);
      if (request.visit?.viewer && !(rest.whileViewing ?? rest.method === 'GET'))
        throw new CarnetError(403, 'viewing-as');
      if (security !== 'user' && !context.principal.permissions.areas[security])
        throw new CarnetError(403, 'forbidden');
      return handle({ ...parse(rest, request, reply, company), context });
    },
  };
}
