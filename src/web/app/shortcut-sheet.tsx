import { Modal } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useHelpPage } from '../help/use-help-page.ts';
import { useMessages } from '../language/catalogue.ts';
import { helpMessages } from '../language/help.ts';
import { shellMessages } from '../language/shell.ts';
import { Shortcut } from '../ui/shortcut.tsx';
import { useActiveShortcuts } from '../ui/shortcuts.ts';
import classes from './shortcut-sheet.module.css';

interface ShortcutSheetProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The shortcuts that work on the screen now. */
export function ShortcutSheet({ opened, onClose }: ShortcutSheetProps) {
  const words = useMessages(shellMessages);
  const { helpHere } = useMessages(helpMessages);
  const page = useHelpPage();
  const shortcuts = useActiveShortcuts();
  return (
    <Modal opened={opened} onClose={onClose} title={words.shortcuts} closeButtonProps={{ 'aria-label': words.close }}>
      <ul className={classes.list}>
        {shortcuts.map(({ keys, label }) => (
          <li key={`${keys} ${label}`} className={classes.line}>
            <span>{label}</span>
            <Shortcut keys={keys} />
          </li>
        ))}
      </ul>
      <p className={classes.hint}>{words.shortcutsHint}</p>
      <p className={classes.hint}>
        <Link to="/help/$page" params={{ page }} onClick={onClose}>
          {helpHere}
        </Link>
      </p>
    </Modal>
  );
}
