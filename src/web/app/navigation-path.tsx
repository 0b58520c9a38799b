import type { Menu as MenuType } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Link, useRouterState } from '@tanstack/react-router';
import { localize } from '../../lib/localized.ts';
import { useMessages } from '../language/catalogue.ts';
import { useLanguage } from '../language/current-language.ts';
import { shellMessages } from '../language/shell.ts';
import { MenuButton } from '../ui/deferred-floating.tsx';
import { RecordIcon } from '../ui/record-icon.tsx';
import { homeEntry, type NavigationArea } from './navigation.ts';
import classes from './navigation-path.module.css';
import { useNavigation, usePlace } from './use-navigation.ts';

/** The entries of one area, as items of a menu. */
function AreaItems({ area, Menu }: { readonly area: NavigationArea; readonly Menu: typeof MenuType }) {
  const language = useLanguage();
  return area.entries.map((entry) => (
    <Menu.Item
      key={entry.path}
      component={Link}
      to={entry.path}
      leftSection={<RecordIcon name={entry.icon} size={16} />}
    >
      {localize(entry.label, language)}
    </Menu.Item>
  ));
}

/** The menu « Application »: areas, and in each its record types (Application > CRM > Compte, F42). */
function ApplicationMenu() {
  const words = useMessages(shellMessages);
  const language = useLanguage();
  const areas = useNavigation();
  return (
    <MenuButton
      position="bottom-start"
      width={200}
      target={
        <button type="button" className={classes.crumb}>
          {words.application}
          <IconChevronDown size={14} stroke={1.8} aria-hidden />
        </button>
      }
    >
      {(Menu) =>
        areas.map((area) => (
          <Menu.Sub key={area.name}>
            <Menu.Sub.Target>
              <Menu.Sub.Item>{localize(area.label, language)}</Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown>
              <AreaItems area={area} Menu={Menu} />
            </Menu.Sub.Dropdown>
          </Menu.Sub>
        ))
      }
    </MenuButton>
  );
}

/** The area one is in, as a menu of its places. */
function AreaMenu({ area }: { readonly area: NavigationArea }) {
  const language = useLanguage();
  return (
    <MenuButton
      position="bottom-start"
      width={200}
      target={
        <button type="button" className={classes.crumb}>
          {localize(area.label, language)}
          <IconChevronDown size={14} stroke={1.8} aria-hidden />
        </button>
      }
    >
      {(Menu) => <AreaItems area={area} Menu={Menu} />}
    </MenuButton>
  );
}

/** The navigation bar: « Application › CRM › Comptes », each step a way to go elsewhere. */
export function NavigationPath() {
  const words = useMessages(shellMessages);
  const language = useLanguage();
  const place = usePlace();
  const atHome = useRouterState({ select: ({ location }) => location.pathname === homeEntry.path });
  return (
    <nav aria-label={words.navigation} className={classes.path}>
      <ol className={classes.steps}>
        <li className={classes.deskStep}>
          <ApplicationMenu />
        </li>
        {place ? (
          <>
            <li className={classes.deskStep}>
              <IconChevronRight size={14} stroke={1.8} className={classes.separator} aria-hidden />
              <AreaMenu area={place.area} />
            </li>
            <li className={classes.last}>
              <IconChevronRight size={14} stroke={1.8} className={classes.separator} aria-hidden />
              <Link to={place.entry.path} className={classes.crumb} data-here>
                {localize(place.entry.title, language)}
              </Link>
            </li>
          </>
        ) : atHome ? (
          <li className={classes.last}>
            <IconChevronRight size={14} stroke={1.8} className={classes.separator} aria-hidden />
            <Link to={homeEntry.path} className={classes.crumb} data-here>
              {localize(homeEntry.title, language)}
            </Link>
          </li>
        ) : null}
      </ol>
    </nav>
  );
}
