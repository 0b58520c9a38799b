import { Button } from '@mantine/core';
import { IconCloudCheck, IconCloudUp } from '@tabler/icons-react';
import { useState } from 'react';
import { isConnectionLost } from '../api/connection.ts';
import { useModel } from '../api/queries.ts';
import { useMessages } from '../language/catalogue.ts';
import { offlineMessages } from '../language/offline.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RecordLink } from '../ui/record-link.tsx';
import { showToast } from '../ui/toast.tsx';
import { currentOutbox, useOutbox } from './outbox.ts';
import { OutboxItem } from './outbox-item.tsx';
import classes from './outbox-page.module.css';
import { useSend } from './use-sending.ts';

/** What was saved without network and waits to be sent: each with its state, and what can be done about it. */
export function OutboxPage() {
  const words = useMessages(offlineMessages);
  const model = useModel();
  const send = useSend();
  const { writes, sent } = useOutbox();
  const [busy, setBusy] = useState(false);
  const waits = writes.some(({ refusal, held }) => refusal === null && !held);
  const sendNow = async () => {
    setBusy(true);
    await send();
    setBusy(false);
    if (isConnectionLost() || currentOutbox().writes.some(({ refusal, held }) => refusal === null && !held))
      showToast(words.notYet);
  };
  return (
    <div className={classes.page}>
      <PageHeader
        title={words.title}
        description={words.explained}
        leading={<IconCloudUp size={20} stroke={1.6} aria-hidden />}
        actions={
          waits ? (
            <Button size="compact-md" loading={busy} onClick={() => void sendNow()}>
              {words.sendNow}
            </Button>
          ) : null
        }
      />
      <div className={classes.body}>
        {writes.length === 0 && sent.length === 0 ? (
          <EmptyState icon={<IconCloudCheck size={40} stroke={1.4} />} title={words.none}>
            {words.noneText}
          </EmptyState>
        ) : null}
        {writes.length > 0 ? (
          <ul className={classes.list} aria-label={words.title}>
            {writes.map((write) => (
              <OutboxItem key={write.key} write={write} />
            ))}
          </ul>
        ) : null}
        {sent.length > 0 ? (
          <section>
            <h2 className={classes.heading}>{words.sentTitle}</h2>
            <ul className={classes.list} aria-label={words.sentTitle}>
              {sent.map(({ write, id }) => (
                <li key={`${write.key} ${write.at}`} className={classes.item}>
                  <RecordLink collection={model.record(write.record).collection} id={id}>
                    {write.title}
                  </RecordLink>
                  <span className={classes.state}>{words.stateSent}</span>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
    </div>
  );
}
