import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useMessages } from '../../language/catalogue.ts';
import { operationMessages } from '../../language/operations.ts';
import { showProblem } from '../../ui/toast.tsx';
import { useOperationActions } from './operation-actions.ts';
import { OperationProgress, type OperationProgressProps } from './operation-progress.tsx';

interface ProgressWithStopProps extends Omit<OperationProgressProps, 'stopping'> {
  /** Leaves the operation to itself; without it, nothing offers to. */
  readonly onBackground?: () => void;
}

/** An operation at work, wherever it is followed: how far it is, leaving it to itself, stopping it. */
export function ProgressWithStop({ onBackground, ...progress }: ProgressWithStopProps) {
  const words = useMessages(operationMessages);
  const { cancel } = useOperationActions();
  const [stopping, setStopping] = useState(false);
  const stop = () => {
    setStopping(true);
    cancel(progress.operation.id).catch((error) => {
      setStopping(false);
      showProblem(error);
    });
  };
  return (
    <>
      <OperationProgress {...progress} stopping={stopping} />
      <Group justify="flex-end" mt="md" gap="xs">
        {onBackground ? (
          <Button variant="default" onClick={onBackground}>
            {words.background}
          </Button>
        ) : null}
        <Button variant="light" color="red" loading={stopping} onClick={stop}>
          {words.stop}
        </Button>
      </Group>
    </>
  );
}
