import { ActionIcon } from '@mantine/core';
import { IconExternalLink, IconMail, IconPhone } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import { Tooltip } from '../web/ui/deferred-floating.tsx';
import classes from './value-link.module.css';

const icons = { call: IconPhone, mail: IconMail, open: IconExternalLink };

interface ValueLinkProps {
  readonly href: string;
  readonly text: string;
  /** What the button does, for who hovers it and who hears it. */
  readonly label: string;
  readonly kind: keyof typeof icons;
  readonly newTab?: boolean | undefined;
  readonly dense?: boolean | undefined;
}

/** An address, so that a line that is too short for it ends after its @ and not within a word. */
function Breakable({ text }: { readonly text: string }) {
  const after = text.indexOf('@') + 1;
  if (after === 0) return text;
  return (
    <>
      {text.slice(0, after)}
      <wbr />
      {text.slice(after)}
    </>
  );
}

/**
 * A value and the button of its field: call, write, open. In a cell of a list the text is no link, so that a click
 * chooses the row, and the button shows under the pointer.
 */
export function ValueLink({ href, text, label, kind, newTab, dense }: ValueLinkProps) {
  const Icon = icons[kind];
  const target = newTab ? { target: '_blank', rel: 'noopener noreferrer' } : {};
  const alone = {
    tabIndex: -1,
    onClick: (event: MouseEvent) => event.stopPropagation(),
    onDoubleClick: (event: MouseEvent) => event.stopPropagation(),
  };
  if (dense) {
    // Hundreds of these pass by while a list is scrolled: plain elements, a tenth of the work of the full button.
    return (
      <span className={`${classes.value} ${classes.dense}`}>
        <span className={classes.text}>{text}</span>
        <a
          className={`${classes.button} ${classes.plain}`}
          href={href}
          {...target}
          {...alone}
          aria-label={label}
          title={label}
        >
          <Icon size={16} stroke={1.7} aria-hidden />
        </a>
      </span>
    );
  }
  return (
    <span className={classes.value}>
      <a className={classes.link} href={href} {...target}>
        <Breakable text={text} />
      </a>
      <Tooltip label={label}>
        <ActionIcon
          className={classes.button}
          component="a"
          href={href}
          {...target}
          size={26}
          variant="subtle"
          color="ink"
          aria-label={label}
          {...alone}
        >
          <Icon size={16} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
    </span>
  );
}
