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
