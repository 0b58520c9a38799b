import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { Operation } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { operationMessages } from '../../language/operations.ts';
import { uiMessages } from '../../language/ui.ts';
import { Modal } from '../../ui/deferred-overlays.ts';
import { usePhone } from '../../ui/phone.ts';
import { showProblem, showUndone } from '../../ui/toast.tsx';
import { LeftAlone } from './left-alone.tsx';
import { useOperationWords } from './operation-words.ts';

interface OperationReportProps {
  readonly operation: Operation;
  /** Returns what was left alone in words, '' for nothing. */
  readonly onUndo: () => Promise<string>;
  readonly onClose: () => void;
}

/** What a batch came to where it left records alone: how many, which, and why. */
export function OperationReport({ operation, onUndo, onClose }: OperationReportProps) {
  const words = useMessages(operationMessages);
  const general = useMessages(uiMessages);
  const kinds = useOperationWords();
  const phone = usePhone();
  const [undoing, setUndoing] = useState(false);
  const undo = async () => {
    setUndoing(true);
    try {
      showUndone(await onUndo());
      onClose();
    } catch (error) {
      showProblem(error);
      setUndoing(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={kinds.label(operation)}
      size="lg"
      fullScreen={phone}
      closeButtonProps={{ 'aria-label': general.close }}
    >
      <p role="status" style={{ margin: '0 0 12px' }}>
        {kinds.counts(operation)}
      </p>
      <LeftAlone operation={operation} />
      <Group justify="flex-end" gap="xs" mt="lg">
        {operation.undoable ? (
          <Button variant="default" loading={undoing} onClick={() => void undo()}>
            {words.undoThis}
          </Button>
        ) : null}
        <Button onClick={onClose}>{general.close}</Button>
      </Group>
    </Modal>
  );
}
