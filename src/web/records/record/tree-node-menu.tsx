import { Menu } from '@mantine/core';
import { useState } from 'react';
import type { TreeDeclaration } from '../../../meta/define-record.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { useDeleteRecord, usePermission } from '../../api/queries.ts';
import type { Item } from '../../api/types.ts';
import { associateMessages } from '../../language/associate.ts';
import { useMessages } from '../../language/catalogue.ts';
import { recordMessages } from '../../language/record.ts';
import { Associate } from '../associate/associate.tsx';
import { useAssociations } from '../associate/use-associations.ts';
import { LinkDialog } from './link-dialog.tsx';
import type { RecordView } from './record-context.ts';
import classes from './tree.module.css';
import { useForgetLinked } from './use-linked.ts';

/** What a line of the tree shows and opens. */
export interface Shown {
  readonly record: EffectiveRecord;
  readonly id: string;
  readonly title: string;
}

interface NodeMenuProps {
  readonly view: RecordView;
  readonly branch: TreeDeclaration;
  /** Type of what the branch lists, and the one of this line. */
  readonly linked: EffectiveRecord;
  readonly item: Item;
  readonly shown: Shown;
  readonly at: { readonly x: number; readonly y: number } | null;
  readonly onClose: () => void;
}

/** The right-click menu of a line: open, change the link, take it away. */
export function NodeMenu({ view, branch, linked, item, shown, at, onClose }: NodeMenuProps) {
  const words = useMessages(recordMessages);
  const permission = usePermission(linked.name);
  const remove = useDeleteRecord(linked.collection);
  const forget = useForgetLinked(view);
  const [editing, setEditing] = useState(false);
  const associating = useMessages(associateMessages);
  const associations = useAssociations(shown.record);
  const [associated, setAssociated] = useState(false);
  const address = `/crm/${shown.record.collection}/${shown.id}`;
  // Who is gone is not chosen for anything more.
  const isLost = item.gone?.includes(branch.show ?? '') ?? false;
  const isLink = branch.show !== undefined && view.editable;
  return (
    <>
      {at ? (
        <Menu opened onClose={onClose} position="bottom-start" withinPortal>
          <Menu.Target>
            <span className={classes.anchor} style={{ left: at.x, top: at.y }} />
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item component="a" href={address}>
              {words.open}
            </Menu.Item>
            <Menu.Item component="a" href={address} target="_blank" rel="noopener">
              {words.openInTab}
            </Menu.Item>
            {associations.length > 0 && !isLost ? (
              <Menu.Item onClick={() => setAssociated(true)}>{associating.associate}</Menu.Item>
            ) : null}
            {isLink && permission.update !== 'none' ? (
              <Menu.Item onClick={() => setEditing(true)}>{words.editLink}</Menu.Item>
            ) : null}
            {isLink && permission.delete !== 'none' ? (
              <Menu.Item
                color="red"
                onClick={() => remove.mutate({ id: item.id, title: item.title }, { onSuccess: () => forget(linked) })}
              >
                {words.removeLink}
              </Menu.Item>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      <Associate
        record={shown.record}
        opened={associated}
        title={associating.titleOne(shown.title)}
        target={{ ids: [shown.id] }}
        onClose={() => setAssociated(false)}
      />
      {isLink ? (
        <LinkDialog
          link={linked}
          via={branch.via}
          from={{ record: view.record.name, id: view.item.id }}
          item={item}
          opened={editing}
          onClose={() => setEditing(false)}
          onSaved={() => forget(linked)}
        />
      ) : null}
    </>
  );
}
