import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { isApiProblem } from '../../api/problem.ts';
import { useMe } from '../../api/queries.ts';
import { useMessages } from '../../language/catalogue.ts';
import { mailMessages } from '../../language/mail.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Select } from '../../ui/deferred-inputs.tsx';
import { showProblem, showToast } from '../../ui/toast.tsx';
import classes from './mail.module.css';
import { bodyOf, formOf, type MailForm, missingIn, usualPorts } from './mail-form.ts';
import { type MailSecurity, type MailTest, mailKey, type ShownMailServer } from './mail-queries.ts';
import { providers } from './providers.ts';

type InputWrapperOrder = ('label' | 'input' | 'description' | 'error')[];

interface MailServerFormProps {
  readonly mail: { readonly source: 'environment' | 'settings'; readonly server: ShownMailServer } | null;
}

/** What helps with a field stands under it, so that neighbours stay in line. */
const below: InputWrapperOrder = ['label', 'input', 'description', 'error'];

/** The mail server: chosen, tried with the server's own answer shown, kept or forgotten. */
export function MailServerForm({ mail }: MailServerFormProps) {
  const words = useMessages(mailMessages);
  const client = useQueryClient();
  const { user, company } = useMe();
  const [form, setForm] = useState(() => formOf(mail?.server ?? null, user.email, company.name || 'Carnet'));
  const [wrong, setWrong] = useState<Partial<Record<keyof MailForm, string>>>({});
  const [busy, setBusy] = useState<'save' | 'test' | null>(null);
  const [tested, setTested] = useState<MailTest | null>(null);
  const [removing, setRemoving] = useState(false);
  const fixed = mail?.source === 'environment';

  const change = (values: Partial<MailForm>) => {
    setForm((known) => ({ ...known, ...values }));
    setTested(null);
    setWrong((known) => Object.fromEntries(Object.entries(known).filter(([name]) => !Object.hasOwn(values, name))));
  };
  const run = async (what: 'save' | 'test', work: () => Promise<void>) => {
    const missing = fixed ? [] : missingIn(form);
    setWrong(Object.fromEntries(missing.map((name) => [name, words.required])));
    if (missing[0]) return document.getElementById(`mail-${missing[0]}`)?.focus();
    setBusy(what);
    try {
      await work();
    } catch (error) {
      if (isApiProblem(error) && error.errors.length > 0)
        setWrong(
          Object.fromEntries(error.errors.map(({ field, message }) => [field.replace(/^server\./, ''), message])),
        );
      else showProblem(error);
    } finally {
      setBusy(null);
    }
  };
  const save = () =>
    run('save', async () => {
      await api.put('/settings/mail', { body: bodyOf(form) });
      setForm((known) => ({ ...known, password: '' }));
      showToast(words.saved);
      await client.invalidateQueries({ queryKey: mailKey });
    });
  const test = () =>
    run('test', async () => {
      setTested(null);
      setTested(await api.post<MailTest>('/settings/mail/test', { body: fixed ? {} : { server: bodyOf(form) } }));
    });
  const field = (name: 'host' | 'port' | 'user' | 'password' | 'senderAddress' | 'senderName') => ({
    id: `mail-${name}`,
    value: form[name],
    error: wrong[name],
    disabled: fixed,
    autoComplete: 'off',
    inputWrapperOrder: below,
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });
  const known = providers.find(({ host }) => host === form.host)?.name ?? '';
  return (
    <form
      className={classes.grid}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void save();
      }}
    >
      {fixed ? <p className={classes.whole}>{words.byEnvironment}</p> : null}
      {fixed ? null : (
        <Select
          className={classes.whole}
          label={words.provider}
          data={[
            { value: '', label: words.providerOther },
            ...providers.map(({ name }) => ({ value: name, label: name })),
          ]}
          value={known}
          allowDeselect={false}
          onChange={(name) => {
            const chosen = providers.find((provider) => provider.name === name);
            if (chosen) change({ host: chosen.host, port: String(chosen.port), security: chosen.security });
            else change({ host: '' });
          }}
        />
      )}
      <TextInput
        {...field('host')}
        className={classes.wide}
        label={words.host}
        placeholder={words.hostExample}
        required
      />
      <TextInput {...field('port')} className={classes.narrow} label={words.port} inputMode="numeric" required />
      <Select
        className={classes.whole}
        label={words.security}
        data={(['tls', 'starttls', 'none'] as const).map((value) => ({ value, label: words[value] }))}
        value={form.security}
        allowDeselect={false}
        disabled={fixed}
        description={form.security === 'none' ? words.noneWarning : undefined}
        onChange={(value) => {
          const security = value as MailSecurity;
          const usual = Object.values(usualPorts).includes(form.port) || form.port === '';
          change({ security, ...(usual ? { port: usualPorts[security] } : {}) });
        }}
      />
      <TextInput {...field('user')} className={classes.half} label={words.user} description={words.userHelp} />
      <PasswordInput
        {...field('password')}
        className={classes.half}
        label={words.password}
        description={mail?.server.hasPassword ? words.passwordKept : undefined}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': words.showPassword }}
      />
      <TextInput
        {...field('senderAddress')}
        className={classes.half}
        label={words.senderAddress}
        type="email"
        required
      />
      <TextInput {...field('senderName')} className={classes.half} label={words.senderName} required />
      <div className={classes.notice} role="status">
        {tested ? (
          <Alert
            variant="light"
            color={tested.sent ? 'ink' : 'red'}
            title={tested.sent ? words.testSent(tested.to) : words.testFailed}
          >
            {tested.reason ? <div>{words[tested.reason]}</div> : null}
            <div>
              {words.serverSaid}
              <p className={classes.said}>{tested.answer}</p>
            </div>
          </Alert>
        ) : null}
      </div>
      <div className={classes.buttons}>
        {fixed ? null : (
          <Button type="submit" loading={busy === 'save'}>
            {words.save}
          </Button>
        )}
        <Button variant="default" loading={busy === 'test'} onClick={() => void test()}>
          {words.test}
        </Button>
        {mail && !fixed ? (
          <Button variant="subtle" color="red" onClick={() => setRemoving(true)}>
            {words.remove}
          </Button>
        ) : null}
      </div>
      <ConfirmDialog
        opened={removing}
        title={words.removeTitle}
        confirmLabel={words.remove}
        danger
        onConfirm={async () => {
          await api.delete('/settings/mail');
          setForm(formOf(null, user.email, company.name || 'Carnet'));
          showToast(words.removed);
          await client.invalidateQueries({ queryKey: mailKey });
        }}
        onClose={() => setRemoving(false)}
      >
        <p>{words.removeText}</p>
      </ConfirmDialog>
    </form>
  );
}
