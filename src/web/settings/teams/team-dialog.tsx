import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { DeferredRecordPicker } from '../../../fields/reference/deferred-record-picker.ui.tsx';
import { newId } from '../../../lib/ids.ts';
import { api } from '../../api/client.ts';
import { isApiProblem } from '../../api/problem.ts';
import { useModel } from '../../api/queries.ts';
import type { Item } from '../../api/types.ts';
import { createRecord, updateRecord } from '../../api/writes.ts';
import { useMessages } from '../../language/catalogue.ts';
import { teamMessages } from '../../language/teams.ts';
import { Select } from '../../ui/deferred-inputs.tsx';
import { showProblem } from '../../ui/toast.tsx';
import { type Team, withBelow } from './team-tree.ts';
import classes from './teams.module.css';

/** What is done to the tree: a team added, moved or renamed, someone put into one. */
export type TeamChange =
  | { readonly kind: 'add'; readonly below: string | null }
  | { readonly kind: 'move' | 'rename' | 'member'; readonly team: Team };

interface TeamDialogProps {
  readonly change: TeamChange;
  readonly teams: readonly Team[];
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks for what a change of the tree needs and makes it. What the server refuses is said under the field. */
export function TeamDialog({ change, teams, onDone, onClose }: TeamDialogProps) {
  const words = useMessages(teamMessages);
  const model = useModel();
  const team = change.kind === 'add' ? null : change.team;
  const [name, setName] = useState(change.kind === 'rename' ? change.team.title : '');
  const [parent, setParent] = useState<string>(change.kind === 'add' ? (change.below ?? '') : (team?.parent ?? ''));
  const [member, setMember] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [idempotencyKey] = useState(newId);
  const named = change.kind === 'add' || change.kind === 'rename';
  const placed = change.kind === 'add' || change.kind === 'move';
  const closed = change.kind === 'move' ? withBelow(teams, change.team.id) : new Set<string>();
  const choices = teams.filter(({ id }) => !closed.has(id)).map(({ id, title }) => ({ value: id, label: title }));

  const send = async () => {
    if (change.kind === 'add')
      return await createRecord('teams', {
        values: { name: name.trim(), parent: parent || null },
        idempotencyKey,
      });
    if (change.kind === 'member') {
      const { version } = await api.get<Item>(`/users/${member}`);
      return await updateRecord('users', { id: member ?? '', version, values: { team: change.team.id } });
    }
    const { id, version } = change.team;
    const values = change.kind === 'move' ? { parent: parent || null } : { name: name.trim() };
    return await updateRecord('teams', { id, version, values });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if ((named && name.trim() === '') || (change.kind === 'member' && member === null)) return setWrong(words.required);
    setBusy(true);
    try {
      await send();
      await onDone();
    } catch (error) {
      setBusy(false);
      if (isApiProblem(error) && error.status < 500) setWrong(error.errors[0]?.message ?? error.detail);
      else showProblem(error);
    }
  };
  const mended = <Value,>(set: (value: Value) => void) => {
    return (value: Value) => {
      set(value);
      setWrong(null);
    };
  };
  return (
    <form className={classes.form} noValidate onSubmit={(event) => void submit(event)}>
      {named ? (
        <TextInput
          data-autofocus
          required
          maxLength={120}
          label={words.name}
          value={name}
          error={placed ? undefined : wrong}
          onChange={(event) => mended(setName)(event.currentTarget.value)}
        />
      ) : null}
      {placed ? (
        <Select
          searchable
          label={words.parent}
          data={[{ value: '', label: words.top }, ...choices]}
          value={parent}
          error={wrong}
          allowDeselect={false}
          onChange={(value) => mended(setParent)(value ?? '')}
        />
      ) : null}
      {change.kind === 'member' ? (
        <div>
          <label className={classes.label} htmlFor="team-member">
            {words.member}
          </label>
          <DeferredRecordPicker
            id="team-member"
            autoFocus
            record={model.record('user')}
            value={member}
            without={change.team.members.map(({ id }) => id)}
            onChange={mended(setMember)}
          />
          <p className={wrong ? classes.problem : classes.help}>{wrong ?? words.memberHelp}</p>
        </div>
      ) : null}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}
