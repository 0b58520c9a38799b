import { Button, VisuallyHidden } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { farReference, isLoneStandard } from '../../../meta/derive/links.ts';
import { useDeleteRecord, usePermission } from '../../api/queries.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { recordMessages } from '../../language/record.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RecordIcon } from '../../ui/record-icon.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { visibleFields } from '../form/form-fields.ts';
import { AddLinkedButton, useAddLinked } from './add-linked.tsx';
import { LinkDialog } from './link-dialog.tsx';
import classes from './linked.module.css';
import { Cell, type Row, RowMenu, RowName, useRows } from './linked-rows.tsx';
import type { RecordView } from './record-context.ts';
import { type LinkedSource, useForgetLinked, useLinked } from './use-linked.ts';

/** Most columns beside the name: the rest is one click away. */
const mostColumns = 6;

/** A tab of linked records: a small list that opens each, changes the link, removes it, and adds one more. */
export function LinkedTab({ view, source }: { readonly view: RecordView; readonly source: LinkedSource }) {
  const words = useMessages(recordMessages);
  const language = useLanguage();
  const { linked, primary, items, count, ...query } = useLinked(view, source);
  const permission = usePermission(linked.name);
  const forget = useForgetLinked(view);
  const remove = useDeleteRecord(linked.collection);
  const add = useAddLinked(view, source, () => forget(linked));
  const [edited, setEdited] = useState<Item | null>(null);
  const far = farReference(linked, source.via);
  const rows = useRows(linked, source.via, items, primary);
  const [lone] = isLoneStandard(view.record, source, count) ? rows : [];
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
      {lone ? (
        <EmptyState
          icon={<RecordIcon name={linked.icon} size={24} />}
          title={words.loneStandard}
          action={<RowName row={lone} />}
        >
          {words.loneStandardHint}
        </EmptyState>
      ) : rows.length === 0 ? (
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
          from={{ record: view.record.name, id: view.item.id }}
          item={edited}
          opened={edited !== null}
          onClose={() => setEdited(null)}
          onSaved={() => forget(linked)}
        />
      ) : null}
    </div>
  );
}
