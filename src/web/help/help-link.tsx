import { ActionIcon } from '@mantine/core';
import { IconHelp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMessages } from '../language/catalogue.ts';
import { helpMessages } from '../language/help.ts';
import { useHelpPage } from './use-help-page.ts';

/** The « ? » of the header: opens the guide where it explains the screen one is on. */
export function HelpLink({ className = '' }: { readonly className?: string | undefined }) {
  const words = useMessages(helpMessages);
  const page = useHelpPage();
  return (
    <ActionIcon
      renderRoot={(properties) => <Link to="/help/$page" params={{ page }} {...properties} />}
      size={34}
      aria-label={words.helpHere}
      title={words.helpHere}
      className={className}
    >
      <IconHelp size={19} stroke={1.6} />
    </ActionIcon>
  );
}
