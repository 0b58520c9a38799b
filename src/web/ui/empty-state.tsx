import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

interface EmptyStateProps {
  /** True where it is the whole page: its title is then the page's heading. */
  readonly page?: boolean;
  readonly icon?: ReactNode;
  readonly title: string;
  /** What to do about it. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** Says that there is nothing here and what to do about it. */
export function EmptyState({ page, icon, title, children, action }: EmptyStateProps) {
  const Title = page ? 'h1' : 'p';
  return (
    <div className={classes.box}>
      {icon ? (
        <div className={classes.icon} aria-hidden>
          {icon}
        </div>
      ) : null}
      <Title className={classes.title}>{title}</Title>
      {children ? <div className={classes.text}>{children}</div> : null}
      {action ? <div className={classes.action}>{action}</div> : null}
    </div>
  );
}
