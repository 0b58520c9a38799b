import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { isConnectionLost } from '../../api/connection.ts';
import { useMessages } from '../../language/catalogue.ts';
import { duplicateMessages } from '../../language/duplicates.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { RecordTabLink } from '../../ui/record-tab-link.tsx';
import { comparedValues, type Similar, similarQuery } from './similar.ts';

type Values = Readonly<Record<string, unknown>>;

/** How long saving waits for an answer, in milliseconds: nobody's work waits for a warning. */
const patience = 1_500;

interface Question {
  readonly twin: Similar;
  readonly answer: (goOn: boolean) => void;
}

/**
 * Takes a record type and the id of the record that a form changes; returns what asks, once, whether a record is to be
 * saved that has name and e-mail of another, and the dialog that does so. Without an answer from the server nothing is
 * asked.
 */
export function useTwinQuestion(record: EffectiveRecord, id?: string) {
  const words = useMessages(duplicateMessages);
  const client = useQueryClient();
  const [question, setQuestion] = useState<Question | null>(null);
  const confirmed = useRef(new Set<string>());

  const sureTwin = async (values: Values): Promise<Similar | undefined> => {
    const query = client.fetchQuery(similarQuery(record, comparedValues(record, values), id));
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience));
    const found = await Promise.race([query, late]).catch(() => undefined);
    return found?.items.find((similar) => similar.sure && !confirmed.current.has(similar.record.id));
  };
  /** Resolves to whether the values may be saved. */
  const maySave = async (values: Values): Promise<boolean> => {
    if (!record.duplicates || isConnectionLost()) return true;
    const twin = await sureTwin(values);
    if (!twin) return true;
    const goOn = await new Promise<boolean>((answer) => setQuestion({ twin, answer }));
    if (goOn) confirmed.current.add(twin.record.id);
    return goOn;
  };
  const answer = (goOn: boolean) => {
    question?.answer(goOn);
    setQuestion(null);
  };
  const dialog: ReactNode = (
    <ConfirmDialog
      opened={question !== null}
      title={words.twinTitle}
      confirmLabel={words.saveAnyway}
      onConfirm={() => answer(true)}
      onClose={() => answer(false)}
    >
      {words.twinText} {question ? <RecordTabLink collection={record.collection} item={question.twin.record} /> : null}
    </ConfirmDialog>
  );
  return { maySave, dialog };
}
