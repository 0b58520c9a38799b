import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from 'react';

/** What every address of the portal begins with. */
export const portalRoot = '/portail';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

/** The address that is shown: path and query. Drawn again when it changes. */
export function useAddress(): { readonly path: string; readonly query: URLSearchParams } {
  const address = useSyncExternalStore(subscribe, () => window.location.pathname + window.location.search);
  const [path = '', query = ''] = address.split('?');
  return { path: path.replace(/\/+$/, '') || '/', query: new URLSearchParams(query) };
}

/** Goes to an address of the portal; `replace` leaves no step to go back to. */
export function goTo(address: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  if (replace) window.history.replaceState(null, '', address);
  else {
    window.history.pushState(null, '', address);
    window.scrollTo(0, 0);
  }
  for (const listener of listeners) listener();
}

let searched = portalRoot;

/** Keeps the address of what is looked for, so that a record's page leads back to it; nothing given, forgets it. */
export function keepSearch(address: string = portalRoot): void {
  searched = address;
}

/** The address of what was last looked for. */
export function lastSearch(): string {
  return searched;
}

/** A link within the portal: followed without leaving the page, opened elsewhere as any link. */
export function PortalLink({ href, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { readonly href: string }) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    goTo(href);
  };
  return <a href={href} onClick={follow} {...rest} />;
}

/** Takes a collection and an id; returns the address of the record's page. */
export function recordAddress(collection: string, id: string): string {
  return `${portalRoot}/fiche/${collection}/${id}`;
}
