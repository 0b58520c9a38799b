import '@mantine/core/styles.layer.css';
import '../../web/app/global.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { cssVariables, theme } from '../../web/app/theme.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { currentLanguage } from '../../web/language/current-language.ts';
import { portalMessages } from '../../web/language/portal.ts';
import { PortalForgotten, PortalSignIn, PortalWelcome } from './portal-entry.ui.tsx';
import { Failure, PortalFrame, Waiting } from './portal-frame.ui.tsx';
import { portalRoot, useAddress } from './portal-navigation.ui.tsx';
import { Missing, PortalRecord } from './portal-page.ui.tsx';
import { hasEnded, heedEndOfSession, portalQueries, useSession } from './portal-queries.ui.tsx';
import { PortalSearch } from './portal-search.ui.tsx';
import type { PortalSession } from './visitor-pages.ts';

/** The screen of an address, for who is signed in. */
function Screen({ session, path }: { readonly session: PortalSession; readonly path: string }) {
  const words = useMessages(portalMessages);
  const [, , room, collection = '', id = '', ...rest] = path.split('/');
  if (path === portalRoot)
    return session.home === null ? (
      <PortalSearch session={session} />
    ) : (
      <PortalRecord session={session} collection="accounts" id={session.home} />
    );
  if (room === 'fiche' && id !== '' && rest.length === 0)
    return <PortalRecord key={id} session={session} collection={collection} id={id} />;
  return <Missing session={session} title={words.notPage} />;
}

function Portal() {
  const { path } = useAddress();
  const { data: session, error, refetch } = useSession();
  if (path === `${portalRoot}/bienvenue`) return <PortalWelcome />;
  if (session)
    return (
      <PortalFrame session={session}>
        <Screen session={session} path={path} />
      </PortalFrame>
    );
  if (path === `${portalRoot}/oubli`) return <PortalForgotten />;
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  return session === undefined ? <Waiting /> : <PortalSignIn ended={hasEnded()} />;
}

/** Draws the portal into the page. */
export function startPortal(): void {
  document.documentElement.lang = currentLanguage();
  heedEndOfSession();
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no element called root');
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <QueryClientProvider client={portalQueries}>
          <Portal />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
