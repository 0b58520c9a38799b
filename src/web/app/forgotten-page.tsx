import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { isApiProblem } from '../api/problem.ts';
import { useMessages } from '../language/catalogue.ts';
import { peopleMessages } from '../language/people.ts';
import { uiMessages } from '../language/ui.ts';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import classes from './entry-frame.module.css';
import { EntryFrame } from './entry-frame.tsx';

/** Asks for the address of who forgot their password; says the same whether or not it is known. */
export function ForgottenPage() {
  const words = useMessages(peopleMessages);
  const common = useMessages(uiMessages);
  const [email, setEmail] = useState('');
  const { mutateAsync, isPending, isSuccess, error } = useMutation({
    mutationFn: () => api.post('/forgotten-password', { body: { email: email.trim() } }),
  });
  const submit = useOneAtATime(() => mutateAsync().catch(() => undefined));
  const back = (
    <p className={classes.hint}>
      <Link to="/sign-in">{words.toSignIn}</Link>
    </p>
  );
  if (isSuccess)
    return (
      <EntryFrame title={words.sentTitle}>
        <p role="status">{words.sentText(email.trim())}</p>
        {back}
      </EntryFrame>
    );
  return (
    <EntryFrame title={words.forgottenTitle} text={words.forgottenText}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
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
          autoFocus
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={isPending}>
          {words.send}
        </Button>
      </form>
      {back}
    </EntryFrame>
  );
}
