import { type ReactNode, useId } from 'react';
import classes from './home.module.css';

interface CardProps {
  readonly title: string;
  /** Under the title, in small. */
  readonly hint?: string;
  /** At the right of the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One part of the home page. */
export function Card({ title, hint, actions, children }: CardProps) {
  const id = useId();
  return (
    <section className={classes.card} aria-labelledby={id}>
      <header className={classes.cardHead}>
        <div>
          <h2 id={id} className={classes.cardTitle}>
            {title}
          </h2>
          {hint ? <p className={classes.hint}>{hint}</p> : null}
        </div>
        {actions}
      </header>
      {children}
    </section>
  );
}
