import { beforeEach, expect, test } from 'vitest';

/** The worker as it is written: a browser starts it by itself, not as a module. */
const sources = import.meta.glob<string>('../public/service-worker.js', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const text = Object.values(sources)[0] ?? '';

const origin = 'https://carnet.exemple.fr';
const page = '<script type="module" src="/assets/app-1.js"></script>';

/** What a device has: caches by name, each with its answers by address. */
let device: Map<string, Map<string, Response>>;
/** What the server answers by address; nothing where it is away. */
let server: Map<string, Response> | null;
let asked: string[];
let listeners: Map<string, (event: never) => void>;

const addressOf = (request: Request | string) =>
  new URL(typeof request === 'string' ? request : request.url, origin).pathname;

/** Starts the worker of a version with these files. */
function start(version: string, files: readonly string[]): void {
  const match = (request: Request | string, { cacheName }: { cacheName?: string } = {}) => {
    const names = cacheName === undefined ? [...device.keys()] : [cacheName];
    return Promise.resolve(names.flatMap((name) => device.get(name)?.get(addressOf(request)) ?? [])[0]?.clone());
  };
  const caches = {
    match,
    keys: () => Promise.resolve([...device.keys()]),
    delete: (name: string) => Promise.resolve(device.delete(name)),
    open: (name: string) => {
      const cache = device.get(name) ?? new Map<string, Response>();
      device.set(name, cache);
      const put = (address: string, answer: Response) => Promise.resolve(void cache.set(address, answer));
      return Promise.resolve({ match: (address: string) => match(address, { cacheName: name }), put });
    },
  };
  const fetch = (request: Request | string) => {
    asked.push(addressOf(request));
    const answer = server?.get(addressOf(request));
    if (server === null) return Promise.reject(new TypeError('Failed to fetch'));
    return Promise.resolve(answer?.clone() ?? new Response('', { status: 404 }));
  };
  listeners = new Map();
  const self = {
    location: { origin },
    registration: {},
    clients: { claim: () => undefined },
    skipWaiting: () => undefined,
    addEventListener: (name: string, listener: (event: never) => void) => listeners.set(name, listener),
  };
  const built = text
    .replace("const version = 'development'", `const version = '${version}'`)
    .replace('const files = []', `const files = ${JSON.stringify(files)}`);
  new Function('self', 'caches', 'fetch', built)(self, caches, fetch);
}

async function dispatch(name: string, more: object = {}): Promise<void> {
  let work: Promise<unknown> = Promise.resolve();
  const event = { waitUntil: (promise: Promise<unknown>) => (work = promise), ...more };
  listeners.get(name)?.(event as never);
  await work;
}

/** Asks as a page does; returns what the worker answers, undefined where it leaves it to the browser. */
async function ask(path: string, init: { method?: string; mode?: string } = {}): Promise<string | undefined> {
  let answer: Promise<Response> | undefined;
  const request = { url: origin + path, method: init.method ?? 'GET', mode: init.mode ?? 'cors' };
  const respondWith = (promise: Promise<Response>) => {
    answer = promise;
  };
  listeners.get('fetch')?.({ request, respondWith, preloadResponse: Promise.resolve(undefined) } as never);
  return (await answer)?.text();
}

const visit = (path: string) => ask(path, { mode: 'navigate' });

beforeEach(async () => {
  asked = [];
  device = new Map();
  server = new Map([
    ['/', new Response(page)],
    ['/crm/accounts', new Response('the newest page')],
    ['/beginning.js', new Response('begin')],
    ['/assets/app-1.js', new Response('app')],
  ]);
  start('one', ['/', '/beginning.js', '/assets/app-1.js']);
  await dispatch('install');
  await dispatch('activate');
  asked = [];
});

test('a screen is asked of the server first, and is the page kept where it does not answer or is in trouble', async () => {
  expect(await visit('/crm/accounts')).toBe('the newest page');
  server?.set('/crm/accounts', new Response('Bad gateway', { status: 502 }));
  expect(await visit('/crm/accounts')).toBe(page);
  server = null;
  expect(await visit('/crm/contacts/1')).toBe(page);
  expect(await ask('/beginning.js')).toBe('begin');
});

test('a file with a hash in its name is never asked for again', async () => {
  expect(await ask('/assets/app-1.js')).toBe('app');
  expect(asked).toEqual([]);
});

test('the worker sleeps while the API is asked and while what never changes is taken from the device', async () => {
  const routes: unknown[] = [];
  await dispatch('install', { addRoutes: (added: unknown[]) => routes.push(...added) });
  expect(routes).toEqual([
    { condition: { urlPattern: { pathname: '/api/*' } }, source: 'network' },
    { condition: { urlPattern: { pathname: '/assets/*' } }, source: 'cache' },
  ]);
  const refuse = () => {
    throw new TypeError('A browser that knows fewer routes');
  };
  await expect(dispatch('install', { addRoutes: refuse })).resolves.toBeUndefined();
});

test('nothing of the API, no write and nothing of another site goes through it', async () => {
  for (const path of ['/api/v1/me', '/api/v1/files/1', '/health']) expect(await ask(path)).toBeUndefined();
  expect(await ask('/crm/accounts', { method: 'POST', mode: 'navigate' })).toBeUndefined();
  expect([...device.values()].flatMap((cache) => [...cache.keys()]).filter((path) => path.includes('api'))).toEqual([]);
});

test('a new version fetches what changed alone, and leaves the one before to pages still open', async () => {
  server?.set('/', new Response(page.replace('app-1', 'app-2')));
  server?.set('/assets/app-2.js', new Response('newer'));
  for (const version of ['two', 'three']) {
    start(version, ['/', '/beginning.js', '/assets/app-1.js', '/assets/app-2.js']);
    asked = [];
    await dispatch('install');
    await dispatch('activate');
    expect(asked).not.toContain('/assets/app-1.js');
  }
  expect([...device.keys()]).toEqual(['carnet-two', 'carnet-three']);
});

test('a version whose page is not its own is not installed', async () => {
  server?.set('/', new Response(page.replace('app-1', 'app-9')));
  start('two', ['/', '/beginning.js', '/assets/app-1.js']);
  await expect(dispatch('install')).rejects.toThrow('another version');
});
