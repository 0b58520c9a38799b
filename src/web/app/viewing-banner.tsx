import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useMe } from '../api/queries.ts';
import { useMessages } from '../language/catalogue.ts';
import { shellMessages } from '../language/shell.ts';
import { showProblem } from '../ui/toast.tsx';
import classes from './viewing-banner.module.css';

/** « Voir comme »: says whom one sees Carnet as, for as long as one does, with the way out. */
export function ViewingBanner() {
  const words = useMessages(shellMessages);
  const { user, viewer } = useMe();
  const [busy, setBusy] = useState(false);
  if (!viewer) return null;
  const leave = async () => {
    setBusy(true);
    try {
      await api.delete('/session/viewing');
      // Everything that is shown was read with the other's rights.
      window.location.assign('/settings/users');
    } catch (error) {
      setBusy(false);
      showProblem(error);
    }
  };
  return (
    <section className={classes.banner} aria-label={words.viewing(user.name)}>
      <IconEye size={18} stroke={1.6} aria-hidden className={classes.icon} />
      <span className={classes.words}>{words.viewing(user.name)}</span>
      <Button size="compact-sm" variant="white" color="dark" loading={busy} onClick={() => void leave()}>
        {words.leaveViewing}
      </Button>
    </section>
  );
}
