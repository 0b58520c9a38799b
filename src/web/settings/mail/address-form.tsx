import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { isApiProblem } from '../../api/problem.ts';
import { useMessages } from '../../language/catalogue.ts';
import { mailMessages } from '../../language/mail.ts';
import { showProblem, showToast } from '../../ui/toast.tsx';
import classes from './mail.module.css';
import { mailKey } from './mail-queries.ts';

interface AddressFormProps {
  readonly address: { readonly value: string | null; readonly source: 'environment' | 'settings' };
  /** Whether mail leaves: its links need the address. */
  readonly mailing: boolean;
}

/** Where Carnet is reached: proposed as the browser has it. */
export function AddressForm({ address, mailing }: AddressFormProps) {
  const words = useMessages(mailMessages);
  const client = useQueryClient();
  const [value, setValue] = useState(address.value ?? window.location.origin);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const fixed = address.source === 'environment';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await api.put('/settings/address', { body: { address: value } });
      showToast(words.addressSaved);
      await client.invalidateQueries({ queryKey: mailKey });
    } catch (error) {
      if (isApiProblem(error) && error.errors.length > 0) setWrong(error.errors[0]?.message ?? error.detail);
      else showProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className={classes.grid} noValidate onSubmit={(event) => void submit(event)}>
      <TextInput
        className={classes.whole}
        aria-label={words.address}
        type="url"
        inputMode="url"
        placeholder={words.addressExample}
        value={value}
        disabled={fixed}
        error={wrong}
        description={mailing && address.value === null ? words.addressMissing : undefined}
        onChange={(event) => {
          setValue(event.currentTarget.value);
          setWrong(null);
        }}
      />
      {fixed ? null : (
        <div className={classes.buttons}>
          <Button type="submit" variant="default" loading={busy} disabled={value === address.value}>
            {words.save}
          </Button>
        </div>
      )}
    </form>
  );
}
