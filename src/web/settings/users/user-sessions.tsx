import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { accountMessages } from '../../language/account.ts';
import { useMessages } from '../../language/catalogue.ts';
import { peopleMessages } from '../../language/people.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Modal } from '../../ui/deferred-overlays.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { showProblem, showToast } from '../../ui/toast.tsx';
import { SessionTable } from '../account/session-table.tsx';
import { sessionsKey, sessionsPath, sessionsQuery } from '../account/sessions.ts';
import type { ListedUser } from './user-queries.ts';
import classes from './users.module.css';

interface UserSessionsProps {
  /** Whose sessions are shown; null while none are. */
  readonly user: ListedUser | null;
  readonly onClose: () => void;
}

/** The sessions of a user, which an administrator ends one by one or all together. */
export function UserSessions({ user, onClose }: UserSessionsProps) {
  const words = useMessages(accountMessages);
  return (
    <Modal
      opened={user !== null}
      onClose={onClose}
      title={words.sessionsOf(user?.title ?? '')}
      size="xl"
      closeButtonProps={{ 'aria-label': useMessages(peopleMessages).close }}
    >
      {user ? <Sessions user={user} /> : null}
    </Modal>
  );
}

function Sessions({ user }: { readonly user: ListedUser }) {
  const words = useMessages(accountMessages);
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(sessionsQuery(user.id));
  const [asking, setAsking] = useState(false);
  const items = data?.items ?? [];
  const read = () => client.invalidateQueries({ queryKey: sessionsKey(user.id) });
  return (
    <>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <RowSkeletons rows={2} /> : null}
      {data ? (
        <SessionTable
          sessions={items}
          onEnd={async ({ id }) => {
            try {
              await api.delete(`${sessionsPath(user.id)}/${id}`);
              showToast(words.sessionEnded);
            } catch (problem) {
              showProblem(problem);
            }
            await read();
          }}
        />
      ) : null}
      {items.length > 0 ? (
        <div className={classes.buttons}>
          <Button color="red" variant="light" onClick={() => setAsking(true)}>
            {words.endAll}
          </Button>
        </div>
      ) : null}
      <ConfirmDialog
        opened={asking}
        title={words.endAllTitle(user.title)}
        confirmLabel={words.endAll}
        danger
        onConfirm={async () => {
          const { ended } = await api.delete<{ ended: number }>(sessionsPath(user.id));
          showToast(words.sessionsEnded(ended));
          await read();
        }}
        onClose={() => setAsking(false)}
      >
        <p>{words.endAllText}</p>
      </ConfirmDialog>
    </>
  );
}
