import { Modal } from '@mantine/core';
import { useMessages } from '../language/catalogue.ts';
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
    </Modal>
  );
}
