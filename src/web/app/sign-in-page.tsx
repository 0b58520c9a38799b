import { Button } from '@mantine/core';
import { IconFingerprint, IconId } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { api, apiAddress } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { useMessages } from '../language/catalogue.ts';
import { entryMessages } from '../language/entry.ts';
import { type Entry, type SecondStep as Step, type Ways, waysQuery } from '../sign-in/ways.ts';
import { EmailField, EntryForm, focusPassword, PasswordField, useEntryRequest } from './entry-form.tsx';
import classes from './entry-frame.module.css';
import { EntryFrame } from './entry-frame.tsx';
import { ForgottenHint } from './forgotten-hint.tsx';
import { afterSignIn } from './session.ts';

// What few sign-ins need is loaded by those.
const passkeys = () => import('../sign-in/passkeys.ts');
const SecondStep = lazy(async () => ({ default: (await import('../sign-in/second-step.tsx')).SecondStep }));

/** How often the passkeys that the browser offers are asked for anew, in milliseconds: a question lives five minutes. */
const questionLife = 4 * 60_000;

/** Has the browser offer passkeys where the address is typed, as long as the page is open; `enter` takes what it answers. */
function usePasskeyAutofill(offered: boolean, enter: (answer: object) => void): void {
  useEffect(() => {
    if (!offered) return;
    let over = false;
    const offer = async () => {
      const { passkeysPossible, showPasskey } = await passkeys();
      if (over || !passkeysPossible()) return;
      const answer = await showPasskey('/session/passkey-question', { autofill: true });
      if (answer && !over) enter(answer);
    };
    const begin = () => void offer().catch(() => undefined);
    begin();
    const timer = setInterval(begin, questionLife);
    return () => {
      over = true;
      clearInterval(timer);
      void passkeys().then(({ stopOffering }) => stopOffering());
    };
  }, [offered, enter]);
}

/** Signs a person in, in one step or two, then leads them to where they wanted to go. */
export function SignInPage() {
  const router = useRouter();
  const { back, problem } = useSearch({ from: '/sign-in' });
  const query = waysQuery(problem);
  const ways = useQuery(query).data;
  const [told, setTold] = useState<string | null>(null);
  const waitFor = (secondStep: Step | null) =>
    queryClient.setQueryData(query.queryKey, (known) => ({ ...(known ?? unknownWays), secondStep }));
  const entered = () => {
    afterSignIn();
    router.history.push(back ?? '/');
  };
  if (ways?.secondStep)
    return (
      <Suspense>
        <SecondStep
          step={ways.secondStep}
          onEntered={entered}
          onLeave={(text) => {
            setTold(text ?? null);
            waitFor(null);
          }}
        />
      </Suspense>
    );
  const next = ({ secondStep }: Entry) => (secondStep ? waitFor(secondStep) : entered());
  return <FirstStep ways={ways ?? unknownWays} back={back} before={told ?? ways?.problem ?? null} onPassed={next} />;
}

const way = { root: classes.way ?? '', label: classes.wayLabel ?? '' };

/** Where the server did not say: a password is always a way. */
const unknownWays: Ways = { passkeys: false, singleSignOn: null, secondStep: null, problem: null };

interface FirstStepProps {
  readonly ways: Ways;
  readonly back: string | undefined;
  /** Why the person is back at the first step. */
  readonly before: string | null;
  readonly onPassed: (entry: Entry) => void;
}

function FirstStep({ ways, back, before, onPassed }: FirstStepProps) {
  const words = useMessages(entryMessages);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { singleSignOn } = ways;
  const [own, setOwn] = useState(singleSignOn?.required !== true);
  const offered = ways.passkeys && own;
  const byPassword = useEntryRequest(() => api.post<Entry>('/session', { body: { email: email.trim(), password } }), {
    onAnswer: onPassed,
    onRefusal: focusPassword,
  });
  const byPasskey = useMutation({
    mutationFn: async (chosen?: object) => {
      const answer = chosen ?? (await (await passkeys()).showPasskey('/session/passkey-question'));
      return answer ? api.post<Entry>('/session/passkey', { body: answer }) : null;
    },
    onSuccess: (entry) => entry && onPassed(entry),
  });
  usePasskeyAutofill(offered, byPasskey.mutate);
  const provider = singleSignOn ? (
    <Button
      component="a"
      href={apiAddress('/session/single-sign-on', { back })}
      variant={own ? 'default' : 'filled'}
      size="md"
      fullWidth
      classNames={way}
      leftSection={<IconId size={18} aria-hidden />}
    >
      {singleSignOn.label}
    </Button>
  ) : null;
  if (!own)
    return (
      <EntryFrame title={words.signInTitle}>
        <div className={classes.form}>
          {before ? (
            <p role="alert" className={classes.problem}>
              {before}
            </p>
          ) : null}
          {provider}
          <Button variant="subtle" size="compact-sm" onClick={() => setOwn(true)}>
            {words.administratorPassword}
          </Button>
        </div>
      </EntryFrame>
    );
  return (
    <EntryFrame title={words.signInTitle}>
      <EntryForm
        action={words.signIn}
        busy={byPassword.isPending}
        error={byPasskey.error ?? byPassword.error}
        notice={before}
        onSubmit={() => {
          byPasskey.reset();
          void byPassword.submit();
        }}
      >
        <EmailField passkeys value={email} onChange={setEmail} />
        <PasswordField value={password} onChange={setPassword} />
      </EntryForm>
      {offered || provider ? (
        <div className={classes.others}>
          <p className={classes.or}>{words.or}</p>
          {provider}
          {offered ? (
            <Button
              variant="default"
              size="md"
              fullWidth
              classNames={way}
              leftSection={<IconFingerprint size={18} aria-hidden />}
              loading={byPasskey.isPending}
              onClick={() => {
                byPassword.reset();
                byPasskey.mutate(undefined);
              }}
            >
              {words.withPasskey}
            </Button>
          ) : null}
        </div>
      ) : null}
      <ForgottenHint />
    </EntryFrame>
  );
}
