import { Button, SegmentedControl } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe, useModel, useOperations } from '../../api/queries.ts';
import type { Operation } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { operationMessages } from '../../language/operations.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { importable } from '../import/import-search.ts';
import { OperationItem } from './operation-item.tsx';
import { isUnderWay } from './operation-state.ts';
import classes from './operations-page.module.css';

/** A check that has ended changed nothing: it is no news. */
function isTold(operation: Operation): boolean {
  return operation.kind !== 'import-check' || isUnderWay(operation);
}

/** Every batch one may see, the last first: what it did, how far it is, stopping it, giving it back. */
export function OperationsPage() {
  const words = useMessages(operationMessages);
  const model = useModel();
  const { user, permissions } = useMe();
  const [whose, setWhose] = useState<'mine' | 'everyone'>(permissions.areas.audit ? 'everyone' : 'mine');
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useOperations();
  const all = (data?.pages ?? []).flatMap(({ items }) => items).filter(isTold);
  const shown = whose === 'mine' ? all.filter(({ createdBy }) => createdBy === user.id) : all;
  const givenBack = new Set(all.flatMap((operation) => (isUnderWay(operation) ? (operation.undoes ?? []) : [])));
  const mayImport = importable(model, permissions).length > 0;
  return (
    <div className={classes.page}>
      <PageHeader
        title={words.title}
        description={words.description}
        leading={<IconHistory size={20} stroke={1.6} aria-hidden />}
      />
      <div className={classes.body}>
        {permissions.areas.audit ? (
          <SegmentedControl
            className={classes.tools ?? ''}
            size="xs"
            aria-label={words.whose}
            value={whose}
            onChange={(value) => setWhose(value as typeof whose)}
            data={[
              { value: 'everyone', label: words.everyone },
              { value: 'mine', label: words.mine },
            ]}
          />
        ) : null}
        {error ? (
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <RowSkeletons rows={8} height={62} />
        ) : shown.length === 0 && !hasNextPage ? (
          <EmptyState
            icon={<IconHistory size={40} stroke={1.4} />}
            title={words.empty}
            action={
              mayImport ? (
                <Button component={Link} to="/import">
                  {words.import}
                </Button>
              ) : undefined
            }
          >
            {all.length === 0 ? words.emptyText : words.noneMine}
          </EmptyState>
        ) : (
          <>
            <ul className={classes.list} aria-label={words.title}>
              {shown.map((operation) => (
                <OperationItem key={operation.id} operation={operation} givenBack={givenBack.has(operation.id)} />
              ))}
            </ul>
            {hasNextPage ? (
              <Button
                className={classes.more ?? ''}
                variant="default"
                loading={isFetchingNextPage}
                onClick={() => void fetchNextPage()}
              >
                {words.more}
              </Button>
            ) : null}
          </>
        )}
      </div>
    </div>
  );
}
