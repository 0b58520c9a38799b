import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterContextProvider } from '@tanstack/react-router';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, vi } from 'vitest';
import { administratorPermissions } from '../../meta/permissions.ts';
import { emptySettings } from '../../meta/settings.ts';
import { modelOf } from '../api/model.ts';
import { GroundProvider } from '../api/queries.ts';
import type { Me } from '../api/types.ts';
import { setLanguage } from '../language/current-language.ts';

const me: Me = {
  user: { id: 'u', name: 'Claire Petit', email: 'claire@exemple.fr', language: 'fr', timeZone: 'Europe/Paris' },
  permissions: administratorPermissions,
  company: { name: 'Exemple', language: 'fr' },
};

/** The standard record types. */
export const standardModel = modelOf(emptySettings);

/** Does something and has React draw at once what comes of it; what comes by itself is drawn in its own time. */
export async function during(work: () => unknown): Promise<void> {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  await act(async () => {
    await work();
  });
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false);
}

const mounted: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const unmount of mounted.splice(0)) await unmount();
});

/** What was drawn. */
interface Mounted {
  /** Draws it anew, with other properties. */
  readonly show: (content: ReactNode) => Promise<void>;
  /** What the screen remembers of the server. */
  readonly client: QueryClient;
  /** The address that the screen is at. */
  readonly path: () => string;
}

/**
 * Draws components as the application does, in French and signed in as an administrator; they go with the test. With
 * `fading`, what opens and closes takes its time, as it does for people.
 */
export async function mount(content: ReactNode, { fading = false } = {}): Promise<Mounted> {
  setLanguage('fr');
  const place = document.createElement('div');
  document.body.append(place);
  const root = createRoot(place);
  mounted.push(async () => {
    await during(() => root.unmount());
    place.remove();
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const router = createRouter({ routeTree: createRootRoute(), history: createMemoryHistory() });
  const show = (shown: ReactNode) =>
    during(() =>
      root.render(
        <MantineProvider env={fading ? 'default' : 'test'}>
          <QueryClientProvider client={client}>
            <GroundProvider value={{ me, model: standardModel }}>
              <RouterContextProvider router={router}>{shown}</RouterContextProvider>
            </GroundProvider>
          </QueryClientProvider>
        </MantineProvider>,
      ),
    );
  await show(content);
  return { show, client, path: () => router.history.location.pathname };
}

/** Waits until `check` no longer throws, giving React its turns; returns what it returns. */
export function eventually<Result>(check: () => Result): Promise<Result> {
  return vi.waitFor(
    async () => {
      // One turn of the loop, for what is loaded when it is first wanted.
      await during(() => new Promise((done) => setTimeout(done)));
      return check();
    },
    { timeout: 20_000, interval: 10 },
  );
}

/** Types a text in an input, as a person would. */
export async function typeIn(input: HTMLInputElement, text: string): Promise<void> {
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  await during(() => {
    set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

/** Presses a key in an input; returns whether the screen took it for itself. */
export async function press(input: HTMLInputElement, key: string, more: KeyboardEventInit = {}): Promise<boolean> {
  const event = new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true, ...more });
  await during(() => {
    input.dispatchEvent(event);
  });
  return event.defaultPrevented;
}

/** Has the server answer when the test says so; returns the requests that wait, in order, with how to answer each. */
export function holdServer(): {
  readonly address: string;
  readonly answer: (status: number, body: object) => Promise<void>;
}[] {
  const waiting: { address: string; answer: (status: number, body: object) => Promise<void> }[] = [];
  vi.stubGlobal(
    'fetch',
    (address: string) =>
      new Promise<Response>((resolve) => {
        const answer = (status: number, body: object) =>
          during(() =>
            resolve(new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })),
          );
        waiting.push({ address, answer });
      }),
  );
  return waiting;
}
