import { Button } from '@mantine/core';
import { dateTimeType } from '../../fields/date-time/date-time.ts';
import { localize } from '../../lib/localized.ts';
import { useModel } from '../api/queries.ts';
import { accessMessages } from '../language/access.ts';
import { useMessages } from '../language/catalogue.ts';
import { useLanguage } from '../language/current-language.ts';
import { fieldOrderMessages } from '../language/field-order.ts';
import { useFormatContext } from '../language/format-context.ts';
import { mailMessages } from '../language/mail.ts';
import { settingsMessages } from '../language/settings.ts';
import { singleSignOnMessages } from '../language/single-sign-on.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RowSkeletons } from '../ui/row-skeletons.tsx';
import tableClasses from './fields/fields-page.module.css';
import { type TrailItem, useSettingLists, useSettingsTrail } from './queries.ts';
import classes from './trail-page.module.css';
import { trailParts, trailText } from './trail-parts.ts';

/** Words of the settings that a change names; the others are told by their key. */
const named = [
  'label',
  'help',
  'section',
  'required',
  'hidden',
  'audited',
  'inList',
  'sortable',
  'indexed',
  'search',
  'unique',
  'defaultValue',
  'options',
  'one',
  'many',
] as const;

function TrailRow({ item, subjectOf }: { readonly item: TrailItem; readonly subjectOf: (subject: string) => string }) {
  const words = useMessages(settingsMessages);
  const context = useFormatContext();
  const text = (value: unknown) => trailText(value, context.language, [words.yes, words.no]);
  const order = useMessages(fieldOrderMessages);
  const wordOf = (name: string) => {
    const known = named.find((key) => key === name);
    if (known) return words[known];
    if (name === 'order') return order.order;
    return name === 'coming' ? words.markComing : name;
  };
  const kinds = {
    create: words.kindCreate,
    update: words.kindUpdate,
    delete: words.kindDelete,
    restore: words.kindRestore,
  };
  return (
    <tr>
      <td className={classes.when}>{dateTimeType.format(item.at, {}, context)}</td>
      <td>{item.by?.name ?? words.byCarnet}</td>
      <td>
        {Object.entries(item.changes).map(([subject, [before, after]]) => (
          <div key={subject}>
            <strong>{subjectOf(subject)}</strong> · {kinds[item.kind]}
            {item.kind === 'update'
              ? trailParts(before, after).map(({ name, was, is }) => (
                  <div key={name} className={classes.part}>
                    {words.changeOf(wordOf(name), text(was), text(is))}
                  </div>
                ))
              : null}
          </div>
        ))}
      </td>
    </tr>
  );
}

/** Who changed what of the settings, newest first. */
export function TrailPage() {
  const words = useMessages(settingsMessages);
  const access = useMessages(accessMessages);
  const order = useMessages(fieldOrderMessages);
  const { mail } = useMessages(mailMessages);
  const { subject: singleSignOn } = useMessages(singleSignOnMessages);
  const language = useLanguage();
  const model = useModel();
  const lists = useSettingLists().data?.items ?? [];
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useSettingsTrail();
  const subjectOf = (subject: string): string => {
    if (subject.startsWith('list:')) {
      const name = subject.slice('list:'.length);
      const list = lists.find((candidate) => candidate.name === name);
      return words.listSubject(list ? localize(list.label, language) : name);
    }
    if (subject.startsWith('apiKey:')) return access.keySubject(subject.slice('apiKey:'.length));
    if (subject === 'backup') return access.backup;
    if (subject === 'mail') return mail;
    if (subject === 'singleSignOn') return singleSignOn;
    const [recordName = '', fieldName] = subject.split('.');
    const record = model.find(recordName);
    const field = fieldName ? record?.field(fieldName) : undefined;
    if (fieldName === 'order' && !field)
      return `${record ? localize(record.label.one, language) : recordName} › ${order.order}`;
    return [
      record ? localize(record.label.one, language) : recordName,
      field ? localize(field.label, language) : fieldName,
    ]
      .filter(Boolean)
      .join(' › ');
  };
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader title={words.trail} description={words.trailHelp} />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <RowSkeletons /> : null}
      {data && items.length === 0 ? <EmptyState title={words.trailEmpty} /> : null}
      {items.length > 0 ? (
        <table className={`${tableClasses.table} ${classes.table}`}>
          <thead>
            <tr>
              <th scope="col">{words.when}</th>
              <th scope="col">{words.who}</th>
              <th scope="col">{words.what}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <TrailRow key={item.id} item={item} subjectOf={subjectOf} />
            ))}
          </tbody>
        </table>
      ) : null}
      {hasNextPage ? (
        <Button m="md" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.more}
        </Button>
      ) : null}
    </>
  );
}
