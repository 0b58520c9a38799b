import { Button, Radio, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type Language, languages } from '../../../lib/localized.ts';
import { api } from '../../api/client.ts';
import { isApiProblem } from '../../api/problem.ts';
import { useMe, useRecordList } from '../../api/queries.ts';
import { useMessages } from '../../language/catalogue.ts';
import { languageNames } from '../../language/names.ts';
import { peopleMessages } from '../../language/people.ts';
import { Select, Textarea } from '../../ui/deferred-inputs.tsx';
import { showProblem } from '../../ui/toast.tsx';
import { InvitationResults } from './invitation-results.tsx';
import { readPeople } from './people-text.ts';
import type { InvitationOutcome } from './user-queries.ts';
import classes from './users.module.css';

interface InviteDialogProps {
  /** Whether mail can leave. */
  readonly mail: boolean;
  readonly onInvited: () => void;
  readonly onClose: () => void;
}

/** Takes a collection; returns its records as choices, those of the first page. */
function useChoices(collection: string) {
  const { data } = useRecordList(collection, { sort: 'name', limit: 200, count: false });
  return data?.pages.flatMap((page) => page.items.map(({ id, title }) => ({ value: id, label: title }))) ?? [];
}

/** Asks whom to invite, with which role and team, and how; then shows what became of each. */
export function InviteDialog({ mail, onInvited, onClose }: InviteDialogProps) {
  const words = useMessages(peopleMessages);
  const { company } = useMe();
  const roles = useChoices('roles');
  const teams = useChoices('teams');
  const [text, setText] = useState('');
  const [role, setRole] = useState<string | null>(null);
  const [team, setTeam] = useState<string | null>(null);
  const [language, setLanguage] = useState<Language>(company.language);
  const [byMail, setByMail] = useState(mail);
  const [wrong, setWrong] = useState<{ readonly text?: string; readonly role?: string }>({});
  const [busy, setBusy] = useState(false);
  const [outcomes, setOutcomes] = useState<readonly InvitationOutcome[] | null>(null);
  const people = readPeople(text);
  if (outcomes) return <InvitationResults outcomes={outcomes} onClose={onClose} />;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = {
      ...(people.length === 0 ? { text: words.required } : {}),
      ...(role === null ? { role: words.required } : {}),
    };
    setWrong(found);
    if (found.text) return document.getElementById('invite-addresses')?.focus();
    if (found.role) return document.getElementById('invite-role')?.focus();
    setBusy(true);
    try {
      const body = { people, role, team, language, mail: byMail };
      const { items } = await api.post<{ items: readonly InvitationOutcome[] }>('/settings/users/invitations', {
        body,
      });
      setOutcomes(items);
      onInvited();
    } catch (error) {
      if (isApiProblem(error) && error.errors[0]?.field.startsWith('people'))
        setWrong({ text: error.errors[0].message });
      else showProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className={classes.form} noValidate onSubmit={(event) => void submit(event)}>
      <Textarea
        id="invite-addresses"
        data-autofocus
        required
        autosize
        minRows={3}
        maxRows={8}
        label={words.addresses}
        description={words.addressesHelp}
        placeholder={words.addressesExample}
        value={text}
        error={wrong.text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setWrong(({ text: _mended, ...others }) => others);
        }}
      />
      <div className={classes.pair}>
        <Select
          id="invite-role"
          required
          searchable
          label={words.role}
          data={roles}
          value={role}
          error={wrong.role}
          onChange={(value) => {
            setRole(value);
            setWrong(({ role: _mended, ...others }) => others);
          }}
        />
        <Select
          searchable
          clearable
          label={words.team}
          placeholder={words.noTeam}
          data={teams}
          value={team}
          onChange={setTeam}
        />
      </div>
      <Select
        label={words.language}
        data={languages.map((value) => ({ value, label: languageNames[value] }))}
        value={language}
        allowDeselect={false}
        onChange={(value) => setLanguage(value as Language)}
      />
      {mail ? (
        <Radio.Group
          label={words.how}
          value={byMail ? 'mail' : 'link'}
          onChange={(value) => setByMail(value === 'mail')}
        >
          <Stack gap={8} mt={4}>
            <Radio value="mail" label={words.byMail} />
            <Radio value="link" label={words.byLink} />
          </Stack>
        </Radio.Group>
      ) : (
        <p className={classes.text}>{words.noMail}</p>
      )}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {words.inviteCount(people.length)}
        </Button>
      </div>
    </form>
  );
}
