import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { isAccessKind } from '../../../rules/access-kinds.ts';
import { api, apiAddress } from '../../api/client.ts';
import { accessLogMessages } from '../../language/access-log.ts';
import { useMessages } from '../../language/catalogue.ts';
import { MenuButton } from '../../ui/deferred-floating.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import type { AccessLine, AccessLogSearch } from './access-lines.ts';
import { AccessLogFilters } from './access-log-filters.tsx';
import { AccessLogTable } from './access-log-table.tsx';

const day = /^\d{4}-\d{2}-\d{2}$/;

/** Takes what stands in the address; returns what of it the journal understands. */
function readSearch(search: Readonly<Record<string, unknown>>): AccessLogSearch {
  const text = (name: string, fits: (value: string) => boolean) => {
    const value = search[name];
    return typeof value === 'string' && fits(value) ? { [name]: value } : {};
  };
  return {
    ...text('person', (value) => /^[0-9a-f-]{36}$/.test(value)),
    ...text('kind', (value) => isAccessKind(value)),
    ...text('from', (value) => day.test(value)),
    ...text('to', (value) => day.test(value)),
  };
}

/** The journal of accesses, newest first: narrowed by person, kind and days; what is shown is its address. */
export function AccessLogPage() {
  const words = useMessages(accessLogMessages);
  const navigate = useNavigate();
  const search = readSearch(useSearch({ strict: false }) as Readonly<Record<string, unknown>>);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['access-log', search],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ items: readonly AccessLine[]; next: string | null }>('/settings/access-log', {
        query: { ...search, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const change = (next: AccessLogSearch) =>
    void navigate({ to: '/settings/$', params: { _splat: 'access-log' }, search: { ...next }, replace: true });
  return (
    <>
      <PageHeader
        title={words.journal}
        description={words.journalHelp}
        actions={
          <MenuButton
            position="bottom-end"
            target={
              <Button variant="default" leftSection={<IconDownload size={16} />}>
                {words.export}
              </Button>
            }
          >
            {(Menu) =>
              (['csv', 'xlsx'] as const).map((format) => (
                <Menu.Item
                  key={format}
                  component="a"
                  href={apiAddress('/settings/access-log/export', { ...search, format })}
                  download
                >
                  {format === 'csv' ? words.exportCsv : words.exportXlsx}
                </Menu.Item>
              ))
            }
          </MenuButton>
        }
      />
      <AccessLogFilters search={search} onChange={change} />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <RowSkeletons rows={8} /> : null}
      {data && items.length === 0 ? <EmptyState title={words.empty} /> : null}
      {items.length > 0 ? <AccessLogTable lines={items} /> : null}
      {hasNextPage ? (
        <Button m="md" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.more}
        </Button>
      ) : null}
    </>
  );
}
