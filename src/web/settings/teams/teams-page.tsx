import { Alert, Button, Modal } from '@mantine/core';
import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { usePermission } from '../../api/queries.ts';
import { updateRecord } from '../../api/writes.ts';
import { useMessages } from '../../language/catalogue.ts';
import { teamMessages } from '../../language/teams.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { showProblem, showToast } from '../../ui/toast.tsx';
import { type TeamChange, TeamDialog } from './team-dialog.tsx';
import { TeamLines } from './team-lines.tsx';
import { type Team, type TeamMember, treeOf } from './team-tree.ts';
import classes from './teams.module.css';

const queryKey = ['settings-teams'] as const;

/** The teams as a tree, each with its members: added, renamed, moved under another, filled. */
export function TeamsPage() {
  const words = useMessages(teamMessages);
  const client = useQueryClient();
  const mayCreate = usePermission('team').create;
  const [change, setChange] = useState<TeamChange | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<{ teams: readonly Team[]; complete: boolean }>('/settings/teams', { signal }),
  });
  const teams = data?.teams ?? [];
  const read = () => client.invalidateQueries({ queryKey });
  const takeOut = async ({ id, version, title }: TeamMember) => {
    try {
      await updateRecord('users', { id, version, values: { team: null } });
      showToast(words.removed(title));
    } catch (problem) {
      showProblem(problem);
    }
    await read();
  };
  const add = mayCreate ? (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setChange({ kind: 'add', below: null })}>
      {words.add}
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title={words.teams} description={words.teamsHelp} actions={teams.length > 0 ? add : null} />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <RowSkeletons rows={5} /> : null}
      {data && teams.length === 0 ? (
        <EmptyState icon={<IconUsersGroup size={40} stroke={1.4} />} title={words.none} action={add}>
          {words.noneText}
        </EmptyState>
      ) : null}
      {data && !data.complete ? <Alert m="md">{words.incomplete}</Alert> : null}
      <ul className={classes.tree}>
        <TeamLines nodes={treeOf(teams)} onChange={setChange} onTakeOut={takeOut} />
      </ul>
      <Modal
        opened={change !== null}
        onClose={() => setChange(null)}
        title={change ? titleOf(change, words) : ''}
        closeButtonProps={{ 'aria-label': words.close }}
      >
        {change ? (
          <TeamDialog
            change={change}
            teams={teams}
            onDone={async () => {
              await read();
              setChange(null);
            }}
            onClose={() => setChange(null)}
          />
        ) : null}
      </Modal>
    </>
  );
}

function titleOf(change: TeamChange, words: (typeof teamMessages)['fr']): string {
  if (change.kind === 'add') return words.addTitle;
  if (change.kind === 'move') return words.moveTitle(change.team.title);
  return change.kind === 'rename' ? words.renameTitle(change.team.title) : words.memberTitle(change.team.title);
}
