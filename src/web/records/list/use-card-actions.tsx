import { IconMail, IconPencil, IconPhone, IconRestore, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useDeleteRecord } from '../../api/queries.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { listMessages } from '../../language/list.ts';
import { uiMessages } from '../../language/ui.ts';
import type { Icon } from '../../slots.ts';
import { useBringBack } from '../form/use-bring-back.tsx';
import { reachOfCard } from './card-reach.ts';
import type { Side } from './card-swipe.ts';
import type { List } from './use-list.ts';

/** What a card offers when it is pushed aside: an address to go to, or something to do. */
export interface CardAction {
  readonly name: string;
  readonly label: string;
  readonly icon: Icon;
  readonly danger?: boolean;
  readonly href?: string;
  readonly run?: () => void;
}

/** Takes a list; returns what lies under one of its cards, on each side, and the dialog to draw in the page. */
export function useCardActions(list: List): {
  readonly actionsOf: (item: Item) => Readonly<Record<Side, readonly CardAction[]>>;
  readonly dialog: ReactNode;
} {
  const words = useMessages(listMessages);
  const general = useMessages(uiMessages);
  const navigate = useNavigate();
  const { record, permission, state } = list;
  const { collection } = record;
  const remove = useDeleteRecord(collection);
  const { bringBack, dialog } = useBringBack(collection);
  const actionsOf = (item: Item) => {
    const { id, title, version } = item;
    const { dial, mail } = reachOfCard(record, item);
    const reach: CardAction[] = [];
    if (dial) reach.push({ name: 'call', label: words.callShort, icon: IconPhone, href: dial });
    if (mail) reach.push({ name: 'mail', label: words.mailShort, icon: IconMail, href: mail });
    const change: CardAction[] = [];
    if (permission.update !== 'none' && !state.trash) {
      const run = () =>
        void navigate({ to: '/crm/$collection/$id', params: { collection, id }, search: { edit: true } });
      change.push({ name: 'edit', label: words.editShort, icon: IconPencil, run });
    }
    if (permission.delete !== 'none')
      change.push(
        state.trash
          ? {
              name: 'restore',
              label: words.restore,
              icon: IconRestore,
              run: () => void bringBack(id, general.restored(title)),
            }
          : {
              name: 'trash',
              label: words.trash,
              icon: IconTrash,
              danger: true,
              run: () => remove.mutate({ id, title, version }),
            },
      );
    return { reach, change };
  };
  return { actionsOf, dialog };
}
