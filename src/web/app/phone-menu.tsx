import { Drawer } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { localize } from '../../lib/localized.ts';
import { useMessages } from '../language/catalogue.ts';
import { useLanguage } from '../language/current-language.ts';
import { shellMessages } from '../language/shell.ts';
import { RecordIcon } from '../ui/record-icon.tsx';
import classes from './phone-menu.module.css';
import { useNavigation } from './use-navigation.ts';

interface PhoneMenuProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Every place of the application, on a phone. */
export function PhoneMenu({ opened, onClose }: PhoneMenuProps) {
  const words = useMessages(shellMessages);
  const language = useLanguage();
  const areas = useNavigation();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="bottom"
      classNames={{ content: classes.content }}
      title={words.application}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <nav aria-label={words.application}>
        {areas.map((area) => (
          <section key={area.name}>
            <h2 className={classes.heading}>{localize(area.label, language)}</h2>
            <ul className={classes.list}>
              {area.entries.map((entry) => (
                <li key={entry.path}>
                  <Link
                    to={entry.path}
                    className={classes.link}
                    activeProps={{ 'aria-current': 'page' }}
                    onClick={onClose}
                  >
                    <RecordIcon name={entry.icon} size={20} />
                    {localize(entry.title, language)}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
    </Drawer>
  );
}
