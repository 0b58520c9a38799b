import * as z from 'zod';
import { isId } from '../../../lib/ids.ts';
import { importTargets } from '../../../meta/derive/import-targets.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Context } from '../../context.ts';
import { CarnetError } from '../../errors.ts';
import {
  acceptFile,
  demandImport,
  describeAgain,
  dropBytes,
  type ImportFile,
  importFileFor,
  keepBytes,
  proposeColumns,
} from '../../import/import-files.ts';
import { queueImport } from '../../import/queue-import.ts';
import { rejectedFile } from '../../import/rejected-rows.ts';
import { attachmentNamed } from '../attachment.ts';
import { type Route, route } from '../contract.ts';

const id = z.string().refine(isId);
const params = z.object({ id });
const begun = z.object({ operation: id });

/** Largest file that is taken: a million rows are about 150 MB. */
const largestFile = 2 * 1024 ** 3;

const described = z.object({
  id,
  name: z.string(),
  record: z.string(),
  size: z.number(),
  rowCount: z.int().nullable(),
  description: z.record(z.string(), z.unknown()),
  proposals: z.array(
    z.object({
      column: z.int(),
      target: z.string(),
      confidence: z.number(),
      reason: z.enum(['label', 'synonym', 'content']),
    }),
  ),
  targets: z.array(
    z.object({
      key: z.string(),
      label: z.object({ fr: z.string(), en: z.string() }),
      required: z.boolean(),
      meaning: z.string(),
    }),
  ),
  keys: z.array(z.array(z.string())),
});

const options = z.strictObject({
  mapping: z.record(z.string(), z.string().nullable()),
  key: z.array(z.string()).max(5).nullable().optional(),
  onMatch: z.enum(['update', 'skip', 'create', 'refuse']).default('update'),
  createAccounts: z.boolean().default(false),
  onInvalid: z.enum(['refuse', 'empty']).default('refuse'),
  emptyErases: z.boolean().default(false),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']).optional(),
  decimal: z.enum([',', '.']).optional(),
});

const corrections = z.strictObject({
  format: z.enum(['csv', 'xlsx', 'vcard']).optional(),
  encoding: z.string().max(40).optional(),
  delimiter: z.string().max(4).optional(),
  sheet: z.string().max(255).optional(),
  headerLine: z.int().min(0).max(1_000_000).optional(),
});

function present(context: Context, file: ImportFile): z.infer<typeof described> {
  const model = context.company.model();
  const record = model.record(file.record);
  const targets = importTargets(record, model, context.principal.permissions);
  return {
    id: file.id,
    name: file.name,
    record: file.record,
    size: file.size,
    rowCount: file.rowCount,
    description: { ...file.description },
    proposals: proposeColumns(context, record, file.description),
    targets: targets.map(({ key, label, required, meaning }) => ({ key, label, required, meaning })),
    keys: (record.importKeys ?? []).map((set) => [...set]),
  };
}

function recordNamed(context: Context, name: unknown): EffectiveRecord {
  const model = context.company.model();
  const record = typeof name === 'string' ? (model.find(name) ?? model.collection(name)) : undefined;
  if (!record) throw new CarnetError(422, 'validation-failed', { errors: [{ field: 'record', code: 'required' }] });
  demandImport(context, record);
  return record;
}

/** Bringing files in: sent, described, matched with fields, checked, run; and the rows that were refused. */
export const importRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/imports',
    tag: 'imports',
    status: 201,
    multipart: true,
    bodyLimit: largestFile,
    summary: {
      fr: 'Dépose un fichier à importer (champs : record, file)',
      en: 'Sends a file to import (fields: record, file)',
    },
    query: z.strictObject({ record: z.string().optional() }),
    response: described,
    handle: async ({ context, company, request, query }) => {
      let name: unknown = query.record;
      if (name !== undefined) recordNamed(context, name);
      let kept: { id: string; name: string } | undefined;
      try {
        for await (const part of request.parts({ limits: { fileSize: largestFile, files: 1 } })) {
          if (part.type === 'field' && part.fieldname === 'record') {
            name = part.value;
            recordNamed(context, name);
          } else if (part.type === 'file') kept = { id: await keepBytes(company, part.file), name: part.filename };
        }
        if (!kept) throw new CarnetError(422, 'file-missing');
        return present(context, await acceptFile(context, recordNamed(context, name), kept.name, kept.id));
      } catch (error) {
        if (kept) await dropBytes(company, kept.id);
        throw error;
      }
    },
  }),
  route({
    method: 'GET',
    path: '/imports/:id',
    tag: 'imports',
    summary: { fr: 'Ce qu’est un fichier déposé', en: 'What a sent file is' },
    params,
    response: described,
    handle: async ({ context, params: { id: file } }) => present(context, await importFileFor(context, file)),
  }),
  route({
    method: 'POST',
    path: '/imports/:id/describe',
    tag: 'imports',
    summary: {
      fr: 'Lit le fichier autrement (encodage, séparateur, feuille, ligne des titres)',
      en: 'Reads the file otherwise (encoding, separator, sheet, header line)',
    },
    params,
    body: z.strictObject({ options: corrections }),
    response: described,
    handle: async ({ context, params: { id: file }, body }) =>
      present(context, await describeAgain(context, file, body.options)),
  }),
  route({
    method: 'POST',
    path: '/imports/:id/check',
    tag: 'imports',
    status: 202,
    summary: { fr: 'Vérifie tout le fichier sans rien écrire', en: 'Checks the whole file, writing nothing' },
    params,
    body: options,
    response: begun,
    handle: async ({ context, params: { id: file }, body }) => ({
      operation: await queueImport(context, await importFileFor(context, file), 'import-check', body),
    }),
  }),
  route({
    method: 'POST',
    path: '/imports/:id/run',
    tag: 'imports',
    status: 202,
    summary: { fr: 'Importe le fichier', en: 'Brings the file in' },
    params,
    body: options,
    response: begun,
    handle: async ({ context, params: { id: file }, body }) => ({
      operation: await queueImport(context, await importFileFor(context, file), 'import', body),
    }),
  }),
  route({
    method: 'GET',
    path: '/imports/:id/rejected',
    tag: 'imports',
    summary: {
      fr: 'Les lignes refusées, avec la ligne, la colonne et le motif',
      en: 'The refused rows, with line, column and reason',
    },
    params,
    query: z.strictObject({ format: z.enum(['csv', 'xlsx']).default('csv') }),
    handle: async ({ context, params: { id: file }, query, reply }) => {
      const { stream, mediaType, name } = await rejectedFile(context, await importFileFor(context, file), query.format);
      return await reply
        .header('content-type', mediaType)
        .header('content-disposition', attachmentNamed(name))
        .send(stream);
    },
  }),
];
