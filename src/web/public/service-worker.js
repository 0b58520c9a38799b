/**
 * Keeps the application itself on the device, so that it opens without network: its page, scripts and styles, never an
 * answer of the API (what a person saw is kept by src/web/offline, theirs alone). The build writes the two constants.
 */
const version = 'development';
/** Every file of this version, by its address. */
const files = [];

const prefix = 'carnet-';
const name = prefix + version;
const page = '/';

/** Takes an address; returns the file: from another version where its name tells that it is the same, else anew. */
async function fetched(address) {
  if (address.startsWith('/assets/')) return (await caches.match(address)) ?? fetch(address);
  return fetch(address, { cache: 'reload' });
}

async function keepAll() {
  const cache = await caches.open(name);
  await Promise.all(
    files.map(async (address) => {
      const answer = await fetched(address);
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      await cache.put(address, answer);
    }),
  );
  // The server may have got another version meanwhile: its page would ask for scripts that are not here.
  const kept = await (await cache.match(page)).text();
  const named = [...kept.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1]);
  if (named.some((address) => !files.includes(address))) throw new Error('The page is of another version');
}

self.addEventListener('install', (event) => {
  // Without waking this worker (browsers that know how): the API goes straight to the network, and what has a hash in its
  // name comes from the device, else from the network.
  try {
    event.addRoutes?.([
      { condition: { urlPattern: { pathname: '/api/*' } }, source: 'network' },
      { condition: { urlPattern: { pathname: '/assets/*' } }, source: 'cache' },
    ]);
  } catch {
    // They are heard below instead.
  }
  event.waitUntil(keepAll());
});

/** Deletes older versions but the last: a page of it may still be open and ask for its parts. */
async function takeOver() {
  const own = (await caches.keys()).filter((key) => key.startsWith(prefix) && key !== name);
  await Promise.all(own.slice(0, -1).map((key) => caches.delete(key)));
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

self.addEventListener('activate', (event) => event.waitUntil(takeOver()));

self.addEventListener('message', ({ data, ports }) => {
  if (data === 'activate') self.skipWaiting();
  // A page asks whether it is of this version already, by the address of its script.
  else if (typeof data?.isYours === 'string') ports[0]?.postMessage(files.includes(data.isYours));
});

/** A screen: as the server has it, or as it was kept where the server does not answer. */
async function screen({ request, preloadResponse }) {
  let answer;
  try {
    answer = (await preloadResponse) ?? (await fetch(request));
    if (answer.status < 500) return answer;
  } catch {
    // No network.
  }
  const kept = await caches.match(page, { cacheName: name });
  return kept ?? answer ?? Response.error();
}

/** A file of the application: one with a hash in its name never changes, any other is asked for first. */
async function file(request, address) {
  if (address.startsWith('/assets/')) return (await caches.match(address)) ?? fetch(request);
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(address, { cacheName: name });
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  // The portal is an application of its own.
  if (/^\/(api|portail)\/|^\/(health|portail)$/.test(pathname)) return;
  if (request.mode === 'navigate') event.respondWith(screen(event));
  else if (pathname.startsWith('/assets/') || files.includes(pathname)) event.respondWith(file(request, pathname));
});
