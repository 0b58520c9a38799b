import { Button, Group, Modal } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { useMessages } from '../../language/catalogue.ts';
import { formMessages } from '../../language/form.ts';

interface LeaveGuardProps {
  readonly dirty: boolean;
  /** True once what was typed is saved or given up: leaving asks nothing more. */
  readonly free: RefObject<boolean>;
}

/** Asks before a change of page leaves something typed and not saved. */
export function LeaveGuard({ dirty, free }: LeaveGuardProps) {
  const words = useMessages(formMessages);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && !free.current && current.pathname !== next.pathname,
    enableBeforeUnload: false,
    withResolver: true,
  });
  const blocked = blocker.status === 'blocked';
  return (
    <Modal
      opened={blocked}
      onClose={() => blocker.reset?.()}
      title={words.leaveTitle}
      centered
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <p style={{ marginTop: 0 }}>{words.leaveText}</p>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={() => blocker.proceed?.()}>
          {words.leaveGo}
        </Button>
        <Button onClick={() => blocker.reset?.()} data-autofocus>
          {words.leaveStay}
        </Button>
      </Group>
    </Modal>
  );
}
