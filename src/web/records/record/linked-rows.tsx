import { ActionIcon } from '@mantine/core';
import { IconDots, IconExternalLink, IconPencil, IconStarFilled, IconUnlink } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { faceOf } from '../../../fields/faces.ui.tsx';
import { Tag } from '../../../fields/list/tag.ui.tsx';
import { dateIn } from '../../../lib/time-zone.ts';
import { farReference, hasEnded, pointedRecord } from '../../../meta/derive/links.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import { useModel } from '../../api/queries.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { recordMessages } from '../../language/record.ts';
import { MenuButton } from '../../ui/deferred-floating.tsx';
import { GoneReferenceMark } from '../../ui/gone-mark.tsx';
import { RecordLink } from '../../ui/record-link.tsx';
import classes from './linked.module.css';

/** One line of a tab: what is linked, and what its name opens. */
export interface Row {
  readonly item: Item;
  readonly collection: string;
  readonly id: string;
  readonly title: string;
  readonly ended: boolean;
  /** What it is called where it is the primary one of several. */
  readonly primary: string | undefined;
  /** The reference at the other end of a link, undefined where the record itself is listed. */
  readonly far: EffectiveField | undefined;
}

/**
 * Takes what a tab lists and the field that marks the primary one; returns its lines: the other end of a link, or the
 * record itself.
 */
export function useRows(
  linked: EffectiveRecord,
  via: string,
  items: readonly Item[],
  primary: EffectiveField | undefined,
): readonly Row[] {
  const model = useModel();
  const language = useLanguage();
  const { timeZone } = useFormatContext();
  const far = farReference(linked, via);
  const today = dateIn(Date.now(), timeZone);
  return items.map((item) => {
    const leads = far ? pointedRecord(model, far, item[far.name]) : null;
    return {
      item,
      collection: leads?.record.collection ?? linked.collection,
      id: leads?.id ?? item.id,
      title: (leads && far && item.titles?.[far.name]) ?? item.title,
      ended: hasEnded(linked, item, today),
      primary: primary && items.length > 1 && item[primary.name] === true ? primary.label[language] : undefined,
      far,
    };
  });
}

/** Marks the primary one of several: a star that says what it is. */
export function PrimaryMark({ label }: { readonly label: string }) {
  return (
    <span className={classes.primary} role="img" aria-label={label} title={label}>
      <IconStarFilled size={14} />
    </span>
  );
}

/** The name of what is linked, marked where the link has ended. */
export function RowName({ row }: { readonly row: Row }) {
  const words = useMessages(recordMessages);
  return (
    <span className={classes.name}>
      <RecordLink collection={row.collection} id={row.id}>
        {row.title}
      </RecordLink>
      {row.far ? <GoneReferenceMark field={row.far} item={row.item} /> : null}
      {row.primary ? <PrimaryMark label={row.primary} /> : null}
      {row.ended ? <Tag>{words.ended}</Tag> : null}
    </span>
  );
}

/** A value in a line; nothing where there is none. */
export function Cell({ field, item }: { readonly field: EffectiveField; readonly item: Item }) {
  const value = item[field.name];
  if (value === null || value === undefined) return null;
  const { Display } = faceOf(field.type.name);
  return <Display value={value} field={field} item={item} dense />;
}

interface RowMenuProps {
  readonly row: Row;
  readonly onEdit: (() => void) | null;
  readonly onRemove: (() => void) | null;
}

/** What can be done with a line. */
export function RowMenu({ row, onEdit, onRemove }: RowMenuProps) {
  const words = useMessages(recordMessages);
  const address = `/crm/${row.collection}/${row.id}`;
  return (
    <MenuButton
      position="bottom-end"
      target={
        <ActionIcon size={28} aria-label={words.nodeMenu(row.title)}>
          <IconDots size={16} />
        </ActionIcon>
      }
    >
      {(Menu) => (
        <>
          <Menu.Item component={Link} to={address}>
            {words.open}
          </Menu.Item>
          <Menu.Item
            component="a"
            href={address}
            target="_blank"
            rel="noopener"
            leftSection={<IconExternalLink size={16} />}
          >
            {words.openInTab}
          </Menu.Item>
          {onEdit ? (
            <Menu.Item leftSection={<IconPencil size={16} />} onClick={onEdit}>
              {words.editLink}
            </Menu.Item>
          ) : null}
          {onRemove ? (
            <Menu.Item color="red" leftSection={<IconUnlink size={16} />} onClick={onRemove}>
              {words.removeLink}
            </Menu.Item>
          ) : null}
        </>
      )}
    </MenuButton>
  );
}
