import { IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { api } from '../api/client.ts';
import { useConnectionLost } from '../api/connection.ts';
import { useMessages } from '../language/catalogue.ts';
import { connectionMessages } from '../language/connection.ts';
import classes from './offline-banner.module.css';
import { useOutbox } from './outbox.ts';
import { useSeenAt } from './seen-at.ts';
import { useMoment } from './use-moment.ts';

/** How often a lost server is asked whether it is back, in milliseconds. */
const askAgain = 3_000;

/** While the server is lost, asks for it; when it is back, reads again what could not be read. */
function useReturn(lost: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!lost) return;
    const timer = setInterval(() => api.get('/me').catch(() => undefined), askAgain);
    return () => {
      clearInterval(timer);
      void client.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
    };
  }, [lost, client]);
}

/**
 * Says that the server cannot be reached, for as long as that is so, and of when what one sees is; how much waits to be
 * sent to it, and how much it did not take.
 */
export function OfflineBanner() {
  const words = useMessages(connectionMessages);
  const lost = useConnectionLost();
  const seenAt = useSeenAt();
  const moment = useMoment();
  const { writes } = useOutbox();
  useReturn(lost);
  const refused = writes.filter(({ refusal }) => refusal !== null).length;
  const waiting = writes.length - refused;
  const Icon = lost ? IconCloudOff : IconCloudUp;
  return (
    <div role="status" className={classes.place}>
      {lost || writes.length > 0 ? (
        <p className={classes.banner}>
          <Icon size={18} stroke={1.6} aria-hidden className={classes.icon} />
          <span className={classes.words}>
            {lost ? <span>{seenAt === null ? words.lost : words.seen(...moment(seenAt))}</span> : null}
            {waiting > 0 ? <Link to="/pending">{words.waiting(waiting)}</Link> : null}
            {refused > 0 ? <Link to="/pending">{words.refused(refused)}</Link> : null}
          </span>
        </p>
      ) : null}
    </div>
  );
}
