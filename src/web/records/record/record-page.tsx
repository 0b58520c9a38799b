import { Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Navigate, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { localize } from '../../../lib/localized.ts';
import { ownerField } from '../../../meta/derive/access.ts';
import { isGone } from '../../../meta/derive/gone.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { isApiProblem } from '../../api/problem.ts';
import { useDeleteRecord, usePermission, useRecordItem } from '../../api/queries.ts';
import type { Item } from '../../api/types.ts';
import { type Command, useProvideCommands } from '../../app/commands.ts';
import { Forbidden, NotFound } from '../../app/route-states.tsx';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { recordMessages } from '../../language/record.ts';
import { useTellSeenAt } from '../../offline/seen-at.ts';
import { deferred, deferredOverlay } from '../../ui/deferred.tsx';
import { Drawer } from '../../ui/deferred-overlays.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useSoon } from '../../ui/later.ts';
import { usePhone } from '../../ui/phone.ts';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { useShortcut } from '../../ui/shortcuts.ts';
import { editDraftKey, readDraft } from '../form/draft-storage.ts';
import { QuickCreateProvider } from '../form/quick-create.tsx';
import { useSave } from '../form/use-save.tsx';
import type { GoneDialogProps } from '../gone/gone-dialog.tsx';
import { forgetRecentRecord, useRememberRecord } from '../recent-records.ts';
import { ShareDialog } from '../sharing/share-dialog.tsx';
import { AuditPanel } from './audit-panel.tsx';
import { EditForm } from './edit-form.tsx';
import { Facts } from './facts.tsx';
import { LinkGroups, OwnLinks } from './link-groups.tsx';
import type { RecordView } from './record-context.ts';
import { PhoneActions, RecordHeader } from './record-header.tsx';
import type { PageActions } from './record-menus.tsx';
import classes from './record-page.module.css';
import { RecordTabs } from './record-tabs.tsx';
import { TrashBanner } from './trash-banner.tsx';
import { Tree } from './tree.tsx';
import { usePrinting } from './use-printing.ts';

const GoneBanner = deferred<{ readonly view: RecordView }>(() =>
  import('../gone/gone-banner.tsx').then((module) => module.GoneBanner),
);
const GoneDialog = deferredOverlay<GoneDialogProps>(() =>
  import('../gone/gone-dialog.tsx').then((module) => module.GoneDialog),
);

interface RecordPageProps {
  readonly record: EffectiveRecord;
  readonly id: string;
}

/** The page in waiting, of the size of the one to come. */
function RecordSkeleton() {
  return (
    <div className={classes.page}>
      <div style={{ display: 'flex', gap: 14, padding: '12px 16px' }}>
        <Skeleton width={48} height={48} radius="md" />
        <div style={{ flex: 1 }}>
          <Skeleton width="38%" height={20} mb={8} />
          <Skeleton width="24%" height={14} />
        </div>
      </div>
      <RowSkeletons rows={10} height={32} />
    </div>
  );
}

/** The page of one record: who or what it is and what to do on top, its facts, what is linked to it. */
export function RecordPage({ record, id }: RecordPageProps) {
  const { data: item, dataUpdatedAt, error, isError, refetch } = useRecordItem(record.collection, id, ['counts']);
  useTellSeenAt(dataUpdatedAt);
  // Before what is remembered of it: it may have been closed to this reader while it was open.
  const gone = isApiProblem(error) && [400, 403, 404].includes(error.status);
  useEffect(() => {
    if (gone) forgetRecentRecord(id);
  }, [gone, id]);
  const present = isApiProblem(error) ? error.mergedInto : null;
  if (present !== null)
    return <Navigate to="/crm/$collection/$id" params={{ collection: record.collection, id: present }} replace />;
  if (isApiProblem(error) && (error.status === 404 || error.status === 400)) return <NotFound />;
  if (isApiProblem(error) && error.status === 403) return <Forbidden />;
  if (item) {
    return (
      <QuickCreateProvider>
        <LoadedPage record={record} item={item} />
      </QuickCreateProvider>
    );
  }
  if (!isError) return <RecordSkeleton />;
  return <ErrorNotice error={error} onRetry={() => void refetch()} />;
}

interface PageDoors {
  readonly audit: () => void;
  readonly share: () => void;
  readonly print: () => void;
  readonly declareGone: () => void;
}

function usePageActions(record: EffectiveRecord, item: Item, doors: PageDoors): PageActions {
  const navigate = useNavigate();
  const permission = usePermission(record.name);
  const remove = useDeleteRecord(record.collection);
  const { collection } = record;
  const live = !item.deletedAt;
  return {
    duplicate:
      permission.create && live
        ? () => void navigate({ to: '/crm/$collection/new', params: { collection }, search: { copyOf: item.id } })
        : null,
    ...doors,
    declareGone:
      record.gone && permission.update !== 'none' && live && !isGone(record, item) ? doors.declareGone : null,
    share: ownerField(record) && permission.update !== 'none' && live ? doors.share : null,
    trash:
      permission.delete !== 'none' && live
        ? () =>
            remove.mutate(
              { id: item.id, title: item.title, version: item.version },
              { onSuccess: () => void navigate({ to: '/crm/$collection', params: { collection }, search: {} }) },
            )
        : null,
  };
}

/** Adds what the page can do to the palette of commands. */
function useCommands(record: EffectiveRecord, title: string, actions: PageActions, edit: (() => void) | null): void {
  const words = useMessages(recordMessages);
  const language = useLanguage();
  const latest = useRef({ ...actions, edit });
  latest.current = { ...actions, edit };
  const [mayEdit, mayDuplicate, mayTrash] = [edit !== null, actions.duplicate !== null, actions.trash !== null];
  const declare = actions.declareGone && record.gone ? record.gone.words.declare : null;
  const commands = useMemo(() => {
    const of = (name: keyof typeof latest.current, label: string, icon: string, allowed = true): Command[] =>
      allowed ? [{ name: `record-${name}`, label, group: title, icon, run: () => latest.current[name]?.() }] : [];
    return [
      ...of('edit', words.edit, 'file', mayEdit),
      ...of('duplicate', words.duplicate, 'file', mayDuplicate),
      ...of('print', words.print, 'file'),
      ...of('audit', words.auditTrail, 'history'),
      ...of('declareGone', declare ? localize(declare, language) : '', 'file', declare !== null),
      ...of('trash', words.toTrash, 'file', mayTrash),
    ];
  }, [title, words, language, declare, mayEdit, mayDuplicate, mayTrash]);
  useProvideCommands(commands);
}

function LoadedPage({ record, item }: { readonly record: EffectiveRecord; readonly item: Item }) {
  useRememberRecord(record.name, item.id, item.title);
  const words = useMessages(recordMessages);
  const permission = usePermission(record.name);
  const navigate = useNavigate();
  const { save, saving, dialog } = useSave(record);
  const editable = permission.update !== 'none' && !item.deletedAt;
  // Opened to be changed (`?edit=true`), or with changes typed before a reload, which are taken up again.
  const toEdit = useRouterState({ select: ({ location }) => (location.search as { edit?: unknown }).edit === true });
  const [editing, setEditing] = useState(
    () => editable && (toEdit || readDraft(editDraftKey(record.collection, item.id)) !== null),
  );
  const [audit, auditPanel] = useDisclosure(false);
  const [tree, treeSheet] = useDisclosure(false);
  const [printing, print] = usePrinting();
  useShortcut('mod+p', words.print, print, { whileTyping: true });
  const [sharing, shareDialog] = useDisclosure(false);
  const [leaving, goneDialog] = useDisclosure(false);
  const actions = usePageActions(record, item, {
    audit: auditPanel.open,
    share: shareDialog.open,
    print,
    declareGone: goneDialog.open,
  });
  const edit = () => setEditing(true);
  const stopEditing = () => {
    setEditing(false);
    if (toEdit)
      void navigate({ to: '.', search: ({ edit: _edit, ...rest }: Record<string, unknown>) => rest, replace: true });
    // The form goes away with what had the focus in it: it returns to the button that opened it.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-edit-record]')?.focus());
  };
  useCommands(record, item.title, actions, editable ? edit : null);
  const view: RecordView = {
    record,
    item,
    permission,
    editable: editable && !editing,
    save: (values) => save(item.id, item.version, values),
  };
  const page: RecordView = { ...view, editable };
  const hasTree = (record.tree?.length ?? 0) > 0;
  const facts = (
    <div className={classes.general}>
      <Facts view={view} />
      <LinkGroups view={view} />
    </div>
  );
  const general =
    editing && editable ? (
      <div className={classes.general}>
        <EditForm
          view={page}
          save={(version, values) => save(item.id, version, values)}
          saving={saving}
          onDone={stopEditing}
        />
        <OwnLinks view={page} />
      </div>
    ) : (
      facts
    );
  const phone = usePhone();
  // The record first, what it is linked to a moment later: its column is there already.
  const soon = useSoon();
  const header = { view: page, actions, editing, onEdit: edit };
  return (
    <div className={classes.page}>
      {item.deletedAt ? <TrashBanner view={view} /> : null}
      {isGone(record, item) ? <GoneBanner view={page} /> : null}
      <RecordHeader {...header} />
      <div className={hasTree ? classes.body : `${classes.body} ${classes.bodyWithoutTree}`}>
        {hasTree ? (
          <aside className={classes.tree} aria-label={words.tree}>
            {soon ? <Tree view={view} /> : null}
          </aside>
        ) : null}
        <RecordTabs view={view} general={general} printed={printing ? facts : null} />
      </div>
      {phone ? <PhoneActions {...header} onTree={hasTree ? treeSheet.open : null} /> : null}
      <Drawer
        opened={tree}
        onClose={treeSheet.close}
        position="bottom"
        size="75%"
        title={words.tree}
        closeButtonProps={{ 'aria-label': words.close }}
      >
        {tree ? <Tree view={view} /> : null}
      </Drawer>
      <AuditPanel view={view} opened={audit} onClose={auditPanel.close} />
      <ShareDialog record={record} item={item} opened={sharing} onClose={shareDialog.close} />
      <GoneDialog view={view} opened={leaving} onClose={goneDialog.close} />
      {dialog}
    </div>
  );
}
