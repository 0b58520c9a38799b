import { api } from '../../api/client.ts';
import { useMessages } from '../../language/catalogue.ts';
import { peopleMessages } from '../../language/people.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

interface ViewAsDialogProps {
  /** Whom to see as; null while nobody is chosen. */
  readonly user: { readonly id: string; readonly title: string } | null;
  readonly onClose: () => void;
}

/** Says what « voir comme » does, then begins it: everything is read anew, with the other's rights. */
export function ViewAsDialog({ user, onClose }: ViewAsDialogProps) {
  const words = useMessages(peopleMessages);
  return (
    <ConfirmDialog
      opened={user !== null}
      title={words.viewAsTitle(user?.title ?? '')}
      confirmLabel={words.viewAs}
      onConfirm={async () => {
        await api.put('/session/viewing', { body: { user: user?.id } });
        window.location.assign('/');
      }}
      onClose={onClose}
    >
      <p>{words.viewAsText}</p>
    </ConfirmDialog>
  );
}
