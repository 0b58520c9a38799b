import { ActionIcon } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { faceOf } from '../../../fields/faces.ui.tsx';
import { Tag } from '../../../fields/list/tag.ui.tsx';
import { dateIn } from '../../../lib/time-zone.ts';
import type { ChildrenDeclaration } from '../../../meta/define-record.ts';
import { farReference, hasEnded, targetOf } from '../../../meta/derive/links.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import { useModel, usePermission } from '../../api/queries.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { recordMessages } from '../../language/record.ts';
import { uiMessages } from '../../language/ui.ts';
import { RecordLink } from '../../ui/record-link.tsx';
import { visibleFields } from '../form/form-fields.ts';
import { LinkDialog } from './link-dialog.tsx';
import classes from './link-groups.module.css';
import { PrimaryMark } from './linked-rows.tsx';
import type { RecordView } from './record-context.ts';
import { useForgetLinked, useLinked } from './use-linked.ts';

interface LinkPanelProps {
  readonly view: RecordView;
  /** How they belong to it. */
  readonly links: ChildrenDeclaration;
}

/** What is true of a record at each of those it is linked to (a person at each company): function, kinds, boxes; changed from here. */
export function LinkPanel({ view, links }: LinkPanelProps) {
  const language = useLanguage();
  const link = useModel().record(links.record);
  const far = farReference(link, links.via);
  const { items } = useLinked(view, links);
  const [editing, setEditing] = useState<Item | null>(null);
  const forget = useForgetLinked(view);
  if (!far || items.length === 0) return null;
  return (
    <section className={classes.panel} aria-label={links.label[language]}>
      <h2 className={classes.heading}>{links.label[language]}</h2>
      {items.map((item) => (
        <One
          key={item.id}
          view={view}
          link={link}
          far={far}
          primary={links.primary}
          several={items.length > 1}
          item={item}
          onEdit={setEditing}
        />
      ))}
      <LinkDialog
        key={editing?.id ?? 'none'}
        link={link}
        via={links.via}
        from={{ record: view.record.name, id: view.item.id }}
        item={editing}
        opened={editing !== null}
        onClose={() => setEditing(null)}
        onSaved={() => forget(link)}
      />
    </section>
  );
}

interface OneProps {
  readonly view: RecordView;
  readonly link: EffectiveRecord;
  readonly far: EffectiveField;
  readonly primary: string | undefined;
  readonly several: boolean;
  readonly item: Item;
  readonly onEdit: (item: Item) => void;
}

function One({ view, link, far, primary, several, item, onEdit }: OneProps) {
  const words = useMessages(recordMessages);
  const common = useMessages(uiMessages);
  const language = useLanguage();
  const { timeZone } = useFormatContext();
  const permission = usePermission(link.name);
  const target = targetOf(useModel(), far);
  const visible = visibleFields(link, permission);
  const mark = several ? visible.find(({ name }) => name === primary && item[name] === true) : undefined;
  const filled = visible.filter(
    ({ name }) => item[name] !== null && item[name] !== undefined && item[name] !== false && name !== primary,
  );
  const title = item.titles?.[far.name] ?? item.title;
  const show = (field: EffectiveField) => {
    const { Display } = faceOf(field.type.name);
    return <Display key={field.name} value={item[field.name]} field={field} item={item} />;
  };
  const boxes = link.sections.map((section) => ({
    label: section.label[language],
    names: filled
      .filter((field) => field.section === section.name && field.type.comparison === 'boolean')
      .map((field) => field.label[language]),
  }));
  return (
    <div className={classes.group}>
      <div className={classes.person}>
        {target ? (
          <RecordLink collection={target.collection} id={String(item[far.name])}>
            {title}
          </RecordLink>
        ) : (
          title
        )}
        {mark ? <PrimaryMark label={mark.label[language]} /> : null}
        {hasEnded(link, item, dateIn(Date.now(), timeZone)) ? <Tag>{words.ended}</Tag> : null}
        {view.editable && permission.update !== 'none' ? (
          <ActionIcon
            className={classes.edit ?? ''}
            size={26}
            aria-label={`${common.before(words.editLink)}${title}`}
            onClick={() => onEdit(item)}
          >
            <IconPencil size={15} stroke={1.7} />
          </ActionIcon>
        ) : null}
      </div>
      <div className={classes.role}>{filled.filter(({ type }) => type.comparison === 'code').map(show)}</div>
      {filled.filter(({ type }) => type.comparison === 'codes').map(show)}
      {boxes
        .filter(({ names }) => names.length > 0)
        .map(({ label, names }) => (
          <div key={label} className={classes.boxes}>
            <span className={classes.role}>{label}</span> {names.join(', ')}
          </div>
        ))}
    </div>
  );
}
