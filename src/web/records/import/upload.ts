import { type Sending, sendFile } from '../../api/send-file.ts';
import type { ImportFile } from './import-file.ts';

/** A file on its way to be brought in. */
export type Upload = Sending<ImportFile>;

/**
 * Sends a file to be brought in. Takes the record type's name, the file, and what is told how much of it has gone, from
 * 0 to 1. The answer throws an `ApiProblem` with the reason of a refusal.
 */
export function upload(record: string, file: File, onProgress: (part: number) => void): Upload {
  const form = new FormData();
  // First, so that the server knows what the bytes are for when they come.
  form.set('record', record);
  form.set('file', file, file.name);
  return sendFile('/imports', form, onProgress);
}
