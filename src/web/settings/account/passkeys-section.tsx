import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { dateTimeType } from '../../../fields/date-time/date-time.ts';
import { deviceOf } from '../../../rules/user-agent.ts';
import { api } from '../../api/client.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { signInMessages } from '../../language/sign-in.ts';
import { isKnownDevice, makePasskey, passkeysPossible } from '../../sign-in/passkeys.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { showProblem, showToast } from '../../ui/toast.tsx';
import { CellLabel } from '../cell-label.tsx';
import table from '../setting-table.module.css';
import classes from './account.module.css';
import { AccountSection } from './account-section.tsx';
import { type Passkey, useSecondFactor } from './second-factor.ts';
import { useProof } from './use-proof.tsx';

/** One's passkeys: added, named, deleted. */
export function PasskeysSection() {
  const words = useMessages(signInMessages);
  const { data, error, retry, read } = useSecondFactor();
  const { proven, dialog } = useProof();
  const [naming, setNaming] = useState<Passkey | null>(null);
  const [deleting, setDeleting] = useState<Passkey | null>(null);
  const [busy, setBusy] = useState(false);
  const possible = passkeysPossible();
  const add = async () => {
    setBusy(true);
    await proven(async () => {
      const { browser, system } = deviceOf(navigator.userAgent);
      const name = words.passkeyDefault(browser, system);
      try {
        const answer = await makePasskey('/me/passkeys/question');
        if (!answer) return;
        const { id } = await api.post<{ id: string }>('/me/passkeys', { body: { ...answer, name } });
        showToast(words.passkeyAdded);
        await read();
        setNaming({ id, name, host: location.hostname, createdAt: '', lastUsedAt: null });
      } catch (failure) {
        if (!isKnownDevice(failure)) throw failure;
        showToast(words.passkeyKnown);
      }
    });
    setBusy(false);
  };
  return (
    <AccountSection
      title={words.passkeys}
      description={possible ? words.passkeysHelp : words.choosePasskeyNot}
      actions={
        <Button disabled={!possible || !data} loading={busy} onClick={() => void add()}>
          {words.addPasskey}
        </Button>
      }
    >
      {error ? <ErrorNotice error={error} onRetry={retry} /> : null}
      {!data && !error ? <RowSkeletons rows={1} /> : null}
      {data?.passkeys.length === 0 ? <p className={classes.empty}>{words.noPasskey}</p> : null}
      {data && data.passkeys.length > 0 ? (
        <PasskeyTable passkeys={data.passkeys} onRename={setNaming} onDelete={setDeleting} />
      ) : null}
      <Modal
        opened={naming !== null}
        onClose={() => setNaming(null)}
        title={words.namePasskey}
        centered
        closeButtonProps={{ 'aria-label': words.close }}
      >
        {naming ? (
          <NameForm
            passkey={naming}
            onClose={() => setNaming(null)}
            onNamed={async () => {
              setNaming(null);
              await read();
            }}
          />
        ) : null}
      </Modal>
      <ConfirmDialog
        opened={deleting !== null}
        title={words.deleteTitle(deleting?.name ?? '')}
        confirmLabel={words.delete}
        danger
        onConfirm={() => {
          const gone = deleting;
          if (!gone) return;
          void proven(async () => {
            await api.delete(`/me/passkeys/${gone.id}`);
            showToast(words.passkeyDeleted(gone.name));
            await read();
          });
        }}
        onClose={() => setDeleting(null)}
      >
        <p>{words.deleteText}</p>
      </ConfirmDialog>
      {dialog}
    </AccountSection>
  );
}

interface PasskeyTableProps {
  readonly passkeys: readonly Passkey[];
  readonly onRename: (passkey: Passkey) => void;
  readonly onDelete: (passkey: Passkey) => void;
}

function PasskeyTable({ passkeys, onRename, onDelete }: PasskeyTableProps) {
  const words = useMessages(signInMessages);
  const context = useFormatContext();
  const moment = (at: string) => dateTimeType.format(at, {}, context);
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.site}</th>
          <th scope="col">{words.created}</th>
          <th scope="col">{words.lastUsed}</th>
          <th scope="col" aria-label={words.rename} />
        </tr>
      </thead>
      <tbody>
        {passkeys.map((passkey) => (
          <tr key={passkey.id}>
            <td className={table.name}>{passkey.name}</td>
            <td>
              <CellLabel>{words.site}</CellLabel>
              {passkey.host}
            </td>
            <td>
              <CellLabel>{words.created}</CellLabel>
              {moment(passkey.createdAt)}
            </td>
            <td>
              <CellLabel>{words.lastUsed}</CellLabel>
              {passkey.lastUsedAt === null ? words.never : moment(passkey.lastUsedAt)}
            </td>
            <td className={table.end}>
              <span className={classes.rowActions}>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={words.renamePasskey(passkey.name)}
                  onClick={() => onRename(passkey)}
                >
                  {words.rename}
                </Button>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={words.deletePasskey(passkey.name)}
                  onClick={() => onDelete(passkey)}
                >
                  {words.delete}
                </Button>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface NameFormProps {
  readonly passkey: Passkey;
  readonly onClose: () => void;
  readonly onNamed: () => Promise<void>;
}

function NameForm({ passkey, onClose, onNamed }: NameFormProps) {
  const words = useMessages(signInMessages);
  const [name, setName] = useState(passkey.name);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    setBusy(true);
    try {
      await api.patch(`/me/passkeys/${passkey.id}`, { body: { name } });
      await onNamed();
    } catch (error) {
      showProblem(error);
      setBusy(false);
    }
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <TextInput
        data-autofocus
        label={words.passkeyName}
        description={words.passkeyNameHelp}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {words.save}
        </Button>
      </Group>
    </form>
  );
}
