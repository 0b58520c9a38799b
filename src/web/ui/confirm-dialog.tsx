import { Button, Group } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useMessages } from '../language/catalogue.ts';
import { uiMessages } from '../language/ui.ts';
import { Modal } from './deferred-overlays.ts';
import { showProblem } from './toast.tsx';

export interface ConfirmDialogProps {
  readonly opened: boolean;
  readonly title: string;
  readonly children?: ReactNode;
  /** Words of the button that goes on. */
  readonly confirmLabel?: string;
  /** Words of the button that does nothing, where « Annuler » is what the other one does. */
  readonly dismissLabel?: string;
  /** True for what takes something away. */
  readonly danger?: boolean;
  /** The dialog closes once it is done; a failure is told and leaves it open. */
  readonly onConfirm: () => unknown;
  readonly onClose: () => void;
}

/** Asks before something is done. The safe answer has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, title, children, confirmLabel, dismissLabel, danger, onConfirm, onClose } = props;
  const words = useMessages(uiMessages);
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      showProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened={opened} onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': words.close }}>
      {children}
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {dismissLabel ?? words.cancel}
        </Button>
        <Button {...(danger ? { color: 'red' } : {})} loading={busy} onClick={confirm}>
          {confirmLabel ?? words.confirm}
        </Button>
      </Group>
    </Modal>
  );
}
