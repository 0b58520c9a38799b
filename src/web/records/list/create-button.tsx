import { ActionIcon, Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { localize } from '../../../lib/localized.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { RecordPermission } from '../../../meta/permissions.ts';
import { useLanguage } from '../../language/current-language.ts';
import { MenuButton } from '../../ui/deferred-floating.tsx';
import { usePhone } from '../../ui/phone.ts';
import { DeferredWayItems, useCreateWays } from './create-ways.ts';

interface CreateButtonProps {
  readonly record: EffectiveRecord;
  readonly permission: RecordPermission;
  /** With its words on a phone too, where it stands alone. */
  readonly worded?: boolean;
}

/** The « plus » of a list: the empty form, or, where there are several ways, the choice among them (F5, F46). */
export function CreateButton({ record, permission, worded = false }: CreateButtonProps) {
  const language = useLanguage();
  const navigate = useNavigate();
  const phone = usePhone();
  const ways = useCreateWays(record);
  if (!permission.create) return null;
  const label = localize(record.label.new, language);
  const button = (onClick?: () => void): ReactElement<{ onClick?: () => void }> =>
    phone && !worded ? (
      <ActionIcon size={36} variant="filled" color="ink" aria-label={label} {...(onClick ? { onClick } : {})}>
        <IconPlus size={20} stroke={2} />
      </ActionIcon>
    ) : (
      <Button size="compact-md" leftSection={<IconPlus size={16} stroke={2} />} {...(onClick ? { onClick } : {})}>
        {label}
      </Button>
    );
  if (ways.length === 0)
    return button(() => void navigate({ to: '/crm/$collection/new', params: { collection: record.collection } }));
  return (
    <MenuButton position="bottom-end" width={300} label={label} target={button()}>
      {(Menu) => <DeferredWayItems menu={Menu} record={record} ways={ways} />}
    </MenuButton>
  );
}
