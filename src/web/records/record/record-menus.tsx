import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconCopy, IconHistory, IconPrinter, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { recordMessages } from '../../language/record.ts';
import { type RecordAction, useSlot } from '../../slots.ts';
import type { RecordView } from './record-context.ts';

/** What the page itself can do with its record. */
export interface PageActions {
  readonly duplicate: (() => void) | null;
  readonly print: () => void;
  readonly audit: () => void;
  readonly trash: (() => void) | null;
}

interface RecordMenusProps {
  readonly view: RecordView;
  readonly actions: PageActions;
  /** True while the record is being changed: no tool runs on what is not saved (F79). */
  readonly disabled: boolean;
}

function useActions(view: RecordView, place: RecordAction['place']): readonly RecordAction[] {
  return useSlot('recordActions').filter(
    (action) => action.place === place && action.appliesTo(view.record, view.permission),
  );
}

/** The menus « Outil » and « Édition » (F70, F117), with what features add to them. */
export function RecordMenus({ view, actions, disabled }: RecordMenusProps) {
  const words = useMessages(recordMessages);
  const language = useLanguage();
  const [chosen, setChosen] = useState<RecordAction | null>(null);
  const buttons = useActions(view, 'button');
  const tools = useActions(view, 'tools');
  const edits = useActions(view, 'edit');
  const Dialog = chosen?.dialog;
  const items = (list: readonly RecordAction[]): ReactNode =>
    list.map((action) => (
      <Menu.Item
        key={action.name}
        leftSection={<action.icon size={16} stroke={1.6} />}
        onClick={() => setChosen(action)}
      >
        {action.label[language]}
      </Menu.Item>
    ));
  const caret = <IconChevronDown size={14} aria-hidden />;
  return (
    <>
      {buttons.map((action) => (
        <Button
          key={action.name}
          variant="default"
          disabled={disabled}
          leftSection={<action.icon size={16} stroke={1.7} />}
          onClick={() => setChosen(action)}
        >
          {action.label[language]}
        </Button>
      ))}
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <Button variant="default" rightSection={caret} disabled={disabled}>
            {words.tools}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
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
          {items(tools)}
        </Menu.Dropdown>
      </Menu>
      {actions.trash || edits.length > 0 ? (
        <Menu position="bottom-end" width={220}>
          <Menu.Target>
            <Button variant="default" rightSection={caret} disabled={disabled}>
              {words.edition}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {items(edits)}
            {actions.trash ? (
              <Menu.Item color="red" leftSection={<IconTrash size={16} stroke={1.6} />} onClick={actions.trash}>
                {words.toTrash}
              </Menu.Item>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      {Dialog ? (
        <Dialog record={view.record} item={view.item} permission={view.permission} close={() => setChosen(null)} />
      ) : null}
    </>
  );
}
