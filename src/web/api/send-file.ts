import { currentLanguage } from '../language/current-language.ts';
import { apiAddress } from './client.ts';
import { networkProblem } from './network-problem.ts';
import { ApiProblem, type ProblemBody } from './problem.ts';

/** A file on its way to the server. */
export interface Sending<Answer> {
  readonly answer: Promise<Answer>;
  /** Stops it; the answer is then refused with an AbortError. */
  readonly stop: () => void;
}

/**
 * Sends a form with a file. Takes a path of the API, the form, and what is told how much of it has gone, from 0 to 1.
 * `fetch` cannot tell that: hence the older way. The answer throws an `ApiProblem` with the reason of a refusal.
 */
export function sendFile<Answer>(path: string, form: FormData, onProgress: (part: number) => void): Sending<Answer> {
  const request = new XMLHttpRequest();
  const answer = new Promise<Answer>((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 1));
    request.addEventListener('load', () => {
      const body = request.response as unknown;
      if (request.status >= 200 && request.status < 300) resolve(body as Answer);
      else reject(new ApiProblem(request.status, { ...(body as ProblemBody | null) }));
    });
    request.addEventListener('error', () => reject(networkProblem()));
    request.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
    request.open('POST', apiAddress(path));
    request.responseType = 'json';
    request.setRequestHeader('Accept', 'application/json, application/problem+json');
    request.setRequestHeader('Accept-Language', currentLanguage());
    request.send(form);
  });
  return { answer, stop: () => request.abort() };
}
