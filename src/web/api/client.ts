import { currentLanguage } from '../language/current-language.ts';
import { connectionFailed, connectionWorks } from './connection.ts';
import { takeEarlyAnswer } from './early-answers.ts';
import { networkProblem } from './network-problem.ts';
import { ApiProblem, type ProblemBody } from './problem.ts';

const prefix = '/api/v1';

type QueryValue = string | number | boolean | null | undefined | object;

export interface RequestOptions {
  /** Added to the address; null, undefined and '' are left out, objects are written as JSON. */
  readonly query?: Readonly<Record<string, QueryValue>>;
  /** Sent as JSON, or as it is when it is a form with files. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Takes a path of the API (`/accounts/…`) and its query; returns the address, for links and pictures too. */
export function apiAddress(path: string, query: RequestOptions['query'] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    parameters.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  const text = parameters.toString();
  return `${prefix}${path}${text === '' ? '' : `?${text}`}`;
}

const signedOutListeners = new Set<() => void>();

/** Calls `listener` whenever the server says that nobody is signed in any more; returns how to stop. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

/** Says that nobody is signed in any more. */
export function tellSignedOut(): void {
  for (const listener of signedOutListeners) listener();
}

async function bodyOf(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('json')) return response.json();
  return response.ok ? response.text() : null;
}

async function send(method: string, path: string, options: RequestOptions): Promise<Response> {
  const { query, body, headers, signal } = options;
  const isForm = body instanceof FormData;
  let response: Response;
  try {
    const early = method === 'GET' && query === undefined ? takeEarlyAnswer(path) : undefined;
    response = await (early ??
      fetch(apiAddress(path, query), {
        method,
        credentials: 'same-origin',
        headers: {
          Accept: 'application/json, application/problem+json',
          'Accept-Language': currentLanguage(),
          ...(body !== undefined && !isForm ? { 'Content-Type': 'application/json' } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      }));
  } catch (error) {
    if (signal?.aborted) throw error;
    connectionFailed();
    throw networkProblem();
  }
  connectionWorks();
  if (response.ok) return response;
  const answer = await bodyOf(response).catch(() => null);
  const problem = new ApiProblem(response.status, { ...(answer as ProblemBody | null) });
  if (response.status === 401 && !path.startsWith('/session') && path !== '/me') tellSignedOut();
  throw problem;
}

async function request<Answer>(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
  const response = await send(method, path, options);
  return (await bodyOf(response).catch(() => null)) as Answer;
}

/** A file that the server answered with, and the name it gave it. */
export interface AnsweredFile {
  readonly blob: Blob;
  readonly name: string;
}

async function requestFile(path: string, options: RequestOptions = {}): Promise<AnsweredFile> {
  const response = await send('POST', path, options);
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  try {
    return { blob: await response.blob(), name: decodeURIComponent(encoded ?? '') };
  } catch (error) {
    if (options.signal?.aborted) throw error;
    connectionFailed();
    throw networkProblem();
  }
}

/**
 * The API of the server: each takes a path below `/api/v1` and returns the JSON of the answer (null for none).
 * Throws an `ApiProblem` for every answer that is no success, and with status 0 when there was none.
 */
export const api = {
  get: <Answer>(path: string, options?: RequestOptions) => request<Answer>('GET', path, options),
  post: <Answer>(path: string, options?: RequestOptions) => request<Answer>('POST', path, options),
  patch: <Answer>(path: string, options?: RequestOptions) => request<Answer>('PATCH', path, options),
  put: <Answer>(path: string, options?: RequestOptions) => request<Answer>('PUT', path, options),
  delete: <Answer>(path: string, options?: RequestOptions) => request<Answer>('DELETE', path, options),
  /** Asks for a file by a POST, for what no address can say. */
  file: (path: string, options?: RequestOptions) => requestFile(path, options),
};
