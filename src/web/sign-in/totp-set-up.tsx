import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../api/client.ts';
import { isApiProblem } from '../api/problem.ts';
import { useMessages } from '../language/catalogue.ts';
import { signInMessages } from '../language/sign-in.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { RowSkeletons } from '../ui/row-skeletons.tsx';
import { showProblem } from '../ui/toast.tsx';
import { BackupCodes } from './backup-codes.tsx';
import { CodeField } from './code-field.tsx';
import classes from './sign-in.module.css';
import { Square } from './square.tsx';

/** What an authenticator application is given. */
export interface SetUp {
  /** To be typed, where nothing can be scanned. */
  readonly secret: string;
  /** The same, to be scanned. */
  readonly uri: string;
}

interface TotpSetUpProps {
  /** The path that begins; `/confirm` below it ends. */
  readonly path: string;
  /** What beginning answered, where it has begun. */
  readonly begun?: SetUp;
  /** Told once the backup codes are kept. */
  readonly onDone: () => void;
}

/** Sets an authenticator application up: the square to scan, a first code, the backup codes. */
export function TotpSetUp({ path, begun, onDone }: TotpSetUpProps) {
  const words = useMessages(signInMessages);
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [backupCodes, setBackupCodes] = useState<readonly string[] | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['sign-in', 'totp', path],
    queryFn: () => api.post<SetUp>(path),
    ...(begun ? { initialData: begun } : {}),
    // Each asking makes another secret: the one on the screen stays.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const confirm = async (typed: string) => {
    if (busy || typed.trim() === '') return;
    setBusy(true);
    try {
      const answer = await api.post<{ backupCodes: readonly string[] }>(`${path}/confirm`, { body: { code: typed } });
      setBackupCodes(answer.backupCodes);
    } catch (failure) {
      if (isApiProblem(failure) && failure.status > 0 && failure.status < 500) setProblem(failure.detail);
      else showProblem(failure);
      setCode('');
    } finally {
      setBusy(false);
    }
  };
  if (backupCodes) return <BackupCodes codes={backupCodes} onKept={onDone} />;
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <RowSkeletons rows={4} />;
  return (
    <form
      noValidate
      className={classes.stack}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void confirm(code);
      }}
    >
      <p className={classes.text}>{words.scan}</p>
      <Square text={data.uri} label={words.square} />
      <p className={classes.quiet}>
        {words.byHand}
        <code className={classes.key}>{data.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <CodeField
        label={words.confirmCode}
        value={code}
        error={problem}
        onChange={(typed) => {
          setCode(typed);
          if (typed !== '') setProblem(null);
        }}
        onFull={(typed) => void confirm(typed)}
      />
      <Button type="submit" loading={busy}>
        {words.turnOn}
      </Button>
    </form>
  );
}
