import { Link } from '@tanstack/react-router';
import { api } from '../api/client.ts';
import { useMessages } from '../language/catalogue.ts';
import { entryMessages } from '../language/entry.ts';
import { peopleMessages } from '../language/people.ts';
import { EntryFrame } from './entry-frame.tsx';
import { ForgottenForm } from './forgotten-form.tsx';

/** Where who forgot their password asks for a link. */
export function ForgottenPage() {
  const { toSignIn } = useMessages(entryMessages);
  const { sentText } = useMessages(peopleMessages);
  return (
    <ForgottenForm
      frame={EntryFrame}
      ask={(email) => api.post('/forgotten-password', { body: { email } })}
      sentText={sentText}
      back={<Link to="/sign-in">{toSignIn}</Link>}
    />
  );
}
