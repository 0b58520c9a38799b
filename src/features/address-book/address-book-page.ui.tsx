import { Alert, Anchor, Button, Checkbox, TextInput } from '@mantine/core';
import { IconDownload, IconLockOpen } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { newId } from '../../lib/ids.ts';
import { api } from '../../web/api/client.ts';
import { isApiProblem } from '../../web/api/problem.ts';
import { useMe } from '../../web/api/queries.ts';
import { addressBookMessages } from '../../web/language/address-book.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { Square } from '../../web/sign-in/square.tsx';
import { CopyField } from '../../web/ui/copy-field.tsx';
import { PageHeader } from '../../web/ui/page-header.tsx';
import { showProblem } from '../../web/ui/toast.tsx';
import classes from './address-book-page.module.css';
import { appleProfile } from './apple-profile.ts';

interface Device {
  readonly name: string;
  readonly key: string;
}

/** How to have one's contacts on a telephone: a key for it, and what to type where. */
export function AddressBookPage() {
  const words = useMessages(addressBookMessages);
  const [device, setDevice] = useState<Device | null>(null);
  return (
    <>
      <PageHeader title={words.title} description={words.help} />
      <div className={classes.page}>
        {window.isSecureContext && location.protocol === 'https:' ? null : (
          <Alert variant="default" icon={<IconLockOpen size={20} stroke={1.6} />}>
            {words.notSecure}
          </Alert>
        )}
        {device ? <Ready device={device} onAnother={() => setDevice(null)} /> : <NewDevice onMade={setDevice} />}
        <p className={classes.help}>
          {words.revoke}{' '}
          <Anchor component={Link} size="sm" to="/settings/api-keys">
            {words.keys}
          </Anchor>
        </p>
      </div>
    </>
  );
}

function NewDevice({ onMade }: { readonly onMade: (device: Device) => void }) {
  const words = useMessages(addressBookMessages);
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [writes, setWrites] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const body = { name, opens: writes ? 'address-book-writing' : 'address-book' };
      const { key } = await api.post<{ key: string }>('/settings/api-keys', { body });
      void client.invalidateQueries({ queryKey: ['api-keys'] });
      onMade({ name: name.trim(), key });
    } catch (error) {
      setBusy(false);
      if (isApiProblem(error) && error.status > 0 && error.status < 500)
        setProblem(error.errors[0]?.message ?? error.detail);
      else showProblem(error);
    }
  };
  return (
    <form noValidate className={classes.form} onSubmit={(event) => void submit(event)}>
      <div>
        <h2 className={classes.heading}>{words.newDevice}</h2>
        <p className={classes.help}>{words.newDeviceHelp}</p>
      </div>
      <TextInput
        required
        maxLength={120}
        label={words.deviceName}
        placeholder={words.deviceExample}
        value={name}
        error={problem}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setProblem(null);
        }}
      />
      <Checkbox
        label={words.mayWrite}
        description={words.mayWriteHelp}
        checked={writes}
        onChange={(event) => setWrites(event.currentTarget.checked)}
      />
      <Button type="submit" loading={busy}>
        {words.make}
      </Button>
    </form>
  );
}

interface ReadyProps {
  readonly device: Device;
  readonly onAnother: () => void;
}

function Ready({ device: { name, key }, onAnother }: ReadyProps) {
  const words = useMessages(addressBookMessages);
  const { user, company } = useMe();
  const server = location.origin;
  const download = () => {
    const title = `Carnet · ${company.name}`;
    const access = { server, user: user.id, email: user.email, password: key, name: title };
    const file = new Blob([appleProfile(access, [newId(), newId()])], { type: 'application/x-apple-aspen-config' });
    const address = URL.createObjectURL(file);
    const link = document.createElement('a');
    link.href = address;
    link.download = 'carnet.mobileconfig';
    link.click();
    URL.revokeObjectURL(address);
  };
  const fields = [
    [words.server, server],
    [words.userName, user.email],
    [words.password, key],
  ] as const;
  const steps = [
    [words.apple, words.appleSteps],
    [words.android, words.androidSteps],
    [words.thunderbird, words.thunderbirdSteps],
  ] as const;
  return (
    <section className={classes.ready}>
      <div>
        <h2 className={classes.heading}>{words.ready(name)}</h2>
        <p className={classes.help} role="status">
          {words.readyHelp}
        </p>
      </div>
      <div className={classes.access}>
        <div className={classes.fields}>
          {fields.map(([label, value]) => (
            <div key={label}>
              <p className={classes.label}>{label}</p>
              <CopyField label={label} value={value} />
            </div>
          ))}
        </div>
        <Square text={key} label={words.square} />
      </div>
      <div>
        <Button variant="default" leftSection={<IconDownload size={16} stroke={1.8} />} onClick={download}>
          {words.profile}
        </Button>
        <p className={classes.help}>{words.profileHelp}</p>
      </div>
      <dl className={classes.steps}>
        {steps.map(([title, text]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <div>
        <Button variant="default" onClick={onAnother}>
          {words.another}
        </Button>
      </div>
    </section>
  );
}
