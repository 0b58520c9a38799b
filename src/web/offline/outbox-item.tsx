import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { localize } from '../../lib/localized.ts';
import { ApiProblem } from '../api/problem.ts';
import { useModel } from '../api/queries.ts';
import { useMessages } from '../language/catalogue.ts';
import { useLanguage } from '../language/current-language.ts';
import { offlineMessages } from '../language/offline.ts';
import { editDraftKey, keepDraft } from '../records/form/draft-storage.ts';
import { useSave } from '../records/form/use-save.tsx';
import { ConfirmDialog } from '../ui/deferred-confirm-dialog.ts';
import { RecordIcon } from '../ui/record-icon.tsx';
import { showProblem } from '../ui/toast.tsx';
import { dropWrite, keepWrite, type PendingWrite, useOutbox } from './outbox.ts';
import classes from './outbox-page.module.css';
import { useMoment } from './use-moment.ts';

/** Returns what brings a person back to where they typed a write, with what they typed. */
function useTypeAgain({ record, what, ...write }: PendingWrite): () => Promise<void> {
  const { collection } = useModel().record(record);
  const navigate = useNavigate();
  return async () => {
    await keepWrite({ ...write, record, what, held: true });
    if (what.kind === 'create') {
      const { draftKey, search, values, opening } = what.form;
      keepDraft(draftKey, { values, idempotencyKey: what.idempotencyKey });
      await navigate({
        to: '/crm/$collection/new',
        params: { collection },
        search,
        ...(opening ? { state: { opening } } : {}),
      });
    } else {
      keepDraft(editDraftKey(collection, what.id), { values: what.values, version: what.version });
      await navigate({ to: '/crm/$collection/$id', params: { collection, id: what.id } });
    }
  };
}

/** One write that waits: what it does, of when it is, its state, and what can be done about it. */
export function OutboxItem({ write }: { readonly write: PendingWrite }) {
  const words = useMessages(offlineMessages);
  const language = useLanguage();
  const moment = useMoment();
  const record = useModel().record(write.record);
  const { sending } = useOutbox();
  const { save, saving, dialog } = useSave(record);
  const typeAgain = useTypeAgain(write);
  const [asking, setAsking] = useState(false);
  const { what, refusal, held, key, title } = write;
  const problem = refusal && new ApiProblem(refusal.status, refusal.body);
  const conflict = problem !== null && (problem.conflict !== null || problem.moves !== null);
  const labels = Object.keys(what.values).flatMap((name) => record.field(name)?.label[language] ?? []);
  const state = () => {
    if (sending === key) return words.stateSending;
    if (held) return words.stateHeld;
    if (!problem) return words.stateWaiting;
    return conflict ? words.stateConflict : words.stateRefused;
  };
  const why = problem?.conflict
    ? words.conflict
    : problem && (problem.errors.map(({ message }) => message).join(' ') || problem.detail);
  /** Writes it now: what stands in its way is asked as where it was typed. */
  const resolve = async () => {
    if (what.kind !== 'update') return;
    const outcome = await save(what.id, what.version, what.values);
    if (outcome.ok && !outcome.kept) await dropWrite(key);
    else if (!outcome.ok && outcome.error !== null) showProblem(outcome.error);
  };
  const small = { size: 'compact-sm', variant: 'default' } as const;
  return (
    <li className={classes.item}>
      <RecordIcon name={record.icon} />
      <div className={classes.words}>
        <div className={classes.name}>{title || localize(record.label.one, language)}</div>
        <div className={classes.what}>
          {what.kind === 'create'
            ? words.creation(localize(record.label.one, language))
            : words.change(localize(record.label.one, language), labels.join(', '))}
          {' · '}
          {moment(write.at).join(' ')}
        </div>
        {why ? <div className={classes.why}>{why}</div> : null}
      </div>
      <span className={problem ? `${classes.state} ${classes.bad}` : classes.state}>{state()}</span>
      <div className={classes.actions}>
        {conflict && what.kind === 'update' ? (
          <Button {...small} variant="filled" loading={saving} onClick={() => void resolve()}>
            {words.resolve}
          </Button>
        ) : null}
        {what.kind === 'create' || (problem && !conflict) ? (
          <Button {...small} disabled={sending === key} onClick={() => void typeAgain()}>
            {problem ? words.correct : words.edit}
          </Button>
        ) : null}
        {what.kind === 'update' && !(problem && !conflict) ? (
          <Button {...small} component={Link} to={`/crm/${record.collection}/${what.id}`}>
            {words.open}
          </Button>
        ) : null}
        {held ? (
          <Button {...small} onClick={() => void keepWrite({ ...write, held: false, refusal: null })}>
            {words.release}
          </Button>
        ) : null}
        <Button {...small} variant="subtle" color="red" disabled={sending === key} onClick={() => setAsking(true)}>
          {words.giveUp}
        </Button>
      </div>
      <ConfirmDialog
        opened={asking}
        title={words.giveUpTitle(title)}
        confirmLabel={words.giveUp}
        danger
        onConfirm={() => dropWrite(key)}
        onClose={() => setAsking(false)}
      >
        {words.giveUpText}
      </ConfirmDialog>
      {dialog}
    </li>
  );
}
