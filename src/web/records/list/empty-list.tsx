import { Button } from '@mantine/core';
import { IconFilterOff, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { goneField, goneWord } from '../../../meta/derive/gone.ts';
import type { FilterNode } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { goneMessages } from '../../language/gone.ts';
import { listMessages } from '../../language/list.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RecordIcon } from '../../ui/record-icon.tsx';
import { CreateButton } from './create-button.tsx';
import classes from './list-page.module.css';
import type { List } from './use-list.ts';

/** Searches those that have left the lists, where the type has such. */
function AmongTheGone({ list }: { readonly list: List }) {
  const words = useMessages(goneMessages);
  const language = useLanguage();
  const { record, state } = list;
  const field = goneField(record);
  const word = goneWord(record);
  if (!record.gone || !field || !word || state.trash || JSON.stringify(state.filter ?? '').includes(`"${field.name}"`))
    return null;
  const gone: FilterNode = { field: field.name, op: 'in', value: record.gone.values };
  return (
    <Button variant="subtle" onClick={() => list.setFilter(state.filter ? { and: [state.filter, gone] } : gone)}>
      {words.search(word[language])}
    </Button>
  );
}

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
            <>
              <Button variant="default" onClick={list.clear}>
                {words.clearFilters}
              </Button>
              <AmongTheGone list={list} />
            </>
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
          <>
            <CreateButton record={record} permission={permission} worded />
            {importable ? (
              <Button
                size="compact-md"
                variant="default"
                onClick={() => void navigate({ to: '/import', search: { record: record.name } })}
              >
                {words.import}
              </Button>
            ) : null}
          </>
        }
      >
        {permission.create ? words.emptyText : words.emptyTextNoCreate}
      </EmptyState>
    </div>
  );
}
