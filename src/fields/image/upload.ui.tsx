import { api } from '../../web/api/client.ts';
import type { StoredFile } from '../../web/api/types.ts';

/** Largest file sent, in bytes. */
export const largestFile = 10 * 1024 * 1024;

/** Takes a file of the person's machine; stores it and returns what the server keeps of it. Throws an `ApiProblem`. */
export async function uploadFile(file: File): Promise<StoredFile> {
  const form = new FormData();
  form.append('file', file, file.name);
  return api.post<StoredFile>('/files', { body: form });
}
