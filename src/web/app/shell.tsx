import { CatchBoundary, Outlet, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { DeferredRecordPicker } from '../../fields/reference/deferred-record-picker.ui.tsx';
import { permissionOn } from '../../meta/permissions.ts';
import { useLiveEvents } from '../api/live.ts';
import { GroundProvider, useMe, useReadGround } from '../api/queries.ts';
import { useMessages } from '../language/catalogue.ts';
import { shellMessages } from '../language/shell.ts';
import { OfflineBanner } from '../offline/offline-banner.tsx';
import { useSending } from '../offline/use-sending.ts';
import { preloadInputs } from '../ui/deferred-inputs.tsx';
import { preloadOverlays } from '../ui/deferred-overlays.ts';
import { loadLater } from '../ui/later.ts';
import { useShortcut, useShortcutListener } from '../ui/shortcuts.ts';
import { BottomNavigation } from './bottom-navigation.tsx';
import { Header } from './header.tsx';
import { useFocusKept, useFocusOnNavigation } from './navigation-focus.ts';
import { lookForNewVersion } from './new-version.ts';
import { PageAnnouncer } from './page-announcer.tsx';
import classes from './shell.module.css';
import { isShellDialogOpen, showShellDialog, useShellDialog } from './shell-dialog.ts';
import { Sidebar } from './sidebar.tsx';
import { usePlace } from './use-navigation.ts';
import { ViewingBanner } from './viewing-banner.tsx';

/** The parts of the frame that are not needed at first sight. */
const parts = {
  palette: () => import('./command-palette.tsx'),
  shortcuts: () => import('./shortcut-sheet.tsx'),
  menu: () => import('./phone-menu.tsx'),
  leave: () => import('../offline/leave-dialog.tsx'),
};

// With what every page may open: fetched when the first screen stands, so that all open at once, server lost or not.
for (const load of [...Object.values(parts), preloadInputs, preloadOverlays, DeferredRecordPicker.preload])
  loadLater(load);

const CommandPalette = lazy(() => parts.palette().then((module) => ({ default: module.CommandPalette })));
const ShortcutSheet = lazy(() => parts.shortcuts().then((module) => ({ default: module.ShortcutSheet })));
const PhoneMenu = lazy(() => parts.menu().then((module) => ({ default: module.PhoneMenu })));
const LeaveDialog = lazy(() => parts.leave().then((module) => ({ default: module.LeaveDialog })));

function useShellShortcuts(): void {
  const words = useMessages(shellMessages);
  const navigate = useNavigate();
  const record = usePlace()?.entry.record;
  const { permissions } = useMe();
  const mayCreate = record !== undefined && permissionOn(permissions, record.name).create;
  useShortcutListener(isShellDialogOpen);
  useShortcut('mod+k', words.searchHint, () => showShellDialog('palette'), { whileTyping: true });
  useShortcut('/', words.search, () => showShellDialog('palette'));
  useShortcut('?', words.shortcuts, () => showShellDialog('shortcuts'));
  useShortcut(
    'n',
    words.newRecord,
    () => void navigate({ to: '/crm/$collection/new', params: { collection: record?.collection ?? '' } }),
    { enabled: mayCreate },
  );
}

/** What is drawn over the page, loaded when it is first asked for and kept then, so that it closes as it opened. */
function ShellDialogs() {
  const dialog = useShellDialog();
  const [wanted, setWanted] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (dialog) setWanted((known) => (known.has(dialog) ? known : new Set([...known, dialog])));
  }, [dialog]);
  const close = () => showShellDialog(null);
  return (
    <Suspense fallback={null}>
      {wanted.has('palette') ? <CommandPalette opened={dialog === 'palette'} onClose={close} /> : null}
      {wanted.has('shortcuts') ? <ShortcutSheet opened={dialog === 'shortcuts'} onClose={close} /> : null}
      {wanted.has('menu') ? <PhoneMenu opened={dialog === 'menu'} onClose={close} /> : null}
      {wanted.has('leave') ? <LeaveDialog opened={dialog === 'leave'} onClose={close} /> : null}
    </Suspense>
  );
}

/** The frame of every screen behind the sign-in: navigation, search, the page, what is said over it. */
export function Shell() {
  return (
    <GroundProvider value={useReadGround()}>
      <Frame />
    </GroundProvider>
  );
}

function Frame() {
  const words = useMessages(shellMessages);
  useLiveEvents(lookForNewVersion);
  useSending();
  useShellShortcuts();
  useFocusOnNavigation();
  useFocusKept();
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#main">
        {words.skipToContent}
      </a>
      <Header />
      <Sidebar />
      <main id="main" tabIndex={-1} className={classes.main}>
        <ViewingBanner />
        <OfflineBanner />
        <Outlet />
      </main>
      <BottomNavigation />
      <CatchBoundary getResetKey={() => ''} errorComponent={() => null}>
        <ShellDialogs />
      </CatchBoundary>
      <PageAnnouncer />
    </div>
  );
}
