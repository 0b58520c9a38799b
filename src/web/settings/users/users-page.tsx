import { Button, Modal } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useMessages } from '../../language/catalogue.ts';
import { peopleMessages } from '../../language/people.ts';
import { signInMessages } from '../../language/sign-in.ts';
import { SearchBox } from '../../records/list/search-box.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { showToast } from '../../ui/toast.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { ShownLink, type ShownLinkProps } from './shown-link.tsx';
import { type ListedUser, usersKey, usersQuery } from './user-queries.ts';
import { UserSessions } from './user-sessions.tsx';
import { UserTable } from './user-table.tsx';
import classes from './users.module.css';
import { ViewAsDialog } from './view-as-dialog.tsx';

/** Who comes into Carnet: their role, how their access stands, and what can be done about it. */
export function UsersPage() {
  const words = useMessages(peopleMessages);
  const signIn = useMessages(signInMessages);
  const client = useQueryClient();
  const [search, setSearch] = useState('');
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(usersQuery(search));
  // The list of users leads here to invite.
  const [inviting, setInviting] = useState(() => new URLSearchParams(window.location.search).has('invite'));
  const [shown, setShown] = useState<Omit<ShownLinkProps, 'onClose'> | null>(null);
  const [sessionsOf, setSessionsOf] = useState<ListedUser | null>(null);
  const [viewAs, setViewAs] = useState<ListedUser | null>(null);
  const [lostFactor, setLostFactor] = useState<ListedUser | null>(null);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const mail = data?.pages[0]?.mail ?? false;
  const read = () => client.invalidateQueries({ queryKey: usersKey });
  return (
    <>
      <PageHeader
        title={words.users}
        description={words.usersHelp}
        actions={
          <Button leftSection={<IconUserPlus size={16} />} onClick={() => setInviting(true)}>
            {words.invite}
          </Button>
        }
      />
      <div className={classes.toolbar}>
        <SearchBox value={search} onChange={setSearch} className={classes.search ?? ''} />
      </div>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <RowSkeletons rows={5} /> : null}
      {data && items.length === 0 ? <EmptyState title={words.noneFound} /> : null}
      {items.length > 0 ? (
        <UserTable
          users={items}
          mail={mail}
          onChanged={read}
          onLink={setShown}
          onSessions={setSessionsOf}
          onViewAs={setViewAs}
          onLostFactor={setLostFactor}
        />
      ) : null}
      {hasNextPage ? (
        <Button m="md" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.more}
        </Button>
      ) : null}
      <Modal
        opened={inviting}
        onClose={() => setInviting(false)}
        title={words.invitePeople}
        size="lg"
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': words.close }}
      >
        {inviting ? (
          <InviteDialog mail={mail} onInvited={() => void read()} onClose={() => setInviting(false)} />
        ) : null}
      </Modal>
      <Modal
        opened={shown !== null}
        onClose={() => setShown(null)}
        title={shown ? words.linkOf(shown.name) : ''}
        size="lg"
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': words.close }}
      >
        {shown ? <ShownLink {...shown} onClose={() => setShown(null)} /> : null}
      </Modal>
      <ViewAsDialog user={viewAs} onClose={() => setViewAs(null)} />
      <ConfirmDialog
        opened={lostFactor !== null}
        title={signIn.removeFactorTitle(lostFactor?.title ?? '')}
        confirmLabel={signIn.removeFactor}
        danger
        onConfirm={async () => {
          if (!lostFactor) return;
          await api.delete(`/users/${lostFactor.id}/second-factor`);
          showToast(signIn.factorRemoved(lostFactor.title));
          await read();
        }}
        onClose={() => setLostFactor(null)}
      >
        <p>{signIn.removeFactorText}</p>
      </ConfirmDialog>
      <UserSessions
        user={sessionsOf}
        onClose={() => {
          setSessionsOf(null);
          void read();
        }}
      />
    </>
  );
}
