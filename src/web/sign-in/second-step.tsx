import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api } from '../api/client.ts';
import { isApiProblem } from '../api/problem.ts';
import entry from '../app/entry-frame.module.css';
import { EntryFrame } from '../app/entry-frame.tsx';
import { useMessages } from '../language/catalogue.ts';
import { signInMessages } from '../language/sign-in.ts';
import { uiMessages } from '../language/ui.ts';
import { CodeField } from './code-field.tsx';
import { passkeysPossible, showPasskey } from './passkeys.ts';
import { SetUpStep } from './set-up-step.tsx';
import classes from './sign-in.module.css';
import type { SecondStep as Step } from './ways.ts';

interface SecondStepProps {
  readonly step: Step;
  readonly onEntered: () => void;
  /** Back to the first step; told why, where it was not the person’s own wish. */
  readonly onLeave: (problem?: string) => void;
}

/** The second step of a sign-in: a code, a passkey or a backup code; or setting one up where the role asks for it. */
export function SecondStep({ step, onEntered, onLeave }: SecondStepProps) {
  const words = useMessages(signInMessages);
  const [problem, setProblem] = useState<string | null>(null);
  const leave = () => {
    void api.delete('/session/second-step').catch(() => undefined);
    onLeave();
  };
  const settingUp = step.ways.length === 0;
  return (
    <EntryFrame
      title={settingUp ? words.setUpTitle : words.secondStepTitle}
      text={settingUp ? words.setUpText : words.secondStepFor(step.name)}
    >
      <div className={entry.form}>
        {problem ? (
          <p role="alert" className={entry.problem}>
            {problem}
          </p>
        ) : null}
        {settingUp ? (
          <SetUpStep onEntered={onEntered} onLeave={leave} onProblem={setProblem} />
        ) : (
          <ShowFactor step={step} onEntered={onEntered} onLeave={onLeave} onProblem={setProblem} onCancel={leave} />
        )}
      </div>
    </EntryFrame>
  );
}

interface ShowFactorProps extends SecondStepProps {
  readonly onProblem: (text: string | null) => void;
  readonly onCancel: () => void;
}

function ShowFactor({ step, onEntered, onLeave, onProblem, onCancel }: ShowFactorProps) {
  const words = useMessages(signInMessages);
  const common = useMessages(uiMessages);
  const here = step.ways.includes('passkey') && passkeysPossible() && step.passkeyHosts.includes(location.hostname);
  const ways = step.ways.filter((way) => way !== 'passkey' || here);
  const [way, setWay] = useState(ways[0]);
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<boolean>) => {
    if (busy) return;
    setBusy(true);
    onProblem(null);
    try {
      if (await work()) onEntered();
    } catch (error) {
      const text = isApiProblem(error) ? error.detail : common.somethingFailed;
      if (isApiProblem(error) && error.code === 'sign-in-expired') onLeave(text);
      else onProblem(text);
      setCode('');
    } finally {
      setBusy(false);
    }
  };
  const submit = (typed: string) =>
    attempt(async () => {
      if (typed.trim() === '') return false;
      await api.post('/session/second-step/code', { body: { code: typed, backup: way === 'backup-code' } });
      return true;
    });
  const passkey = () =>
    attempt(async () => {
      const answer = await showPasskey('/session/second-step/passkey-question');
      if (answer) await api.post('/session/second-step/passkey', { body: answer });
      return answer !== null;
    });
  const names = { totp: words.useCode, passkey: words.usePasskey, 'backup-code': words.useBackupCode };
  return (
    <>
      {way === undefined ? (
        <p className={classes.text}>{words.passkeyElsewhere(step.passkeyHosts.join(', '))}</p>
      ) : way === 'passkey' ? (
        <Button size="md" loading={busy} autoFocus onClick={() => void passkey()}>
          {words.usePasskey}
        </Button>
      ) : (
        <form
          noValidate
          className={classes.stack}
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            void submit(code);
          }}
        >
          {way === 'totp' ? (
            <CodeField
              label={words.code}
              description={words.codeHelp}
              value={code}
              onChange={setCode}
              onFull={(typed) => void submit(typed)}
            />
          ) : (
            <TextInput
              autoFocus
              label={words.backupCode}
              description={words.backupCodeHelp}
              autoComplete="off"
              maxLength={40}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
          )}
          <Button type="submit" size="md" loading={busy}>
            {words.continue}
          </Button>
        </form>
      )}
      <div className={classes.links}>
        {ways
          .filter((other) => other !== way)
          .map((other) => (
            <Button
              key={other}
              variant="subtle"
              size="compact-sm"
              onClick={() => {
                setWay(other);
                setCode('');
                onProblem(null);
              }}
            >
              {names[other]}
            </Button>
          ))}
        <Button variant="subtle" size="compact-sm" onClick={onCancel}>
          {words.otherPerson}
        </Button>
      </div>
      <p className={classes.quiet}>{words.noWay}</p>
    </>
  );
}
