import { ActionIcon, Button, Menu, VisuallyHidden } from '@mantine/core';
import { IconDots, IconExternalLink, IconPencil, IconUnlink } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { faceOf } from '../../../fields/faces.ui.tsx';
import { Tag } from '../../../fields/list/tag.ui.tsx';
import { dateIn } from '../../../lib/time-zone.ts';
import { farReference, hasEnded, targetOf } from '../../../meta/derive/links.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import { useDeleteRecord, useModel, usePermission } from '../../api/queries.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { recordMessages } from '../../language/record.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RecordIcon } from '../../ui/record-icon.tsx';
import { RecordLink } from '../../ui/record-link.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { visibleFields } from '../form/form-fields.ts';
import { AddLinkedButton, useAddLinked } from './add-linked.tsx';
import { LinkDialog } from './link-dialog.tsx';
import classes from './linked.module.css';
import type { RecordView } from './record-context.ts';
import { type LinkedSource, useForgetLinked, useLinked } from './use-linked.ts';

/** Most columns beside the name: the rest is one click away. */
const mostColumns = 6;

interface Row {
  readonly item: Item;
  readonly collection: string;
  readonly id: string;
  readonly title: string;
  readonly ended: boolean;
}

/** Takes a linked record; returns what its row opens: the other end of a link, or the record itself. */
function useRows(linked: EffectiveRecord, via: string, items: readonly Item[]): readonly Row[] {
  const model = useModel();
  const { timeZone } = useFormatContext();
  const far = farReference(linked, via);
  const target = far && targetOf(model, far);
  const today = dateIn(Date.now(), timeZone);
  return items.map((item) => {
    const farId = far ? item[far.name] : undefined;
    const leads =
      far && target && typeof farId === 'string' ? { target, id: farId, title: item.titles?.[far.name] } : null;
    return {
      item,
      collection: leads?.target.collection ?? linked.collection,
      id: leads?.id ?? item.id,
      title: leads?.title ?? item.title,
      ended: hasEnded(linked, item, today),
    };
  });
}

function RowName({ row }: { readonly row: Row }) {
  const words = useMessages(recordMessages);
  return (
    <span className={classes.name}>
      <RecordLink collection={row.collection} id={row.id}>
        {row.title}
      </RecordLink>
      {row.ended ? <Tag>{words.ended}</Tag> : null}
    </span>
  );
}

function Cell({ field, item }: { readonly field: EffectiveField; readonly item: Item }) {
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

function RowMenu({ row, onEdit, onRemove }: RowMenuProps) {
  const words = useMessages(recordMessages);
  const address = `/crm/${row.collection}/${row.id}`;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={28} aria-label={words.nodeMenu(row.title)}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
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
      </Menu.Dropdown>
    </Menu>
  );
}

/** A tab of linked records: a small list that opens each, changes the link, removes it, and adds one more. */
export function LinkedTab({ view, source }: { readonly view: RecordView; readonly source: LinkedSource }) {
  const words = useMessages(recordMessages);
  const language = useLanguage();
  const { linked, items, ...query } = useLinked(view, source);
  const permission = usePermission(linked.name);
  const forget = useForgetLinked(view);
  const remove = useDeleteRecord(linked.collection);
  const add = useAddLinked(view, source, () => forget(linked));
  const [edited, setEdited] = useState<Item | null>(null);
  const far = farReference(linked, source.via);
  const rows = useRows(linked, source.via, items);
  const columns = visibleFields(linked, permission)
    .filter((field) => field.inList && field.name !== source.via && field.name !== far?.name)
    .filter((field) => far !== undefined || !linked.title.includes(field.name))
    .slice(0, mostColumns);
  const menu = (row: Row): ReactNode => (
    <RowMenu
      row={row}
      onEdit={far && view.editable && permission.update !== 'none' ? () => setEdited(row.item) : null}
      onRemove={
        far && view.editable && permission.delete !== 'none'
          ? () => remove.mutate({ id: row.item.id, title: row.item.title }, { onSuccess: () => forget(linked) })
          : null
      }
    />
  );
  if (query.isError) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending || query.isPlaceholderData) return <RowSkeletons rows={5} />;
  return (
    <div>
      <div className={classes.bar}>
        <span />
        <AddLinkedButton add={add} />
      </div>
      {rows.length === 0 ? (
        <EmptyState icon={<RecordIcon name={linked.icon} size={24} />} title={words.nothingLinked}>
          {add.create || add.existing ? words.nothingLinkedHint : null}
        </EmptyState>
      ) : (
        <>
          <div className={classes.scroll}>
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">{(far ?? linked.field(linked.title[0] ?? ''))?.label[language]}</th>
                  {columns.map((field) => (
                    <th key={field.name} scope="col">
                      {field.label[language]}
                    </th>
                  ))}
                  <th scope="col" className={classes.actions}>
                    <VisuallyHidden>{words.actions}</VisuallyHidden>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.item.id} className={row.ended ? classes.ended : ''}>
                    <td>
                      <RowName row={row} />
                    </td>
                    {columns.map((field) => (
                      <td key={field.name}>
                        <Cell field={field} item={row.item} />
                      </td>
                    ))}
                    <td className={classes.actions}>{menu(row)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <ul className={classes.cards}>
            {rows.map((row) => (
              <li key={row.item.id} className={classes.card}>
                <RowName row={row} />
                {menu(row)}
                <div className={classes.cardFacts}>
                  {columns
                    .filter((field) => row.item[field.name] !== null && row.item[field.name] !== undefined)
                    .map((field) => (
                      <span key={field.name} className={classes.cardFact}>
                        <span className={classes.cardLabel}>{field.label[language]}</span>
                        <Cell field={field} item={row.item} />
                      </span>
                    ))}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      {query.hasNextPage ? (
        <Button
          className={classes.more}
          variant="subtle"
          size="compact-sm"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {words.more}
        </Button>
      ) : null}
      {far ? (
        <LinkDialog
          link={linked}
          via={source.via}
          from={view.item.id}
          item={edited}
          opened={edited !== null}
          onClose={() => setEdited(null)}
          onSaved={() => forget(linked)}
        />
      ) : null}
    </div>
  );
}
