import { Badge } from '@mantine/core';
import { dateTimeType } from '../../../fields/date-time/date-time.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { mailMessages } from '../../language/mail.ts';
import account from '../account/account.module.css';
import table from '../setting-table.module.css';
import classes from './mail.module.css';
import type { ShownMail } from './mail-queries.ts';

const colors = { waiting: 'gray', sent: 'ink', failed: 'red' } as const;

/** The last messages: to whom, what about, whether they left, and what the server said of those that did not. */
export function MessageTable({ messages }: { readonly messages: readonly ShownMail[] }) {
  const words = useMessages(mailMessages);
  const context = useFormatContext();
  if (messages.length === 0) return <p className={account.empty}>{words.noMessage}</p>;
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{words.when}</th>
          <th scope="col">{words.to}</th>
          <th scope="col">{words.subject}</th>
          <th scope="col">{words.state}</th>
        </tr>
      </thead>
      <tbody>
        {messages.map((message) => (
          <tr key={message.id}>
            <td>{dateTimeType.format(message.createdAt, {}, context)}</td>
            <td className={table.name}>{message.to}</td>
            <td className={table.name}>{message.subject}</td>
            <td>
              <Badge variant="light" size="sm" tt="none" color={colors[message.state]}>
                {words[message.state]}
              </Badge>
              {message.state !== 'sent' && message.answer !== null ? (
                <span className={classes.answer}>
                  {words.tries(message.attempts)} · {message.answer}
                </span>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
