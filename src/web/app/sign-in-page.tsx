import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { isApiProblem } from '../api/problem.ts';
import { useMessages } from '../language/catalogue.ts';
import { entryMessages } from '../language/entry.ts';
import { uiMessages } from '../language/ui.ts';
import classes from './entry-frame.module.css';
import { EntryFrame } from './entry-frame.tsx';
import { afterSignIn } from './session.ts';

/** Signs a person in, then leads them to where they wanted to go. */
export function SignInPage() {
  const words = useMessages(entryMessages);
  const common = useMessages(uiMessages);
  const router = useRouter();
  const { back } = useSearch({ from: '/sign-in' });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api.post<unknown>('/session', { body: { email: email.trim(), password } }),
    onSuccess: () => {
      afterSignIn();
      router.history.push(back ?? '/');
    },
    onError: () => document.getElementById('password')?.focus(),
  });
  return (
    <EntryFrame title={words.signInTitle}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          mutate();
        }}
      >
        {error ? (
          <p role="alert" className={classes.problem}>
            {isApiProblem(error) ? error.detail : common.somethingFailed}
          </p>
        ) : null}
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
        <Button type="submit" size="md" loading={isPending}>
          {words.signIn}
        </Button>
      </form>
      <p className={classes.hint}>{words.forgotten}</p>
    </EntryFrame>
  );
}
