import { Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { isApiProblem } from '../api/problem.ts';
import { useMessages } from '../language/catalogue.ts';
import { useLanguage } from '../language/current-language.ts';
import { entryMessages } from '../language/entry.ts';
import { EntryForm, useEntryRequest } from './entry-form.tsx';
import classes from './entry-frame.module.css';
import { EntryFrame } from './entry-frame.tsx';
import { PasswordMeter } from './password-meter.tsx';
import { shortestPassword } from './password-strength.ts';
import { afterSignIn } from './session.ts';

const fieldNames = ['company', 'name', 'email', 'password'] as const;
type FieldName = (typeof fieldNames)[number];

const empty: Readonly<Record<FieldName, string>> = { company: '', name: '', email: '', password: '' };

/** The first visit: the company, its first administrator, and whether to begin with sample data. */
export function SetupPage() {
  const words = useMessages(entryMessages);
  const language = useLanguage();
  const router = useRouter();
  const [values, setValues] = useState(empty);
  const [demo, setDemo] = useState(false);
  const [wrong, setWrong] = useState<Partial<Record<FieldName, string>>>({});
  const { submit, isPending, error } = useEntryRequest(
    () => api.post<unknown>('/setup', { body: { ...values, email: values.email.trim(), language, demo } }),
    {
      onAnswer: () => {
        afterSignIn();
        router.history.push('/');
      },
      onRefusal: (problem) => {
        if (!isApiProblem(problem)) return;
        const named = problem.errors.filter(({ field }) => fieldNames.some((name) => name === field));
        setWrong(Object.fromEntries(named.map(({ field, message }) => [field, message])));
      },
    },
  );

  const check = (): Partial<Record<FieldName, string>> => {
    const found: Partial<Record<FieldName, string>> = {};
    for (const name of fieldNames) if (values[name].trim() === '') found[name] = words.required;
    if (!found.email && !/^[^\s@]+@[^\s@]+$/.test(values.email.trim())) found.email = words.invalidEmail;
    if (!found.password && values.password.length < shortestPassword)
      found.password = words.passwordTooShort(shortestPassword);
    return found;
  };

  const field = (name: FieldName) => ({
    id: name,
    name,
    required: true,
    withAsterisk: false,
    value: values[name],
    error: wrong[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((known) => ({ ...known, [name]: value }));
      setWrong(({ [name]: _mended, ...others }) => others);
    },
  });

  return (
    <EntryFrame title={words.setupTitle} text={words.setupText}>
      <EntryForm
        action={words.create}
        busy={isPending}
        error={Object.keys(wrong).length === 0 ? error : null}
        checked
        onSubmit={() => {
          const found = check();
          setWrong(found);
          const first = fieldNames.find((name) => found[name]);
          if (first) document.getElementById(first)?.focus();
          else void submit();
        }}
      >
        <TextInput {...field('company')} label={words.company} autoComplete="organization" autoFocus />
        <TextInput {...field('name')} label={words.yourName} autoComplete="name" />
        <TextInput {...field('email')} type="email" label={words.email} autoComplete="username" />
        <div>
          <PasswordInput
            {...field('password')}
            label={words.password}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': words.showPassword }}
          />
          <PasswordMeter password={values.password} guessable={[values.company, values.name, values.email]} />
        </div>
        <Checkbox
          label={words.demo}
          description={words.demoHint}
          checked={demo}
          onChange={(event) => setDemo(event.currentTarget.checked)}
        />
      </EntryForm>
      <p role="status" className={classes.strength}>
        {isPending ? words.creating : ''}
      </p>
    </EntryFrame>
  );
}
