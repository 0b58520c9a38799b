import { Readable } from 'node:stream';
import type { ImportResult } from '../../rules/import-result.ts';
import type { Context } from '../context.ts';
import { operationKinds } from '../operations/kinds.ts';
import { type OperationRow, readOperation, undoOperation } from '../operations/operation.ts';
import { runWaiting } from '../operations/runner.ts';
import type { TestCompany } from '../testing/test-company.ts';
import { type ImportFile, proposeColumns, receiveFile } from './import-files.ts';
import type { ImportOptions } from './import-options.ts';
import { queueImport } from './queue-import.ts';

/** Choices of an import of a test, where they differ from the usual. */
export type Choices = Partial<ImportOptions>;

/** What a test of imports is told. */
export interface Imported {
  readonly operation: OperationRow;
  readonly result: ImportResult;
}

/** Sends a text (or bytes) as a file. */
export function send(
  context: Context,
  collection: string,
  content: string | Buffer,
  name = 'fichier.csv',
): Promise<ImportFile> {
  const record = context.company.model().collection(collection);
  if (!record) throw new Error(collection);
  return receiveFile(context, record, name, Readable.from([Buffer.from(content)]));
}

/** The mapping that is proposed for a file. */
export function proposedMapping(context: Context, file: ImportFile): Record<string, string> {
  const record = context.company.model().record(file.record);
  return Object.fromEntries(
    proposeColumns(context, record, file.description).map(({ column, target }) => [String(column), target]),
  );
}

/** Runs what waits; faults of ours fail the test. */
export async function runAll(test: Pick<TestCompany, 'company'>): Promise<void> {
  await runWaiting(test.company, operationKinds, (error) => {
    throw error;
  });
}

/** Takes a file that was sent; brings it in (or only checks it), by the columns proposed; returns the operation as it ended. */
export async function run(
  context: Context,
  file: ImportFile,
  choices: Choices = {},
  kind: 'import' | 'import-check' = 'import',
): Promise<Imported> {
  const id = await queueImport(context, file, kind, {
    mapping: proposedMapping(context, file),
    onMatch: 'update',
    createAccounts: false,
    onInvalid: 'refuse',
    emptyErases: false,
    ...choices,
  });
  await runAll(context);
  return await ended(context, id);
}

/** Sends a text and brings it in. */
export async function bring(
  context: Context,
  collection: string,
  content: string | Buffer,
  choices: Choices = {},
  name?: string,
): Promise<Imported> {
  return run(context, await send(context, collection, content, name), choices);
}

/** Reads an operation as it ended. */
export async function ended(context: Context, id: string): Promise<Imported> {
  const operation = await readOperation(context.company.database, id);
  if (!operation) throw new Error('no operation');
  return { operation, result: operation.result as unknown as ImportResult };
}

/** Undoes an operation; returns the result of the undoing. */
export async function undo(context: Context, operation: string): Promise<Readonly<Record<string, unknown>>> {
  const id = await undoOperation(context, operation, operationKinds);
  await runAll(context);
  return (await ended(context, id)).operation.result;
}
