import { fail, type Result } from '../../../lib/result.ts';
import { describeCsv, readCsv } from './csv.ts';
import { detectFormat } from './detect-format.ts';
import { sourceError } from './source-messages.ts';
import type { SourceDescription, SourceError, SourceFormat, SourceOptions, SourceRow } from './source-types.ts';
import { describeVcard, readVcard } from './vcard.ts';
import { describeXlsx, readXlsx } from './xlsx.ts';

export type {
  SourceDescription,
  SourceError,
  SourceOptions,
  SourceRow,
} from './source-types.ts';

interface SourceReader {
  describe(path: string, options: SourceOptions): Promise<Result<SourceDescription, SourceError>>;
  read(path: string, description: SourceDescription, fromLine: number): AsyncGenerator<SourceRow>;
}

const readers: Readonly<Record<SourceFormat, SourceReader>> = {
  csv: { describe: describeCsv, read: readCsv },
  xlsx: { describe: describeXlsx, read: readXlsx },
  vcard: { describe: describeVcard, read: readVcard },
};

/**
 * Finds out what a file is and how to read it: format by content, encoding, separator, sheet, header line, columns,
 * how numbers and dates are written, the first rows. Takes the path of the file, the name it was sent under, and a
 * person's corrections of an earlier description. Returns why it cannot be read, in French and English; never throws
 * on what the file holds.
 */
export async function describeSource(
  path: string,
  fileName: string,
  options: SourceOptions = {},
): Promise<Result<SourceDescription, SourceError>> {
  try {
    const format = options.format === undefined ? await detectFormat(path, fileName) : undefined;
    if (format !== undefined && !format.ok) return format;
    return await readers[options.format ?? format?.value ?? 'csv'].describe(path, options);
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('E'))
      return fail(sourceError('file-unreadable'));
    throw error;
  }
}

/**
 * Reads the rows of a file one by one, as `description` (possibly corrected) says: constant memory, no faster than
 * the caller takes them, closed when the caller stops. `fromLine` passes over the rows before that line, to resume.
 * Rows that are empty are left out; rows at fault are kept and carry their problems. Throws when the file cannot be
 * read any more.
 */
export async function* readRows(
  path: string,
  description: SourceDescription,
  options: { readonly fromLine?: number } = {},
): AsyncGenerator<SourceRow> {
  yield* readers[description.format].read(path, description, options.fromLine ?? 1);
}
