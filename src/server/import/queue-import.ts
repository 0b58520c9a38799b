import type { Context } from '../context.ts';
import { queueOperation } from '../operations/operation.ts';
import { demandImport, type ImportFile } from './import-files.ts';
import type { ImportParameters } from './import-kinds.ts';
import { type ImportOptions, readMapping } from './import-options.ts';

/**
 * Begins an import of a file, or a check of what it would do, with what a person chose; `runner` runs it at once instead
 * of queueing it. Returns the operation's id. Throws CarnetError 403, 422 naming what of the mapping does not hold.
 */
export async function queueImport(
  context: Context,
  file: ImportFile,
  kind: 'import' | 'import-check',
  options: ImportOptions,
  runner?: string,
): Promise<string> {
  const record = context.company.model().record(file.record);
  demandImport(context, record);
  readMapping(context, record, file.description, options);
  const { sample: _sample, warnings: _warnings, ...description } = file.description;
  const parameters: ImportParameters = { import: file.id, name: file.name, size: file.size, description, options };
  return await queueOperation(
    context,
    kind,
    record.name,
    parameters as unknown as Record<string, unknown>,
    runner === undefined ? {} : { runner },
  );
}
