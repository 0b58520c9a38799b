import { useRouterState } from '@tanstack/react-router';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { useRecordItem } from '../../api/queries.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { formMessages } from '../../language/form.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RecordIcon } from '../../ui/record-icon.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import classes from './create-form.module.css';
import { CreateForm } from './create-form.tsx';
import { QuickCreateProvider } from './quick-create.tsx';

/**
 * The form of a new record: empty, filled in by its address (`?account=<id>`) or by what a way in found out (carried in
 * the state of the router), or a copy (`?copyOf=<id>`).
 */
export function CreatePage({ record }: { readonly record: EffectiveRecord }) {
  const words = useMessages(formMessages);
  const language = useLanguage();
  const search = useRouterState({ select: (state) => state.location.search as Readonly<Record<string, unknown>> });
  const opening = useRouterState({ select: (state) => state.location.state.opening });
  const copyOf = typeof search.copyOf === 'string' ? search.copyOf : '';
  const source = useRecordItem(record.collection, copyOf);
  return (
    <div className={classes.page}>
      <PageHeader
        title={record.label.new[language]}
        leading={<RecordIcon name={record.icon} />}
        {...(source.data ? { description: words.copyNote(source.data.title) } : {})}
      />
      {source.isError ? (
        <ErrorNotice error={source.error} onRetry={() => void source.refetch()} />
      ) : copyOf !== '' && !source.data ? (
        <RowSkeletons rows={8} />
      ) : (
        <QuickCreateProvider>
          <CreateForm
            key={`${JSON.stringify(search)}#${opening?.id ?? ''}`}
            record={record}
            search={search}
            opening={opening}
            source={source.data}
          />
        </QuickCreateProvider>
      )}
    </div>
  );
}
