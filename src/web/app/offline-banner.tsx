import { IconCloudOff } from '@tabler/icons-react';
import { useConnectionLost } from '../api/connection.ts';
import { useMessages } from '../language/catalogue.ts';
import { shellMessages } from '../language/shell.ts';
import classes from './offline-banner.module.css';

/** Says that the server cannot be reached, for as long as that is so. */
export function OfflineBanner() {
  const words = useMessages(shellMessages);
  const lost = useConnectionLost();
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
