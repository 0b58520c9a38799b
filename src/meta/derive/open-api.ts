import { toJSONSchema } from 'zod/v4/core';
import { type Language, localize } from '../../lib/localized.ts';
import type { EffectiveField, EffectiveRecord, Model } from '../effective-record.ts';
import type { FieldAccess, RecordPermission } from '../permissions.ts';

/** A JSON Schema, or a part of an OpenAPI document. */
export type Schema = Readonly<Record<string, unknown>>;

/** What the description is made for: whose rights, in which language. */
export interface DescriptionReader {
  readonly language: Language;
  readonly permission: (record: EffectiveRecord) => RecordPermission;
  /** What the reader may do with a field; `none` for one that an administrator or their role hides. */
  readonly access: (record: EffectiveRecord, field: EffectiveField) => FieldAccess;
}

const id: Schema = { type: 'string', format: 'uuid' };
const cursor: Schema = { type: ['string', 'null'] };
const count: Schema = {
  type: 'object',
  required: ['value', 'exact'],
  properties: { value: { type: 'integer', minimum: 0 }, exact: { type: 'boolean' } },
};

/** Takes a record type's name; returns the name of its schema. */
export function schemaName(record: EffectiveRecord): string {
  return record.name.charAt(0).toUpperCase() + record.name.slice(1);
}

