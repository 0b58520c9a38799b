import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isApiProblem } from '../../web/api/problem.ts';
import { ChoosePasswordForm } from '../../web/app/choose-password-form.tsx';
import { EmailField, EntryForm, focusPassword, PasswordField, useEntryRequest } from '../../web/app/entry-form.tsx';
import frame from '../../web/app/entry-frame.module.css';
import { ForgottenForm } from '../../web/app/forgotten-form.tsx';
import { useMessages } from '../../web/language/catalogue.ts';
import { entryMessages } from '../../web/language/entry.ts';
import { portalMessages } from '../../web/language/portal.ts';
import { askPortal } from './portal-client.ui.tsx';
import { PortalEntry } from './portal-frame.ui.tsx';
import { goTo, PortalLink, portalRoot } from './portal-navigation.ui.tsx';
import { setSession, useWays } from './portal-queries.ui.tsx';
import type { PortalSession } from './visitor-pages.ts';

/** Where the password is asked for; whoever types a temporary one is led on to choose theirs. */
export function PortalSignIn({ ended }: { readonly ended: boolean }) {
  const words = useMessages(portalMessages);
  const entry = useMessages(entryMessages);
  const ways = useWays();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { submit, isPending, error } = useEntryRequest(
    () =>
      askPortal<PortalSession | { choose: string }>('POST', '/session', { body: { email: email.trim(), password } }),
    {
      onAnswer: (answer) => {
        if ('choose' in answer) goTo(`${portalRoot}/bienvenue#${answer.choose}`, { replace: true });
        else setSession(answer);
      },
      onRefusal: focusPassword,
    },
  );
  if (ways.data?.enabled === false) return <PortalEntry title={words.closedTitle} text={words.closed} />;
  return (
    <PortalEntry title={words.signInTitle}>
      <EntryForm
        action={entry.signIn}
        busy={isPending}
        error={error}
        notice={ended ? words.ended : null}
        onSubmit={() => void submit()}
      >
        <EmailField value={email} onChange={setEmail} />
        <PasswordField value={password} onChange={setPassword} />
      </EntryForm>
      <p className={frame.hint}>
        {ways.data?.mailed ? (
          <PortalLink href={`${portalRoot}/oubli`}>{words.forgotten}</PortalLink>
        ) : (
          words.forgottenAsk(ways.data?.company ?? '')
        )}
      </p>
    </PortalEntry>
  );
}

/** Where who forgot their password asks for a link. */
export function PortalForgotten() {
  const { sentText } = useMessages(portalMessages);
  return (
    <ForgottenForm
      frame={PortalEntry}
      ask={(email) => askPortal('POST', '/forgotten-password', { body: { email } })}
      sentText={sentText}
      back={<ToSignIn />}
    />
  );
}

function ToSignIn() {
  const { toSignIn } = useMessages(entryMessages);
  return <PortalLink href={portalRoot}>{toSignIn}</PortalLink>;
}

interface Guest {
  readonly kind: 'invitation' | 'reset';
  readonly name: string;
  readonly email: string;
  readonly company: string;
}

/** Where a one-time link leads. What follows the # never leaves the browser but to be checked. */
export function PortalWelcome() {
  const words = useMessages(portalMessages);
  const entry = useMessages(entryMessages);
  const [secret] = useState(() => window.location.hash.slice(1));
  const { data: guest, error } = useQuery({
    queryKey: ['link', secret],
    queryFn: () => askPortal<Guest>('POST', '/link', { body: { secret } }),
    enabled: secret !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  if (!guest && secret !== '' && !error) return <PortalEntry title={words.loading} />;
  if (!guest)
    return (
      <PortalEntry title={entry.linkGone} text={isApiProblem(error) ? error.detail : undefined}>
        <p>
          <ToSignIn />
        </p>
      </PortalEntry>
    );
  const invited = guest.kind === 'invitation';
  return (
    <PortalEntry
      title={invited ? words.welcome : words.chooseTitle}
      text={invited ? words.welcomeText(guest.company, guest.email) : words.chooseText(guest.email)}
    >
      <ChoosePasswordForm
        guest={guest}
        choose={(password) => askPortal<PortalSession>('POST', '/link/password', { body: { secret, password } })}
        onChosen={(session) => {
          setSession(session);
          goTo(portalRoot, { replace: true });
        }}
      />
    </PortalEntry>
  );
}
