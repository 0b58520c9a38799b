import { type $ZodIssue, safeParse } from 'zod/v4/core';
import { schemaOf } from '../../../fields/schema-of.ts';
import { listValues } from '../../../meta/derive/list-values.ts';
import { standardValue } from '../../../meta/derive/standard-values.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import { fieldAccess, permissionOn } from '../../../meta/permissions.ts';
import type { Context } from '../../context.ts';
import type { FieldError } from '../../errors.ts';
import { sameValue, type Values } from '../rows.ts';
import type { ChildInput, WriteOptions } from './types.ts';

interface Checked {
  readonly own: Record<string, unknown>;
  readonly through: Record<string, unknown>;
  readonly children: Record<string, readonly ChildInput[]>;
  readonly errors: FieldError[];
}

function retiredCodes(field: EffectiveField): ReadonlySet<string> {
  const values = listValues(field);
  return new Set(values.filter((value) => value.active === false).map((value) => value.code));
}

/** Tells whether what was given is no value of the kind at all (a list for a text): what the type says of wrong values would mislead. */
function isOtherKind(given: unknown, issues: readonly $ZodIssue[]): boolean {
  return typeof given !== 'string' && issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0);
}

/**
 * Takes a field, what was given for it and the value it has; returns the value to store, or the fault.
 * A retired list value is refused unless the record holds it already.
 */
export function checkValue(
  field: EffectiveField,
  input: unknown,
  current: unknown,
  acceptRetired = false,
): { value: unknown } | { fault: FieldError } {
  const { type, options, name } = field;
  const normalized = input === undefined ? null : type.normalize ? type.normalize(input, options) : input;
  if (normalized === null || normalized === undefined) return { value: null };
  const parsed = safeParse(schemaOf(type, options), normalized);
  if (!parsed.success)
    return {
      fault: {
        field: name,
        code: isOtherKind(normalized, parsed.error.issues) ? 'invalid-type' : type.invalidCode,
        parameters: { value: String(typeof input === 'object' ? JSON.stringify(input) : input).slice(0, 80) },
      },
    };
  if ((type.comparison === 'code' || type.comparison === 'codes') && !acceptRetired) {
    const retired = retiredCodes(field);
    const kept = new Set(Array.isArray(current) ? current : [current]);
    const chosen = (Array.isArray(parsed.data) ? parsed.data : [parsed.data]) as string[];
    const refused = chosen.find((code) => retired.has(code) && !kept.has(code));
    if (refused !== undefined) return { fault: { field: name, code: 'retired-value', parameters: { value: refused } } };
  }
  return { value: parsed.data };
}

/** Tells whether whoever makes a record may give it this value of a field that no form writes. */
function isSaidAtCreation(field: EffectiveField, value: unknown): boolean {
  return field.saidAtCreation?.some((code) => code === value) ?? false;
}

/**
 * Sorts and checks what a write gives: own fields, fields of the primary child, nested children.
 * Takes the context (whose role decides the fields that may be written), the record type, the values given and the
 * values there (null for a new record); returns checked values and the faults, each named by its field. Fields hidden from the principal
 * count as unknown.
 */
export function checkValues(
  context: Context,
  record: EffectiveRecord,
  given: Values,
  there: Values | null,
  options: WriteOptions,
): Checked {
  const current = there ?? {};
  const permission = permissionOn(context.principal.permissions, record.name);
  const checked: Checked = { own: {}, through: {}, children: {}, errors: [] };
  for (const [name, input] of Object.entries(given)) {
    if (name === 'id' || name === 'delete') continue;
    const children = record.children?.[name];
    if (children) {
      if (Array.isArray(input) && input.every((entry) => typeof entry === 'object' && entry !== null))
        checked.children[name] = input as ChildInput[];
      else checked.errors.push({ field: name, code: 'invalid-children' });
      continue;
    }
    const field = record.field(name);
    const access = fieldAccess(permission, name);
    if (!field || access === 'none') {
      checked.errors.push({ field: name, code: 'unknown-field', parameters: { field: name } });
      continue;
    }
    const result = checkValue(field, input, current[name], options.acceptRetired);
    if ('fault' in result) {
      checked.errors.push(result.fault);
      continue;
    }
    const locked =
      field.kind === 'system' ||
      field.kind === 'computed' ||
      access === 'read' ||
      (field.readOnly && !options.trusted && !(there === null && isSaidAtCreation(field, result.value)));
    if (locked) {
      if (!sameValue(result.value, current[name])) checked.errors.push({ field: name, code: 'read-only-field' });
      continue;
    }
    (field.kind === 'through' ? checked.through : checked.own)[name] = result.value;
  }
  return checked;
}

/** Takes a record type and a new record's values; returns them with the standard value of each field not given. */
export function withDefaults(
  context: Context,
  record: EffectiveRecord,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { userId, timeZone } = context.principal;
  const maker = { userId, timeZone, now: Date.now() };
  const values: Record<string, unknown> = {};
  for (const field of record.fields) {
    if (field.kind !== 'plain') continue;
    values[field.name] = field.name in given ? given[field.name] : standardValue(record, field, maker);
  }
  return values;
}

/** Takes a record type and the values to be; returns a fault for each required field left empty. */
export function missingValues(
  record: EffectiveRecord,
  after: Values,
  only: (field: EffectiveField) => boolean,
): FieldError[] {
  return record.fields
    .filter((field) => field.required && only(field) && (after[field.name] === null || after[field.name] === undefined))
    .map((field) => ({ field: field.name, code: 'required', parameters: { label: field.label.fr } }));
}