/** Takes a schema's name; returns what points to it. */
export function pointTo(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

function fieldSchema(field: EffectiveField, language: Language): Schema {
  const { $schema: _draft, ...value } = toJSONSchema(field.type.schema(field.options), {
    unrepresentable: 'any',
    io: 'input',
  });
  return {
    anyOf: [value, { type: 'null' }],
    title: localize(field.label, language),
    ...(field.help ? { description: localize(field.help, language) } : {}),
    'x-type': field.type.name,
    ...(field.type.operators.length > 0 ? { 'x-operators': field.type.operators } : {}),
    ...(field.sortable ? { 'x-sortable': true } : {}),
  };
}

function readable(record: EffectiveRecord, reader: DescriptionReader): EffectiveField[] {
  return record.fields.filter((field) => reader.access(record, field) !== 'none');
}

function itemSchema(record: EffectiveRecord, reader: DescriptionReader): Schema {
  const fields = readable(record, reader).map((field) => [
    field.name,
    { ...fieldSchema(field, reader.language), ...(field.readOnly ? { readOnly: true } : {}) },
  ]);
  return {
    type: 'object',
    title: localize(record.label.one, reader.language),
    required: ['id', 'version'],
    properties: {
      id,
      version: { type: 'integer', minimum: 1 },
      title: { type: 'string' },
      titles: { type: 'object', additionalProperties: { type: ['string', 'null'] } },
      gone: { type: 'array', items: { type: 'string' } },
      ...Object.fromEntries(fields),
    },
  };
}

/** A field as it is written: of one that is only said at creation, the values that may be said. */
function inputFieldSchema(field: EffectiveField, language: Language): Schema {
  const schema = fieldSchema(field, language);
  return field.saidAtCreation ? { ...schema, anyOf: [{ enum: field.saidAtCreation }, { type: 'null' }] } : schema;
}

/** What may be written: editable fields and, by the name of children, nested records. Creating asks for the required ones. */
function inputSchema(record: EffectiveRecord, model: Model, reader: DescriptionReader, creating: boolean): Schema {
  const fields = readable(record, reader).filter(
    (field) => (!field.readOnly || (creating && field.saidAtCreation)) && reader.access(record, field) === 'edit',
  );
  const children = Object.entries(record.children ?? {}).flatMap(([name, { record: childName, label }]) => {
    const child = model.find(childName);
    if (!child || reader.permission(child).read === 'none') return [];
    const items = creating
      ? pointTo(`${schemaName(child)}Input`)
      : {
          allOf: [
            pointTo(`${schemaName(child)}Change`),
            { type: 'object', properties: { id, delete: { type: 'boolean' } } },
          ],
        };
    return [[name, { type: 'array', title: localize(label, reader.language), items }]];
  });
  const required = fields
    .filter((field) => field.required && field.defaultValue === undefined)
    .map((field) => field.name);
  return {
    type: 'object',
    additionalProperties: false,
    ...(creating && required.length > 0 ? { required } : {}),
    properties: Object.fromEntries([
      ...fields.map((field) => [field.name, inputFieldSchema(field, reader.language)]),
      ...children,
    ]),
  };
}

/** Takes a model and who reads; returns the schemas of every record type they may see: the record, its creation, its change. */
export function recordSchemas(model: Model, reader: DescriptionReader): Record<string, Schema> {
  const schemas: Record<string, Schema> = {};
  for (const record of model.records) {
    if (reader.permission(record).read === 'none') continue;
    schemas[schemaName(record)] = itemSchema(record, reader);
    schemas[`${schemaName(record)}Input`] = inputSchema(record, model, reader, true);
    schemas[`${schemaName(record)}Change`] = inputSchema(record, model, reader, false);
  }
  return schemas;
}

function answer(schema: Schema, description: string): Schema {
  return { description, content: { 'application/json': { schema } } };
}

function body(schema: Schema): Schema {
  return { required: true, content: { 'application/json': { schema } } };
}

const refusals: Schema = { default: { $ref: '#/components/responses/Problem' } };
const idParameter: Schema = { name: 'id', in: 'path', required: true, schema: id };
const versionParameter: Schema = {
  name: 'If-Match',
  in: 'header',
  required: true,
  schema: { type: 'string' },
  example: '"3"',
};
const keyParameter: Schema = { name: 'Idempotency-Key', in: 'header', schema: { type: 'string', maxLength: 255 } };

function query(name: string, schema: Schema, description?: string): Schema {
  return { name, in: 'query', schema, ...(description ? { description } : {}) };
}

/** What tells which records are meant. */
const meant: readonly Schema[] = [
  query('search', { type: 'string' }),
  query(
    'filter',
    { type: 'string', contentMediaType: 'application/json' },
    '{ "and" | "or": […] }, { "not": … }, { "field", "op", "value" }',
  ),
];

const listParameters: readonly Schema[] = [
  ...meant,
  query('sort', { type: 'string' }, 'lastName,-updatedAt'),
  query('limit', { type: 'integer', minimum: 1, maximum: 200, default: 50 }),
  query('cursor', { type: 'string' }),
  query('trash', { type: 'boolean', default: false }),
  query('count', { type: 'boolean', default: true }),
  query('fields', { type: 'string' }, 'firstName,lastName'),
];

const groupParameters: readonly Schema[] = [
  ...meant,
  query('trash', { type: 'boolean', default: false }),
  query('by', { type: 'string' }),
  query('totals', { type: 'string' }, 'amount,probability'),
];

const date: Schema = { type: 'string', format: 'date' };
const calendarParameters: readonly Schema[] = [
  ...meant,
  { ...query('start', { type: 'string' }), required: true },
  query('end', { type: 'string' }),
  { ...query('from', date), required: true },
  { ...query('to', date), required: true },
  query('each', { type: 'integer', minimum: 1, maximum: 200, default: 6 }),
  query('fields', { type: 'string' }, 'firstName,lastName'),
];

const total: Schema = { type: 'object', properties: { count: { type: 'integer' }, sum: {}, average: {} } };
const totals: Schema = {
  type: 'object',
  additionalProperties: { anyOf: [{ type: 'array', items: total }, { type: 'null' }] },
};
const groups: Schema = {
  type: 'object',
  properties: {
    groups: {
      type: 'array',
      items: { type: 'object', properties: { value: {}, title: { type: ['string', 'null'] }, count, totals } },
    },
    more: { type: 'boolean' },
    totals,
  },
};

function moveSaid(say: (fr: string, en: string) => string): string {
  return say(
    'Prend à qui l’a une valeur qu’une seule fiche peut avoir (sinon 409 already-held)',
    'Takes a value that one record alone may hold from who holds it (409 already-held without)',
  );
}

/** Whether writing the record can give a value that one record alone may hold. */
function holdsOnce(record: EffectiveRecord, model: Model): boolean {
  const children = Object.values(record.children ?? {}).flatMap((own) => model.find(own.record) ?? []);
  return [record, ...children].some((one) => one.fields.some((field) => field.heldOnce && field.kind === 'plain'));
}

function recordPaths(record: EffectiveRecord, model: Model, reader: DescriptionReader): Record<string, Schema> {
  const { language } = reader;
  const permission = reader.permission(record);
  const name = schemaName(record);
  const label = localize(record.label.one, language);
  const many = localize(record.label.many, language);
  const item = answer(pointTo(name), label);
  const operation = (operationId: string, summary: string, more: Schema): Schema => ({
    operationId,
    summary,
    tags: [record.collection],
    ...more,
  });
  const say = (fr: string, en: string): string => localize({ fr, en }, language);
  const page = { type: 'object', properties: { items: { type: 'array', items: pointTo(name) }, next: cursor, count } };
  const days = { type: 'array', items: { type: 'object', properties: { day: date, count: { type: 'integer' } } } };
  const calendar = { type: 'object', properties: { items: { type: 'array', items: pointTo(name) }, days } };
  const trail = { type: 'object', properties: { items: { type: 'array', items: pointTo('TrailItem') }, next: cursor } };
  const restorable = permission.delete !== 'none';
  const move = holdsOnce(record, model) ? [query('move', { type: 'boolean', default: false }, moveSaid(say))] : [];
  return {
    [`/${record.collection}`]: {
      get: operation(`list-${record.collection}`, many, {
        parameters: listParameters,
        responses: { 200: answer(page, many), ...refusals },
      }),
      ...(permission.create
        ? {
            post: operation(`create-${record.name}`, localize(record.label.new, language), {
              parameters: [keyParameter, ...move],
              requestBody: body(pointTo(`${name}Input`)),
              responses: { 201: item, ...refusals },
            }),
          }
        : {}),
    },
    [`/${record.collection}/groups`]: {
      get: operation(
        `group-${record.collection}`,
        say('Compte et totalise par groupe', 'Counts and adds up by group'),
        {
          parameters: groupParameters,
          responses: { 200: answer(groups, many), ...refusals },
        },
      ),
    },
    [`/${record.collection}/calendar`]: {
      get: operation(`calendar-${record.collection}`, say('Celles de certains jours', 'Those of certain days'), {
        parameters: calendarParameters,
        responses: { 200: answer(calendar, many), ...refusals },
      }),
    },
    [`/${record.collection}/{id}`]: {
      parameters: [idParameter],
      get: operation(`get-${record.name}`, label, {
        parameters: [query('include', { type: 'string' }, 'counts,children')],
        responses: { 200: item, ...refusals },
      }),
      ...(permission.update === 'none'
        ? {}
        : {
            patch: operation(`update-${record.name}`, say('Modifie', 'Changes'), {
              parameters: [versionParameter, ...move],
              requestBody: body(pointTo(`${name}Change`)),
              responses: { 200: item, ...refusals },
            }),
          }),
      ...(restorable
        ? {
            delete: operation(`delete-${record.name}`, say('Met à la corbeille', 'Puts in the trash'), {
              parameters: [{ ...versionParameter, required: false }],
              responses: { 204: { description: '' }, ...refusals },
            }),
          }
        : {}),
    },
    ...(restorable
      ? {
          [`/${record.collection}/{id}/restore`]: {
            parameters: [idParameter],
            post: operation(`restore-${record.name}`, say('Sort de la corbeille', 'Takes out of the trash'), {
              ...(move.length > 0 ? { parameters: move } : {}),
              responses: { 200: item, ...refusals },
            }),
          },
        }
      : {}),
    [`/${record.collection}/{id}/audit`]: {
      parameters: [idParameter],
      get: operation(`audit-${record.name}`, say('Ce qui lui est arrivé', 'What happened to it'), {
        parameters: [query('cursor', { type: 'string' })],
        responses: { 200: answer(trail, ''), ...refusals },
      }),
    },
  };
}

/** Takes a model and who reads; returns the derived routes they may call, by address and method. */
export function recordPathsOf(model: Model, reader: DescriptionReader): Record<string, Schema> {
  return Object.assign(
    {},
    ...model.records
      .filter((record) => reader.permission(record).read !== 'none')
      .map((record) => recordPaths(record, model, reader)),
  );
}
