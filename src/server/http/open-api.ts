import { type $ZodType, toJSONSchema } from 'zod/v4/core';
import { type Language, localize } from '../../lib/localized.ts';
import { type DescriptionReader, recordPathsOf, recordSchemas, type Schema } from '../../meta/derive/open-api.ts';
import { fieldAccess, permissionOn } from '../../meta/permissions.ts';
import type { Context } from '../context.ts';
import { isReadable } from '../records/query/readable.ts';
import type { Route } from './contract.ts';

const problem: Schema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { field: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

const trailItem: Schema = {
  type: 'object',
  properties: {
    id: { type: 'string', format: 'uuid' },
    at: { type: 'string', format: 'date-time' },
    by: { type: ['object', 'null'], properties: { id: { type: 'string' }, name: { type: 'string' } } },
    channel: { type: 'string' },
    operation: { type: ['string', 'null'] },
    kind: { enum: ['create', 'update', 'delete', 'restore', 'redact'] },
    version: { type: 'integer' },
    changes: { type: 'object', additionalProperties: { type: 'array', minItems: 2, maxItems: 2 } },
    titles: { type: 'object', additionalProperties: { type: 'string' } },
  },
};

function schemaOf(schema: $ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _draft, ...rest } = toJSONSchema(schema, { unrepresentable: 'any', io });
  return rest;
}

function parametersOf(schema: $ZodType | undefined, place: 'path' | 'query'): Schema[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Schema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, value]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: value,
  }));
}

function bodyOf(route: Route): Schema {
  if (route.multipart)
    return {
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } },
          },
        },
      },
    };
  return route.body
    ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } }
    : {};
}

function describeRoute(route: Route, language: Language): Schema {
  const success = route.response
    ? {
        [route.status ?? 200]: {
          description: localize(route.summary, language),
          content: { 'application/json': { schema: schemaOf(route.response, 'output') } },
        },
      }
    : { [route.status ?? '2XX']: { description: localize(route.summary, language) } };
  const headers = (route.headers ?? []).map((name) => ({ name, in: 'header', schema: { type: 'string' } }));
  return {
    summary: localize(route.summary, language),
    tags: [route.tag],
    ...(route.security === 'public' ? { security: [] } : {}),
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query'), ...headers],
    ...bodyOf(route),
    responses: { ...success, default: { $ref: '#/components/responses/Problem' } },
  };
}

function routePaths(
  routes: readonly Route[],
  { principal }: Context,
  language: Language,
): Record<string, Record<string, Schema>> {
  const paths: Record<string, Record<string, Schema>> = {};
  for (const route of routes) {
    const allowed =
      route.security === 'public' || route.security === 'user' || principal.permissions.areas[route.security];
    if (route.undescribed || !allowed) continue;
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeRoute(route, language) };
  }
  return paths;
}

/**
 * Takes the hand-written routes, who asks, their language and Carnet's version; returns the OpenAPI 3.1 document of this
 * company as they may use it: custom fields are in it, hidden ones and what they have no right to are not.
 */
export function openApiDocument(
  routes: readonly Route[],
  context: Context,
  language: Language,
  version: string,
): Schema {
  const { company, principal } = context;
  const reader: DescriptionReader = {
    language,
    permission: (record) => permissionOn(principal.permissions, record.name),
    access: (record, field) => {
      if (!isReadable(context, record, field)) return 'none';
      return fieldAccess(permissionOn(principal.permissions, record.name), field.name);
    },
  };
  const model = company.model();
  return {
    openapi: '3.1.0',
    info: { title: 'Carnet', version },
    servers: [{ url: '/api/v1' }],
    security: [{ session: [] }, { key: [] }],
    paths: { ...routePaths(routes, context, language), ...recordPathsOf(model, reader) },
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'carnet_session' },
        key: { type: 'http', scheme: 'bearer' },
      },
      responses: {
        Problem: {
          description: localize(
            { fr: 'Un refus, expliqué (RFC 9457)', en: 'A refusal, explained (RFC 9457)' },
            language,
          ),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      schemas: { Problem: problem, TrailItem: trailItem, ...recordSchemas(model, reader) },
    },
  };
}
