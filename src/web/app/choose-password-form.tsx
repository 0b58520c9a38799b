import { useState } from 'react';
import { isApiProblem } from '../api/problem.ts';
import { useMessages } from '../language/catalogue.ts';
import { entryMessages } from '../language/entry.ts';
import { EntryForm, focusPassword, PasswordField, useEntryRequest } from './entry-form.tsx';
import { PasswordMeter } from './password-meter.tsx';
import { shortestPassword } from './password-strength.ts';

interface ChoosePasswordFormProps<Answer> {
  /** Whom a one-time link leads in. */
  readonly guest: { readonly name: string; readonly email: string; readonly company: string };
  readonly choose: (password: string) => Promise<Answer>;
  readonly onChosen: (answer: Answer) => void;
}

/** Where someone who followed a one-time link chooses their password, of the application or of the portal. */
export function ChoosePasswordForm<Answer>({ guest, choose, onChosen }: ChoosePasswordFormProps<Answer>) {
  const words = useMessages(entryMessages);
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const { submit, isPending, error } = useEntryRequest(() => choose(password), {
    onAnswer: onChosen,
    onRefusal: (problem) => {
      if (isApiProblem(problem) && problem.errors[0]) setWrong(problem.errors[0].message);
    },
  });
  const check = () => {
    if (password.length >= shortestPassword) return void submit();
    setWrong(words.passwordTooShort(shortestPassword));
    focusPassword();
  };
  return (
    <EntryForm action={words.choosePassword} busy={isPending} error={wrong ? null : error} checked onSubmit={check}>
      <input type="text" name="username" autoComplete="username" value={guest.email} readOnly hidden />
      <div>
        <PasswordField
          chosen
          autoFocus
          value={password}
          error={wrong}
          onChange={(typed) => {
            setPassword(typed);
            setWrong(null);
          }}
        />
        <PasswordMeter password={password} guessable={[guest.company, guest.name, guest.email]} />
      </div>
    </EntryForm>
  );
}
