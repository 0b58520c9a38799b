import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type CSSProperties, useState } from 'react';
import { formatMoney, type Money } from '../../lib/money.ts';
import type { PipelineDeclaration } from '../../meta/define-record.ts';
import { ownerField } from '../../meta/derive/access.ts';
import { listValues } from '../../meta/derive/list-values.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { api } from '../api/client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { FilterNode, Groups, Total } from '../api/types.ts';
import { useMessages } from '../language/catalogue.ts';
import { useFormatContext, useNumberFormat } from '../language/format-context.ts';
import { homeMessages } from '../language/home.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { RecordIcon } from '../ui/record-icon.tsx';
import { RowSkeletons } from '../ui/row-skeletons.tsx';
import { Card } from './card.tsx';
import classes from './home.module.css';

interface PipelineProps {
  readonly record: EffectiveRecord;
  readonly pipeline: PipelineDeclaration;
}

/** The sum in the currency that most records have; sums in others are not added to it. */
function main(totals: readonly Total[] | null | undefined): Money | null {
  const [most] = [...(totals ?? [])].sort((one, other) => other.count - one.count);
  return (most?.sum as Money | null | undefined) ?? null;
}

/** What is open, stage by stage: what it is worth, and what of that is likely; each bar opens its list. */
export function Pipeline({ record, pipeline }: PipelineProps) {
  const words = useMessages(homeMessages);
  const number = useNumberFormat();
  const { language } = useFormatContext();
  const [scope, setScope] = useState<'mine' | 'all'>('mine');
  const stages = listValues(record.field(pipeline.stage)).filter(({ outcome }) => outcome === 'open');
  const owner = ownerField(record);
  const open: FilterNode = { field: pipeline.stage, op: 'in', value: stages.map(({ code }) => code) };
  const mine: FilterNode[] = scope === 'mine' && owner ? [{ field: owner, op: 'isMe' }] : [];
  const query = {
    by: pipeline.stage,
    totals: `${pipeline.amount},${pipeline.weighted}`,
    filter: { and: [...mine, open] } satisfies FilterNode,
  };
  const read = useQuery({
    queryKey: queryKeys.groups(record.collection, query),
    queryFn: ({ signal }) => api.get<Groups>(`/${record.collection}/groups`, { query, signal }),
  });
  const lines = stages.flatMap((stage) => {
    const group = read.data?.groups.find(({ value }) => value === stage.code);
    if (!group || group.count.value === 0) return [];
    const [amount, weighted] = [main(group.totals[pipeline.amount]), main(group.totals[pipeline.weighted])];
    return [{ stage, count: group.count, amount, weighted }];
  });
  const largest = Math.max(1, ...lines.map(({ amount }) => Number(amount?.amount ?? 0)));
  const share = (sum: Money | null): string => `${(100 * Number(sum?.amount ?? 0)) / largest}%`;
  const scopes = owner ? (
    <SegmentedControl
      size="xs"
      value={scope}
      onChange={(value) => setScope(value === 'all' ? 'all' : 'mine')}
      data={[
        { value: 'mine', label: words.mine },
        { value: 'all', label: words.everyone },
      ]}
    />
  ) : null;
  return (
    <Card title={scope === 'mine' ? words.pipeline : words.pipelineAll} actions={scopes}>
      {read.isError ? (
        <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />
      ) : read.isPending ? (
        <RowSkeletons rows={4} height={34} />
      ) : lines.length === 0 ? (
        <EmptyState icon={<RecordIcon name={record.icon} size={24} />} title={words.pipelineEmpty}>
          {words.pipelineEmptyHint}
        </EmptyState>
      ) : (
        lines.map(({ stage, count, amount, weighted }) => (
          <Link
            key={stage.code}
            to="/crm/$collection"
            params={{ collection: record.collection }}
            search={{ filter: { and: [...mine, { field: pipeline.stage, op: 'in', value: [stage.code] }] } }}
            className={classes.stage}
            style={{ '--stage-color': `var(--mantine-color-${stage.color ?? 'gray'}-6)` } as CSSProperties}
          >
            <span className={classes.stageName}>{`${stage.label[language]} (${number(count.value)})`}</span>
            <span className={classes.track} aria-hidden>
              <span className={classes.bar} style={{ width: share(amount) }} />
              <span className={classes.weight} style={{ width: share(weighted) }} />
            </span>
            <span className={classes.sum}>
              {amount ? formatMoney(amount, language) : '–'}
              {weighted ? (
                <span className={classes.likely}>{`${formatMoney(weighted, language)} ${words.weighted}`}</span>
              ) : null}
            </span>
          </Link>
        ))
      )}
    </Card>
  );
}
