import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '../../../lib/ids.ts';
import { noPermission } from '../../../meta/permissions.ts';
import { useCreateRecord, usePermission, useRecordList } from '../../api/queries.ts';
import { useMessages } from '../../language/catalogue.ts';
import { settingsMessages } from '../../language/settings.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { showProblem } from '../../ui/toast.tsx';
import lists from '../lists/lists.module.css';

/** A new role begins without any right. */
const blank = {
  records: {},
  others: noPermission,
  areas: { settings: false, users: false, audit: false, backup: false },
};

/** Takes the names that there are and one that is wanted; returns it with the first number that makes it free. */
export function freeTitle(wanted: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const title = number === 1 ? wanted : `${wanted} ${number}`;
    if (!taken.includes(title)) return title;
  }
}

/** Every role. */
export function RolesPage() {
  const words = useMessages(settingsMessages);
  const navigate = useNavigate();
  const permission = usePermission('role');
  const { data, error, refetch } = useRecordList('roles', { sort: 'name', limit: 200 });
  const creation = useCreateRecord('roles');
  const [idempotencyKey, setKey] = useState(newId);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const add = useOneAtATime(async () => {
    try {
      const name = freeTitle(
        words.newRoleName,
        items.map((item) => item.title),
      );
      const made = await creation.mutateAsync({ values: { name, permissions: blank }, idempotencyKey });
      setKey(newId());
      await navigate({ to: '/settings/$', params: { _splat: `roles/${made.id}` } });
    } catch (problem) {
      showProblem(problem);
    }
  });
  return (
    <>
      <PageHeader
        title={words.roles}
        description={words.rolesHelp}
        actions={
          permission.create ? (
            <Button leftSection={<IconPlus size={16} />} loading={creation.isPending} onClick={() => void add()}>
              {words.addRole}
            </Button>
          ) : null
        }
      />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <RowSkeletons rows={5} /> : null}
      <ul className={lists.cards}>
        {items.map((item) => (
          <li key={item.id} className={lists.card}>
            <Link to="/settings/$" params={{ _splat: `roles/${item.id}` }} className={lists.cardLink ?? ''}>
              {item.title}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
