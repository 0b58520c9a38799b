import { ActionIcon, Button, Menu, Skeleton } from '@mantine/core';
import { IconChevronRight, IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, type MouseEvent, useState } from 'react';
import { dateIn } from '../../../lib/time-zone.ts';
import type { TreeDeclaration } from '../../../meta/define-record.ts';
import { isGone } from '../../../meta/derive/gone.ts';
import { hasEnded, isLoneStandard, pointedRecord } from '../../../meta/derive/links.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { permissionOn } from '../../../meta/permissions.ts';
import { useMe, useModel, usePermission } from '../../api/queries.ts';
import type { Item } from '../../api/types.ts';
import { associateMessages } from '../../language/associate.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useCountFormat, useFormatContext } from '../../language/format-context.ts';
import { recordMessages } from '../../language/record.ts';
import { GoneReferenceMark } from '../../ui/gone-mark.tsx';
import { useOnceOpened } from '../../ui/once-opened.ts';
import { RecordIcon } from '../../ui/record-icon.tsx';
import { RecordLink } from '../../ui/record-link.tsx';
import { Associate } from '../associate/associate.tsx';
import { useAssociations } from '../associate/use-associations.ts';
import { useAddLinked } from './add-linked.tsx';
import type { RecordView } from './record-context.ts';
import classes from './tree.module.css';
import { NodeMenu, type Shown } from './tree-node-menu.tsx';
import { useForgetLinked, useLinked } from './use-linked.ts';

/** Deepest level that opens: beyond, one opens the record itself. */
const deepest = 3;
/** A branch with no more than this many opens by itself. */
const fewEnough = 10;

