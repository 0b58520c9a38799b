import { ActionIcon, Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  IconArrowsSort,
  IconColumns3,
  IconCopyCheck,
  IconDots,
  IconDownload,
  IconFileImport,
  IconFilter,
  IconX,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { localize } from '../../../lib/localized.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useCountFormat } from '../../language/format-context.ts';
import { listMessages } from '../../language/list.ts';
import { uiMessages } from '../../language/ui.ts';
import { deferred } from '../../ui/deferred.tsx';
import { MenuButton, PopoverButton, Tooltip } from '../../ui/deferred-floating.tsx';
import { Drawer } from '../../ui/deferred-overlays.ts';
import { loadLater } from '../../ui/later.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import type { ColumnsPanelProps } from './columns-panel.tsx';
import { CreateButton } from './create-button.tsx';
import type { FilterPanelProps } from './filter-panel.tsx';
import { conditionsOf } from './filter-tree.ts';
import { LayoutSwitch } from './layout-switch.tsx';
import classes from './list-page.module.css';
import { SearchBox } from './search-box.tsx';
import { SortMenu } from './sort-menu.tsx';
import type { Gestures } from './use-gestures.tsx';
import type { List } from './use-list.ts';
import { ViewMenu } from './view-menu.tsx';

const parts = { filter: () => import('./filter-panel.tsx'), columns: () => import('./columns-panel.tsx') };
const FilterPanel = deferred<FilterPanelProps>(() => parts.filter().then((module) => module.FilterPanel));
const ColumnsPanel = deferred<ColumnsPanelProps>(() => parts.columns().then((module) => module.ColumnsPanel));
loadLater(FilterPanel.preload);
loadLater(ColumnsPanel.preload);

/** Which panel is open, and for filters the field to begin with. */
export type Panel = { readonly kind: 'filter'; readonly field: string | null } | { readonly kind: 'columns' } | null;

interface ListToolbarProps {
  readonly list: List;
  readonly gestures: Gestures;
  readonly phone: boolean;
  readonly panel: Panel;
  readonly onPanel: (panel: Panel) => void;
}

/** How many the list finds, in words. */
function ListCount({ list }: { readonly list: List }) {
  const words = useMessages(listMessages);
  const written = useCountFormat();
  const { count, outdated } = list.rows;
  if (!count) return <span className={classes.count} />;
  return (
    <span className={outdated ? `${classes.count} ${classes.stale}` : classes.count} role="status">
      {words.results(count.value, written(count))}
    </span>
  );
}

function FilterButton({ list, phone, panel, onPanel }: Omit<ListToolbarProps, 'gestures'>) {
  const words = useMessages(listMessages);
  const general = useMessages(uiMessages);
  const many = conditionsOf(list.state.filter).length;
  const label = many > 0 ? words.filterCount(many) : words.filter;
  const opened = panel?.kind === 'filter';
  const close = () => onPanel(null);
  const toggle = () => onPanel(opened ? null : { kind: 'filter', field: null });
  const content = opened ? <FilterPanel list={list} startWith={panel.field} onClose={close} /> : null;
  const closing = useRef(close);
  closing.current = close;
  useEffect(() => {
    if (!opened || phone) return;
    // Lists and calendars open beside the panel, outside of it: a press in one of them is no press elsewhere.
    const onPress = (event: MouseEvent) => {
      const target = event.target as Element;
      if (!target.closest('[data-portal], [data-filters]')) closing.current();
    };
    document.addEventListener('mousedown', onPress);
    return () => document.removeEventListener('mousedown', onPress);
  }, [opened, phone]);
  const icon = <IconFilter size={phone ? 20 : 16} stroke={1.7} />;
  if (phone) {
    return (
      <>
        <ActionIcon
          size={36}
          variant={many > 0 ? 'light' : 'subtle'}
          color={many > 0 ? 'ink' : 'gray'}
          aria-label={label}
          onClick={toggle}
        >
          {icon}
        </ActionIcon>
        <Drawer
          opened={opened}
          onClose={close}
          position="bottom"
          size="auto"
          title={words.filters}
          closeButtonProps={{ 'aria-label': general.close }}
          classNames={{ content: classes.sheet ?? '' }}
        >
          {content}
        </Drawer>
      </>
    );
  }
  return (
    <PopoverButton
      opened={opened}
      onChange={(next) => {
        if (!next) close();
      }}
      position="bottom-end"
      width={620}
      closeOnClickOutside={false}
      label={words.filters}
      target={
        <Button
          data-filters
          size="compact-md"
          variant={many > 0 ? 'light' : 'default'}
          leftSection={icon}
          onClick={toggle}
        >
          {label}
        </Button>
      }
    >
      {content}
    </PopoverButton>
  );
}

function ColumnsButton({ list, panel, onPanel }: Omit<ListToolbarProps, 'gestures' | 'phone'>) {
  const words = useMessages(listMessages);
  const opened = panel?.kind === 'columns';
  return (
    <PopoverButton
      opened={opened}
      onChange={(next) => {
        if (!next) onPanel(null);
      }}
      position="bottom-end"
      width={300}
      label={words.chooseColumns}
      target={
        <Tooltip label={words.columns} disabled={opened}>
          <ActionIcon
            size={30}
            variant="default"
            aria-label={words.columns}
            onClick={() => onPanel(opened ? null : { kind: 'columns' })}
          >
            <IconColumns3 size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      }
    >
      {opened ? <ColumnsPanel list={list} /> : null}
    </PopoverButton>
  );
}

function MoreMenu({ list, gestures, phone }: Pick<ListToolbarProps, 'list' | 'gestures' | 'phone'>) {
  const words = useMessages(listMessages);
  const navigate = useNavigate();
  const { record, permission, state } = list;
  const importable = permission.import && record.importKeys !== undefined && !state.trash;
  const compared = record.duplicates !== undefined && !state.trash;
  if (gestures.exports.length === 0 && !importable && !compared) return null;
  return (
    <MenuButton
      position="bottom-end"
      width={220}
      target={
        <ActionIcon size={phone ? 36 : 30} variant={phone ? 'subtle' : 'default'} aria-label={words.more}>
          <IconDots size={phone ? 20 : 16} stroke={1.7} />
        </ActionIcon>
      }
    >
      {(Menu) => (
        <>
          {importable ? (
            <Menu.Item
              leftSection={<IconFileImport size={16} stroke={1.6} />}
              onClick={() => void navigate({ to: '/import', search: { record: record.name } })}
            >
              {words.import}
            </Menu.Item>
          ) : null}
          {compared ? (
            <Menu.Item
              leftSection={<IconCopyCheck size={16} stroke={1.6} />}
              onClick={() =>
                void navigate({ to: '/crm/$collection/duplicates', params: { collection: record.collection } })
              }
            >
              {words.duplicates}
            </Menu.Item>
          ) : null}
          {gestures.exports.map(({ format, label, run }) => (
            <Menu.Item key={format} leftSection={<IconDownload size={16} stroke={1.6} />} onClick={() => run(true)}>
              {words.export} {label}
            </Menu.Item>
          ))}
        </>
      )}
    </MenuButton>
  );
}

/** The head of a list: its views and how many it finds, words, filters, columns, and how to make one more. */
export function ListToolbar({ list, gestures, phone, panel, onPanel }: ListToolbarProps) {
  const words = useMessages(listMessages);
  const language = useLanguage();
  const { record, permission, state } = list;
  // A narrow window has no room for all on one line: the tools take a line of their own.
  const narrow = useMediaQuery('(max-width: 68.99em)', undefined, { getInitialValueInEffect: false }) ?? false;
  const search = (
    <SearchBox
      value={state.search}
      onChange={list.setSearch}
      className={classes.search ?? ''}
      {...(phone ? { placeholder: words.searchShort } : {})}
    />
  );
  const buttons = (
    <>
      <LayoutSwitch list={list} phone={phone} />
      <FilterButton list={list} phone={phone} panel={panel} onPanel={onPanel} />
      {phone ? (
        <SortMenu list={list} icon={<IconArrowsSort size={20} stroke={1.7} />} />
      ) : (
        <ColumnsButton list={list} panel={panel} onPanel={onPanel} />
      )}
      <MoreMenu list={list} gestures={gestures} phone={phone} />
    </>
  );
  return (
    <>
      <PageHeader
        title={localize(record.label.many, language)}
        trailing={
          <>
            <ViewMenu list={list} compact={phone} />
            <ListCount list={list} />
          </>
        }
        actions={
          <>
            {narrow ? null : search}
            {narrow ? null : buttons}
            {state.trash && phone ? (
              <ActionIcon
                size={36}
                variant="default"
                aria-label={words.backFromTrash}
                onClick={() => list.setTrash(false)}
              >
                <IconX size={20} stroke={1.7} />
              </ActionIcon>
            ) : state.trash ? (
              <Button size="compact-md" variant="default" onClick={() => list.setTrash(false)}>
                {words.backFromTrash}
              </Button>
            ) : (
              <CreateButton record={record} permission={permission} />
            )}
          </>
        }
      />
      {narrow ? (
        <div className={classes.tools}>
          {search}
          {buttons}
        </div>
      ) : null}
    </>
  );
}
