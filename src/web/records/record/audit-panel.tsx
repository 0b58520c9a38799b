import { Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowRight } from '@tabler/icons-react';
import { useState } from 'react';
import { faceOf } from '../../../fields/faces.ui.tsx';
import type { EffectiveField } from '../../../meta/effective-record.ts';
import { fieldAccess } from '../../../meta/permissions.ts';
import { useAudit } from '../../api/queries.ts';
import type { AuditEntry } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { formMessages } from '../../language/form.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { recordMessages } from '../../language/record.ts';
import { Drawer } from '../../ui/deferred-overlays.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useOnceOpened } from '../../ui/once-opened.ts';
import { usePhone } from '../../ui/phone.ts';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { showProblem, showToast } from '../../ui/toast.tsx';
import { isWritable } from '../form/form-fields.ts';
import { changedValues } from '../form/use-form.ts';
import classes from './audit-panel.module.css';
import type { RecordView } from './record-context.ts';

/** An entry with more lines than this shows them when asked: a creation sets every field. */
const fewLines = 6;

function Side({
  field,
  value,
  entry,
}: {
  readonly field: EffectiveField;
  readonly value: unknown;
  readonly entry: AuditEntry;
}) {
  const words = useMessages(formMessages);
  if (value === null || value === undefined) return <span className={classes.empty}>{words.conflictEmpty}</span>;
  const { Display } = faceOf(field.type.name);
  // A record that the trail has no title for may not be seen, or is gone: its own field would ask for it in vain.
  return <Display value={value} field={field} titleOf={(id) => entry.titles[id] ?? undefined} dense />;
}

interface EntryProps {
  readonly view: RecordView;
  readonly entry: AuditEntry;
}

function Entry({ view, entry }: EntryProps) {
  const words = useMessages(recordMessages);
  const language = useLanguage();
  const context = useFormatContext();
  const { record, item, permission, editable, save } = view;
  const changes = Object.entries(entry.changes).flatMap(([name, [before, after]]) => {
    const field = record.field(name);
    return field && fieldAccess(permission, name) !== 'none' ? [{ field, before, after }] : [];
  });
  const [all, setAll] = useState(changes.length <= fewLines && entry.kind !== 'create');
  const kinds = {
    create: words.auditCreate,
    update: words.auditUpdate,
    delete: words.auditDelete,
    restore: words.auditRestore,
  };
  const channels: Readonly<Record<string, string>> = {
    screen: words.channelScreen,
    api: words.channelApi,
    import: words.channelImport,
    bulk: words.channelBulk,
    merge: words.channelMerge,
    undo: words.channelUndo,
    command: words.channelCommand,
    job: words.channelJob,
    setup: words.channelSetup,
  };
  const moment = record.field('updatedAt');
  const when = moment ? moment.type.format(entry.at, moment.options, context) : entry.at;
  const restore = async (field: EffectiveField, value: unknown) => {
    const outcome = await save({ [field.name]: value });
    if (outcome.ok) showToast(words.valueRestored(field.label[language]));
    else if (outcome.error !== null) showProblem(outcome.error);
  };
  const restorable = (field: EffectiveField, before: unknown) =>
    editable &&
    !entry.of &&
    entry.kind === 'update' &&
    isWritable(field, permission) &&
    Object.keys(changedValues({ [field.name]: item[field.name] ?? null }, { [field.name]: before })).length > 0;
  return (
    <li className={classes.entry}>
      <div className={classes.head}>
        <time className={classes.when} dateTime={entry.at}>
          {when}
        </time>
        <span>{entry.by?.name ?? words.byNobody}</span>
        <span className={classes.quiet}>
          {entry.of && entry.kind === 'delete' && entry.channel === 'merge'
            ? words.auditMerged(entry.of.title ?? '')
            : [
                kinds[entry.kind],
                channels[entry.channel] ?? entry.channel,
                ...(entry.of ? [words.auditOf(entry.of.title ?? '')] : []),
              ].join(' · ')}
        </span>
      </div>
      {all ? (
        <div className={classes.changes}>
          {changes.map(({ field, before, after }) => (
            <div key={field.name} className={classes.change}>
              <span className={classes.field}>{field.label[language]}</span>
              {restorable(field, before) ? (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  leftSection={<IconArrowBackUp size={14} aria-hidden />}
                  aria-label={words.restoreValueOf(field.label[language])}
                  onClick={() => void restore(field, before)}
                >
                  {words.restoreValue}
                </Button>
              ) : (
                <span />
              )}
              <div className={classes.values}>
                <span className={classes.before} title={words.auditBefore}>
                  <Side field={field} value={before} entry={entry} />
                </span>
                <IconArrowRight size={14} aria-hidden style={{ marginTop: 3 }} />
                <span title={words.auditAfter}>
                  <Side field={field} value={after} entry={entry} />
                </span>
              </div>
            </div>
          ))}
        </div>
      ) : changes.length > 0 ? (
        <Button size="compact-xs" variant="subtle" mt={4} onClick={() => setAll(true)}>
          {words.auditShow(changes.length)}
        </Button>
      ) : null}
    </li>
  );
}

function Entries({ view }: { readonly view: RecordView }) {
  const words = useMessages(recordMessages);
  const audit = useAudit(view.record.collection, view.item.id);
  if (audit.isError) return <ErrorNotice error={audit.error} onRetry={() => void audit.refetch()} />;
  if (audit.isPending) return <RowSkeletons rows={6} height={60} />;
  const entries = audit.data.pages.flatMap((page) => page.items);
  if (entries.length === 0) return <p>{words.auditEmpty}</p>;
  return (
    <>
      <ol className={classes.entries}>
        {entries.map((entry) => (
          <Entry key={entry.id} view={view} entry={entry} />
        ))}
      </ol>
      {audit.hasNextPage ? (
        <Button
          mt="sm"
          variant="subtle"
          fullWidth
          loading={audit.isFetchingNextPage}
          onClick={() => void audit.fetchNextPage()}
        >
          {words.more}
        </Button>
      ) : null}
    </>
  );
}

interface AuditPanelProps {
  readonly view: RecordView;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Every saved change of a record, newest first: when, who, by which door, each field before and after (F75). */
export function AuditPanel(props: AuditPanelProps) {
  return useOnceOpened(props.opened) ? <AuditDrawer {...props} /> : null;
}

function AuditDrawer({ view, opened, onClose }: AuditPanelProps) {
  const words = useMessages(recordMessages);
  const phone = usePhone();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={phone ? '100%' : 'lg'}
      title={words.auditTitle(view.item.title)}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {opened ? <Entries view={view} /> : null}
    </Drawer>
  );
}
