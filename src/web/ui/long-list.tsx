import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { drawnRows, firstDrawn } from '../records/list/row-geometry.ts';
import classes from './long-list.module.css';

interface LongListProps<Row> {
  readonly rows: readonly Row[];
  /** Height of each row in pixels. */
  readonly height: number;
  readonly label: string;
  readonly keyOf: (row: Row) => string;
  readonly children: (row: Row) => ReactNode;
}

/** A list of any length in a box of its own that scrolls: of its rows, all of one height, those in sight are drawn. */
export function LongList<Row>({ rows, height, label, keyOf, children }: LongListProps<Row>) {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState(600);
  const [first, setFirst] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setView(element.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  // Fewer rows than were scrolled past: the browser scrolls back, and the rows with it.
  const range = drawnRows(Math.min(first, firstDrawn(rows.length * height - view, height)), rows.length, height, view);
  return (
    <div
      ref={box}
      className={classes.box}
      onScroll={(event) => setFirst(firstDrawn(event.currentTarget.scrollTop, height))}
    >
      <ul className={classes.rows} style={{ height: rows.length * height }} aria-label={label}>
        {rows.slice(range.first, range.end).map((row, place) => (
          <li
            key={keyOf(row)}
            className={classes.row}
            style={{ height, top: (range.first + place) * height }}
            aria-setsize={rows.length}
            aria-posinset={range.first + place + 1}
          >
            {children(row)}
          </li>
        ))}
      </ul>
    </div>
  );
}
