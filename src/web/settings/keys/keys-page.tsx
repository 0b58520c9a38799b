import { Button, Modal } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { dateTimeType } from '../../../fields/date-time/date-time.ts';
import { api } from '../../api/client.ts';
import { useMe } from '../../api/queries.ts';
import { accessMessages } from '../../language/access.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { showToast } from '../../ui/toast.tsx';
import { CellLabel } from '../cell-label.tsx';
import table from '../setting-table.module.css';
import classes from './keys-page.module.css';
import { NewKey } from './new-key.tsx';

interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly user: { readonly id: string; readonly name: string };
  readonly opens: 'address-book' | 'address-book-writing' | null;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

const queryKey = ['api-keys'] as const;

/** The keys of other programmes: one's own, everyone's for an administrator. Each is shown once, as it is made. */
export function KeysPage() {
  const words = useMessages(accessMessages);
  const context = useFormatContext();
  const client = useQueryClient();
  const { user } = useMe();
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<{ items: readonly ApiKey[] }>('/settings/api-keys', { signal }),
  });
  const [adding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const items = data?.items ?? [];
  const others = items.some((key) => key.user.id !== user.id);
  const read = () => client.invalidateQueries({ queryKey });
  const moment = (at: string) => dateTimeType.format(at, {}, context);
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
      {words.addKey}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={words.keys}
        description={others ? words.keysHelpAll : words.keysHelp}
        actions={items.length > 0 ? add : null}
      />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <RowSkeletons rows={3} /> : null}
      {data && items.length === 0 ? (
        <EmptyState icon={<IconKey size={40} stroke={1.4} />} title={words.noKey} action={add}>
          {words.noKeyText}
        </EmptyState>
      ) : null}
      {items.length > 0 ? (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.owner}</th>
              <th scope="col">{words.created}</th>
              <th scope="col">{words.lastUsed}</th>
              <th scope="col" aria-label={words.revoke} />
            </tr>
          </thead>
          <tbody>
            {items.map((key) => (
              <tr key={key.id}>
                <td className={table.name}>
                  {key.name}
                  {key.opens ? (
                    <div className={classes.opens}>
                      {key.opens === 'address-book' ? words.keyReadsBook : words.keyWritesBook}
                    </div>
                  ) : null}
                </td>
                <td>
                  <CellLabel>{words.owner}</CellLabel>
                  {key.user.name}
                </td>
                <td>
                  <CellLabel>{words.created}</CellLabel>
                  {moment(key.createdAt)}
                </td>
                <td>
                  <CellLabel>{words.lastUsed}</CellLabel>
                  {key.lastUsedAt === null ? words.never : moment(key.lastUsedAt)}
                </td>
                <td className={table.end}>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={words.revokeKey(key.name)}
                    onClick={() => setRevoking(key)}
                  >
                    {words.revoke}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        title={words.addKey}
        size="lg"
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': words.close }}
      >
        {adding ? <NewKey onMade={() => void read()} onClose={() => setAdding(false)} /> : null}
      </Modal>
      <ConfirmDialog
        opened={revoking !== null}
        title={words.revokeTitle(revoking?.name ?? '')}
        confirmLabel={words.revoke}
        danger
        onConfirm={async () => {
          if (!revoking) return;
          await api.delete(`/settings/api-keys/${revoking.id}`);
          showToast(words.revoked(revoking.name));
          await read();
        }}
        onClose={() => setRevoking(null)}
      >
        <p className={classes.text}>{words.revokeText}</p>
      </ConfirmDialog>
    </>
  );
}