/** Moves between the lines of the tree with the arrows, as in every tree. */
function onArrow(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-line]')];
  const at = lines.indexOf(document.activeElement as HTMLElement);
  const next = lines[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

/** What a record is linked to, each opened by a click (F110), more added from its branch (F107). */
export function Tree({ view }: { readonly view: RecordView }) {
  const words = useMessages(recordMessages);
  const { item } = view;
  return (
    <nav className={classes.tree} aria-label={words.treeOf(item.title)} onKeyDown={onArrow}>
      <Root view={view} />
      <Branches view={view} level={1} />
    </nav>
  );
}

/** The record itself: the menu of its line associates it (F109). */
function Root({ view: { record, item, editable } }: { readonly view: RecordView }) {
  const words = useMessages(associateMessages);
  const associations = useAssociations(record);
  const [menu, setMenu] = useState<Point | null>(null);
  const [associated, setAssociated] = useState(false);
  const line = (
    <>
      <RecordIcon name={record.icon} size={16} />
      {item.title}
    </>
  );
  // Who is gone is not chosen for anything more.
  if (!editable || associations.length === 0 || isGone(record, item)) return <div className={classes.root}>{line}</div>;
  return (
    <>
      <button
        type="button"
        data-line
        className={`${classes.root} ${classes.rootButton}`}
        aria-haspopup="menu"
        onClick={(event) => setMenu(pointOf(event))}
        onContextMenu={(event) => {
          event.preventDefault();
          setMenu(pointOf(event));
        }}
      >
        {line}
      </button>
      {menu ? (
        <Menu opened onClose={() => setMenu(null)} position="bottom-start" withinPortal>
          <Menu.Target>
            <span className={classes.anchor} style={{ left: menu.x, top: menu.y }} />
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setAssociated(true)}>{words.associate}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : null}
      <Associate
        record={record}
        opened={associated}
        title={words.titleOne(item.title)}
        target={{ ids: [item.id] }}
        onClose={() => setAssociated(false)}
      />
    </>
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the menu of a line opens: under the mouse; the keyboard has no place of its own, so under the line. */
function pointOf(event: MouseEvent<HTMLElement>): Point {
  const box = event.currentTarget.getBoundingClientRect();
  const keyboard = event.clientX === 0 && event.clientY === 0;
  return keyboard ? { x: box.left + 24, y: box.bottom } : { x: event.clientX, y: event.clientY };
}

function Branches({ view, level }: { readonly view: RecordView; readonly level: number }) {
  const { permissions } = useMe();
  const branches = (view.record.tree ?? []).filter(({ record }) => permissionOn(permissions, record).read !== 'none');
  return (
    <ul className={classes.list}>
      {branches.map((branch) => (
        <Branch key={`${branch.record}.${branch.via}`} view={view} branch={branch} level={level} />
      ))}
    </ul>
  );
}

interface BranchProps {
  readonly view: RecordView;
  readonly branch: TreeDeclaration;
  readonly level: number;
}

function Branch({ view, branch, level }: BranchProps) {
  const words = useMessages(recordMessages);
  const language = useLanguage();
  const written = useCountFormat();
  const tab = view.record.tabs?.find(({ record, via }) => record === branch.record && via === branch.via);
  const found = tab && view.item.counts?.[tab.name];
  const lone = isLoneStandard(view.record, branch, found);
  const count = lone ? undefined : found;
  const [toggled, setToggled] = useState<boolean | null>(null);
  const opened = toggled ?? (level === 1 && count !== undefined && count.value > 0 && count.value <= fewEnough);
  const { linked, items: all, ...query } = useLinked(view, branch, { enabled: opened });
  const items = lone ? [] : all;
  const forget = useForgetLinked(view);
  const add = useAddLinked(view, branch, () => forget(linked));
  const label = branch.label[language];
  const addOne = add.existing ?? add.create;
  return (
    <li>
      <div className={classes.row}>
        <button
          type="button"
          data-line
          className={classes.toggle}
          aria-expanded={opened}
          onClick={() => setToggled(!opened)}
        >
          <IconChevronRight size={14} aria-hidden />
          <span className={classes.branch}>{label}</span>
          {count ? <span className={classes.count}>{written(count)}</span> : null}
        </button>
        {addOne && level === 1 ? (
          <ActionIcon size={24} aria-label={words.addTo(label)} onClick={addOne}>
            <IconPlus size={14} />
          </ActionIcon>
        ) : null}
      </div>
      {opened && query.isPending ? <Skeleton height={12} width="60%" ml={24} my={6} /> : null}
      {opened && !query.isPending && items.length === 0 ? (
        <div className={classes.none}>{words.branchEmpty}</div>
      ) : null}
      {opened && items.length > 0 ? (
        <ul className={classes.list}>
          {items.map((item) => (
            <Node key={item.id} view={view} branch={branch} linked={linked} item={item} level={level} />
          ))}
        </ul>
      ) : null}
      {opened && query.hasNextPage ? (
        <Button ml={20} variant="subtle" size="compact-xs" onClick={() => void query.fetchNextPage()}>
          {words.more}
        </Button>
      ) : null}
      {level === 1 ? add.dialogs : null}
    </li>
  );
}

interface NodeProps extends BranchProps {
  readonly linked: EffectiveRecord;
  readonly item: Item;
}

/** Takes what a branch lists; returns what the line shows: the other end of a link, or the record itself. */
function useShown({ branch, linked, item }: Pick<NodeProps, 'branch' | 'linked' | 'item'>): Shown {
  const model = useModel();
  const far = branch.show === undefined ? undefined : linked.field(branch.show);
  const pointed = far ? pointedRecord(model, far, item[far.name]) : null;
  if (!far || !pointed) return { record: linked, id: item.id, title: item.title };
  return { ...pointed, title: item.titles?.[far.name] ?? item.title };
}

function Node(props: NodeProps) {
  const { view, linked, item, level } = props;
  const words = useMessages(recordMessages);
  const { timeZone } = useFormatContext();
  const shown = useShown(props);
  const far = props.branch.show === undefined ? undefined : linked.field(props.branch.show);
  const [opened, setOpened] = useState(false);
  const [menu, setMenu] = useState<Point | null>(null);
  const hasMenu = useOnceOpened(menu !== null);
  const permission = usePermission(shown.record.name);
  const ended = hasEnded(linked, item, dateIn(Date.now(), timeZone));
  const expands = level < deepest && (shown.record.tree?.length ?? 0) > 0 && shown.id !== view.item.id;
  const openMenu = (event: MouseEvent<HTMLElement>) => {
    event.preventDefault();
    setMenu(pointOf(event));
  };
  // What stands below a line is linked to that record, not to the page's: it is read, not changed, from here.
  const below: RecordView = {
    ...view,
    record: shown.record,
    item: { id: shown.id, version: 0, title: shown.title },
    permission,
    editable: false,
  };
  return (
    <li>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the menu of the line opens with the menu key on its link */}
      <div className={classes.row} onContextMenu={openMenu}>
        {expands ? (
          <ActionIcon
            className={classes.expander}
            size={24}
            aria-expanded={opened}
            aria-label={opened ? words.closeBranch(shown.title) : words.openBranch(shown.title)}
            onClick={() => setOpened((now) => !now)}
          >
            <IconChevronRight size={14} />
          </ActionIcon>
        ) : (
          <span style={{ width: 24, flex: 'none' }} />
        )}
        <RecordLink
          collection={shown.record.collection}
          id={shown.id}
          className={ended ? `${classes.leaf} ${classes.ended}` : classes.leaf}
          line
        >
          {shown.title}
        </RecordLink>
        {far ? <GoneReferenceMark field={far} item={item} /> : null}
        {ended ? <span className={classes.endedWord}>{words.ended}</span> : null}
      </div>
      {hasMenu ? <NodeMenu {...props} shown={shown} at={menu} onClose={() => setMenu(null)} /> : null}
      {opened ? <Branches view={below} level={level + 1} /> : null}
    </li>
  );
}
