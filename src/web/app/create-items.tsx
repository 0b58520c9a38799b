import type { Menu as MenuType } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { localize } from '../../lib/localized.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { useLanguage } from '../language/current-language.ts';
import { useCreateWays } from '../records/list/create-ways.ts';
import { WayItems } from '../records/list/way-items.tsx';
import { RecordIcon } from '../ui/record-icon.tsx';

export interface CreateItemsProps {
  /** Mantine's menu, which loads with the menu itself. */
  readonly menu: typeof MenuType;
  readonly records: readonly EffectiveRecord[];
  /** True under the thumb: higher lines. */
  readonly large?: boolean;
}

/** What the « plus » makes: each record type by its form, or, where there are several ways, by one of them (F5). */
export function CreateItems({ menu, records, large = false }: CreateItemsProps) {
  const [chosen, setChosen] = useState<EffectiveRecord | null>(null);
  if (chosen) return <ChosenItems menu={menu} record={chosen} />;
  return records.map((record) => (
    <CreateItem key={record.name} menu={menu} record={record} large={large} onChoose={() => setChosen(record)} />
  ));
}

function ChosenItems({ menu: Menu, record }: { readonly menu: typeof MenuType; readonly record: EffectiveRecord }) {
  const language = useLanguage();
  const ways = useCreateWays(record);
  return (
    <>
      <Menu.Label>{localize(record.label.new, language)}</Menu.Label>
      <WayItems menu={Menu} record={record} ways={ways} />
    </>
  );
}

interface CreateItemProps {
  readonly menu: typeof MenuType;
  readonly record: EffectiveRecord;
  readonly large: boolean;
  readonly onChoose: () => void;
}

function CreateItem({ menu: Menu, record, large, onChoose }: CreateItemProps) {
  const language = useLanguage();
  const ways = useCreateWays(record);
  const look = { leftSection: <RecordIcon name={record.icon} size={large ? 18 : 16} />, ...(large ? { py: 10 } : {}) };
  const label = localize(record.label.new, language);
  if (ways.length === 0)
    return (
      <Menu.Item component={Link} to={`/crm/${record.collection}/new`} {...look}>
        {label}
      </Menu.Item>
    );
  return (
    <Menu.Item
      closeMenuOnClick={false}
      rightSection={<IconChevronRight size={14} stroke={1.6} />}
      {...look}
      onClick={onChoose}
    >
      {label}
    </Menu.Item>
  );
}
