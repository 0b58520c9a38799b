import { Badge, Button } from '@mantine/core';
import { useState } from 'react';
import { dateTimeType } from '../../../fields/date-time/date-time.ts';
import { deviceOf } from '../../../rules/user-agent.ts';
import { accountMessages } from '../../language/account.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { CellLabel } from '../cell-label.tsx';
import table from '../setting-table.module.css';
import classes from './account.module.css';
import type { Session } from './sessions.ts';

interface SessionTableProps {
  readonly sessions: readonly Session[];
  /** Ends one; the button waits until it is done. */
  readonly onEnd: (session: Session) => Promise<void>;
}

/** Sessions, a line each: the device, from where, since when, last seen; this one is marked and not ended from here. */
export function SessionTable({ sessions, onEnd }: SessionTableProps) {
  const words = useMessages(accountMessages);
  const context = useFormatContext();
  const [busy, setBusy] = useState<string | null>(null);
  const moment = (at: string) => dateTimeType.format(at, {}, context);
  if (sessions.length === 0) return <p className={classes.empty}>{words.noSession}</p>;
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{words.device}</th>
          <th scope="col">{words.address}</th>
          <th scope="col">{words.opened}</th>
          <th scope="col">{words.seen}</th>
          <th scope="col" aria-label={words.end} />
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => {
          const { browser, system } = deviceOf(session.userAgent);
          const device = words.deviceOf(browser, system) || words.unknownDevice;
          return (
            <tr key={session.id}>
              <td className={table.name}>
                <span className={classes.device} title={session.userAgent ?? undefined}>
                  {device}
                  {session.current ? (
                    <Badge variant="light" size="sm" tt="none">
                      {words.thisOne}
                    </Badge>
                  ) : null}
                </span>
              </td>
              <td>
                <CellLabel>{words.address}</CellLabel>
                {session.address ?? words.unknownAddress}
              </td>
              <td>
                <CellLabel>{words.opened}</CellLabel>
                {moment(session.createdAt)}
              </td>
              <td>
                <CellLabel>{words.seen}</CellLabel>
                {session.current ? words.justNow : moment(session.seenAt)}
              </td>
              <td className={table.end}>
                {session.current ? null : (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={words.endSession(device)}
                    loading={busy === session.id}
                    onClick={() => {
                      setBusy(session.id);
                      void onEnd(session).finally(() => setBusy(null));
                    }}
                  >
                    {words.end}
                  </Button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
