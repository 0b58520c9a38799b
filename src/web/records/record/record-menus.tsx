import { ActionIcon, Button, type Menu as MenuType } from '@mantine/core';
import {
  IconBinaryTree,
  IconChevronDown,
  IconCopy,
  IconDots,
  IconHistory,
  IconPrinter,
  IconShare,
  IconTrash,
  IconUserOff,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { localize } from '../../../lib/localized.ts';
import { useMe } from '../../api/queries.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { recordMessages } from '../../language/record.ts';
import { sharingMessages } from '../../language/sharing.ts';
import { type RecordAction, useSlot } from '../../slots.ts';
import { MenuButton } from '../../ui/deferred-floating.tsx';
import { compact } from './compact-button.ts';
import type { RecordView } from './record-context.ts';

/** What the page itself can do with its record. */
export interface PageActions {
  readonly duplicate: (() => void) | null;
  readonly print: () => void;
  readonly audit: () => void;
  /** Null where the record is not shared by hand, or not by this reader. */
  readonly share: (() => void) | null;
  /** Null where its type has no such state, it is gone already, or this reader may not change it. */
  readonly declareGone: (() => void) | null;
  readonly trash: (() => void) | null;
}

interface RecordMenusProps {
  readonly view: RecordView;
  readonly actions: PageActions;
  /** True while the record is being changed: no tool runs on what is not saved (F79). */
  readonly disabled: boolean;
}

function useActions(view: RecordView, place: RecordAction['place']): readonly RecordAction[] {
  const { permissions } = useMe();
  return useSlot('recordActions').filter(
    (action) => action.place === place && action.appliesTo(view.record, view.permission, permissions),
  );
}

interface MenuParts {
  readonly buttons: readonly RecordAction[];
  readonly tools: (Menu: typeof MenuType) => ReactNode;
  readonly edits: (Menu: typeof MenuType) => ReactNode;
  readonly hasEdits: boolean;
  readonly choose: (action: RecordAction) => void;
  /** The dialog of the action chosen, to draw beside the menus. */
  readonly dialog: ReactNode;
}

/** What stands in the menus « Outil » and « Edition » (F70, F117), with what features add to them. */
function useMenuParts(view: RecordView, actions: PageActions): MenuParts {
  const words = useMessages(recordMessages);
  const sharing = useMessages(sharingMessages);
  const language = useLanguage();
  const [chosen, setChosen] = useState<RecordAction | null>(null);
  const buttons = useActions(view, 'button');
  const tools = useActions(view, 'tools');
  const edits = useActions(view, 'edit');
  const Dialog = chosen?.dialog;
  const { gone } = view.record;
  const items = (Menu: typeof MenuType, list: readonly RecordAction[]): ReactNode =>
    list.map((action) => (
      <Menu.Item
        key={action.name}
        leftSection={<action.icon size={16} stroke={1.6} />}
        onClick={() => setChosen(action)}
      >
        {action.label[language]}
      </Menu.Item>
    ));
  return {
    buttons,
    choose: setChosen,
    hasEdits: Boolean(actions.trash ?? actions.share ?? actions.declareGone) || edits.length > 0,
    tools: (Menu) => (
      <>
        {actions.duplicate ? (
          <Menu.Item leftSection={<IconCopy size={16} stroke={1.6} />} onClick={actions.duplicate}>
            {words.duplicate}
          </Menu.Item>
        ) : null}
        <Menu.Item leftSection={<IconPrinter size={16} stroke={1.6} />} onClick={actions.print}>
          {words.print}
        </Menu.Item>
        <Menu.Item leftSection={<IconHistory size={16} stroke={1.6} />} onClick={actions.audit}>
          {words.auditTrail}
        </Menu.Item>
        {items(Menu, tools)}
      </>
    ),
    edits: (Menu) => (
      <>
        {actions.share ? (
          <Menu.Item leftSection={<IconShare size={16} stroke={1.6} />} onClick={actions.share}>
            {sharing.share}
          </Menu.Item>
        ) : null}
        {actions.declareGone && gone ? (
          <Menu.Item leftSection={<IconUserOff size={16} stroke={1.6} />} onClick={actions.declareGone}>
            {localize(gone.words.declare, language)}
          </Menu.Item>
        ) : null}
        {items(Menu, edits)}
        {actions.trash ? (
          <Menu.Item color="red" leftSection={<IconTrash size={16} stroke={1.6} />} onClick={actions.trash}>
            {words.toTrash}
          </Menu.Item>
        ) : null}
      </>
    ),
    dialog: Dialog ? (
      <Dialog record={view.record} item={view.item} permission={view.permission} close={() => setChosen(null)} />
    ) : null,
  };
}

/** The menus « Outil » and « Edition » at the head of the page, and the buttons that features add beside them. */
export function RecordMenus({ view, actions, disabled }: RecordMenusProps) {
  const words = useMessages(recordMessages);
  const language = useLanguage();
  const parts = useMenuParts(view, actions);
  const caret = <IconChevronDown size={14} aria-hidden />;
  return (
    <>
      {parts.buttons.map((action) => (
        <Button
          {...compact}
          key={action.name}
          variant="default"
          disabled={disabled}
          leftSection={<action.icon size={16} stroke={1.7} />}
          onClick={() => parts.choose(action)}
        >
          {action.label[language]}
        </Button>
      ))}
      <MenuButton
        position="bottom-end"
        width={220}
        target={
          <Button {...compact} variant="default" rightSection={caret} disabled={disabled}>
            {words.tools}
          </Button>
        }
      >
        {parts.tools}
      </MenuButton>
      {parts.hasEdits ? (
        <MenuButton
          position="bottom-end"
          width={250}
          target={
            <Button {...compact} variant="default" rightSection={caret} disabled={disabled}>
              {words.edition}
            </Button>
          }
        >
          {parts.edits}
        </MenuButton>
      ) : null}
      {parts.dialog}
    </>
  );
}

/** Every other action in one menu, for a phone: the tree of links first. */
export function PhoneMenu({
  view,
  actions,
  onTree,
}: Omit<RecordMenusProps, 'disabled'> & { readonly onTree: (() => void) | null }) {
  const words = useMessages(recordMessages);
  const language = useLanguage();
  const parts = useMenuParts(view, actions);
  return (
    <>
      <MenuButton
        position="top-end"
        width={240}
        target={
          <ActionIcon variant="default" size={44} aria-label={words.moreActions}>
            <IconDots size={18} />
          </ActionIcon>
        }
      >
        {(Menu) => (
          <>
            {onTree ? (
              <Menu.Item leftSection={<IconBinaryTree size={16} stroke={1.6} />} onClick={onTree}>
                {words.openTree}
              </Menu.Item>
            ) : null}
            {parts.buttons.map((action) => (
              <Menu.Item
                key={action.name}
                leftSection={<action.icon size={16} stroke={1.6} />}
                onClick={() => parts.choose(action)}
              >
                {action.label[language]}
              </Menu.Item>
            ))}
            <Menu.Label>{words.tools}</Menu.Label>
            {parts.tools(Menu)}
            {parts.hasEdits ? <Menu.Label>{words.edition}</Menu.Label> : null}
            {parts.edits(Menu)}
          </>
        )}
      </MenuButton>
      {parts.dialog}
    </>
  );
}
