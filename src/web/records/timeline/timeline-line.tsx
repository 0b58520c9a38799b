import { ActionIcon } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { listLabel } from '../../../fields/list/list.ts';
import { Tag } from '../../../fields/list/tag.ui.tsx';
import { ownerField } from '../../../meta/derive/access.ts';
import { pointedRecord } from '../../../meta/derive/links.ts';
import { listValues } from '../../../meta/derive/list-values.ts';
import { composeTitle } from '../../../meta/derive/title.ts';
import type { EffectiveField, EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import { useModel, usePermission, useUpdateRecord } from '../../api/queries.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { timelineMessages } from '../../language/timeline.ts';
import { RecordIcon } from '../../ui/record-icon.tsx';
import { RecordLink } from '../../ui/record-link.tsx';
import { showProblem, showUndo } from '../../ui/toast.tsx';
import classes from './timeline.module.css';
import type { TimelineEntry } from './use-timeline.ts';

/** Takes a list field and a code; returns the words and the colour of the value. */
function shownValue(field: EffectiveField | undefined, code: unknown, language: 'fr' | 'en') {
  const values = listValues(field);
  if (typeof code !== 'string') return null;
  return { label: listLabel(code, values, language), color: values.find((value) => value.code === code)?.color };
}

/** The other records that a line names: whom and what it is about, but for the page's own. */
function named(model: Model, record: EffectiveRecord, item: Item, hereId: string) {
  return record.fields.flatMap((field) => {
    if (field.kind !== 'plain' || field.name === ownerField(record) || !field.type.targets) return [];
    const pointed = pointedRecord(model, field, item[field.name]);
    const title = item.titles?.[field.name];
    return pointed && title && pointed.id !== hereId ? [{ ...pointed, field, title }] : [];
  });
}

interface TimelineLineProps {
  readonly entry: TimelineEntry;
  /** Id of the record whose timeline it is. */
  readonly hereId: string;
  readonly planned: boolean;
}

/** One exchange: its kind, what it was about, when, by whom and with whom. */
export function TimelineLine({ entry, hereId, planned }: TimelineLineProps) {
  const words = useMessages(timelineMessages);
  const model = useModel();
  const context = useFormatContext();
  const { item, at } = entry;
  const record = model.record(entry.record);
  const { timeline } = record;
  const kind = shownValue(record.field(timeline?.kind ?? ''), item[timeline?.kind ?? ''], context.language);
  const titleFields = record.title
    .filter((name) => name !== timeline?.kind)
    .flatMap((name) => record.field(name) ?? []);
  const subject = composeTitle(
    titleFields,
    (field) => item[field.name],
    context,
    (field) => item.titles?.[field.name] ?? '',
  );
  const text = timeline?.text === undefined ? null : item[timeline.text];
  const owner = item.titles?.[ownerField(record) ?? ''];
  const atField = record.field(timeline?.at ?? '');
  const due = timeline?.due === undefined ? null : item[timeline.due];
  const isLate = planned && typeof due === 'string' && Date.parse(due) < Date.now();
  const about = named(model, record, item, hereId);
  return (
    <li className={classes.line}>
      <span className={classes.mark}>
        <RecordIcon name={record.icon} size={16} />
      </span>
      <div className={classes.words}>
        <div className={classes.head}>
          {kind ? <Tag color={kind.color}>{kind.label}</Tag> : null}
          <RecordLink collection={record.collection} id={item.id} className={classes.subject}>
            {subject || kind?.label || item.title}
          </RecordLink>
          {isLate ? <Tag color="red">{words.overdue}</Tag> : null}
        </div>
        <div className={classes.facts}>
          <span>{at === null ? words.noDate : atField?.type.format(at, atField.options, context)}</span>
          {owner ? <span>{words.by(owner)}</span> : null}
          {about.map(({ record: target, id, field, title }) => (
            <RecordLink key={field.name} collection={target.collection} id={id} className={classes.about}>
              {title}
            </RecordLink>
          ))}
        </div>
        {typeof text === 'string' ? <p className={classes.text}>{text}</p> : null}
      </div>
      {planned ? <DoneButton record={record} item={item} title={subject || item.title} /> : null}
    </li>
  );
}

/** Marks a planned one as done, where the type says how; taken back by its toast. */
function DoneButton({ record, item, title }: Readonly<{ record: EffectiveRecord; item: Item; title: string }>) {
  const words = useMessages(timelineMessages);
  const permission = usePermission(record.name);
  const update = useUpdateRecord(record.collection);
  const done = record.timeline?.done;
  if (!done || permission.update === 'none') return null;
  const before = item[done.field];
  const finish = () =>
    update.mutate(
      { id: item.id, version: item.version, values: { [done.field]: done.values[0] } },
      {
        onSuccess: ({ version }) =>
          showUndo(words.done(title), async () => {
            await update.mutateAsync({ id: item.id, version, values: { [done.field]: before } });
          }),
        onError: showProblem,
      },
    );
  return (
    <ActionIcon
      variant="default"
      size={28}
      className={classes.done}
      aria-label={words.markDone(title)}
      loading={update.isPending}
      onClick={finish}
    >
      <IconCheck size={16} />
    </ActionIcon>
  );
}
