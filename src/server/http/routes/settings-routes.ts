import * as z from 'zod';
import { tagColors } from '../../../fields/list/tag-colors.ts';
import type { Context } from '../../context.ts';
import { CarnetError } from '../../errors.ts';
import type { SettingsChanged } from '../../settings/change-settings.ts';
import {
  addCustomField,
  changeCustomField,
  orderCustomFields,
  restoreCustomField,
  retireCustomField,
} from '../../settings/custom-fields.ts';
import { recordWith } from '../../settings/field-input.ts';
import { type PresentedField, presentFields } from '../../settings/present-fields.ts';
import { readSettings } from '../../settings/read-settings.ts';
import { readSettingsTrail } from '../../settings/settings-trail.ts';
import { changeRecordLabel, changeStandardField } from '../../settings/standard-fields.ts';
import { addList, changeList, mergeListValue, presentLists } from '../../settings/value-lists.ts';
import { type Route, route } from '../contract.ts';

const text = z.string().max(200);
const label = z.strictObject({ fr: text.optional(), en: text.optional() });
const help = z.strictObject({ fr: z.string().max(1_000).optional(), en: z.string().max(1_000).optional() });
const flag = z.boolean().nullable().optional();
const fieldInput = {
  label: label.nullable().optional(),
  help: help.nullable().optional(),
  required: flag,
  hidden: flag,
  audited: flag,
  capitals: flag,
  section: z.string().max(100).nullable().optional(),
  defaultValue: z.unknown().optional(),
  inList: flag,
  sortable: flag,
  indexed: flag,
  search: flag,
  unique: flag,
  options: z.record(z.string(), z.unknown()).optional(),
};
const localized = z.object({ fr: z.string(), en: z.string() });
const fieldSchema = z.looseObject({
  name: z.string(),
  type: z.string(),
  label: localized,
  custom: z.boolean(),
  ready: z.boolean(),
});
const listValue = z.looseObject({ code: z.string(), label: localized });
const listSchema = z.object({
  name: z.string(),
  label: localized,
  values: z.array(listValue),
  standard: z.boolean(),
  usedBy: z.array(z.object({ record: z.string(), field: z.string(), label: localized })),
});
const valueInput = z.strictObject({
  code: text.optional(),
  label,
  active: z.boolean().optional(),
  color: z.enum(tagColors).nullable().optional(),
  aliases: z.array(text).max(100).optional(),
  outcome: z.enum(['open', 'won', 'lost']).nullable().optional(),
});
const recordParams = z.object({ record: z.string().max(100) });
const fieldParams = recordParams.extend({ field: z.string().max(100) });
const listParams = z.object({ list: z.string().max(100) });
const operation = z.string().nullable();

const common = { tag: 'settings', security: 'settings' } as const;

/** The field as it is after a change, with the batch that prepares it, if any. */
async function fieldAfter(
  { company }: Context,
  { operation: batch }: SettingsChanged,
  record: string,
  name: string,
): Promise<PresentedField & { operation: string | null }> {
  const field = presentFields(await readSettings(company.database), record).find(
    (candidate) => candidate.name === name,
  );
  if (!field) throw new CarnetError(404, 'unknown-setting');
  return { ...field, operation: batch };
}

function listAfter({ settings, operation: batch }: SettingsChanged, name: string) {
  const list = presentLists(settings).find((candidate) => candidate.name === name);
  if (!list) throw new CarnetError(404, 'unknown-list');
  return { ...list, operation: batch };
}

/** From the database: another process may have added the field a moment ago. */
async function isCustom({ company }: Context, record: string, name: string): Promise<boolean> {
  const { records } = await readSettings(company.database);
  return records[record]?.customFields?.some((field) => field.name === name) ?? false;
}

