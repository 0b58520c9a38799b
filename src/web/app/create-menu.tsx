import { ActionIcon } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMessages } from '../language/catalogue.ts';
import { shellMessages } from '../language/shell.ts';
import { MenuButton } from '../ui/deferred-floating.tsx';
import { CreateItems } from './deferred-create-items.ts';
import { useCreatable } from './use-navigation.ts';

/** The « plus »: makes a record of any type that the user may create. */
export function CreateMenu({ className }: { readonly className?: string }) {
  const words = useMessages(shellMessages);
  const records = useCreatable();
  if (records.length === 0) return null;
  return (
    <MenuButton
      position="bottom-end"
      width={300}
      target={
        <ActionIcon
          variant="filled"
          color="ink"
          size={32}
          aria-label={words.create}
          {...(className ? { className } : {})}
        >
          <IconPlus size={18} stroke={2} />
        </ActionIcon>
      }
    >
      {(Menu) => <CreateItems menu={Menu} records={records} />}
    </MenuButton>
  );
}
