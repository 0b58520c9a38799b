import type { Menu as MenuType } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { localize } from '../../../lib/localized.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { listMessages } from '../../language/list.ts';
import type { CreateWay } from '../../slots.ts';
import classes from './list-page.module.css';

export interface WayItemsProps {
  /** Mantine's menu, which loads with the menu itself. */
  readonly menu: typeof MenuType;
  readonly record: EffectiveRecord;
  readonly ways: readonly CreateWay[];
}

/** The ways of making a record, by hand first, as lines of a menu (F5). */
export function WayItems({ menu: Menu, record, ways }: WayItemsProps) {
  const words = useMessages(listMessages);
  const language = useLanguage();
  const navigate = useNavigate();
  const byHand = { to: '/crm/$collection/new', params: { collection: record.collection } } as const;
  return (
    <>
      <Menu.Item leftSection={<IconKeyboard size={20} stroke={1.6} />} onClick={() => void navigate(byHand)}>
        {words.enterByHand}
        <span className={classes.help}>{words.enterByHandHelp}</span>
      </Menu.Item>
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
  );
}
