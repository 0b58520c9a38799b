import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { accountMessages } from '../../language/account.ts';
import { useMessages } from '../../language/catalogue.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { showProblem, showToast } from '../../ui/toast.tsx';
import { AccountSection } from './account-section.tsx';
import { SessionTable } from './session-table.tsx';
import { type Session, sessionsKey, sessionsPath, sessionsQuery } from './sessions.ts';

/** One's own sessions: each can be ended, or all but this one. */
export function OwnSessionsSection() {
  const words = useMessages(accountMessages);
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(sessionsQuery(null));
  const [asking, setAsking] = useState(false);
  const items = data?.items ?? [];
  const read = () => client.invalidateQueries({ queryKey: sessionsKey(null) });
  const end = async (session: Session) => {
    try {
      await api.delete(`${sessionsPath(null)}/${session.id}`);
      showToast(words.sessionEnded);
    } catch (problem) {
      showProblem(problem);
    }
    await read();
  };
  return (
    <AccountSection
      title={words.sessions}
      description={words.sessionsHelp}
      actions={
        items.length > 1 ? (
          <Button variant="default" onClick={() => setAsking(true)}>
            {words.endOthers}
          </Button>
        ) : null
      }
    >
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <RowSkeletons rows={2} /> : null}
      {data ? <SessionTable sessions={items} onEnd={end} /> : null}
      <ConfirmDialog
        opened={asking}
        title={words.endOthersTitle}
        confirmLabel={words.endOthers}
        danger
        onConfirm={async () => {
          const { ended } = await api.delete<{ ended: number }>(sessionsPath(null));
          showToast(words.sessionsEnded(ended));
          await read();
        }}
        onClose={() => setAsking(false)}
      >
        <p>{words.endOthersText}</p>
      </ConfirmDialog>
    </AccountSection>
  );
}
