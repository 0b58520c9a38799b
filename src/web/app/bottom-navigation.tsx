import { IconDots, IconPlus, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { localize } from '../../lib/localized.ts';
import { useMessages } from '../language/catalogue.ts';
import { useLanguage } from '../language/current-language.ts';
import { shellMessages } from '../language/shell.ts';
import { MenuButton } from '../ui/deferred-floating.tsx';
import { RecordIcon } from '../ui/record-icon.tsx';
import classes from './bottom-navigation.module.css';
import { CreateItems } from './deferred-create-items.ts';
import { homeEntry } from './navigation.ts';
import { showShellDialog } from './shell-dialog.ts';
import { useCreatable, useNavigation } from './use-navigation.ts';

/** How many places stand in the bar: with creation, search and the menu, as many as a thumb tells apart. */
const placesShown = 3;

function CreateButton() {
  const words = useMessages(shellMessages);
  const records = useCreatable();
  if (records.length === 0) return null;
  return (
    <MenuButton
      position="top"
      width={280}
      target={
        <button type="button" className={classes.create} aria-label={words.create}>
          <IconPlus size={24} stroke={2} aria-hidden />
        </button>
      }
    >
      {(Menu) => <CreateItems menu={Menu} records={records} large />}
    </MenuButton>
  );
}

/** The bar at the bottom of a phone, under the thumb: two places, creation, search, the rest. */
export function BottomNavigation() {
  const words = useMessages(shellMessages);
  const language = useLanguage();
  const places = [homeEntry, ...useNavigation().flatMap(({ entries }) => entries)].slice(0, placesShown);
  return (
    <nav aria-label={words.quickNavigation} className={classes.bar}>
      {places.map((entry) => (
        <Link
          key={entry.path}
          to={entry.path}
          className={classes.item}
          activeOptions={{ exact: entry.path === '/' }}
          activeProps={{ 'aria-current': 'page' }}
        >
          <RecordIcon name={entry.icon} size={22} />
          {localize(entry.title, language)}
        </Link>
      ))}
      <CreateButton />
      <button type="button" className={classes.item} onClick={() => showShellDialog('palette')}>
        <IconSearch size={22} stroke={1.6} aria-hidden />
        {words.search}
      </button>
      <button type="button" className={classes.item} onClick={() => showShellDialog('menu')}>
        <IconDots size={22} stroke={1.6} aria-hidden />
        {words.menu}
      </button>
    </nav>
  );
}
