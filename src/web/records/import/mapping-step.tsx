import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { api } from '../../api/client.ts';
import { isApiProblem } from '../../api/problem.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useNumberFormat } from '../../language/format-context.ts';
import { importMessages } from '../../language/import.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { bodyOf } from './choices.ts';
import page from './import.module.css';
import { MappingTable } from './mapping-table.tsx';
import { OptionsPanel } from './options-panel.tsx';
import { UnderstoodPanel } from './understood-panel.tsx';
import { type FileAtHand, useImportFile } from './use-import-file.ts';

interface MappingStepProps {
  readonly record: EffectiveRecord;
  /** Id of the file that was sent. */
  readonly file: string;
}

/** The second step: what the file is, which column is which field, what happens to records that exist. */
export function MappingStep({ record, file }: MappingStepProps) {
  const words = useMessages(importMessages);
  const navigate = useNavigate();
  const { atHand, error } = useImportFile(file);
  const otherFile = () => void navigate({ to: '/import', search: { record: record.name } });
  if (error) {
    const gone = isApiProblem(error) && error.status === 404;
    if (!gone) return <ErrorNotice error={error} />;
    return (
      <EmptyState title={words.fileGone} action={<Button onClick={otherFile}>{words.otherFile}</Button>}>
        {words.fileGoneText}
      </EmptyState>
    );
  }
  if (!atHand) return <RowSkeletons rows={10} />;
  return <Mapping record={record} atHand={atHand} onOtherFile={otherFile} />;
}

interface MappingProps {
  readonly record: EffectiveRecord;
  readonly atHand: FileAtHand;
  readonly onOtherFile: () => void;
}

function Mapping({ record, atHand, onOtherFile }: MappingProps) {
  const words = useMessages(importMessages);
  const number = useNumberFormat();
  const navigate = useNavigate();
  const { file, choices } = atHand;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const mapped = Object.values(choices.mapping).filter((target) => target !== null).length;
  const check = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const { operation } = await api.post<{ operation: string }>(`/imports/${file.id}/check`, {
        body: bodyOf(choices),
      });
      await navigate({ to: '/import', search: { record: record.name, file: file.id, operation } });
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div className={page.body}>
        <UnderstoodPanel atHand={atHand} />
        <MappingTable atHand={atHand} />
        <OptionsPanel record={record} atHand={atHand} />
        {problem ? <ErrorNotice error={problem} /> : null}
      </div>
      <div className={page.bar}>
        <span className={page.barWords}>
          {mapped === 0
            ? words.nothingMapped
            : words.mappingCount(number(mapped), number(file.description.columns.length))}
        </span>
        <Button variant="default" onClick={onOtherFile}>
          {words.otherFile}
        </Button>
        <Button disabled={mapped === 0} loading={busy} onClick={() => void check()}>
          {words.check}
        </Button>
      </div>
    </>
  );
}
