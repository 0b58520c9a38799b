import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../api/client.ts';
import { useMessages } from '../language/catalogue.ts';
import { entryMessages } from '../language/entry.ts';
import { peopleMessages } from '../language/people.ts';
import classes from './entry-frame.module.css';

/** What who forgot their password can do: have a link mailed, or ask an administrator where no mail leaves. */
export function ForgottenHint() {
  const words = useMessages(entryMessages);
  const { forgotten } = useMessages(peopleMessages);
  const { data, isPending } = useQuery({
    queryKey: ['forgotten-password'],
    queryFn: ({ signal }) => api.get<{ mailed: boolean }>('/forgotten-password', { signal }),
    retry: false,
  });
  return (
    <p className={classes.hint}>
      {data?.mailed ? <Link to="/forgotten">{forgotten}</Link> : isPending ? '\u00a0' : words.forgotten}
    </p>
  );
}
