import { IconFileImport } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import { localize } from '../../../lib/localized.ts';
import { useMe, useModel, useOperation } from '../../api/queries.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { importMessages } from '../../language/import.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { FileStep } from './file-step.tsx';
import classes from './import.module.css';
import { importable, readImportSearch, recordChosen } from './import-search.ts';
import { type ImportStep, ImportSteps } from './import-steps.tsx';
import { MappingStep } from './mapping-step.tsx';
import { OperationStep } from './operation-step.tsx';

/** Brings records in from a file: the file, what its columns are, what would come of it, the import and its result. */
export function ImportPage() {
  const words = useMessages(importMessages);
  const language = useLanguage();
  const model = useModel();
  const { permissions } = useMe();
  const search = useRouterState({ select: (state) => state.location.search as Readonly<Record<string, unknown>> });
  const { record: named, file, operation: operationId, from } = readImportSearch(search);
  const records = importable(model, permissions);
  const { data: operation, error, refetch } = useOperation(operationId ?? null);
  const record = recordChosen(records, operation?.record ?? named);

  if (!record) {
    return (
      <EmptyState page title={words.noRight} icon={<IconFileImport size={40} stroke={1.4} />}>
        {words.noRightText}
      </EmptyState>
    );
  }
  const step: ImportStep = operationId ? (operation?.kind === 'import' ? 'run' : 'check') : file ? 'mapping' : 'file';
  return (
    <div className={classes.page}>
      <PageHeader
        title={words.titleOf(localize(record.label.many, language).toLowerCase())}
        leading={<IconFileImport size={20} stroke={1.6} aria-hidden />}
        {...(operation?.source ? { description: operation.source.name } : {})}
      />
      <ImportSteps step={step} />
      {operationId ? (
        error ? (
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        ) : operation ? (
          <OperationStep key={operation.id} record={record} operation={operation} />
        ) : (
          <RowSkeletons rows={6} />
        )
      ) : file ? (
        <MappingStep key={file} record={record} file={file} />
      ) : (
        <FileStep records={records} record={record} cards={from === 'vcard'} />
      )}
    </div>
  );
}
