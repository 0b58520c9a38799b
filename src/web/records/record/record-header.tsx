import { ActionIcon, Button } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconPencil } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { faceOf } from '../../../fields/faces.ui.tsx';
import { listValues } from '../../../meta/derive/list-values.ts';
import type { EffectiveField } from '../../../meta/effective-record.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useCountFormat, useNumberFormat } from '../../language/format-context.ts';
import { recordMessages } from '../../language/record.ts';
import { FollowButton } from '../../together/follow-button.tsx';
import { Tooltip } from '../../ui/deferred-floating.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { usePhone } from '../../ui/phone.ts';
import { useShortcut } from '../../ui/shortcuts.ts';
import { visibleFields } from '../form/form-fields.ts';
import { compact } from './compact-button.ts';
import { useNeighbours } from './neighbours.ts';
import { ReachButtons } from './reach-buttons.tsx';
import type { RecordView } from './record-context.ts';
import classes from './record-header.module.css';
import { type PageActions, PhoneMenu, RecordMenus } from './record-menus.tsx';
import { RecordPicture } from './record-picture.tsx';

/** Most tags beside the title: they place the record, they do not tell it. */
const mostTags = 3;

function isFilled(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/** Takes a field and its value; tells whether it is one choice with a colour: those stand beside the title. */
function isColoured(field: EffectiveField, value: unknown): boolean {
  const values = listValues(field);
  return field.type.comparison === 'code' && values.some(({ code, color }) => color !== undefined && code === value);
}

/** The place in the list that the record was opened from, and the way to those beside it. */
function Place({ view }: { readonly view: RecordView }) {
  const words = useMessages(recordMessages);
  const number = useNumberFormat();
  const written = useCountFormat();
  const navigate = useNavigate();
  const { collection } = view.record;
  const neighbours = useNeighbours(collection, view.item.id);
  const go = (id: string | null | undefined) => {
    if (id) void navigate({ to: '/crm/$collection/$id', params: { collection, id }, search: (search) => search });
  };
  useShortcut('mod+arrowup', words.previous, () => go(neighbours?.previous), {
    enabled: Boolean(neighbours?.previous),
  });
  useShortcut('mod+arrowdown', words.next, () => go(neighbours?.next), { enabled: Boolean(neighbours?.next) });
  if (!neighbours) return null;
  const { previous, next, place, count } = neighbours;
  const total = count ? written(count) : '';
  return (
    <div className={classes.place}>
      {count ? <span>{words.place(number(place), total)}</span> : null}
      <Tooltip label={words.previous}>
        <ActionIcon size={28} aria-label={words.previous} disabled={!previous} onClick={() => go(previous)}>
          <IconChevronUp size={18} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={words.next}>
        <ActionIcon size={28} aria-label={words.next} disabled={!next} onClick={() => go(next)}>
          <IconChevronDown size={18} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

interface RecordHeaderProps {
  readonly view: RecordView;
  readonly actions: PageActions;
  readonly editing: boolean;
  readonly onEdit: () => void;
}

type PhoneActionsProps = RecordHeaderProps & {
  /** Shows the tree, which has no room of its own on a phone; null without one. */
  readonly onTree: (() => void) | null;
};

/** Identity, title, key facts and actions: all that is wanted at a glance, on top. */
export function RecordHeader({ view, actions, editing, onEdit }: RecordHeaderProps) {
  const { record, item, permission, editable } = view;
  const words = useMessages(recordMessages);
  const language = useLanguage();
  const phone = usePhone();
  usePageTitle(item.title);
  const fields = visibleFields(record, permission).filter((field) => isFilled(item[field.name]));
  const subtitle = fields.filter((field) => record.subtitle?.includes(field.name));
  const tags = fields.filter((field) => isColoured(field, item[field.name])).slice(0, mostTags);
  const ordered = (record.subtitle ?? []).flatMap(
    (name) => subtitle.find((field) => field.name === name && !tags.includes(field)) ?? [],
  );
  const key = fields.filter(
    (field) =>
      (field.action === 'call' || field.action === 'mail' || field.action === 'open') && !ordered.includes(field),
  );
  const show = (field: EffectiveField, dense = false) => {
    const { Display } = faceOf(field.type.name);
    return <Display value={item[field.name]} field={field} item={item} dense={dense} />;
  };
  const edit = editable ? (
    <Button
      {...compact}
      leftSection={<IconPencil size={16} stroke={1.7} />}
      onClick={onEdit}
      disabled={editing}
      data-edit-record
    >
      {words.edit}
    </Button>
  ) : null;
  useShortcut('e', words.edit, onEdit, { enabled: editable && !editing });
  return (
    <header className={classes.header}>
      <RecordPicture view={view} />
      <div className={classes.words}>
        <div className={classes.titleLine}>
          <h1 className={classes.title}>{item.title}</h1>
          {tags.map((field) => (
            <span key={field.name} title={field.label[language]}>
              {show(field)}
            </span>
          ))}
        </div>
        {ordered.length > 0 ? (
          <p className={classes.subtitle}>
            {ordered.map((field) => (
              <span key={field.name}>{show(field, field.type.targets === undefined)}</span>
            ))}
          </p>
        ) : null}
      </div>
      <div className={classes.actions}>
        <Place view={view} />
        {phone ? null : <FollowButton view={view} />}
        <ReachButtons view={view} />
        {edit}
        <RecordMenus view={view} actions={actions} disabled={editing} />
      </div>
      {phone ? (
        <div className={classes.follow}>
          <FollowButton view={view} />
        </div>
      ) : null}
      {key.length > 0 ? (
        <div className={classes.key}>
          {key.map((field) => (
            <span key={field.name} className={classes.keyFact}>
              <span className={classes.keyLabel}>{field.label[language]}</span>
              {show(field)}
            </span>
          ))}
        </div>
      ) : null}
    </header>
  );
}

/** The actions of the page under the thumb of who holds a phone; drawn at the end of the page, it stays in view. */
export function PhoneActions({ view, actions, editing, onEdit, onTree }: PhoneActionsProps) {
  const words = useMessages(recordMessages);
  if (editing) return null;
  return (
    <div className={classes.phoneBar}>
      <ReachButtons view={view} pages={false} />
      {view.editable ? (
        <Button {...compact} leftSection={<IconPencil size={16} stroke={1.7} />} onClick={onEdit}>
          {words.edit}
        </Button>
      ) : null}
      <PhoneMenu view={view} actions={actions} onTree={onTree} />
    </div>
  );
}
