import { Alert, Button, Checkbox, NativeSelect, PasswordInput, Switch, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { isApiProblem } from '../../api/problem.ts';
import { useRecordList } from '../../api/queries.ts';
import { useMessages } from '../../language/catalogue.ts';
import { singleSignOnMessages } from '../../language/single-sign-on.ts';
import { CopyField } from '../../ui/copy-field.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { showProblem, showToast } from '../../ui/toast.tsx';
import { AccountSection } from '../account/account-section.tsx';
import grid from '../mail/mail.module.css';
import { bodyOf, formOf, type Provider, type ProviderForm, singleSignOnKey, singleSignOnQuery } from './provider.ts';

/** « Connexion unique »: the identity provider that people sign in with. */
export function SingleSignOnPage() {
  const words = useMessages(singleSignOnMessages);
  const { data, error, refetch } = useQuery(singleSignOnQuery);
  return (
    <>
      <PageHeader title={words.title} description={words.help} />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <RowSkeletons rows={6} /> : null}
      {data ? <SettingsForm kept={data.provider} redirect={data.redirect} /> : null}
    </>
  );
}

interface SettingsFormProps {
  readonly kept: (Provider & { readonly hasSecret: boolean }) | null;
  /** Where the provider sends browsers back to. */
  readonly redirect: string;
}

function SettingsForm({ kept, redirect }: SettingsFormProps) {
  const words = useMessages(singleSignOnMessages);
  const client = useQueryClient();
  const [form, setForm] = useState(() => formOf(kept, words.labelDefault));
  const [wrong, setWrong] = useState<Partial<Record<keyof ProviderForm, string>>>({});
  const [busy, setBusy] = useState<'save' | 'check' | null>(null);
  const [answered, setAnswered] = useState<string | null>(null);
  const roles = useRecordList('roles', { sort: 'name', limit: 200 }).data?.pages.flatMap((page) => page.items) ?? [];
  const change = (values: Partial<ProviderForm>) => {
    setForm((known) => ({ ...known, ...values }));
    if ('issuer' in values) setAnswered(null);
    setWrong((known) => Object.fromEntries(Object.entries(known).filter(([name]) => !Object.hasOwn(values, name))));
  };
  const run = async (what: 'save' | 'check', work: () => Promise<void>) => {
    if (busy) return;
    setBusy(what);
    try {
      await work();
    } catch (error) {
      if (isApiProblem(error) && error.errors.length > 0) {
        setWrong(Object.fromEntries(error.errors.map(({ field, message }) => [field.split('.')[0], message])));
        document.getElementById(`sso-${error.errors[0]?.field.split('.')[0]}`)?.focus();
      } else showProblem(error);
    } finally {
      setBusy(null);
    }
  };
  const save = () =>
    run('save', async () => {
      await api.put('/settings/single-sign-on', { body: bodyOf(form) });
      setForm((known) => ({ ...known, clientSecret: '' }));
      showToast(words.saved);
      await client.invalidateQueries({ queryKey: singleSignOnKey });
    });
  const check = () =>
    run('check', async () => {
      const body = { issuer: form.issuer };
      const { issuer } = await api.post<{ issuer: string }>('/settings/single-sign-on/try', { body });
      setAnswered(issuer);
    });
  const text = (name: 'issuer' | 'clientId' | 'clientSecret' | 'label' | 'emailClaim' | 'domains') => ({
    id: `sso-${name}`,
    value: form[name],
    error: wrong[name],
    autoComplete: 'off',
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });
  const flag = (name: 'verifiedOnly' | 'createUsers' | 'required' | 'trusted') => ({
    className: grid.whole ?? '',
    label: words[name],
    description: words[`${name}Help`],
    checked: form[name],
    onChange: (event: { currentTarget: { checked: boolean } }) => change({ [name]: event.currentTarget.checked }),
  });
  return (
    <form
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void save();
      }}
    >
      <AccountSection title={words.provider}>
        <div className={grid.grid}>
          <Switch
            className={grid.whole ?? ''}
            label={words.enabled}
            description={words.enabledHelp}
            checked={form.enabled}
            onChange={(event) => change({ enabled: event.currentTarget.checked })}
          />
          <div className={grid.whole}>
            <CopyField label={words.redirect} help={words.redirectHelp} value={redirect} />
          </div>
          <TextInput
            {...text('issuer')}
            className={grid.whole ?? ''}
            label={words.issuer}
            description={words.issuerHelp}
            type="url"
            inputMode="url"
            required
          />
          <div className={grid.buttons}>
            <Button
              variant="default"
              size="compact-sm"
              disabled={form.issuer.trim() === ''}
              loading={busy === 'check'}
              onClick={() => void check()}
            >
              {words.check}
            </Button>
          </div>
          <div className={grid.notice} role="status">
            {answered ? <Alert color="teal">{words.answers(answered)}</Alert> : null}
          </div>
          <TextInput {...text('clientId')} className={grid.half ?? ''} label={words.clientId} required />
          <PasswordInput
            {...text('clientSecret')}
            className={grid.half ?? ''}
            label={words.clientSecret}
            description={kept?.hasSecret ? words.secretKept : words.secretNone}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': words.showSecret }}
          />
          <TextInput {...text('label')} className={grid.whole ?? ''} label={words.label} maxLength={60} required />
        </div>
      </AccountSection>
      <AccountSection title={words.people}>
        <div className={grid.grid}>
          <TextInput
            {...text('emailClaim')}
            className={grid.half ?? ''}
            label={words.emailClaim}
            description={words.emailClaimHelp}
            required
          />
          <TextInput
            {...text('domains')}
            className={grid.half ?? ''}
            label={words.domains}
            description={words.domainsHelp}
            placeholder={words.domainsExample}
          />
          <Checkbox {...flag('verifiedOnly')} />
          <Checkbox {...flag('createUsers')} />
          {form.createUsers ? (
            <NativeSelect
              id="sso-role"
              className={grid.half ?? ''}
              label={words.role}
              required
              error={wrong.role}
              value={form.role}
              data={[
                { value: '', label: words.chooseRole },
                ...roles.map(({ id, title }) => ({ value: id, label: title })),
              ]}
              onChange={(event) => change({ role: event.currentTarget.value })}
            />
          ) : null}
        </div>
      </AccountSection>
      <AccountSection title={words.security}>
        <div className={grid.grid}>
          <Checkbox {...flag('required')} />
          <Checkbox {...flag('trusted')} />
          <div className={grid.buttons}>
            <Button type="submit" loading={busy === 'save'}>
              {words.save}
            </Button>
          </div>
        </div>
      </AccountSection>
    </form>
  );
}
