import { ActionIcon, Button } from '@mantine/core';
import { IconAddressBook, IconKeyboard, IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { localize } from '../../../lib/localized.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { RecordPermission } from '../../../meta/permissions.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { listMessages } from '../../language/list.ts';
import { useSlot } from '../../slots.ts';
import { MenuButton } from '../../ui/deferred-floating.tsx';
import { usePhone } from '../../ui/phone.ts';
import classes from './list-page.module.css';

interface CreateButtonProps {
  readonly record: EffectiveRecord;
  readonly permission: RecordPermission;
}

/**
 * Tells whether records of a type are people met at a company, as an address book holds them: what is true of them
 * there lives on a link, and a file of them can be read.
 */
function isInAddressBooks(record: EffectiveRecord): boolean {
  return record.through !== undefined && record.importKeys !== undefined;
}

/** The « plus » of a list: the empty form, or, where there are several ways, the choice among them (F5, F46). */
export function CreateButton({ record, permission }: CreateButtonProps) {
  const words = useMessages(listMessages);
  const language = useLanguage();
  const navigate = useNavigate();
  const phone = usePhone();
  const ways = useSlot('createWays').filter((way) => way.appliesTo(record, permission));
  if (!permission.create) return null;
  const label = localize(record.label.new, language);
  const byHand = { to: '/crm/$collection/new', params: { collection: record.collection } } as const;
  const fromDirectory = permission.import && isInAddressBooks(record);
  const button = (onClick?: () => void): ReactElement<{ onClick?: () => void }> =>
    phone ? (
      <ActionIcon size={36} variant="filled" color="ink" aria-label={label} {...(onClick ? { onClick } : {})}>
        <IconPlus size={20} stroke={2} />
      </ActionIcon>
    ) : (
      <Button size="compact-md" leftSection={<IconPlus size={16} stroke={2} />} {...(onClick ? { onClick } : {})}>
        {label}
      </Button>
    );
  if (!fromDirectory && ways.length === 0) return button(() => void navigate(byHand));
  return (
    <MenuButton position="bottom-end" width={300} label={label} target={button()}>
      {(Menu) => (
        <>
          <Menu.Item leftSection={<IconKeyboard size={20} stroke={1.6} />} onClick={() => void navigate(byHand)}>
            {words.enterByHand}
            <span className={classes.help}>{words.enterByHandHelp}</span>
          </Menu.Item>
          {fromDirectory ? (
            <Menu.Item
              leftSection={<IconAddressBook size={20} stroke={1.6} />}
              onClick={() => void navigate({ to: '/import', search: { record: record.name, from: 'vcard' } })}
            >
              {words.fromDirectory}
              <span className={classes.help}>{words.fromDirectoryHelp}</span>
            </Menu.Item>
          ) : null}
          {ways.map((way) => (
            <Menu.Item
              key={way.name}
              leftSection={<way.icon size={20} stroke={1.6} />}
              onClick={() => void navigate({ to: way.href(record) })}
            >
              {localize(way.label, language)}
              {way.help ? <span className={classes.help}>{localize(way.help, language)}</span> : null}
            </Menu.Item>
          ))}
        </>
      )}
    </MenuButton>
  );
}
