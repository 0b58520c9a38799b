import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import classes from './record-link.module.css';

interface RecordLinkProps {
  readonly collection: string;
  readonly id: string;
  readonly children: ReactNode;
  readonly className?: string | undefined;
  readonly tabIndex?: number | undefined;
  /** True for a line that the arrows of a tree move between. */
  readonly line?: boolean | undefined;
}

/** The name of a record that opens it at one click, wherever it stands (A8). */
export function RecordLink({ collection, id, children, className, tabIndex, line }: RecordLinkProps) {
  return (
    <Link
      to="/crm/$collection/$id"
      params={{ collection, id }}
      className={className ?? classes.link ?? ''}
      {...(line ? { 'data-line': true } : {})}
      {...(tabIndex === undefined ? {} : { tabIndex })}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {children}
    </Link>
  );
}
