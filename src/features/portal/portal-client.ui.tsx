import { networkProblem } from '../../web/api/network-problem.ts';
import { ApiProblem, type ProblemBody } from '../../web/api/problem.ts';
import { currentLanguage } from '../../web/language/current-language.ts';

const prefix = '/portail/api';

/**
 * Asks the portal's server. Takes the method, a path below /portail/api and a body; returns the JSON of the answer (null
 * for none). Throws an `ApiProblem` for every answer that is no success, with status 0 when there was none.
 */
export async function askPortal<Answer>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  { body, signal }: { readonly body?: object; readonly signal?: AbortSignal } = {},
): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(`${prefix}${path}`, {
      method,
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json, application/problem+json',
        'Accept-Language': currentLanguage(),
        ...(body ? { 'Content-Type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw networkProblem();
  }
  const answer: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) throw new ApiProblem(response.status, { ...(answer as ProblemBody | null) });
  return answer as Answer;
}

/** Takes a collection and an id; returns the address that saves the file of that record. */
export function fileAddress(collection: string, id: string): string {
  return `${prefix}/files/${encodeURIComponent(collection)}/${encodeURIComponent(id)}`;
}
