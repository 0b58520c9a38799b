import { useRouter } from '@tanstack/react-router';
import { useMe } from '../api/queries.ts';
import { signOut } from '../app/session.ts';
import { useMessages } from '../language/catalogue.ts';
import { offlineMessages } from '../language/offline.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { dropAll, useOutbox } from './outbox.ts';

interface LeaveDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Asks before signing out erases from this device what waits to be sent. */
export function LeaveDialog({ opened, onClose }: LeaveDialogProps) {
  const words = useMessages(offlineMessages);
  const router = useRouter();
  const person = useMe().user.id;
  const { writes } = useOutbox();
  return (
    <ConfirmDialog
      opened={opened}
      title={words.leaveTitle}
      confirmLabel={words.leave}
      danger
      onConfirm={async () => {
        await signOut(router);
        await dropAll(person);
      }}
      onClose={onClose}
    >
      {words.leaveText(writes.length)}
    </ConfirmDialog>
  );
}
