import { Readable } from 'node:stream';
import { type ExportedItem, exportColumns } from '../../meta/derive/export-columns.ts';
import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';
import { permissionOn } from '../../meta/permissions.ts';
import { type AccessOrigin, logAccess } from '../access/access-log.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import { presentRows } from '../records/query/present-rows.ts';
import { readableFields } from '../records/query/readable.ts';
import { countSelected, readSelected, type SelectedRecords } from '../records/selected-rows.ts';
import { hasCard, recordCard } from './record-card.ts';
import { mostSheetRows, tableFile, tableMediaType } from './table-file.ts';

/** Cards are of version 4.0 unless 3.0 is asked for. */
export const exportFormats = ['csv', 'xlsx', 'vcard', 'vcard3'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What is to be written: which records, in which order, which of their fields (all that the reader sees where absent). */
export interface ExportRequest extends SelectedRecords {
  readonly format: ExportFormat;
  readonly sort?: string | undefined;
  readonly fields?: readonly string[] | undefined;
}

/** A file on its way out. */
export interface ExportFile {
  readonly stream: Readable;
  readonly mediaType: string;
  /** Its name, in the reader's language, with the day. */
  readonly name: string;
}

const extensions: Readonly<Record<ExportFormat, string>> = {
  csv: 'csv',
  xlsx: 'xlsx',
  vcard: 'vcf',
  vcard3: 'vcf',
};

function fieldsOf(context: Context, record: EffectiveRecord, wanted: readonly string[] | undefined): EffectiveField[] {
  const fields = readableFields(context, record).filter(
    (field) => field.type.choosable && (field.kind !== 'system' || !field.hidden),
  );
  if (!wanted) return fields;
  return wanted
    .flatMap((name) => {
      const [own] = name.split('.');
      return fields.find((field) => field.name === own) ?? [];
    })
    .filter((field, index, all) => all.indexOf(field) === index);
}

async function* items(
  context: Context,
  record: EffectiveRecord,
  request: ExportRequest,
  fields: readonly EffectiveField[],
): AsyncGenerator<ExportedItem & { readonly title: string }> {
  const wanted = [...new Set([...fields.map((field) => field.name), 'updatedAt'])];
  for await (const { rows, executor } of readSelected(context, record, request, request.sort))
    yield* await presentRows(context, record, rows, executor, { wanted });
}

async function* cells(
  source: AsyncIterable<ExportedItem>,
  columns: ReturnType<typeof exportColumns>,
): AsyncGenerator<(string | null)[]> {
  for await (const item of source) yield columns.map(({ text }) => text(item));
}

async function* cards(
  source: AsyncIterable<ExportedItem & { readonly title: string }>,
  write: (item: ExportedItem & { readonly title: string }) => string,
): AsyncGenerator<string> {
  for await (const item of source) yield write(item);
}

/** Who takes the file away: a person where the context acts as another, and where they are. */
export interface ExportedBy {
  readonly user: string | null;
  readonly origin?: AccessOrigin;
}

/**
 * Counts what goes by, and writes the export into the journal of accesses once it has left, or was broken off: with what
 * was asked and how many records were given.
 */
async function* told<Value>(
  source: AsyncIterable<Value>,
  { company, principal }: Context,
  record: EffectiveRecord,
  { format, search, filter, ids, trash, fields }: ExportRequest,
  { user, origin }: ExportedBy,
): AsyncGenerator<Value> {
  let rows = 0;
  let complete = false;
  try {
    for await (const value of source) {
      yield value;
      rows++;
    }
    complete = true;
  } finally {
    const asked = { ...(search ? { search } : {}), ...(filter ? { filter } : {}), ...(trash ? { trash } : {}) };
    const chosen = ids ? { chosen: ids.length } : {};
    const detail = { record: record.name, format, rows, complete, ...asked, ...chosen, ...(fields ? { fields } : {}) };
    await logAccess(company.database, { kind: 'export', user, about: principal.userId, origin, detail });
  }
}

/** Has the first rows read before the answer begins, so that a refusal is one and not a broken file. */
async function begun<Value>(source: AsyncGenerator<Value>): Promise<AsyncGenerator<Value>> {
  const first = await source.next();
  async function* all(): AsyncGenerator<Value> {
    try {
      if (first.done) return;
      yield first.value;
      yield* source;
    } finally {
      await source.return(undefined);
    }
  }
  return all();
}

/**
 * Writes records to a file as it is read: CSV, workbook or cards. Holds what the reader may see, no more, as it all was at
 * one moment; memory does not grow with it. A CSV or workbook can be brought in again. The journal of accesses tells who
 * took what away (`by`: whoever the context acts for where absent). Throws CarnetError 403 without the
 * right to export, 400 invalid-filter and invalid-sort, 422 export-too-large and no-card.
 */
export async function exportRecords(
  context: Context,
  record: EffectiveRecord,
  request: ExportRequest,
  by: ExportedBy = { user: context.principal.userId },
): Promise<ExportFile> {
  const permission = permissionOn(context.principal.permissions, record.name);
  if (!permission.export || permission.read === 'none') throw new CarnetError(403, 'forbidden');
  const { language, timeZone } = context.principal;
  const { format } = request;
  const isCard = format === 'vcard' || format === 'vcard3';
  const fields = fieldsOf(context, record, isCard ? undefined : request.fields);
  const day = new Date().toISOString().slice(0, 10);
  const name = `${record.label.many[language]} ${day}.${extensions[format]}`;
  if (isCard) {
    const version = format === 'vcard3' ? '3.0' : '4.0';
    if (!hasCard(fields)) throw new CarnetError(422, 'no-card');
    const source = await begun(told(items(context, record, request, fields), context, record, request, by));
    const stream = Readable.from(
      cards(source, (item) => recordCard(record, fields, item, { language, timeZone }, version)),
      { objectMode: false },
    );
    return { stream, mediaType: 'text/vcard; charset=utf-8', name };
  }
  if (format === 'xlsx' && (await countSelected(context, record, request)) > mostSheetRows)
    throw new CarnetError(422, 'export-too-large', { parameters: { maximum: mostSheetRows.toLocaleString(language) } });
  const columns = exportColumns(record, context.company.model(), fields, { language, timeZone });
  const source = await begun(told(items(context, record, request, fields), context, record, request, by));
  const stream = tableFile(
    format,
    record.label.many[language].slice(0, 31),
    columns.map(({ header }) => header),
    cells(source, columns),
  );
  return { stream, mediaType: tableMediaType(format), name };
}
