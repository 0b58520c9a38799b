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

const mounted: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const unmount of mounted.splice(0)) await unmount();
});

/** Draws components as the application does, in French and signed in as an administrator; they go with the test. */
export async function mount(content: ReactNode): Promise<void> {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  setLanguage('fr');
  const place = document.createElement('div');
  document.body.append(place);
  const root = createRoot(place);
  mounted.push(async () => {
    await act(async () => root.unmount());
    place.remove();
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const router = createRouter({ routeTree: createRootRoute(), history: createMemoryHistory() });
  await act(async () =>
    root.render(
      <MantineProvider env="test">
        <QueryClientProvider client={client}>
          <GroundProvider value={{ me, model: standardModel }}>
            <RouterContextProvider router={router}>{content}</RouterContextProvider>
          </GroundProvider>
        </QueryClientProvider>
      </MantineProvider>,
    ),
  );
}

/** Waits until `check` no longer throws, giving React its turns; returns what it returns. */
export function eventually<Result>(check: () => Result): Promise<Result> {
  return vi.waitFor(
    async () => {
      // One turn of the loop, for what is loaded when it is first wanted.
      await act(async () => new Promise((done) => setTimeout(done)));
      return check();
    },
    { timeout: 20_000, interval: 10 },
  );
}

/** Types a text in an input, as a person would. */
export async function typeIn(input: HTMLInputElement, text: string): Promise<void> {
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  await act(async () => {
    set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
