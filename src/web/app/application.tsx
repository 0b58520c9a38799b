import '@mantine/core/styles.layer.css';
import './global.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { onSignedOut } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { currentLanguage } from '../language/current-language.ts';
import { keepAnswers } from '../offline/kept-answers.ts';
import { joinFeatures, SlotsContext, type WebFeature } from '../slots.ts';
import { ToastHost } from '../ui/toast-host.tsx';
import { installOnDevice, reloadForNewVersion } from './new-version.ts';
import { createCarnetRouter } from './router.tsx';
import { leaveToSignIn } from './session.ts';
import { cssVariables, theme } from './theme.ts';

/** Takes the features of this build; draws the application into the page. */
export function startApplication(features: readonly WebFeature[]): void {
  document.documentElement.lang = currentLanguage();
  const slots = joinFeatures(features);
  const router = createCarnetRouter(slots.routes);
  reloadForNewVersion();
  installOnDevice();
  keepAnswers(queryClient);
  onSignedOut(() => leaveToSignIn(router));
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no element called root');
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <QueryClientProvider client={queryClient}>
          <SlotsContext value={slots}>
            <RouterProvider router={router} />
            <ToastHost />
          </SlotsContext>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
