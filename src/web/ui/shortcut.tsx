import { useMessages } from '../language/catalogue.ts';
import { uiMessages } from '../language/ui.ts';
import classes from './shortcut.module.css';

const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

const names: Readonly<Record<string, string>> = {
  mod: isApple ? '⌘' : 'Ctrl',
  alt: isApple ? '⌥' : 'Alt',
  enter: '↵',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
};

/** Takes the keys of a shortcut (`mod+k`); shows them as keys of this machine's keyboard. */
export function Shortcut({ keys }: { readonly keys: string }) {
  const words = useMessages(uiMessages);
  const named = { ...names, escape: words.escapeKey, shift: isApple ? '⇧' : words.shiftKey };
  return (
    <span className={classes.keys}>
      {keys.split('+').map((key) => (
        <kbd key={key} className={classes.key}>
          {(named as Readonly<Record<string, string>>)[key.toLowerCase()] ?? key.toUpperCase()}
        </kbd>
      ))}
    </span>
  );
}
