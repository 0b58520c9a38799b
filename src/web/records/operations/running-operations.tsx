import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useMe, useOperations } from '../../api/queries.ts';
import type { Operation } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useNumberFormat } from '../../language/format-context.ts';
import { operationMessages } from '../../language/operations.ts';
import { Tooltip } from '../../ui/deferred-floating.tsx';
import { showToast } from '../../ui/toast.tsx';
import { isFollowed, isUnderWay } from './operation-state.ts';
import { useOperationWords } from './operation-words.ts';
import classes from './running-operations.module.css';

/** Radius of the ring in its drawing of 24 by 24. */
const radius = 9;
const round = 2 * Math.PI * radius;

/** Tells of operations that end while no screen follows them. */
function useEndToasts(mine: readonly Operation[]): void {
  const words = useMessages(operationMessages);
  const { label, counts } = useOperationWords();
  const before = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    for (const operation of mine) {
      if (isUnderWay(operation) || !before.current.has(operation.id) || isFollowed(operation.id)) continue;
      const told = counts(operation);
      const end = operation.state === 'failed' ? words.toastFailed : words.toastDone;
      if (operation.state !== 'cancelled')
        showToast(told === '' ? end(label(operation)) : `${end(label(operation))} ${told}`);
    }
    before.current = new Set(mine.filter(isUnderWay).map(({ id }) => id));
  }, [mine, words, label, counts]);
}

/** The sign, in the header, of one's operations under way: a ring that fills, and the way to their page. Nothing when none is. */
export function RunningOperations() {
  const words = useMessages(operationMessages);
  const number = useNumberFormat();
  const { user } = useMe();
  const { label } = useOperationWords();
  const { data } = useOperations();
  const mine = (data?.pages[0]?.items ?? []).filter(({ createdBy }) => createdBy === user.id);
  useEndToasts(mine);
  const running = mine.filter(isUnderWay);
  const [first] = running;
  if (!first) return null;
  const { done, total } = first.progress;
  const part = total !== null && total > 0 ? Math.min(1, done / total) : null;
  const told =
    running.length > 1
      ? words.runningNow(number(running.length))
      : words.runningOne(label(first), part === null ? number(done) : `${number(Math.round(part * 100))} %`);
  return (
    <Tooltip label={told}>
      <Link to="/operations" className={classes.sign ?? ''} aria-label={told}>
        <svg width={24} height={24} viewBox="0 0 24 24" fill="none" strokeWidth={3} aria-hidden>
          <circle className={classes.track} cx={12} cy={12} r={radius} />
          <circle
            className={`${classes.part} ${classes.ring} ${part === null ? classes.endless : ''}`}
            style={{ transformOrigin: 'center' }}
            cx={12}
            cy={12}
            r={radius}
            strokeLinecap="round"
            strokeDasharray={round}
            strokeDashoffset={round * (1 - (part ?? 0.25))}
          />
        </svg>
      </Link>
    </Tooltip>
  );
}