/** What an administrator changes of the record types, their fields and their lists. */
export const settingsRoutes: readonly Route[] = [
  route({
    ...common,
    method: 'GET',
    path: '/settings/records/:record/fields',
    summary: {
      fr: 'Les champs d’un type de fiche, retirés compris',
      en: 'The fields of a record type, retired ones included',
    },
    params: recordParams,
    response: z.object({
      record: z.string(),
      sections: z.array(z.object({ name: z.string(), label: localized })),
      fields: z.array(fieldSchema),
    }),
    handle: async ({ context, params }) => {
      const settings = await readSettings(context.company.database);
      const { sections } = recordWith(settings, params.record).record;
      return { record: params.record, sections, fields: presentFields(settings, params.record) };
    },
  }),
  route({
    ...common,
    method: 'POST',
    path: '/settings/records/:record/fields',
    status: 201,
    summary: { fr: 'Ajoute un champ personnalisé', en: 'Adds a custom field' },
    params: recordParams,
    body: z.strictObject({ ...fieldInput, type: z.string().max(100) }),
    response: fieldSchema.extend({ operation }),
    handle: async ({ context, params, body }) => {
      const added = await addCustomField(context, params.record, body);
      return await fieldAfter(context, added, params.record, added.name);
    },
  }),
  route({
    ...common,
    method: 'PATCH',
    path: '/settings/records/:record/fields/:field',
    summary: { fr: 'Change un champ, standard ou personnalisé', en: 'Changes a field, standard or custom' },
    params: fieldParams,
    body: z.strictObject(fieldInput),
    response: fieldSchema.extend({ operation }),
    handle: async ({ context, params, body }) => {
      const change = (await isCustom(context, params.record, params.field)) ? changeCustomField : changeStandardField;
      return await fieldAfter(
        context,
        await change(context, params.record, params.field, body),
        params.record,
        params.field,
      );
    },
  }),
  route({
    ...common,
    method: 'DELETE',
    path: '/settings/records/:record/fields/:field',
    summary: {
      fr: 'Retire un champ personnalisé ; ses valeurs sont gardées',
      en: 'Retires a custom field; its values are kept',
    },
    params: fieldParams,
    response: fieldSchema.extend({ operation }),
    handle: async ({ context, params }) =>
      fieldAfter(context, await retireCustomField(context, params.record, params.field), params.record, params.field),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/settings/records/:record/fields/:field/restore',
    summary: { fr: 'Rétablit un champ retiré', en: 'Restores a retired field' },
    params: fieldParams,
    response: fieldSchema.extend({ operation }),
    handle: async ({ context, params }) =>
      fieldAfter(context, await restoreCustomField(context, params.record, params.field), params.record, params.field),
  }),
  route({
    ...common,
    method: 'PUT',
    path: '/settings/records/:record/order',
    summary: { fr: 'Ordonne les champs personnalisés', en: 'Puts the custom fields in order' },
    params: recordParams,
    body: z.strictObject({ names: z.array(text).max(1_000) }),
    response: z.object({ record: z.string(), names: z.array(z.string()) }),
    handle: async ({ context, params, body }) => {
      const { settings } = await orderCustomFields(context, params.record, body.names);
      const names = (settings.records[params.record]?.customFields ?? []).map(({ name }) => name);
      return { record: params.record, names };
    },
  }),
  route({
    ...common,
    method: 'PATCH',
    path: '/settings/records/:record',
    summary: { fr: 'Renomme un type de fiche', en: 'Renames a record type' },
    params: recordParams,
    body: z.strictObject({ one: label.nullable().optional(), many: label.nullable().optional() }),
    response: z.object({ record: z.string(), label: z.object({ one: localized, many: localized }) }),
    handle: async ({ context, params, body }) => {
      const { model } = await changeRecordLabel(context, params.record, body);
      const { one, many } = model.record(params.record).label;
      return { record: params.record, label: { one, many } };
    },
  }),
  route({
    ...common,
    method: 'GET',
    path: '/settings/lists',
    summary: { fr: 'Les listes de valeurs', en: 'The value lists' },
    response: z.object({ items: z.array(listSchema) }),
    handle: async ({ context }) => ({ items: presentLists(await readSettings(context.company.database)) }),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/settings/lists',
    status: 201,
    summary: { fr: 'Ajoute une liste de valeurs', en: 'Adds a value list' },
    body: z.strictObject({ label, values: z.array(valueInput).max(2_000) }),
    response: listSchema.extend({ operation }),
    handle: async ({ context, body }) => {
      const added = await addList(context, body);
      return listAfter(added, added.name);
    },
  }),
  route({
    ...common,
    method: 'PUT',
    path: '/settings/lists/:list',
    summary: {
      fr: 'Change une liste : les codes absents sont retirés, jamais effacés',
      en: 'Changes a list: codes left out are retired, never erased',
    },
    params: listParams,
    body: z.strictObject({ label: label.optional(), values: z.array(valueInput).max(2_000).optional() }),
    response: listSchema.extend({ operation }),
    handle: async ({ context, params, body }) => listAfter(await changeList(context, params.list, body), params.list),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/settings/lists/:list/merge',
    summary: { fr: 'Fusionne une valeur dans une autre', en: 'Merges a value into another' },
    params: listParams,
    body: z.strictObject({ from: text, into: text }),
    response: listSchema.extend({ operation }),
    handle: async ({ context, params, body }) =>
      listAfter(await mergeListValue(context, params.list, body.from, body.into), params.list),
  }),
  route({
    ...common,
    method: 'GET',
    path: '/settings/audit',
    summary: { fr: 'Ce qui a été changé des réglages', en: 'What was changed of the settings' },
    query: z.strictObject({ cursor: z.string().max(100).optional() }),
    response: z.object({
      items: z.array(z.looseObject({ id: z.string(), at: z.string() })),
      next: z.string().nullable(),
    }),
    handle: ({ company, query }) => readSettingsTrail(company, query.cursor),
  }),
];
