import { IconEdit, IconLink, IconRestore, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useCallback, useState } from 'react';
import { localize } from '../../../lib/localized.ts';
import { api } from '../../api/client.ts';
import { useDeleteRecord, useMe, useRecordItem } from '../../api/queries.ts';
import { associateMessages } from '../../language/associate.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useCountFormat } from '../../language/format-context.ts';
import { listMessages } from '../../language/list.ts';
import { uiMessages } from '../../language/ui.ts';
import { type BulkAction, type Icon, type RecordAction, useSlot } from '../../slots.ts';
import { deferred, deferredOverlay } from '../../ui/deferred.tsx';
import { ConfirmDialog } from '../../ui/deferred-confirm-dialog.ts';
import { loadLater } from '../../ui/later.ts';
import { showProblem } from '../../ui/toast.tsx';
import { Associate } from '../associate/associate.tsx';
import { useAssociations } from '../associate/use-associations.ts';
import { useBringBack } from '../form/use-bring-back.tsx';
import type { BulkEditDialogProps } from './bulk-edit-dialog.tsx';
import { bulkTarget, targetBody } from './bulk-target.ts';
import { download, type ExportFormat, exportCall, hasCard } from './export-address.ts';
import type { OperationWatchProps } from './operation-watch.tsx';
import { everythingSelected, isNothing, nothingSelected } from './selection.ts';
import type { List } from './use-list.ts';

const BulkEditDialog = deferred<BulkEditDialogProps>(() =>
  import('./bulk-edit-dialog.tsx').then((module) => module.BulkEditDialog),
);
const OperationWatch = deferredOverlay<OperationWatchProps & { readonly opened: boolean }>(() =>
  import('./operation-watch.tsx').then((module) => module.OperationWatch),
);
for (const part of [BulkEditDialog, ConfirmDialog, OperationWatch]) loadLater(part.preload);

/** Something that can be done to the rows chosen. */
export interface Gesture {
  readonly name: string;
  readonly label: string;
  readonly icon: Icon;
  readonly danger?: boolean;
  readonly run: () => void;
}

export interface Gestures {
  readonly gestures: readonly Gesture[];
  /** What features do with one record, for the menu of a row chosen alone. */
  readonly single: readonly Gesture[];
  /** The formats a file of the rows chosen may have; none without the right. */
  readonly exports: readonly {
    readonly format: ExportFormat;
    readonly label: string;
    readonly run: (whole: boolean) => void;
  }[];
  /** Asks, then puts what is chosen in the trash. */
  readonly askTrash: () => void;
  /** What the gestures draw over the page. */
  readonly dialogs: ReactNode;
}

interface OneRecordDialogProps {
  readonly list: List;
  readonly id: string;
  readonly action: RecordAction;
  readonly close: () => void;
}

/** The dialog of a gesture on one record: it is given the record in full, of which a list reads a part. */
function OneRecordDialog({ list, id, action: { dialog: Dialog }, close }: OneRecordDialogProps) {
  const { data: item } = useRecordItem(list.record.collection, id);
  return item ? <Dialog record={list.record} item={item} permission={list.permission} close={close} /> : null;
}

type Open =
  | { readonly kind: 'trash' }
  | { readonly kind: 'edit' }
  | { readonly kind: 'associate' }
  | { readonly kind: 'slot'; readonly action: BulkAction }
  | { readonly kind: 'one'; readonly action: RecordAction; readonly id: string };

/** What a list whose records are not counted yet has. */
const uncounted = { value: 0, exact: false };

