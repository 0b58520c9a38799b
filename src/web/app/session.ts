import { api } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { wipeAnswers } from '../offline/kept-answers.ts';
import { closeOutbox, currentOutbox } from '../offline/outbox.ts';
import { forgetRecent } from '../records/recent-records.ts';
import type { CarnetRouter } from './router.tsx';
import { showShellDialog } from './shell-dialog.ts';

const closedPaths = ['/sign-in', '/setup', '/welcome', '/forgotten'];

/** Forgets everything the server said to the person who left, on this device too. */
export function forgetEverything(): void {
  queryClient.clear();
  closeOutbox();
  forgetRecent();
  void wipeAnswers();
}

/** Nobody is signed in any more: shows the sign-in page, which leads back to where the person was. */
export function leaveToSignIn(router: CarnetRouter): void {
  const { pathname, href } = router.state.location;
  if (closedPaths.includes(pathname)) return;
  forgetEverything();
  void router.navigate({ to: '/sign-in', search: { back: href } });
}

/** Signs the person out, unless something of theirs waits to be sent: they are asked then. */
export async function askSignOut(router: CarnetRouter): Promise<void> {
  if (currentOutbox().writes.length > 0) showShellDialog('leave');
  else await signOut(router);
}

/** Signs the person out, then shows the sign-in page. */
export async function signOut(router: CarnetRouter): Promise<void> {
  await api.delete('/session');
  forgetEverything();
  await router.navigate({ to: '/sign-in' });
}

/** Called once someone signed in: the answers given to nobody are no longer true. */
export function afterSignIn(): void {
  forgetEverything();
}
