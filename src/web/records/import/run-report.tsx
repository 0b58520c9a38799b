import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { localize } from '../../../lib/localized.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { useOperations } from '../../api/queries.ts';
import type { Operation } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { importMessages } from '../../language/import.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { showProblem } from '../../ui/toast.tsx';
import { useOperationActions } from '../operations/operation-actions.ts';
import { isUnderWay } from '../operations/operation-state.ts';
import page from './import.module.css';
import { importResult } from './import-result.ts';
import { RejectedLinks } from './rejected-links.tsx';
import { ResultCounts } from './result-counts.tsx';
import { ResultLists } from './result-lists.tsx';
import { Undoing } from './undoing.tsx';

interface RunReportProps {
  readonly record: EffectiveRecord;
  readonly operation: Operation;
}

/** What an import came to: its lists, the rows refused, going on where it was cut, giving it all back. */
export function RunReport({ record, operation }: RunReportProps) {
  const words = useMessages(importMessages);
  const language = useLanguage();
  const navigate = useNavigate();
  const { undo, resume } = useOperationActions();
  const [asking, setAsking] = useState(false);
  const [undoing, setUndoing] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const result = importResult(operation);
  const { state } = operation;
  const cut = state === 'failed' || state === 'cancelled';
  const { data: operations } = useOperations();
  const underWay = operations?.pages
    .flatMap(({ items }) => items)
    .find((other) => other.undoes === operation.id && isUnderWay(other));
  const back = undoing ?? underWay?.id ?? operation.undoneBy;
  const titles = { done: words.done, cancelled: words.cancelled, failed: words.failed, undone: words.undone };
  const texts = {
    done: result.refused > 0 ? words.doneSome : words.doneAll,
    cancelled: words.cancelledText,
    failed: words.failedText,
    undone: words.undoneText,
  };
  const known = state === 'queued' || state === 'running' ? 'done' : state;
  const tone = known === 'failed' ? page.badIcon : known === 'done' ? page.goodIcon : page.noticeIcon;
  const Picture = known === 'done' ? IconCheck : known === 'undone' ? IconArrowBackUp : IconAlertTriangle;
  return (
    <>
      <div className={page.body}>
        {back && state !== 'undone' ? null : (
          <Alert
            variant="default"
            className={page.notice ?? ''}
            icon={<Picture size={20} className={tone ?? ''} />}
            title={titles[known]}
            role="status"
          >
            {texts[known]}
          </Alert>
        )}
        {back ? <Undoing id={back} /> : null}
        <ResultCounts result={result} written />
        {result.refused > 0 ? (
          <div className={page.below}>
            <RejectedLinks operation={operation} />
            {words.rejectedHelp}
          </div>
        ) : null}
        <ResultLists record={record} result={result} written />
      </div>
      <div className={page.bar}>
        <span className={page.barWords} />
        {operation.undoable && !back ? (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={16} stroke={1.8} />}
            onClick={() => setAsking(true)}
          >
            {words.undo}
          </Button>
        ) : null}
        <Button variant="default" onClick={() => void navigate({ to: '/import', search: { record: record.name } })}>
          {words.again}
        </Button>
        {cut && !back ? (
          <Button
            loading={busy}
            onClick={() => {
              setBusy(true);
              resume(operation.id)
                .catch(showProblem)
                .finally(() => setBusy(false));
            }}
          >
            {words.resume}
          </Button>
        ) : (
          <Button
            onClick={() =>
              void navigate({ to: '/crm/$collection', params: { collection: record.collection }, search: {} })
            }
          >
            {words.openList(localize(record.label.many, language).toLowerCase())}
          </Button>
        )}
      </div>
      <ConfirmDialog
        opened={asking}
        title={words.undoTitle}
        confirmLabel={words.undo}
        dismissLabel={words.leave}
        danger
        onConfirm={async () => setUndoing(await undo(operation.id))}
        onClose={() => setAsking(false)}
      >
        {words.undoText}
      </ConfirmDialog>
    </>
  );
}
