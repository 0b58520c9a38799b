import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dateType } from '../../../fields/date/date.ts';
import { dateTimeType } from '../../../fields/date-time/date-time.ts';
import { api, apiAddress } from '../../api/client.ts';
import { accessMessages } from '../../language/access.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { showToast } from '../../ui/toast.tsx';
import classes from './backup-page.module.css';

interface LastBackup {
  readonly last: { readonly at: string; readonly by: string | null } | null;
}

const queryKey = ['last-backup'] as const;

/** The whole company in one file: what is in it, when it was last taken, and the button that takes it. */
export function BackupPage() {
  const words = useMessages(accessMessages);
  const context = useFormatContext();
  const [begun, setBegun] = useState<{ readonly after: string | undefined } | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<LastBackup>('/settings/backup', { signal }),
    // One that began here is told as soon as it is whole.
    refetchInterval: ({ state }) => (begun && state.data?.last?.at === begun.after ? 2_000 : false),
  });
  const last = data?.last;
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: context.timeZone }).format(new Date());
  return (
    <>
      <PageHeader title={words.backup} description={words.backupHelp} />
      <div className={classes.body}>
        <div>
          <Button
            component="a"
            href={apiAddress('/backup')}
            download
            leftSection={<IconDownload size={16} />}
            onClick={() => {
              showToast(words.started);
              setBegun({ after: last?.at });
            }}
          >
            {words.download}
          </Button>
        </div>
        <p>
          {words.downloadOf(dateType.format(day, {}, context))} {words.backupWork}
        </p>
        {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
        <p className={classes.dimmed} role="status">
          {last ? words.lastBackup(dateTimeType.format(last.at, {}, context), last.by ?? 'Carnet') : null}
          {data && !last ? words.noBackup : null}
        </p>
        <h2 className={classes.heading}>{words.backupContains}</h2>
        <ul>
          <li>{words.backupRecords}</li>
          <li>{words.backupSettings}</li>
          <li>{words.backupFiles}</li>
          <li>{words.backupSecret}</li>
        </ul>
        <p>
          <strong>{words.backupCare}</strong>
        </p>
        <p>{words.backupRestore}</p>
        <code className={classes.code}>npm run carnet -- restore carnet-{words.backupDate}.tar.gz</code>
      </div>
    </>
  );
}
