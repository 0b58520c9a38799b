import { Button, Group, Modal, PasswordInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { api } from '../../api/client.ts';
import { isApiProblem } from '../../api/problem.ts';
import { useMessages } from '../../language/catalogue.ts';
import { signInMessages } from '../../language/sign-in.ts';
import { CodeField } from '../../sign-in/code-field.tsx';
import { passkeysPossible, showPasskey } from '../../sign-in/passkeys.ts';
import steps from '../../sign-in/sign-in.module.css';
import { showProblem } from '../../ui/toast.tsx';
import { useSecondFactor } from './second-factor.ts';

interface Proof {
  /** Does something for which one must prove that it is oneself, asking for the proof where it is needed. */
  readonly proven: (work: () => Promise<void>) => Promise<void>;
  readonly dialog: ReactNode;
}

/** Returns how to do what needs a proof, and the dialog to draw. */
export function useProof(): Proof {
  const [waiting, setWaiting] = useState<(() => Promise<void>) | null>(null);
  const settled = useRef<() => void>(() => undefined);
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (!isApiProblem(error) || error.code !== 'proof-needed') return showProblem(error);
      await new Promise<void>((done) => {
        settled.current = done;
        setWaiting(() => work);
      });
    }
  };
  const close = () => {
    setWaiting(null);
    settled.current();
  };
  return {
    proven: attempt,
    dialog: (
      <ProofDialog
        opened={waiting !== null}
        onClose={close}
        onProven={() => {
          const work = waiting;
          close();
          if (work) void work().catch(showProblem);
        }}
      />
    ),
  };
}

interface ProofDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onProven: () => void;
}

function ProofDialog({ opened, onClose, onProven }: ProofDialogProps) {
  const words = useMessages(signInMessages);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.proofTitle}
      centered
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {opened ? <ProofForm onClose={onClose} onProven={onProven} /> : null}
    </Modal>
  );
}

function ProofForm({ onClose, onProven }: Omit<ProofDialogProps, 'opened'>) {
  const words = useMessages(signInMessages);
  const ways = useSecondFactor().data?.proof;
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (body: () => Promise<object | null> | object) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const proof = await body();
      if (!proof) return;
      await api.post('/me/proof', { body: proof });
      onProven();
    } catch (error) {
      setProblem(isApiProblem(error) ? error.detail : words.passkeyFailed);
      setTyped('');
    } finally {
      setBusy(false);
    }
  };
  const passkey = ways?.passkey && passkeysPossible();
  const typing = ways?.password || ways?.totp;
  const change = (value: string) => {
    setTyped(value);
    if (value !== '') setProblem(null);
  };
  return (
    <form
      noValidate
      className={steps.stack}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (typed.trim() !== '') void send(() => (ways?.password ? { password: typed } : { code: typed }));
      }}
    >
      <p className={steps.text}>{typing || passkey || !ways ? words.proofText : words.signInAgain}</p>
      {ways?.password ? (
        <PasswordInput
          data-autofocus
          label={words.password}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': words.showPassword }}
          value={typed}
          error={problem}
          onChange={(event) => change(event.currentTarget.value)}
        />
      ) : ways?.totp ? (
        <CodeField label={words.code} value={typed} error={problem} onChange={change} />
      ) : null}
      {passkey ? (
        <Button
          variant="default"
          loading={busy && !typing}
          onClick={() => void send(() => showPasskey('/me/proof/passkey-question'))}
        >
          {words.usePasskey}
        </Button>
      ) : null}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        {typing ? (
          <Button type="submit" loading={busy}>
            {words.confirm}
          </Button>
        ) : null}
      </Group>
    </form>
  );
}
