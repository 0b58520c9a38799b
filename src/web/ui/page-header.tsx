import type { ReactNode } from 'react';
import classes from './page-header.module.css';
import { usePageTitle } from './page-title.ts';

interface PageHeaderProps {
  readonly title: string;
  /** Shown before the title: an icon, a picture. */
  readonly leading?: ReactNode;
  /** Shown after the title: a count, a tag. */
  readonly trailing?: ReactNode;
  /** Under the title. */
  readonly description?: ReactNode;
  /** Buttons at the right end. */
  readonly actions?: ReactNode;
}

/** The head of a page: its one first-level heading, which also names the browser's tab, and its actions. */
export function PageHeader({ title, leading, trailing, description, actions }: PageHeaderProps) {
  usePageTitle(title);
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        <div className={classes.line}>
          {leading ? <span className={classes.leading}>{leading}</span> : null}
          <h1 className={classes.title}>{title}</h1>
          {trailing}
        </div>
        {description ? <p className={classes.description}>{description}</p> : null}
      </div>
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </header>
  );
}
