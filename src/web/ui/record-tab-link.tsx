import { IconExternalLink } from '@tabler/icons-react';
import { useMessages } from '../language/catalogue.ts';
import { uiMessages } from '../language/ui.ts';
import classes from './record-tab-link.module.css';

interface RecordTabLinkProps {
  readonly collection: string;
  readonly item: { readonly id: string; readonly title: string };
}

/** The name of a record that opens it in a tab of its own, where leaving the screen would lose what was begun. */
export function RecordTabLink({ collection, item }: RecordTabLinkProps) {
  const words = useMessages(uiMessages);
  return (
    <a
      className={classes.link}
      href={`/crm/${collection}/${item.id}`}
      target="_blank"
      rel="noopener"
      aria-label={words.opensInTab(item.title)}
    >
      {item.title}
      <IconExternalLink size={14} stroke={1.7} aria-hidden />
    </a>
  );
}
