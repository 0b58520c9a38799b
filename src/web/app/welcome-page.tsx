import { useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Language } from '../../lib/localized.ts';
import { api } from '../api/client.ts';
import { isApiProblem } from '../api/problem.ts';
import { useMessages } from '../language/catalogue.ts';
import { setLanguage } from '../language/current-language.ts';
import { entryMessages } from '../language/entry.ts';
import { peopleMessages } from '../language/people.ts';
import { uiMessages } from '../language/ui.ts';
import { ChoosePasswordForm } from './choose-password-form.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { afterSignIn } from './session.ts';

interface Guest {
  readonly kind: 'invitation' | 'reset';
  readonly name: string;
  readonly email: string;
  readonly company: string;
  readonly language: Language;
}

/** Where a one-time link leads: whom it is for, and the password they choose. What follows the # never leaves the browser but to be checked. */
export function WelcomePage() {
  const words = useMessages(entryMessages);
  const common = useMessages(uiMessages);
  const [secret] = useState(() => window.location.hash.slice(1));
  const { data: guest, error } = useQuery({
    queryKey: ['entry-link', secret],
    queryFn: () => api.post<Guest>('/entry-link', { body: { secret } }),
    enabled: secret !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  // Theirs, as long as they choose no other.
  useEffect(() => {
    if (guest) setLanguage(guest.language);
  }, [guest]);
  if (guest) return <ChoosePassword guest={guest} secret={secret} />;
  if (secret !== '' && !error) return <EntryFrame title={common.loading}>{null}</EntryFrame>;
  return (
    <EntryFrame title={words.linkGone} {...(isApiProblem(error) ? { text: error.detail } : {})}>
      <p>
        <Link to="/sign-in">{words.toSignIn}</Link>
      </p>
    </EntryFrame>
  );
}

function ChoosePassword({ guest, secret }: { readonly guest: Guest; readonly secret: string }) {
  const words = useMessages(peopleMessages);
  const router = useRouter();
  const choose = async (password: string) => {
    const { email } = await api.post<{ email: string }>('/entry-link/password', { body: { secret, password } });
    const entered = await api.post<{ user?: unknown }>('/session', { body: { email, password } });
    return Boolean(entered.user);
  };
  const enter = (entered: boolean) => {
    afterSignIn();
    // What more is asked for (a second factor) is asked by the page of the sign-in.
    router.history.replace(entered ? '/' : '/sign-in');
  };
  const invited = guest.kind === 'invitation';
  return (
    <EntryFrame
      title={invited ? words.setInvite : words.setReset}
      text={invited ? words.setInviteText(guest.company, guest.email) : words.setResetText(guest.email)}
    >
      <ChoosePasswordForm guest={guest} choose={choose} onChosen={enter} />
    </EntryFrame>
  );
}
