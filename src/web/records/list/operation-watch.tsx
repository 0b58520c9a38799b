import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type Language, type Localized, localize } from '../../../lib/localized.ts';
import { useAfterRemoval, useOperation } from '../../api/queries.ts';
import { queryKeys } from '../../api/query-keys.ts';
import type { Operation } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useNumberFormat } from '../../language/format-context.ts';
import { listMessages } from '../../language/list.ts';
import { uiMessages } from '../../language/ui.ts';
import { Modal } from '../../ui/deferred-overlays.ts';
import { showToast, showUndo } from '../../ui/toast.tsx';
import { leftAlone } from '../operations/left-alone.tsx';
import { OperationReport } from '../operations/operation-report.tsx';
import { endIsTold, follow, isUnderWay } from '../operations/operation-state.ts';
import { useOperationWords } from '../operations/operation-words.ts';
import { ProgressWithStop } from '../operations/progress-with-stop.tsx';
import { undoOperation } from '../operations/undo-operation.ts';

export interface OperationWatchProps {
  /** The operation begun; null for none. */
  readonly id: string | null;
  readonly collection: string;
  /** Called once it has ended, well or not. */
  readonly onEnd: () => void;
}

/** An operation shorter than this shows no window, in milliseconds. */
const patience = 400;

/** A number of an operation's result; 0 where it says none. */
function counted(operation: Operation, name: 'changed' | 'refused'): number {
  const value = operation.result?.[name];
  return typeof value === 'number' ? value : 0;
}

/** Why an operation failed, in words; '' where it is a fault of ours. */
function reasonOf({ result }: Operation, language: Language): string {
  const { message } = (result?.error ?? {}) as { readonly message?: Localized };
  return message ? localize(message, language) : '';
}

/** Follows a batch begun from a list: a bar with its count and a stop while it runs, then a word with its undo. */
export function OperationWatch({ id, collection, onEnd }: OperationWatchProps) {
  const words = useMessages(listMessages);
  const common = useMessages(uiMessages);
  const language = useLanguage();
  const number = useNumberFormat();
  const kinds = useOperationWords();
  const client = useQueryClient();
  const { data: operation } = useOperation(id);
  const [shown, setShown] = useState(false);
  const [report, setReport] = useState<Operation | null>(null);
  const told = useRef<string | null>(null);
  const ask = useAfterRemoval(collection);
  const running = id !== null && (!operation || isUnderWay(operation));

  useEffect(() => (id === null ? undefined : follow(id)), [id]);

  useEffect(() => {
    setShown(false);
    if (id === null) return;
    const timer = setTimeout(() => setShown(true), patience);
    return () => clearTimeout(timer);
  }, [id]);

  useEffect(() => {
    // A live event tells of the end before the result is read: the end is told with its result.
    if (id === null || !operation || isUnderWay(operation) || !operation.endedAt || told.current === id) return;
    told.current = id;
    endIsTold(id);
    const forget = () => client.invalidateQueries({ queryKey: queryKeys.collection(collection) });
    const undo = async () => {
      const left = await undoOperation(id);
      await forget();
      return left;
    };
    void forget();
    // What was stopped has done a part.
    if (operation.kind === 'bulk' && operation.state !== 'failed') ask({ operation: id });
    const refused = counted(operation, 'refused');
    const done = number(counted(operation, 'changed'));
    const message =
      operation.state === 'failed'
        ? [words.failed, reasonOf(operation, language)].filter(Boolean).join(' ')
        : operation.state === 'cancelled'
          ? words.stopped
          : refused > 0
            ? words.doneSome(done, number(refused))
            : typeof operation.result?.changed === 'number'
              ? words.done(done)
              : `${common.before(kinds.label(operation))}${kinds.counts(operation)}`;
    // What was left alone is named, with why: a toast has no room for that.
    if (operation.state === 'done' && counted(operation, 'refused') > 0 && leftAlone(operation).length > 0) {
      setReport(operation);
      return;
    }
    if (operation.undoable) showUndo(message, undo);
    else showToast(message);
    onEnd();
  }, [id, operation, client, collection, ask, words, common, kinds, language, number, onEnd]);

  if (report)
    return (
      <OperationReport
        operation={report}
        onUndo={async () => {
          const left = await undoOperation(report.id);
          await client.invalidateQueries({ queryKey: queryKeys.collection(collection) });
          return left;
        }}
        onClose={() => {
          setReport(null);
          onEnd();
        }}
      />
    );
  const label = operation?.label;
  return (
    <Modal
      opened={running && shown}
      onClose={() => setShown(false)}
      title={typeof label === 'object' && label ? localize(label, language) : (label ?? words.running)}
      centered
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      {operation ? (
        <ProgressWithStop
          operation={operation}
          label={words.running}
          unit="records"
          onBackground={() => setShown(false)}
        />
      ) : null}
    </Modal>
  );
}
