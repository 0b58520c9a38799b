import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Language } from '../../lib/localized.ts';
import { api } from '../api/client.ts';
import { isApiProblem } from '../api/problem.ts';
import { useMessages } from '../language/catalogue.ts';
import { setLanguage } from '../language/current-language.ts';
import { entryMessages } from '../language/entry.ts';
import { peopleMessages } from '../language/people.ts';
import { uiMessages } from '../language/ui.ts';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import classes from './entry-frame.module.css';
import { EntryFrame } from './entry-frame.tsx';
import { PasswordMeter } from './password-meter.tsx';
import { shortestPassword } from './password-strength.ts';
import { afterSignIn } from './session.ts';

interface Guest {
  readonly kind: 'invitation' | 'reset';
  readonly name: string;
  readonly email: string;
  readonly company: string;
  readonly language: Language;
}

/** Where a one-time link leads: whom it is for, and the password they choose. What follows the # never leaves the browser but to be checked. */
export function WelcomePage() {
  const words = useMessages(peopleMessages);
  const common = useMessages(uiMessages);
  const [secret] = useState(() => window.location.hash.slice(1));
  const { data: guest, error } = useQuery({
    queryKey: ['entry-link', secret],
    queryFn: () => api.post<Guest>('/entry-link', { body: { secret } }),
    enabled: secret !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  // Theirs, as long as they choose no other.
  useEffect(() => {
    if (guest) setLanguage(guest.language);
  }, [guest]);
  if (guest) return <ChoosePassword guest={guest} secret={secret} />;
  if (secret !== '' && !error) return <EntryFrame title={common.loading}>{null}</EntryFrame>;
  return (
    <EntryFrame title={words.linkGone} {...(isApiProblem(error) ? { text: error.detail } : {})}>
      <p>
        <Link to="/sign-in">{words.toSignIn}</Link>
      </p>
    </EntryFrame>
  );
}

function ChoosePassword({ guest, secret }: { readonly guest: Guest; readonly secret: string }) {
  const words = useMessages(peopleMessages);
  const entry = useMessages(entryMessages);
  const common = useMessages(uiMessages);
  const router = useRouter();
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const { mutateAsync, isPending, error } = useMutation({
    mutationFn: async () => {
      const { email } = await api.post<{ email: string }>('/entry-link/password', { body: { secret, password } });
      const entered = await api.post<{ user?: unknown }>('/session', { body: { email, password } });
      return Boolean(entered.user);
    },
    onSuccess: (entered) => {
      afterSignIn();
      // What more is asked for (a second factor) is asked by the page of the sign-in.
      router.history.replace(entered ? '/' : '/sign-in');
    },
    onError: (problem) => {
      if (isApiProblem(problem) && problem.errors[0]) setWrong(problem.errors[0].message);
    },
  });
  const submit = useOneAtATime(() => mutateAsync().catch(() => undefined));
  const invited = guest.kind === 'invitation';
  return (
    <EntryFrame
      title={invited ? words.setInvite : words.setReset}
      text={invited ? words.setInviteText(guest.company, guest.email) : words.setResetText(guest.email)}
    >
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (password.length >= shortestPassword) return void submit();
          setWrong(entry.passwordTooShort(shortestPassword));
          document.getElementById('password')?.focus();
        }}
      >
        {error && !wrong ? (
          <p role="alert" className={classes.problem}>
            {isApiProblem(error) ? error.detail : common.somethingFailed}
          </p>
        ) : null}
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
        <Button type="submit" size="md" loading={isPending}>
          {words.choose}
        </Button>
      </form>
    </EntryFrame>
  );
}