/** Takes a list; returns what can be done to the rows chosen, in the bar, in the menu and by keyboard alike. */
export function useGestures(list: List): Gestures {
  const words = useMessages(listMessages);
  const general = useMessages(uiMessages);
  const associating = useMessages(associateMessages);
  const language = useLanguage();
  const written = useCountFormat();
  const associations = useAssociations(list.record);
  const { permissions } = useMe();
  const { record, permission, state, selection, select, rows } = list;
  const actions = useSlot('bulkActions').filter((action) => action.appliesTo(record, permission, permissions));
  const remove = useDeleteRecord(record.collection);
  const back = useBringBack(record.collection);
  const [open, setOpen] = useState<Open | null>(null);
  const [operation, setOperation] = useState<string | null>(null);
  const target = bulkTarget(selection, state, rows.count);
  const only = target.ids?.length === 1 ? rows.rows.find(({ id }) => id === target.ids?.[0]) : undefined;

  const follow = useCallback(
    (begun: string) => {
      setOperation(begun);
      select(nothingSelected);
    },
    [select],
  );
  const begin = useCallback(
    async (body: Readonly<Record<string, unknown>>) => {
      const answer = await api.post<{ operation: string }>(`/${record.collection}/bulk`, { body });
      follow(answer.operation);
    },
    [record.collection, follow],
  );
  const trash = async () => {
    if (only) {
      // A refusal is told by the mutation itself.
      const done = await remove.mutateAsync({ id: only.id, title: only.title }).then(
        () => true,
        () => false,
      );
      if (done) select(nothingSelected);
    } else await begin({ ...targetBody(target), action: 'delete' });
  };
  const bringBack = async () => {
    if (only) {
      if (await back.bringBack(only.id, general.restored(only.title))) select(nothingSelected);
      return;
    }
    await begin({ ...targetBody(target), action: 'restore' }).catch(showProblem);
  };
  const save = (format: ExportFormat, whole: boolean) => {
    const wanted = whole || isNothing(selection) ? bulkTarget(everythingSelected, state, rows.count) : target;
    void download(exportCall(record, state, wanted, format));
  };

  const gestures: Gesture[] = [];
  if (state.trash) {
    if (permission.delete !== 'none')
      gestures.push({ name: 'restore', label: words.restore, icon: IconRestore, run: () => void bringBack() });
  } else {
    if (permission.update !== 'none')
      gestures.push({ name: 'edit', label: words.bulkEdit, icon: IconEdit, run: () => setOpen({ kind: 'edit' }) });
    if (associations.length > 0)
      gestures.push({
        name: 'associate',
        label: associating.associate,
        icon: IconLink,
        run: () => setOpen({ kind: 'associate' }),
      });
    for (const action of actions)
      gestures.push({
        name: action.name,
        label: localize(action.label, language),
        icon: action.icon,
        run: () => setOpen({ kind: 'slot', action }),
      });
    if (permission.delete !== 'none')
      gestures.push({
        name: 'trash',
        label: words.toTrash,
        icon: IconTrash,
        danger: true,
        run: () => setOpen({ kind: 'trash' }),
      });
  }
  const onOne = useSlot('recordActions').filter((action) => action.appliesTo(record, permission, permissions));
  const single: Gesture[] =
    only && !state.trash
      ? onOne.map((action) => ({
          name: action.name,
          label: localize(action.label, language),
          icon: action.icon,
          run: () => setOpen({ kind: 'one', action, id: only.id }),
        }))
      : [];
  const formats: readonly ExportFormat[] = hasCard(record) ? ['csv', 'xlsx', 'vcard', 'vcard3'] : ['csv', 'xlsx'];
  const labels = { csv: words.exportCsv, xlsx: words.exportXlsx, vcard: words.exportVcard, vcard3: words.exportVcard3 };
  const exports = permission.export
    ? formats.map((format) => ({ format, label: labels[format], run: (whole: boolean) => save(format, whole) }))
    : [];

  const close = useCallback(() => setOpen(null), []);
  const ended = useCallback(() => setOperation(null), []);
  const Slot = open?.kind === 'slot' ? open.action.dialog : null;
  const count = target.count;
  const dialogs = (
    <>
      <ConfirmDialog
        opened={open?.kind === 'trash'}
        title={only ? words.trashOne(only.title) : words.trashTitle(count ? written(count) : '…')}
        confirmLabel={words.toTrash}
        danger
        onConfirm={trash}
        onClose={close}
      >
        {words.trashText}
      </ConfirmDialog>
      {back.dialog}
      {open?.kind === 'edit' ? <BulkEditDialog list={list} target={target} onRun={begin} onClose={close} /> : null}
      <Associate
        record={record}
        opened={open?.kind === 'associate'}
        title={only ? associating.titleOne(only.title) : associating.title(count ? written(count) : '…')}
        target={targetBody(target)}
        onClose={close}
        onBegun={() => select(nothingSelected)}
      />
      {open?.kind === 'one' ? <OneRecordDialog list={list} id={open.id} action={open.action} close={close} /> : null}
      {Slot ? (
        <Slot
          record={record}
          ids={target.ids}
          filter={target.filter}
          search={target.search}
          count={count ?? uncounted}
          onRun={follow}
          close={close}
        />
      ) : null}
      <OperationWatch opened={operation !== null} id={operation} collection={record.collection} onEnd={ended} />
    </>
  );
  const askTrash = () => {
    if (permission.delete !== 'none' && !state.trash) setOpen({ kind: 'trash' });
  };
  return { gestures, single, exports, askTrash, dialogs };
}
