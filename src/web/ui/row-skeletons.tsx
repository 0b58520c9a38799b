import { Skeleton } from '@mantine/core';
import { useMessages } from '../language/catalogue.ts';
import { uiMessages } from '../language/ui.ts';
import classes from './row-skeletons.module.css';

interface RowSkeletonsProps {
  /** How many rows are drawn. */
  readonly rows?: number;
  /** Height of a row in pixels: that of the rows to come, so that nothing jumps. */
  readonly height?: number;
}

/** Rows in waiting, of the size of those to come. */
export function RowSkeletons({ rows = 12, height = 36 }: RowSkeletonsProps) {
  const words = useMessages(uiMessages);
  const widths = ['62%', '48%', '71%', '55%', '66%'];
  return (
    <div role="status" aria-label={words.loading} className={classes.rows}>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows in waiting are all alike and never change place
        <div key={index} className={classes.row} style={{ height }}>
          <Skeleton height={12} width={widths[index % widths.length]} radius="sm" />
        </div>
      ))}
    </div>
  );
}
