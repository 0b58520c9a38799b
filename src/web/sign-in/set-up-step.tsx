import { Button } from '@mantine/core';
import { useState } from 'react';
import { deviceOf } from '../../rules/user-agent.ts';
import { api } from '../api/client.ts';
import { isApiProblem } from '../api/problem.ts';
import { useMessages } from '../language/catalogue.ts';
import { signInMessages } from '../language/sign-in.ts';
import { isKnownDevice, makePasskey, passkeysPossible } from './passkeys.ts';
import classes from './sign-in.module.css';
import { TotpSetUp } from './totp-set-up.tsx';

interface SetUpStepProps {
  readonly onEntered: () => void;
  readonly onLeave: () => void;
  readonly onProblem: (text: string | null) => void;
}

/** The second step of someone whose role asks for a second factor and who has none: they choose one and set it up. */
export function SetUpStep({ onEntered, onLeave, onProblem }: SetUpStepProps) {
  const words = useMessages(signInMessages);
  const [totp, setTotp] = useState(false);
  const [busy, setBusy] = useState(false);
  const possible = passkeysPossible();
  const passkey = async () => {
    setBusy(true);
    onProblem(null);
    try {
      const answer = await makePasskey('/session/second-step/new-passkey-question');
      if (!answer) return;
      const { browser, system } = deviceOf(navigator.userAgent);
      const name = words.passkeyDefault(browser, system);
      await api.post('/session/second-step/new-passkey', { body: { ...answer, name } });
      onEntered();
    } catch (error) {
      onProblem(isKnownDevice(error) ? words.passkeyKnown : isApiProblem(error) ? error.detail : words.passkeyFailed);
    } finally {
      setBusy(false);
    }
  };
  if (totp)
    return (
      <div className={classes.stack}>
        <TotpSetUp path="/session/second-step/totp" onDone={onEntered} />
        <Button variant="subtle" size="compact-sm" onClick={() => setTotp(false)}>
          {words.back}
        </Button>
      </div>
    );
  return (
    <div className={classes.stack}>
      <button type="button" className={classes.choice} onClick={() => setTotp(true)}>
        <strong>{words.chooseTotp}</strong>
        <span className={classes.quiet}>{words.chooseTotpHelp}</span>
      </button>
      <button type="button" className={classes.choice} disabled={!possible || busy} onClick={() => void passkey()}>
        <strong>{words.choosePasskey}</strong>
        <span className={classes.quiet}>{possible ? words.choosePasskeyHelp : words.choosePasskeyNot}</span>
      </button>
      <Button variant="subtle" size="compact-sm" onClick={onLeave}>
        {words.otherPerson}
      </Button>
    </div>
  );
}
