import { ActionIcon, Tooltip } from '@mantine/core';
import { IconExternalLink, IconMail, IconPhone } from '@tabler/icons-react';
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

/**
 * A value and the button of its field: call, write, open. In a cell of a list the text is no link, so that a click
 * chooses the row, and the button shows under the pointer.
 */
export function ValueLink({ href, text, label, kind, newTab, dense }: ValueLinkProps) {
  const Icon = icons[kind];
  const target = newTab ? { target: '_blank', rel: 'noopener noreferrer' } : {};
  return (
    <span className={dense ? `${classes.value} ${classes.dense}` : classes.value}>
      {dense ? (
        <span className={classes.text}>{text}</span>
      ) : (
        <a className={classes.link} href={href} {...target}>
          {text}
        </a>
      )}
      <Tooltip label={label}>
        <ActionIcon
          className={classes.button}
          component="a"
          href={href}
          {...target}
          size={dense ? 24 : 26}
          variant="subtle"
          color="ink"
          aria-label={label}
          tabIndex={-1}
          onClick={(event) => event.stopPropagation()}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          <Icon size={16} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
    </span>
  );
}
