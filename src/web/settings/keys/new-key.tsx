import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { isApiProblem } from '../../api/problem.ts';
import { accessMessages } from '../../language/access.ts';
import { useMessages } from '../../language/catalogue.ts';
import { CopyField } from '../../ui/copy-field.tsx';
import { showProblem } from '../../ui/toast.tsx';
import classes from './keys-page.module.css';

interface NewKeyProps {
  /** Told as soon as there is a new key. */
  readonly onMade: () => void;
  readonly onClose: () => void;
}

/** Asks what a key is for, makes it, and shows it the one time that it can be shown. */
export function NewKey({ onMade, onClose }: NewKeyProps) {
  const [key, setKey] = useState<string | null>(null);
  const made = (secret: string) => {
    setKey(secret);
    onMade();
  };
  return key === null ? <NameKey onMade={made} onClose={onClose} /> : <ShownKey value={key} onClose={onClose} />;
}

function NameKey({ onMade, onClose }: { readonly onMade: (key: string) => void; readonly onClose: () => void }) {
  const words = useMessages(accessMessages);
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const { key } = await api.post<{ key: string }>('/settings/api-keys', { body: { name } });
      onMade(key);
    } catch (error) {
      setBusy(false);
      if (isApiProblem(error) && error.status < 500) setProblem(error.errors[0]?.message ?? error.detail);
      else showProblem(error);
    }
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <TextInput
        data-autofocus
        required
        maxLength={120}
        label={words.keyName}
        description={words.keyNameHelp}
        placeholder={words.keyNameExample}
        value={name}
        error={problem}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setProblem(null);
        }}
      />
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {words.create}
        </Button>
      </Group>
    </form>
  );
}

function ShownKey({ value, onClose }: { readonly value: string; readonly onClose: () => void }) {
  const words = useMessages(accessMessages);
  return (
    <div>
      <p className={classes.text} role="status">
        {words.keyOnce}
      </p>
      <div className={classes.key}>
        <CopyField label={words.keyReady} value={value} focused />
      </div>
      <p className={classes.text}>{words.keyUse}</p>
      <code className={classes.code}>Authorization: Bearer {value.slice(0, 12)}…</code>
      <Group justify="flex-end" mt="lg">
        <Button onClick={onClose}>{words.kept}</Button>
      </Group>
    </div>
  );
}
