import { deferred } from '../../ui/deferred.tsx';
import { useOnceOpened } from '../../ui/once-opened.ts';
import type { ConflictDialogProps } from './conflict-modal.tsx';

const ConflictModal = deferred<ConflictDialogProps>(async () => (await import('./conflict-modal.tsx')).ConflictModal);

/** What asks where two people changed the same fields; its code comes the first time that they did. */
export function ConflictDialog(props: ConflictDialogProps) {
  return useOnceOpened(props.conflict !== null) ? <ConflictModal {...props} /> : null;
}
