import { IconCloudOff } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../api/client.ts';
import { useConnectionLost } from '../api/connection.ts';
import { useMessages } from '../language/catalogue.ts';
import { shellMessages } from '../language/shell.ts';
import classes from './offline-banner.module.css';

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

/** Says that the server cannot be reached, for as long as that is so. */
export function OfflineBanner() {
  const words = useMessages(shellMessages);
  const lost = useConnectionLost();
  useReturn(lost);
  return (
    <div role="status" className={classes.place}>
      {lost ? (
        <p className={classes.banner}>
          <IconCloudOff size={18} stroke={1.6} aria-hidden />
          {words.offline}
        </p>
      ) : null}
    </div>
  );
}
