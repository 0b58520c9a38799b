import type { CSSProperties, ReactNode } from 'react';
import classes from './tag.module.css';
import { tagColors } from './tag-colors.ts';

const palette: readonly string[] = tagColors;

interface TagProps {
  readonly children: ReactNode;
  /** Name of a colour of the palette; grey where absent or unknown. */
  readonly color?: string | undefined;
}

/** One value of a list as a tag: its colour in a dot, its words in the text's own colour, readable in light and dark. */
export function Tag({ children, color }: TagProps) {
  const known = color !== undefined && palette.includes(color);
  const style = { '--tag-color': `var(--mantine-color-${known ? color : 'gray'}-6)` } as CSSProperties;
  return (
    <span className={classes.tag} style={style}>
      {known ? <span className={classes.dot} aria-hidden /> : null}
      <span className={classes.words}>{children}</span>
    </span>
  );
}

/** Tags side by side; on one line in a cell of a list. */
export function Tags({ children, dense }: { readonly children: ReactNode; readonly dense?: boolean | undefined }) {
  return <span className={dense ? `${classes.tags} ${classes.oneLine}` : classes.tags}>{children}</span>;
}
