import { Button, PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { isApiProblem } from '../../api/problem.ts';
import { useMe } from '../../api/queries.ts';
import { PasswordMeter } from '../../app/password-meter.tsx';
import { shortestPassword } from '../../app/password-strength.ts';
import { accountMessages } from '../../language/account.ts';
import { useMessages } from '../../language/catalogue.ts';
import { entryMessages } from '../../language/entry.ts';
import { showProblem, showToast } from '../../ui/toast.tsx';
import classes from './account.module.css';
import { AccountSection } from './account-section.tsx';
import { useSecondFactor } from './second-factor.ts';
import { sessionsKey } from './sessions.ts';

const empty = { current: '', password: '' } as const;
type Name = keyof typeof empty;

/** Changes one's password: the present one is asked for, the other sessions end. */
export function PasswordSection() {
  const words = useMessages(accountMessages);
  const entry = useMessages(entryMessages);
  const client = useQueryClient();
  const { user, company } = useMe();
  const [values, setValues] = useState<Record<Name, string>>(empty);
  const [wrong, setWrong] = useState<Partial<Record<Name, string>>>({});
  const [busy, setBusy] = useState(false);
  // Who always came by single sign-on has none to change.
  const without = useSecondFactor().data?.proof.password === false;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found: Partial<Record<Name, string>> = {
      ...(values.current === '' ? { current: entry.required } : {}),
      ...(values.password.length < shortestPassword ? { password: entry.passwordTooShort(shortestPassword) } : {}),
    };
    setWrong(found);
    const first = (['current', 'password'] as const).find((name) => found[name]);
    if (first) return document.getElementById(`own-${first}`)?.focus();
    setBusy(true);
    try {
      await api.put('/me/password', { body: values });
      setValues(empty);
      showToast(words.passwordChanged);
      await client.invalidateQueries({ queryKey: sessionsKey(null) });
    } catch (error) {
      if (isApiProblem(error) && error.errors.length > 0)
        setWrong(Object.fromEntries(error.errors.map(({ field, message }) => [field, message])));
      else showProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const field = (name: Name) => ({
    id: `own-${name}`,
    value: values[name],
    error: wrong[name],
    visibilityToggleButtonProps: { 'aria-label': words.showPassword },
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((known) => ({ ...known, [name]: value }));
      setWrong(({ [name]: _mended, ...others }) => others);
    },
  });
  if (without) return null;
  return (
    <AccountSection title={words.password} description={words.passwordHelp}>
      <form className={classes.form} noValidate onSubmit={(event) => void submit(event)}>
        {/* Which account the password is of, for those who keep it. */}
        <input type="text" name="username" autoComplete="username" value={user.email} readOnly hidden />
        <PasswordInput {...field('current')} label={words.currentPassword} autoComplete="current-password" />
        <div>
          <PasswordInput {...field('password')} label={words.newPassword} autoComplete="new-password" />
          <PasswordMeter password={values.password} guessable={[company.name, user.name, user.email]} />
        </div>
        <Button type="submit" loading={busy}>
          {words.changePassword}
        </Button>
      </form>
    </AccountSection>
  );
}
