import { ActionIcon } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { localize } from '../../lib/localized.ts';
import { useMessages } from '../language/catalogue.ts';
import { useLanguage } from '../language/current-language.ts';
import { shellMessages } from '../language/shell.ts';
import { MenuButton } from '../ui/deferred-floating.tsx';
import { RecordIcon } from '../ui/record-icon.tsx';
import { useCreatable } from './use-navigation.ts';

/** The « plus »: makes a record of any type that the user may create. */
export function CreateMenu({ className }: { readonly className?: string }) {
  const words = useMessages(shellMessages);
  const language = useLanguage();
  const records = useCreatable();
  if (records.length === 0) return null;
  return (
    <MenuButton
      position="bottom-end"
      width={220}
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
      {(Menu) =>
        records.map((record) => (
          <Menu.Item
            key={record.name}
            component={Link}
            to={`/crm/${record.collection}/new`}
            leftSection={<RecordIcon name={record.icon} size={16} />}
          >
            {localize(record.label.new, language)}
          </Menu.Item>
        ))
      }
    </MenuButton>
  );
}
