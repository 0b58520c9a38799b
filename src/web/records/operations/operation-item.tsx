import { Button, Progress } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useRecordTitle } from '../../../fields/reference/record-title.ui.tsx';
import { localize } from '../../../lib/localized.ts';
import { useMe, useModel } from '../../api/queries.ts';
import type { Operation } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useNumberFormat } from '../../language/format-context.ts';
import { operationMessages } from '../../language/operations.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { showProblem } from '../../ui/toast.tsx';
import { LeftAlone, leftAlone } from './left-alone.tsx';
import { useOperationActions } from './operation-actions.ts';
import { isUnderWay } from './operation-state.ts';
import { useOperationWords } from './operation-words.ts';
import classes from './operations-page.module.css';

function useMoment(): (moment: string) => string {
  const language = useLanguage();
  const { timeZone } = useMe().user;
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
      dateStyle: 'short',
      timeStyle: 'short',
      timeZone,
    });
    return (moment: string) => format.format(new Date(moment));
  }, [language, timeZone]);
}

/** Who began an operation. */
function Author({ id }: { readonly id: string | null }) {
  const words = useMessages(operationMessages);
  const { user } = useMe();
  const model = useModel();
  const title = useRecordTitle(model.find('user'), id === user.id ? null : id, undefined);
  if (id === user.id) return words.by(words.you);
  return title ? words.by(title) : null;
}

interface OperationItemProps {
  readonly operation: Operation;
  /** True while it is being undone. */
  readonly givenBack: boolean;
}

/** One batch: what, of which records, when, by whom, how far or what came of it, and what can be done about it. */
export function OperationItem({ operation, givenBack }: OperationItemProps) {
  const words = useMessages(operationMessages);
  const language = useLanguage();
  const number = useNumberFormat();
  const moment = useMoment();
  const model = useModel();
  const { label: labelOf, counts } = useOperationWords();
  const { cancel, resume, undo } = useOperationActions();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const [detailed, setDetailed] = useState(false);
  // An import has a report of its own.
  const left = operation.source === null && leftAlone(operation).length > 0;
  const { state, progress, source } = operation;
  const label = labelOf(operation);
  const record = operation.record === null ? undefined : model.find(operation.record);
  const underWay = isUnderWay(operation);
  const isBack = givenBack || operation.undoneBy !== null;
  const cut = state === 'failed' || state === 'cancelled';
  const isImport = operation.kind === 'import' || operation.kind === 'import-check';
  const act = (action: (id: string) => Promise<unknown>) => {
    setBusy(true);
    action(operation.id)
      .catch(showProblem)
      .finally(() => setBusy(false));
  };
  const name = [label, record ? localize(record.label.many, language).toLowerCase() : ''].filter(Boolean).join(' · ');
  return (
    <li className={classes.item}>
      <div>
        <div className={classes.name}>{source ? `${name} · ${source.name}` : name}</div>
        <div className={classes.when}>
          {moment(operation.createdAt)} <Author id={operation.createdBy} />
        </div>
      </div>
      <div className={classes.state}>
        <strong>{words[state]}</strong>
        {underWay && progress.total !== null && progress.total > 0 ? (
          <>
            <Progress
              className={classes.progress ?? ''}
              value={Math.min(100, (100 * progress.done) / progress.total)}
              aria-label={words.progress(name)}
            />
            <span className={classes.counts}>{words.of(number(progress.done), number(progress.total))}</span>
          </>
        ) : underWay && progress.done > 0 ? (
          <span className={classes.counts}>{number(progress.done)}</span>
        ) : (
          <span className={classes.counts}>{counts(operation)}</span>
        )}
        {!underWay && left ? (
          <Button size="compact-xs" variant="subtle" aria-expanded={detailed} onClick={() => setDetailed(!detailed)}>
            {detailed ? words.hideDetail : words.leftDetail}
          </Button>
        ) : null}
      </div>
      <div className={classes.actions}>
        {isImport ? (
          <Button
            component={Link}
            to={`/import?operation=${operation.id}${source ? `&file=${source.id}` : ''}`}
            size="compact-sm"
            variant="default"
          >
            {words.see}
          </Button>
        ) : null}
        {underWay ? (
          <Button size="compact-sm" variant="default" loading={busy} onClick={() => act(cancel)}>
            {words.stop}
          </Button>
        ) : null}
        {cut && !isBack ? (
          <Button size="compact-sm" variant="default" loading={busy} onClick={() => act(resume)}>
            {words.resume}
          </Button>
        ) : null}
        {operation.undoable && !isBack ? (
          <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
            {words.undo}
          </Button>
        ) : null}
      </div>
      {detailed ? (
        <div className={classes.detail}>
          <LeftAlone operation={operation} />
        </div>
      ) : null}
      <ConfirmDialog
        opened={asking}
        title={words.undoTitle(label)}
        confirmLabel={words.undoThis}
        dismissLabel={words.leave}
        danger
        onConfirm={() => undo(operation.id)}
        onClose={() => setAsking(false)}
      >
        {words.undoText}
      </ConfirmDialog>
    </li>
  );
}
