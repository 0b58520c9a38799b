import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isApiProblem } from '../api/problem.ts';
import { useMessages } from '../language/catalogue.ts';
import { entryMessages } from '../language/entry.ts';
import { uiMessages } from '../language/ui.ts';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import classes from './entry-frame.module.css';

/**
 * What a form before the sign-in asks of the server, one at a time: a second click while it is under way asks nothing.
 * `onAnswer` is told of a success, `onRefusal` of a refusal, which `error` holds until it is asked again.
 */
export function useEntryRequest<Answer>(
  ask: () => Promise<Answer>,
  told: { readonly onAnswer?: (answer: Answer) => void; readonly onRefusal?: (error: unknown) => void } = {},
) {
  const { mutateAsync, isPending, isSuccess, error, reset } = useMutation({
    mutationFn: ask,
    onSuccess: (answer) => told.onAnswer?.(answer),
    onError: (problem) => told.onRefusal?.(problem),
  });
  const submit = useOneAtATime(() => mutateAsync().catch(() => undefined));
  return { submit, isPending, isSuccess, error, reset };
}

interface EntryFormProps {
  /** What the button says. */
  readonly action: string;
  readonly busy: boolean;
  /** Why the server refused; nothing where a field says it. */
  readonly error: unknown;
  /** What is told where nothing was refused: why the person is here again. */
  readonly notice?: string | null;
  /** Whether the form looks itself at what was typed, instead of the browser. */
  readonly checked?: boolean;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** A form before the sign-in, of the application and of the portal: what went wrong, the fields, one button. */
export function EntryForm({ action, busy, error, notice, checked = false, onSubmit, children }: EntryFormProps) {
  const { somethingFailed } = useMessages(uiMessages);
  const problem = error ? (isApiProblem(error) ? error.detail : somethingFailed) : notice;
  return (
    <form
      className={classes.form}
      noValidate={checked}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {problem ? (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      ) : null}
      {children}
      <Button type="submit" size="md" loading={busy}>
        {action}
      </Button>
    </form>
  );
}

interface EntryFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The address that someone signs in with. `passkeys`: the browser may offer theirs here. */
export function EmailField({ value, onChange, passkeys = false }: EntryFieldProps & { readonly passkeys?: boolean }) {
  const words = useMessages(entryMessages);
  return (
    <TextInput
      id="email"
      type="email"
      label={words.email}
      autoComplete={passkeys ? 'username webauthn' : 'username'}
      required
      withAsterisk={false}
      autoFocus
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface PasswordFieldProps extends EntryFieldProps {
  /** Whether it is being chosen, rather than asked for. */
  readonly chosen?: boolean;
  readonly autoFocus?: boolean;
  readonly error?: string | null | undefined;
}

/** The password of whom the form is about; `focusPassword` leads to it. */
export function PasswordField({ value, onChange, chosen = false, autoFocus = false, error }: PasswordFieldProps) {
  const words = useMessages(entryMessages);
  return (
    <PasswordInput
      id="password"
      label={words.password}
      autoComplete={chosen ? 'new-password' : 'current-password'}
      autoFocus={autoFocus}
      required
      withAsterisk={false}
      visibilityToggleButtonProps={{ 'aria-label': words.showPassword }}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Leads to the password, where it is what has to be typed anew. */
export function focusPassword(): void {
  document.getElementById('password')?.focus();
}
