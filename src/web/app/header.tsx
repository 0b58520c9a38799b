import { IconSearch } from '@tabler/icons-react';
import { CatchBoundary, Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { HelpLink } from '../help/help-link.tsx';
import { useMessages } from '../language/catalogue.ts';
import { shellMessages } from '../language/shell.ts';
import { NotificationBell } from '../together/notification-bell.tsx';
import { useQuiet } from '../ui/later.ts';
import { Shortcut } from '../ui/shortcut.tsx';
import { CreateMenu } from './create-menu.tsx';
import classes from './header.module.css';
import { Logo } from './logo.tsx';
import { NavigationPath } from './navigation-path.tsx';
import { showShellDialog } from './shell-dialog.ts';
import { UserMenu } from './user-menu.tsx';

const RunningOperations = lazy(() =>
  import('../records/operations/running-operations.tsx').then((module) => ({ default: module.RunningOperations })),
);

/** The bar at the top: where one is and may go, search, creation, one's own menu. */
export function Header() {
  const words = useMessages(shellMessages);
  const quiet = useQuiet();
  return (
    <header className={classes.header}>
      <Link to="/" className={classes.home} aria-label="Carnet">
        <Logo />
        <span className={classes.name}>Carnet</span>
      </Link>
      <NavigationPath />
      <button type="button" className={classes.search} onClick={() => showShellDialog('palette')}>
        <IconSearch size={16} stroke={1.6} aria-hidden />
        <span className={classes.searchWords}>{words.search}</span>
        <Shortcut keys="mod+k" />
      </button>
      <div className={classes.end}>
        <CatchBoundary getResetKey={() => ''} errorComponent={() => null}>
          <Suspense fallback={null}>{quiet ? <RunningOperations /> : null}</Suspense>
        </CatchBoundary>
        <HelpLink className={classes.deskOnly} />
        <NotificationBell />
        <CreateMenu className={classes.deskOnly} />
        <UserMenu />
      </div>
    </header>
  );
}
