import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { api } from '../../api/client.ts';
import type { Operation } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useNumberFormat } from '../../language/format-context.ts';
import { importMessages } from '../../language/import.ts';
import { showProblem } from '../../ui/toast.tsx';
import { bodyOf, type Choices } from './choices.ts';
import page from './import.module.css';
import { importResult, rowsToWrite } from './import-result.ts';
import { RejectedLinks } from './rejected-links.tsx';
import { ResultCounts } from './result-counts.tsx';
import { ResultLists } from './result-lists.tsx';
import { useImportFile } from './use-import-file.ts';
import { WaysOut } from './ways-out.tsx';

interface CheckReportProps {
  readonly record: EffectiveRecord;
  readonly operation: Operation;
}

/** What the import would do with every row, and the button that does it. */
export function CheckReport({ record, operation }: CheckReportProps) {
  const words = useMessages(importMessages);
  const number = useNumberFormat();
  const navigate = useNavigate();
  const file = operation.source?.id ?? '';
  const { atHand } = useImportFile(file);
  const [busy, setBusy] = useState(false);
  const result = importResult(operation);
  const rows = rowsToWrite(result);
  const whole = operation.state === 'done';
  const start = async (action: 'run' | 'check', choices: Choices) => {
    setBusy(true);
    try {
      const { operation: next } = await api.post<{ operation: string }>(`/imports/${file}/${action}`, {
        body: bodyOf(choices),
      });
      await navigate({ to: '/import', search: { record: record.name, file, operation: next } });
    } catch (error) {
      showProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const title = whole
    ? rows > 0
      ? words.checked
      : result.refused > 0
        ? words.checkedNothing
        : words.checked
    : operation.state === 'failed'
      ? words.checkFailed
      : words.checkCancelled;
  return (
    <>
      <div className={page.body}>
        <section className={page.section}>
          <h2 className={page.heading}>{title}</h2>
          {whole ? (
            rows === 0 && result.refused > 0 ? (
              <p className={page.help}>{words.checkedNothingText}</p>
            ) : (
              <p className={page.help}>{rows === 0 ? words.checkedNoChange : words.checkedText}</p>
            )
          ) : (
            <Alert
              variant="default"
              className={page.notice ?? ''}
              icon={<IconAlertTriangle size={18} className={page.noticeIcon ?? ''} />}
              my={8}
            >
              {words.checkFailedText}
            </Alert>
          )}
          <ResultCounts result={result} written={false} />
        </section>
        {atHand && whole ? (
          <WaysOut
            result={result}
            choices={atHand.choices}
            busy={busy}
            onTake={(choices) => {
              atHand.choose(choices);
              void start('check', choices);
            }}
          />
        ) : null}
        <ResultLists record={record} result={result} written={false} />
        {result.refused > 0 ? (
          <div className={page.below}>
            <RejectedLinks operation={operation} />
            {words.rejectedHelp}
          </div>
        ) : null}
      </div>
      <div className={page.bar}>
        <span className={page.barWords} />
        <Button
          variant="default"
          onClick={() => void navigate({ to: '/import', search: { record: record.name, ...(file ? { file } : {}) } })}
        >
          {words.back}
        </Button>
        {atHand ? (
          whole ? (
            <Button disabled={rows === 0} loading={busy} onClick={() => void start('run', atHand.choices)}>
              {rows === 1 ? words.importRow : words.importRows(number(rows))}
            </Button>
          ) : (
            <Button loading={busy} onClick={() => void start('check', atHand.choices)}>
              {words.check}
            </Button>
          )
        ) : null}
      </div>
    </>
  );
}
