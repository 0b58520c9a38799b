import { Progress } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Operation } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useNumberFormat } from '../../language/format-context.ts';
import { importMessages } from '../../language/import.ts';
import classes from './operation-progress.module.css';
import { addPoint, type ProgressPoint, rateOf, secondsLeft } from './progress-rate.ts';

export interface OperationProgressProps {
  readonly operation: Operation;
  /** What it is, for who hears the bar. */
  readonly label: string;
  /** What is counted: rows of a file unless told. */
  readonly unit?: 'rows' | 'records';
  /** True while it has been asked to stop. */
  readonly stopping?: boolean;
}

function usePoints(operation: Operation): readonly ProgressPoint[] {
  const [points, setPoints] = useState<readonly ProgressPoint[]>([]);
  const { done } = operation.progress;
  useEffect(() => setPoints((known) => addPoint(known, { at: performance.now(), done })), [done]);
  return points;
}

/** How far a batch is: a bar, the count, how fast it goes and how long it will take. */
export function OperationProgress({ operation, label, unit = 'rows', stopping }: OperationProgressProps) {
  const words = useMessages(importMessages);
  const number = useNumberFormat();
  const { done, total } = operation.progress;
  const points = usePoints(operation);
  const rate = rateOf(points);
  const left = secondsLeft(rate, done, total);
  const known = total !== null && total > 0;
  return (
    <div className={classes.box}>
      <Progress
        value={known ? Math.min(100, (100 * done) / total) : 100}
        animated={!known}
        striped={!known}
        size="lg"
        aria-label={label}
      />
      <div className={classes.line}>
        <span className={classes.done}>
          {stopping
            ? words.stopping
            : operation.state === 'queued'
              ? words.waiting
              : known
                ? (unit === 'rows' ? words.rowsOf : words.recordsOf)(number(done), number(total))
                : (unit === 'rows' ? words.rowsDone : words.recordsDone)(number(done))}
        </span>
        {rate !== null && rate >= 1 ? (
          <span>{(unit === 'rows' ? words.rate : words.recordRate)(number(Math.round(rate)))}</span>
        ) : null}
        {left !== null ? (
          <span>
            {words.remaining(
              left < 90
                ? words.seconds(number(Math.max(1, Math.round(left))))
                : words.minutes(number(Math.round(left / 60))),
            )}
          </span>
        ) : null}
      </div>
    </div>
  );
}
