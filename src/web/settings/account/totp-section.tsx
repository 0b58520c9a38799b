import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { dateTimeType } from '../../../fields/date-time/date-time.ts';
import { api } from '../../api/client.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { signInMessages } from '../../language/sign-in.ts';
import { BackupCodes } from '../../sign-in/backup-codes.tsx';
import { type SetUp, TotpSetUp } from '../../sign-in/totp-set-up.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { showToast } from '../../ui/toast.tsx';
import classes from './account.module.css';
import { AccountSection } from './account-section.tsx';
import { type SecondFactor, useSecondFactor } from './second-factor.ts';
import { useProof } from './use-proof.tsx';

/** What is open over the section: setting up, fresh backup codes, a question. */
type Open = { readonly setUp: SetUp } | { readonly codes: readonly string[] } | 'turn-off' | 'replace' | null;

/** One's authenticator application: set up, its backup codes, turned off. */
export function TotpSection() {
  const words = useMessages(signInMessages);
  const { data, error, retry, read } = useSecondFactor();
  const [open, setOpen] = useState<Open>(null);
  const { proven, dialog } = useProof();
  const close = () => {
    setOpen(null);
    void read();
  };
  const begin = () => proven(async () => setOpen({ setUp: await api.post<SetUp>('/me/totp') }));
  const shown = typeof open === 'object' ? open : null;
  return (
    <AccountSection
      title={words.totp}
      description={words.totpHelp}
      actions={data?.totpSince === null ? <Button onClick={() => void begin()}>{words.setUp}</Button> : null}
    >
      {error ? <ErrorNotice error={error} onRetry={retry} /> : null}
      {!data && !error ? <RowSkeletons rows={1} /> : null}
      {data ? <State data={data} onOpen={setOpen} /> : null}
      <Modal
        opened={shown !== null}
        onClose={close}
        title={shown && 'codes' in shown ? words.backupTitle : words.totp}
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': words.close }}
      >
        {shown && 'setUp' in shown ? (
          <TotpSetUp
            path="/me/totp"
            begun={shown.setUp}
            onDone={() => {
              showToast(words.turnedOn);
              close();
            }}
          />
        ) : null}
        {shown && 'codes' in shown ? <BackupCodes codes={shown.codes} onKept={close} /> : null}
      </Modal>
      <ConfirmDialog
        opened={open === 'turn-off'}
        title={words.turnOffTitle}
        confirmLabel={words.turnOff}
        danger
        onConfirm={() =>
          void proven(async () => {
            await api.delete('/me/totp');
            showToast(words.turnedOff);
            await read();
          })
        }
        onClose={() => setOpen(null)}
      >
        <p>{words.turnOffText}</p>
      </ConfirmDialog>
      <ConfirmDialog
        opened={open === 'replace'}
        title={words.newCodesTitle}
        confirmLabel={words.replace}
        onConfirm={() =>
          void proven(async () => {
            const answer = await api.post<{ backupCodes: readonly string[] }>('/me/backup-codes');
            setOpen({ codes: answer.backupCodes });
          })
        }
        onClose={() => setOpen((now) => (now === 'replace' ? null : now))}
      >
        <p>{words.newCodesText}</p>
      </ConfirmDialog>
      {dialog}
    </AccountSection>
  );
}

function State({ data, onOpen }: { readonly data: SecondFactor; readonly onOpen: (open: Open) => void }) {
  const words = useMessages(signInMessages);
  const context = useFormatContext();
  const { totpSince, backupCodesLeft, required } = data;
  const asked = required ? ` ${words.roleAsks}` : '';
  if (totpSince === null)
    return (
      <p className={classes.empty}>
        {words.totpOff}
        {asked}
      </p>
    );
  return (
    <div className={classes.state}>
      <p>
        {words.totpSince(dateTimeType.format(totpSince, {}, context))} {words.codesLeft(backupCodesLeft)}
        {asked}
      </p>
      <div className={classes.actions}>
        <Button variant="default" onClick={() => onOpen('replace')}>
          {words.newCodes}
        </Button>
        <Button variant="default" onClick={() => onOpen('turn-off')}>
          {words.turnOff}
        </Button>
      </div>
    </div>
  );
}
