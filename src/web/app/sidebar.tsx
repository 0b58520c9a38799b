import { ActionIcon } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { localize } from '../../lib/localized.ts';
import { useMessages } from '../language/catalogue.ts';
import { useLanguage } from '../language/current-language.ts';
import { shellMessages } from '../language/shell.ts';
import { Tooltip } from '../ui/deferred-floating.tsx';
import { RecordIcon } from '../ui/record-icon.tsx';
import { homeEntry, type NavigationEntry } from './navigation.ts';
import classes from './sidebar.module.css';
import { useNavigation } from './use-navigation.ts';

/** A place, as a line of the bar. */
function Place({ entry, folded }: { readonly entry: NavigationEntry; readonly folded: boolean }) {
  const language = useLanguage();
  const title = localize(entry.title, language);
  return (
    <li>
      <Tooltip label={title} position="right" disabled={!folded}>
        <Link
          to={entry.path}
          className={classes.link}
          activeOptions={{ exact: entry.path === homeEntry.path }}
          activeProps={{ 'aria-current': 'page' }}
        >
          <RecordIcon name={entry.icon} />
          <span className={classes.label}>{title}</span>
        </Link>
      </Tooltip>
    </li>
  );
}

/** The places of the application at the left of a desk's screen; folded, their icons alone. */
export function Sidebar() {
  const words = useMessages(shellMessages);
  const language = useLanguage();
  const areas = useNavigation();
  const [folded, setFolded] = useLocalStorage({
    key: 'carnet.sidebar-folded',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const toggleLabel = folded ? words.expand : words.collapse;
  return (
    <nav className={classes.sidebar} aria-label={words.sections} data-folded={folded || undefined}>
      <ul className={`${classes.list} ${classes.area}`}>
        <Place entry={homeEntry} folded={folded} />
      </ul>
      {areas.map((area) => (
        <div key={area.name} className={classes.area}>
          <p className={classes.heading}>{localize(area.label, language)}</p>
          <ul className={classes.list}>
            {area.entries.map((entry) => (
              <Place key={entry.path} entry={entry} folded={folded} />
            ))}
          </ul>
        </div>
      ))}
      <div className={classes.foot}>
        <Tooltip label={toggleLabel} position="right">
          <ActionIcon aria-label={toggleLabel} aria-expanded={!folded} onClick={() => setFolded(!folded)}>
            {folded ? (
              <IconLayoutSidebarLeftExpand size={18} stroke={1.6} />
            ) : (
              <IconLayoutSidebarLeftCollapse size={18} stroke={1.6} />
            )}
          </ActionIcon>
        </Tooltip>
      </div>
    </nav>
  );
}
