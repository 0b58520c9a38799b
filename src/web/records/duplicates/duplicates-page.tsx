import { Button, NativeSelect, Progress, SegmentedControl } from '@mantine/core';
import { IconCopyCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { localize } from '../../../lib/localized.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { usePermission } from '../../api/queries.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { duplicateMessages } from '../../language/duplicates.ts';
import { useFormatContext, useNumberFormat } from '../../language/format-context.ts';
import { deferred } from '../../ui/deferred.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { Shortcut } from '../../ui/shortcut.tsx';
import { useShortcut } from '../../ui/shortcuts.ts';
import { showProblem, showUndo } from '../../ui/toast.tsx';
import classes from './duplicates-page.module.css';
import { PairCard } from './pair-card.tsx';
import { type Pair, pairName, usePairs, useSayDistinct, useSearchAll } from './pairs.ts';
import { useReasonWords } from './reason-words.ts';

const MergeDialog = deferred(() => import('../merge/merge-dialog.tsx').then((module) => module.MergeDialog));

type Search = NonNullable<ReturnType<typeof usePairs>['data']>['pages'][number]['search'];

/** When the base was gone through, or how far that is. */
function SearchNote({ record, search }: { readonly record: EffectiveRecord; readonly search: Search }) {
  const words = useMessages(duplicateMessages);
  const number = useNumberFormat();
  const context = useFormatContext();
  const moment = record.field('updatedAt');
  if (search.running) {
    const { done, total } = search.running;
    return (
      <div className={classes.running} role="status">
        <span>{words.searching}</span>
        <Progress
          value={total ? (100 * done) / total : 100}
          animated={!total}
          striped={!total}
          aria-label={words.searching}
        />
        <span>{total ? words.searchingOf(number(done), number(total)) : words.searchWaits}</span>
      </div>
    );
  }
  const at = search.searchedAt && moment ? moment.type.format(search.searchedAt, moment.options, context) : null;
  return <p className={classes.state}>{at ? words.searched(at) : words.neverSearched}</p>;
}

/** The keys of the page, for who has a keyboard. */
function Keys() {
  const words = useMessages(duplicateMessages);
  const keys = [
    ['j', words.next],
    ['k', words.previous],
    ['m', words.merge],
    ['n', words.notDuplicate],
  ] as const;
  return (
    <span className={classes.keys} aria-hidden>
      {keys.map(([key, label]) => (
        <span key={key} className={classes.key}>
          <Shortcut keys={key} /> {label}
        </span>
      ))}
    </span>
  );
}

/** The pairs of a record type that are likely to be one record: looked at two by two, merged or said to be two. */
export function DuplicatesPage({ record }: { readonly record: EffectiveRecord }) {
  const words = useMessages(duplicateMessages);
  const language = useLanguage();
  const number = useNumberFormat();
  const permission = usePermission(record.name);
  const { say, known } = useReasonWords(record);
  const [distinct, setDistinct] = useState(false);
  const [reason, setReason] = useState<string | null>(null);
  const [place, setPlace] = useState(0);
  const [merging, setMerging] = useState<Pair | null>(null);
  const card = useRef<HTMLElement>(null);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePairs(record.collection, {
    distinct,
    reason,
  });
  const saying = useSayDistinct(record.collection);
  const searching = useSearchAll(record.collection);
  const pairs = (data?.pages ?? []).flatMap(({ items }) => items);
  const [first] = data?.pages ?? [];
  const current = Math.min(place, pairs.length - 1);
  const mayMerge = permission.update !== 'none' && permission.delete !== 'none';

  const point = useRef(false);
  const go = (next: number) => {
    point.current = true;
    setPlace(Math.max(0, Math.min(next, pairs.length - 1)));
    if (next >= pairs.length && hasNextPage) void fetchNextPage();
  };
  useEffect(() => {
    if (!point.current) return;
    point.current = false;
    card.current?.focus({ preventScroll: true });
    card.current?.scrollIntoView({ block: 'nearest' });
  });

  const sayOf = async (pair: Pair, now: boolean) => {
    const index = pairs.indexOf(pair);
    try {
      await saying.mutateAsync({ pair, distinct: now });
      // The one that takes its place is the next to be looked at.
      go(index);
      showUndo(now ? words.saidDistinct : words.saidSuspected, () =>
        saying.mutateAsync({ pair, distinct: !now }).then(() => undefined),
      );
    } catch (problem) {
      showProblem(problem);
    }
  };
  const chosen = pairs[current];
  const enabled = chosen !== undefined && merging === null;
  useShortcut('j', words.next, () => go(current + 1), { enabled });
  useShortcut('k', words.previous, () => go(current - 1), { enabled });
  useShortcut('m', words.merge, () => chosen && setMerging(chosen), { enabled: enabled && mayMerge && !distinct });
  useShortcut('n', words.notDuplicate, () => chosen && void sayOf(chosen, true), {
    enabled: enabled && !distinct && permission.update !== 'none',
  });

  const show = (change: () => void) => {
    change();
    setPlace(0);
  };
  const many = localize(record.label.many, language);
  return (
    <div className={classes.page}>
      <PageHeader
        title={words.title(many)}
        description={words.description}
        leading={<IconCopyCheck size={20} stroke={1.6} aria-hidden />}
        trailing={first?.count ? <span>{words.count(number(first.count.value), first.count.exact)}</span> : null}
        actions={
          permission.update === 'none' || !first?.count ? null : (
            <Button
              size="compact-md"
              variant="default"
              loading={searching.isPending}
              disabled={first.search.running !== null}
              onClick={() => searching.mutate(undefined, { onError: showProblem })}
            >
              {words.search}
            </Button>
          )
        }
      />
      <div className={classes.body}>
        <div className={classes.tools}>
          <SegmentedControl
            size="xs"
            aria-label={words.which}
            value={distinct ? 'distinct' : 'suspected'}
            onChange={(value) => show(() => setDistinct(value === 'distinct'))}
            data={[
              { value: 'suspected', label: words.suspected },
              { value: 'distinct', label: words.distinct },
            ]}
          />
          <NativeSelect
            size="xs"
            className={classes.reason ?? ''}
            aria-label={words.reason}
            value={reason ?? ''}
            onChange={(event) => show(() => setReason(event.currentTarget.value || null))}
            data={[
              { value: '', label: words.anyReason },
              ...known.map((value) => ({ value, label: say(value).replace(/^./, (letter) => letter.toUpperCase()) })),
            ]}
          />
          {pairs.length > 0 && !distinct ? <Keys /> : null}
        </div>
        {first ? <SearchNote record={record} search={first.search} /> : null}
        {error ? (
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <RowSkeletons rows={4} height={180} />
        ) : pairs.length === 0 && !hasNextPage ? (
          <EmptyState
            icon={<IconCopyCheck size={40} stroke={1.4} />}
            title={distinct ? words.noneDistinct : words.none}
            action={
              <Button
                variant="default"
                renderRoot={(properties) => (
                  <Link to="/crm/$collection" params={{ collection: record.collection }} search={{}} {...properties} />
                )}
              >
                {words.seeList}
              </Button>
            }
          >
            {reason ? words.noneForReason : distinct ? words.noneDistinctText : words.noneText}
          </EmptyState>
        ) : (
          <ul className={classes.list} aria-label={words.title(many)}>
            {pairs.map((pair, index) => (
              <li key={pairName(pair)}>
                <PairCard
                  record={record}
                  pair={pair}
                  distinct={distinct}
                  current={index === current}
                  card={index === current ? card : undefined}
                  onPoint={() => setPlace(index)}
                  onMerge={mayMerge ? () => setMerging(pair) : null}
                  onSay={() => void sayOf(pair, !distinct)}
                />
              </li>
            ))}
          </ul>
        )}
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
      </div>
      {merging ? (
        <MergeDialog
          record={record}
          ids={merging.records.map(({ id }) => id)}
          onClose={() => {
            setMerging(null);
            point.current = true;
            void refetch();
          }}
        />
      ) : null}
    </div>
  );
}
