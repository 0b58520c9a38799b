import { currentLanguage } from '../language/current-language.ts';
import { shellMessages } from '../language/shell.ts';
import { loadLater } from '../ui/later.ts';
import { showAction } from '../ui/toast.tsx';

const storageKey = 'carnet.reloaded-at';

/** Shortest time between two reloads, in milliseconds: what a reload did not mend, a second one will not either. */
const shortest = 60_000;

function reloadedLately(): boolean {
  try {
    const last = Number(sessionStorage.getItem(storageKey) ?? 0);
    sessionStorage.setItem(storageKey, String(Date.now()));
    return Date.now() - last < shortest;
  } catch {
    return true;
  }
}

/**
 * A part of the application that cannot be loaded although the server is there was replaced by a newer version: loads
 * the page anew, once. A lost server leaves the page as it is, with what was typed.
 */
export function reloadForNewVersion(): void {
  window.addEventListener('vite:preloadError', () => {
    fetch('/health').then(
      (answer) => {
        if (answer.ok && !reloadedLately()) location.reload();
      },
      () => undefined,
    );
  });
}

/** Asks a service worker that waits whether this page is of its version already: it was loaded since. */
function isOurs(worker: ServiceWorker): Promise<boolean> {
  const script = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  const channel = new MessageChannel();
  return new Promise((resolve) => {
    channel.port1.onmessage = ({ data }: MessageEvent<boolean>) => resolve(data);
    worker.postMessage({ isYours: script ? new URL(script.src).pathname : '' }, [channel.port2]);
  });
}

/** A newer version is ready on this device: takes it at once where the page shows it already, else offers it. */
async function offer(worker: ServiceWorker): Promise<void> {
  const take = () => worker.postMessage('activate');
  if (await isOurs(worker)) {
    take();
    return;
  }
  const words = shellMessages[currentLanguage()];
  const act = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    take();
  };
  showAction(words.newVersion, { label: words.reload, act, autoClose: false });
}

async function keepOnDevice(): Promise<void> {
  const registration = await navigator.serviceWorker.register('/service-worker.js', { updateViaCache: 'none' });
  const whenReady = (worker: ServiceWorker) =>
    worker.addEventListener('statechange', () => {
      // The first one of all replaces nothing.
      if (worker.state === 'installed' && navigator.serviceWorker.controller) void offer(worker);
    });
  if (registration.waiting) void offer(registration.waiting);
  if (registration.installing) whenReady(registration.installing);
  registration.addEventListener('updatefound', () => {
    if (registration.installing) whenReady(registration.installing);
  });
}

/** Keeps the application on this device once the first screen stands, so that it opens without network. */
export function installOnDevice(): void {
  // Browsers give no service worker to plain http, but on the machine itself; development has none to give.
  if (import.meta.env.PROD && 'serviceWorker' in navigator) loadLater(keepOnDevice);
}

/** Looks whether the server has a newer version: it was away, perhaps for that. */
export function lookForNewVersion(): void {
  // Without network it is looked for another time.
  navigator.serviceWorker
    ?.getRegistration()
    .then((registration) => registration?.update())
    .catch(() => undefined);
}
