import { dateTimeType } from '../../../fields/date-time/date-time.ts';
import { localize } from '../../../lib/localized.ts';
import { accessKinds, isAccessKind } from '../../../rules/access-kinds.ts';
import { deviceOf } from '../../../rules/user-agent.ts';
import { useModel } from '../../api/queries.ts';
import { accessLogMessages } from '../../language/access-log.ts';
import { accountMessages } from '../../language/account.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useFormatContext } from '../../language/format-context.ts';
import table from '../setting-table.module.css';
import { type AccessLine, lineDetail } from './access-lines.ts';
import classes from './access-log.module.css';

/** Lines of the journal: when, who, what, from where. */
export function AccessLogTable({ lines }: { readonly lines: readonly AccessLine[] }) {
  const words = useMessages(accessLogMessages);
  const account = useMessages(accountMessages);
  const context = useFormatContext();
  const model = useModel();
  const { language } = context;
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{words.when}</th>
          <th scope="col">{words.who}</th>
          <th scope="col">{words.what}</th>
          <th scope="col">{words.where}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const { browser, system } = deviceOf(line.userAgent);
          const detail = lineDetail(line, { words, language, model });
          return (
            <tr key={line.id}>
              <td>{dateTimeType.format(line.at, {}, context)}</td>
              <td className={table.name}>{line.by?.name ?? words.nobody}</td>
              <td className={table.name}>
                {isAccessKind(line.kind) ? localize(accessKinds[line.kind], language) : line.kind}
                {detail ? <span className={classes.detail}>{detail}</span> : null}
              </td>
              <td>
                {line.address ?? ''}
                <span className={classes.from} title={line.userAgent ?? undefined}>
                  {account.deviceOf(browser, system)}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
