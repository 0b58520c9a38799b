import { Button } from '@mantine/core';
import { IconFilterOff, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMessages } from '../../language/catalogue.ts';
import { listMessages } from '../../language/list.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RecordIcon } from '../../ui/record-icon.tsx';
import { CreateButton } from './create-button.tsx';
import classes from './list-page.module.css';
import type { List } from './use-list.ts';

/** A list without rows: says why, and what to do next. */
export function EmptyList({ list }: { readonly list: List }) {
  const words = useMessages(listMessages);
  const navigate = useNavigate();
  const { record, permission, state } = list;
  const narrowed = state.search !== '' || state.filter !== null;
  if (narrowed) {
    return (
      <div className={classes.empty}>
        <EmptyState
          icon={<IconFilterOff size={32} stroke={1.4} />}
          title={words.noResultTitle}
          action={
            <Button variant="default" onClick={list.clear}>
              {words.clearFilters}
            </Button>
          }
        >
          {words.noResultText}
        </EmptyState>
      </div>
    );
  }
  if (state.trash) {
    return (
      <div className={classes.empty}>
        <EmptyState icon={<IconTrash size={32} stroke={1.4} />} title={words.emptyTrashTitle}>
          {words.emptyTrashText}
        </EmptyState>
      </div>
    );
  }
  const importable = permission.import && record.importKeys !== undefined;
  return (
    <div className={classes.empty}>
      <EmptyState
        icon={<RecordIcon name={record.icon} size={32} />}
        title={words.emptyTitle}
        action={
          <div className={classes.emptyActions}>
            <CreateButton record={record} permission={permission} />
            {importable ? (
              <Button
                size="compact-md"
                variant="default"
                onClick={() => void navigate({ to: '/import', search: { record: record.name } })}
              >
                {words.import}
              </Button>
            ) : null}
          </div>
        }
      >
        {permission.create ? words.emptyText : words.emptyTextNoCreate}
      </EmptyState>
    </div>
  );
}
