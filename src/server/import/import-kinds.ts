import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { emptyResult, type ImportResult } from '../../rules/import-result.ts';
import { CarnetError } from '../errors.ts';
import type { Job, OperationKind } from '../operations/operation.ts';
import { demandImport, importPath } from './import-files.ts';
import { type ImportOptions, readMapping } from './import-options.ts';
import { ImportRun } from './import-run.ts';
import { readRows, type SourceDescription } from './readers/source.ts';
import { saveRefusals } from './refusals.ts';
import { type ReadRow, type RowReading, readRow, requiredFields } from './row-values.ts';

/** Rows written in one transaction, whose place is kept with them. */
export const importChunkSize = 2000;

/** Rows read before whatever waits gets its turn: what is being written goes first. */
const turn = 50;

/** What an import's operation was asked; the file as it was described then. */
export interface ImportParameters {
  readonly import: string;
  readonly name: string;
  readonly size: number;
  readonly description: Omit<SourceDescription, 'sample' | 'warnings'>;
  readonly options: ImportOptions;
}

interface Prepared {
  readonly record: EffectiveRecord;
  readonly run: ImportRun;
  readonly chunks: AsyncGenerator<ReadRow[]>;
  /** Rows before this run: those of a run that was cut. */
  readonly done: number;
  readonly total: number | null;
  readonly before: ImportResult;
  readonly file: string;
}

/** Reads rows in chunks. A generator, so that the next chunk can be asked for while the present one is being written. */
async function* readChunks(
  path: string,
  description: SourceDescription,
  fromLine: number,
  reading: RowReading,
): AsyncGenerator<ReadRow[]> {
  let chunk: ReadRow[] = [];
  for await (const source of readRows(path, description, { fromLine })) {
    chunk.push(readRow(source, reading));
    if (chunk.length % turn === 0) await setImmediate();
    if (chunk.length < importChunkSize) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

async function prepare(job: Job, dry: boolean): Promise<Prepared> {
  const { context, operation, company } = job;
  const parameters = operation.parameters as unknown as ImportParameters;
  const record = company.model().record(operation.record ?? '');
  demandImport(context, record);
  const { rows } = await sql<{
    row_count: number | null;
  }>`SELECT row_count FROM import_file WHERE id = ${parameters.import}`.execute(company.database);
  const kept = rows[0];
  if (!kept) throw new CarnetError(404, 'import-not-found');
  const { options } = parameters;
  const description: SourceDescription = { ...parameters.description, sample: [], warnings: [] };
  const mapping = readMapping(context, record, description, options);
  const { language } = context.principal;
  const dateOrder = options.dateOrder ?? description.dateOrder;
  const decimal = options.decimal ?? description.decimal;
  const reading: RowReading = {
    columns: mapping.columns,
    parse: {
      language,
      timeZone: context.principal.timeZone,
      ...(dateOrder ? { dateOrder } : {}),
      ...(decimal ? { decimal } : {}),
    },
    onInvalid: options.onInvalid,
    emptyErases: options.emptyErases,
    required: requiredFields(record, mapping.columns),
  };
  const line = Number(operation.checkpoint?.line ?? 0);
  return {
    record,
    run: new ImportRun(context, record, mapping, options, dry),
    chunks: readChunks(importPath(company, parameters.import), description, line + 1, reading),
    done: operation.done,
    total: kept.row_count,
    before: { ...emptyResult, ...(operation.result as Partial<ImportResult>) },
    file: parameters.import,
  };
}

/** Goes through the chunks; the next one is read and prepared while the present one is at work in the database. */
async function each<Chunk>(
  chunks: AsyncGenerator<ReadRow[]>,
  prepare: (rows: readonly ReadRow[], written: Promise<unknown>) => Promise<Chunk>,
  work: (chunk: Chunk, line: number) => Promise<void>,
): Promise<void> {
  const take = async (written: Promise<unknown>) => {
    const { value: rows, done } = await chunks.next();
    return done || !rows ? null : { chunk: await prepare(rows, written), line: rows.at(-1)?.line ?? 0 };
  };
  try {
    let next = take(Promise.resolve());
    for (;;) {
      const taken = await next;
      if (!taken) return;
      const written = work(taken.chunk, taken.line);
      next = take(written);
      // Its fault is told when its turn comes, even if the work on the present chunk fails first.
      next.catch(() => undefined);
      await written;
    }
  } finally {
    await chunks.return(undefined).catch(() => undefined);
  }
}

async function finish(job: Job, file: string, done: number, result: ImportResult): Promise<void> {
  await job.step(async (transaction) => {
    await sql`UPDATE import_file SET row_count = ${done} WHERE id = ${file}`.execute(transaction);
    return { done, total: done, result: result as unknown as Record<string, unknown> };
  });
}

/** Brings the rows of a file into records of one type: 2 000 rows and the place reached in each transaction. */
export const importKind: OperationKind = {
  name: 'import',
  label: { fr: 'Import', en: 'Import' },
  undoable: true,
  channel: 'import',
  run: async (job) => {
    const { run, chunks, total, before, file, done: begun } = await prepare(job, false);
    let done = begun;
    let result = before;
    const prepareChunk = (rows: readonly ReadRow[], written: Promise<unknown>) => run.prepare(rows, written);
    await each(chunks, prepareChunk, async (chunk, line) => {
      let tally = result;
      await job.step(async (transaction) => {
        const counted = await run.write(transaction, job.operation.id, chunk, result);
        tally = counted.result();
        return {
          done: done + chunk.count,
          ...(total === null ? {} : { total }),
          checkpoint: { line },
          result: counted.changes(),
        };
      });
      result = tally;
      done += chunk.count;
    });
    await finish(job, file, done, result);
  },
};

/** Goes through a whole file as an import would, writing no record: tells what would come of every row. */
export const importCheckKind: OperationKind = {
  name: 'import-check',
  label: { fr: 'Vérification d’un import', en: 'Check of an import' },
  undoable: false,
  channel: 'import',
  run: async (job) => {
    // What a check knows of the rows before is in its memory: one that was cut begins again.
    const restarted: Job = { ...job, operation: { ...job.operation, checkpoint: null, done: 0, result: {} } };
    const { run, chunks, total, before, file } = await prepare(restarted, true);
    let done = 0;
    let result = before;
    const asRead = async (rows: readonly ReadRow[]) => rows;
    await each(chunks, asRead, async (rows) => {
      const { tally, refusals } = await run.check(job.company.database, rows, result);
      result = tally.result();
      done += rows.length;
      await job.step(async (transaction) => {
        await saveRefusals(transaction, job.operation.id, refusals);
        return { done, ...(total === null ? {} : { total }), result: tally.changes() };
      });
    });
    await finish(job, file, done, result);
  },
};
