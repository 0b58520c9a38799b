import { apiAddress } from '../../api/client.ts';
import { networkProblem } from '../../api/network-problem.ts';
import { ApiProblem, type ProblemBody } from '../../api/problem.ts';
import { currentLanguage } from '../../language/current-language.ts';
import type { ImportFile } from './import-file.ts';

/** A file on its way to the server. */
export interface Upload {
  readonly answer: Promise<ImportFile>;
  /** Stops it; the answer is then refused with an AbortError. */
  readonly stop: () => void;
}

/**
 * Sends a file to be brought in. Takes the record type's name, the file, and what is told how much of it has gone, from
 * 0 to 1. `fetch` cannot tell that: hence the older way. The answer throws an `ApiProblem` with the reason of a refusal.
 */
export function upload(record: string, file: File, onProgress: (part: number) => void): Upload {
  const request = new XMLHttpRequest();
  const answer = new Promise<ImportFile>((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 1));
    request.addEventListener('load', () => {
      const body = request.response as unknown;
      if (request.status >= 200 && request.status < 300) resolve(body as ImportFile);
      else reject(new ApiProblem(request.status, { ...(body as ProblemBody | null) }));
    });
    request.addEventListener('error', () => reject(networkProblem()));
    request.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
    request.open('POST', apiAddress('/imports'));
    request.responseType = 'json';
    request.setRequestHeader('Accept', 'application/json, application/problem+json');
    request.setRequestHeader('Accept-Language', currentLanguage());
    const form = new FormData();
    // First, so that the server knows what the bytes are for when they come.
    form.set('record', record);
    form.set('file', file, file.name);
    request.send(form);
  });
  return { answer, stop: () => request.abort() };
}
