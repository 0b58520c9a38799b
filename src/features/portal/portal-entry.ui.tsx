import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isApiProblem } from '../../web/api/problem.ts';
import frame from '../../web/app/entry-frame.module.css';
import { PasswordMeter } from '../../web/app/password-meter.tsx';
import { shortestPassword } from '../../web/app/password-strength.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { portalMessages } from '../../web/language/portal.ts';
import { askPortal } from './portal-client.ui.tsx';
import { PortalEntry } from './portal-frame.ui.tsx';
import { goTo, PortalLink, portalRoot } from './portal-navigation.ui.tsx';
import { setSession, useWays } from './portal-queries.ui.tsx';
import type { PortalSession } from './visitor-pages.ts';

function useProblemText() {
  const words = useMessages(portalMessages);
  return (error: unknown): string | null => {
    if (!error) return null;
    if (!isApiProblem(error)) return words.somethingFailed;
    return error.status === 0 ? words.noConnection : error.detail;
  };
}

function Problem({ text }: { readonly text: string | null }) {
  return text ? (
    <p role="alert" className={frame.problem}>
      {text}
    </p>
  ) : null;
}

/** Where the password is asked for; whoever types a temporary one is led on to choose theirs. */
export function PortalSignIn({ ended }: { readonly ended: boolean }) {
  const words = useMessages(portalMessages);
  const problemText = useProblemText();
  const ways = useWays();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () =>
      askPortal<PortalSession | { choose: string }>('POST', '/session', { body: { email: email.trim(), password } }),
    onSuccess: (answer) => {
      if ('choose' in answer) goTo(`${portalRoot}/bienvenue#${answer.choose}`, { replace: true });
      else setSession(answer);
    },
    onError: () => document.getElementById('password')?.focus(),
  });
  if (ways.data?.enabled === false) return <PortalEntry title={words.closedTitle} text={words.closed} />;
  return (
    <PortalEntry title={words.signInTitle}>
      <form
        className={frame.form}
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate();
        }}
      >
        <Problem text={problemText(signIn.error) ?? (ended ? words.ended : null)} />
        <TextInput
          id="email"
          type="email"
          label={words.email}
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          id="password"
          label={words.password}
          autoComplete="current-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': words.showPassword }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={signIn.isPending}>
          {words.signIn}
        </Button>
      </form>
      <p className={frame.hint}>
        {ways.data?.mailed ? (
          <PortalLink href={`${portalRoot}/oubli`}>{words.forgotten}</PortalLink>
        ) : (
          words.forgottenAsk(ways.data?.company ?? '')
        )}
      </p>
    </PortalEntry>
  );
}

/** Asks for the address of who forgot their password; says the same whether or not it is known. */
export function PortalForgotten() {
  const words = useMessages(portalMessages);
  const problemText = useProblemText();
  const [email, setEmail] = useState('');
  const ask = useMutation({
    mutationFn: () => askPortal('POST', '/forgotten-password', { body: { email: email.trim() } }),
  });
  const back = (
    <p className={frame.hint}>
      <PortalLink href={portalRoot}>{words.toSignIn}</PortalLink>
    </p>
  );
  if (ask.isSuccess)
    return (
      <PortalEntry title={words.sentTitle}>
        <p role="status">{words.sentText(email.trim())}</p>
        {back}
      </PortalEntry>
    );
  return (
    <PortalEntry title={words.forgottenTitle} text={words.forgottenText}>
      <form
        className={frame.form}
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate();
        }}
      >
        <Problem text={problemText(ask.error)} />
        <TextInput
          id="email"
          type="email"
          label={words.email}
          autoComplete="username"
          autoFocus
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={ask.isPending}>
          {words.send}
        </Button>
      </form>
      {back}
    </PortalEntry>
  );
}

interface Guest {
  readonly kind: 'invitation' | 'reset';
  readonly name: string;
  readonly email: string;
  readonly company: string;
}

/** Where a one-time link leads. What follows the # never leaves the browser but to be checked. */
export function PortalWelcome() {
  const words = useMessages(portalMessages);
  const problemText = useProblemText();
  const [secret] = useState(() => window.location.hash.slice(1));
  const { data: guest, error } = useQuery({
    queryKey: ['link', secret],
    queryFn: () => askPortal<Guest>('POST', '/link', { body: { secret } }),
    enabled: secret !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  if (guest) return <ChoosePassword guest={guest} secret={secret} />;
  if (secret !== '' && !error) return <PortalEntry title={words.loading} />;
  return (
    <PortalEntry title={words.linkGone} text={problemText(error) ?? undefined}>
      <p>
        <PortalLink href={portalRoot}>{words.toSignIn}</PortalLink>
      </p>
    </PortalEntry>
  );
}

function ChoosePassword({ guest, secret }: { readonly guest: Guest; readonly secret: string }) {
  const words = useMessages(portalMessages);
  const problemText = useProblemText();
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const choose = useMutation({
    mutationFn: () => askPortal<PortalSession>('POST', '/link/password', { body: { secret, password } }),
    onSuccess: (session) => {
      setSession(session);
      goTo(portalRoot, { replace: true });
    },
    onError: (problem) => {
      if (isApiProblem(problem) && problem.errors[0]) setWrong(problem.errors[0].message);
    },
  });
  const invited = guest.kind === 'invitation';
  return (
    <PortalEntry
      title={invited ? words.welcome : words.chooseTitle}
      text={invited ? words.welcomeText(guest.company, guest.email) : words.chooseText(guest.email)}
    >
      <form
        className={frame.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (password.length >= shortestPassword) return choose.mutate();
          setWrong(words.tooShort(shortestPassword));
          document.getElementById('password')?.focus();
        }}
      >
        <Problem text={wrong ? null : problemText(choose.error)} />
        <input type="text" name="username" autoComplete="username" value={guest.email} readOnly hidden />
        <div>
          <PasswordInput
            id="password"
            label={words.password}
            autoComplete="new-password"
            autoFocus
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ 'aria-label': words.showPassword }}
            value={password}
            error={wrong}
            onChange={(event) => {
              setPassword(event.currentTarget.value);
              setWrong(null);
            }}
          />
          <PasswordMeter password={password} guessable={[guest.company, guest.name, guest.email]} />
        </div>
        <Button type="submit" size="md" loading={choose.isPending}>
          {words.choose}
        </Button>
      </form>
    </PortalEntry>
  );
}
