import { Button, type Menu as MenuType } from '@mantine/core';
import {
  IconCheck,
  IconChevronDown,
  IconDeviceFloppy,
  IconFlag,
  IconPencil,
  IconPlus,
  IconRestore,
  IconTable,
  IconTrash,
  IconUsers,
} from '@tabler/icons-react';
import { useState } from 'react';
import { localize } from '../../../lib/localized.ts';
import { api } from '../../api/client.ts';
import { meQuery, useDeleteRecord, useMe, useModel, usePermission, useUpdateRecord } from '../../api/queries.ts';
import { queryClient } from '../../api/query-client.ts';
import type { Item, Me } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { listMessages } from '../../language/list.ts';
import { uiMessages } from '../../language/ui.ts';
import { deferredOverlay } from '../../ui/deferred.tsx';
import { MenuButton } from '../../ui/deferred-floating.tsx';
import { loadLater } from '../../ui/later.ts';
import { showProblem, showToast } from '../../ui/toast.tsx';
import classes from './list-page.module.css';
import type { List } from './use-list.ts';
import { viewRecord } from './use-views.ts';
import type { ViewDialogProps } from './view-dialog.tsx';
import { queryOf } from './view-query.ts';

const ViewDialog = deferredOverlay<ViewDialogProps & { readonly opened: boolean }>(() =>
  import('./view-dialog.tsx').then((module) => module.ViewDialog),
);
loadLater(ViewDialog.preload);

/** The views of a list: the standard one that nobody changes, one's own, those that others share. */
export function ViewMenu({ list, compact }: { readonly list: List; readonly compact: boolean }) {
  const words = useMessages(listMessages);
  const common = useMessages(uiMessages);
  const language = useLanguage();
  const me = useMe().user.id;
  const { collection } = useModel().record(viewRecord);
  const permission = usePermission(viewRecord);
  const update = useUpdateRecord(collection);
  const remove = useDeleteRecord(collection);
  const [dialog, setDialog] = useState<'new' | 'edit' | null>(null);
  const { record, view, views, state, address } = list;
  const standard = localize(record.label.all, language);
  const name = state.trash ? words.trash : (view?.title ?? standard);
  const mine = view !== undefined && view.owner === me;

  const save = async (target: Item) => {
    try {
      await update.mutateAsync({ id: target.id, version: target.version, values: { query: queryOf(list) } });
      list.openView(target.id);
      showToast(words.viewSaved(target.title));
    } catch (error) {
      showProblem(error);
    }
  };
  const startHere = async () => {
    try {
      queryClient.setQueryData(
        meQuery.queryKey,
        await api.put<Me>(`/me/start-views/${record.name}`, { body: { view: view?.id ?? null } }),
      );
      showToast(words.startsHere(name));
    } catch (error) {
      showProblem(error);
    }
  };
  const viewItem = (item: Item, Menu: typeof MenuType) => (
    <Menu.Item
      key={item.id}
      onClick={() => list.openView(item.id)}
      leftSection={item.id === view?.id ? <IconCheck size={16} /> : <span style={{ width: 16 }} />}
      rightSection={
        item.id === list.start ? (
          <IconFlag size={14} stroke={1.6} aria-hidden />
        ) : item.shared === true ? (
          <IconUsers size={14} stroke={1.6} aria-hidden />
        ) : null
      }
      aria-current={item.id === view?.id ? 'true' : undefined}
    >
      {item.title}
    </Menu.Item>
  );
  return (
    <>
      <MenuButton
        position="bottom-start"
        width={280}
        classNames={{ dropdown: classes.tallMenu ?? '' }}
        target={
          <Button
            variant="subtle"
            color="gray"
            size="compact-md"
            className={classes.viewButton ?? ''}
            rightSection={<IconChevronDown size={14} />}
            aria-label={`${common.before(words.view)}${name}${state.changed ? ` (${words.changedView})` : ''}`}
          >
            {compact && !state.trash && !view ? null : <span className={classes.viewName}>{name}</span>}
            {state.changed ? <span className={classes.dot} title={words.changedView} /> : null}
          </Button>
        }
      >
        {(Menu) => (
          <>
            <Menu.Item
              onClick={() => list.openView(undefined)}
              leftSection={
                !state.trash && address.view === undefined ? (
                  <IconCheck size={16} />
                ) : (
                  <IconTable size={16} stroke={1.6} />
                )
              }
            >
              {standard}
            </Menu.Item>
            {views.mine.length > 0 ? <Menu.Label>{words.myViews}</Menu.Label> : null}
            {views.mine.map((item) => viewItem(item, Menu))}
            {views.shared.length > 0 ? <Menu.Label>{words.sharedViews}</Menu.Label> : null}
            {views.shared.map((item) => viewItem(item, Menu))}
            <Menu.Divider />
            {!state.trash && state.changed && mine && permission.update !== 'none' ? (
              <Menu.Item leftSection={<IconDeviceFloppy size={16} stroke={1.6} />} onClick={() => void save(view)}>
                {words.updateView(view.title)}
              </Menu.Item>
            ) : null}
            {!state.trash && permission.create ? (
              <Menu.Item leftSection={<IconPlus size={16} stroke={1.6} />} onClick={() => setDialog('new')}>
                {words.saveAsView}
              </Menu.Item>
            ) : null}
            {!state.trash && state.changed ? (
              <Menu.Item
                leftSection={<IconRestore size={16} stroke={1.6} />}
                onClick={() => list.openView(address.view)}
              >
                {words.resetView}
              </Menu.Item>
            ) : null}
            {!state.trash && !state.changed && list.start !== view?.id ? (
              <Menu.Item leftSection={<IconFlag size={16} stroke={1.6} />} onClick={() => void startHere()}>
                {words.startHere}
              </Menu.Item>
            ) : null}
            {mine && permission.update !== 'none' ? (
              <Menu.Item leftSection={<IconPencil size={16} stroke={1.6} />} onClick={() => setDialog('edit')}>
                {words.editView}
              </Menu.Item>
            ) : null}
            {mine && permission.delete !== 'none' ? (
              <Menu.Item
                leftSection={<IconTrash size={16} stroke={1.6} />}
                onClick={() => {
                  list.openView(undefined);
                  remove.mutate({ id: view.id, title: view.title });
                }}
              >
                {words.deleteView}
              </Menu.Item>
            ) : null}
            {list.permission.delete === 'none' ? null : (
              <>
                <Menu.Divider />
                <Menu.Item
                  leftSection={state.trash ? <IconCheck size={16} /> : <IconTrash size={16} stroke={1.6} />}
                  onClick={() => list.setTrash(!state.trash)}
                >
                  {state.trash ? words.backFromTrash : words.trash}
                </Menu.Item>
              </>
            )}
          </>
        )}
      </MenuButton>
      <ViewDialog list={list} opened={dialog !== null} mode={dialog} onClose={() => setDialog(null)} />
    </>
  );
}
