// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest';
import { setLanguage } from '../language/current-language.ts';
import { api, apiAddress, onSignedOut } from './client.ts';
import { ApiProblem } from './problem.ts';

function answer(status: number, body: unknown): void {
  const type = status < 400 ? 'application/json' : 'application/problem+json; charset=utf-8';
  const response = new Response(body === null ? null : JSON.stringify(body), {
    status,
    headers: { 'content-type': type },
  });
  vi.stubGlobal('fetch', vi.fn().mockResolvedValue(response));
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the client of the API', () => {
  test('leaves empty parts of a query out of the address and writes objects as JSON', () => {
    const filter = { field: 'city', op: 'equals', value: 'Lyon' };
    expect(apiAddress('/accounts', { search: '', limit: 50, cursor: null, count: false, filter })).toBe(
      `/api/v1/accounts?limit=50&count=false&filter=${encodeURIComponent(JSON.stringify(filter)).replaceAll('%20', '+')}`,
    );
  });

  test('sends JSON with the language of the screen and gives the JSON of the answer', async () => {
    setLanguage('en');
    answer(201, { id: 'a1' });
    await expect(api.post('/accounts', { body: { legalName: 'Durand' } })).resolves.toEqual({ id: 'a1' });
    const [address, request] = vi.mocked(fetch).mock.calls[0] ?? [];
    expect(address).toBe('/api/v1/accounts');
    expect(request).toMatchObject({
      method: 'POST',
      body: '{"legalName":"Durand"}',
      headers: { 'Accept-Language': 'en' },
    });
  });

  test('gives null for an answer without a body', async () => {
    answer(204, null);
    await expect(api.delete('/accounts/a1')).resolves.toBeNull();
  });

  test('throws the problem with its code, sentence and fields', async () => {
    answer(422, {
      code: 'validation-failed',
      detail: 'À corriger',
      errors: [{ field: 'siren', code: 'invalid-siren', message: '…' }],
    });
    const problem = await api.post('/accounts', { body: {} }).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem).toMatchObject({
      status: 422,
      code: 'validation-failed',
      detail: 'À corriger',
      errors: [{ field: 'siren' }],
    });
  });

  test('tells a conflict of versions from other refusals', async () => {
    answer(409, { code: 'version-conflict', current: { id: 'a1' }, yours: {}, conflicts: ['phone'] });
    const problem = await api.patch('/accounts/a1', { body: {} }).catch((error: unknown) => error);
    expect((problem as ApiProblem).conflict?.conflicts).toEqual(['phone']);
    answer(409, { code: 'duplicate-value' });
    const other = await api.patch('/accounts/a1', { body: {} }).catch((error: unknown) => error);
    expect((other as ApiProblem).conflict).toBeNull();
  });

  test('says in the language of the screen that the server does not answer', async () => {
    setLanguage('fr');
    vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('Failed to fetch')));
    const problem = await api.get('/accounts').catch((error: unknown) => error);
    expect(problem).toMatchObject({ status: 0, code: 'network' });
    expect((problem as ApiProblem).detail).toMatch(/serveur/);
  });

  test('tells whoever listens that nobody is signed in any more, but not when a password is wrong', async () => {
    const listener = vi.fn();
    const stop = onSignedOut(listener);
    answer(401, { code: 'wrong-credentials' });
    await api.post('/session', { body: {} }).catch(() => undefined);
    expect(listener).not.toHaveBeenCalled();
    answer(401, { code: 'signed-out' });
    await api.get('/accounts').catch(() => undefined);
    expect(listener).toHaveBeenCalledTimes(1);
    stop();
  });
});
