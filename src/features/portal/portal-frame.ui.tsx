import { ActionIcon, Button, SegmentedControl, Skeleton } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type Language, languages } from '../../lib/localized.ts';
import { isApiProblem } from '../../web/api/problem.ts';
import frame from '../../web/app/entry-frame.module.css';
import { Logo } from '../../web/app/logo.tsx';
import { useMessages } from '../../web/language/catalogue.ts';
import { setLanguage, useLanguage } from '../../web/language/current-language.ts';
import { languageNames } from '../../web/language/names.ts';
import { portalMessages } from '../../web/language/portal.ts';
import { uiMessages } from '../../web/language/ui.ts';
import { useOneAtATime } from '../../web/ui/one-at-a-time.ts';
import classes from './portal.module.css';
import { askPortal } from './portal-client.ui.tsx';
import { goTo, PortalLink, portalRoot, useAddress } from './portal-navigation.ui.tsx';
import { portalQueries, setSession, useWays } from './portal-queries.ui.tsx';
import type { PortalSession } from './visitor-pages.ts';

function useTitle(title: string, company: string): void {
  const words = useMessages(portalMessages);
  useEffect(() => {
    document.title = [title, company || words.portal].filter(Boolean).join(' · ');
  }, [title, company, words]);
}

function LanguageChoice() {
  const words = useMessages(portalMessages);
  const language = useLanguage();
  return (
    <SegmentedControl
      aria-label={words.language}
      value={language}
      onChange={(value) => {
        setLanguage(value as Language);
        // What the server said is in the other language.
        void portalQueries.invalidateQueries();
      }}
      data={languages.map((code) => ({ value: code, label: <span lang={code}>{languageNames[code]}</span> }))}
    />
  );
}

interface EntryProps {
  readonly title: string;
  readonly text?: string | undefined;
  readonly children?: ReactNode;
}

/** The frame of what is shown before the sign-in: the company's name, a card, the choice of language. */
export function PortalEntry({ title, text, children }: EntryProps) {
  const words = useMessages(portalMessages);
  const company = useWays().data?.company ?? '';
  useTitle(title, company);
  return (
    <div className={frame.page}>
      <header className={frame.brand}>
        <Logo size={40} />
        <div>
          <p className={frame.name}>{company || words.portal}</p>
          <p className={frame.tagline}>{words.portal}</p>
        </div>
      </header>
      <main className={frame.card}>
        <h1 className={frame.title}>{title}</h1>
        {text ? <p className={frame.text}>{text}</p> : null}
        {children}
      </main>
      <footer>
        <LanguageChoice />
      </footer>
    </div>
  );
}

/** The frame of the screens behind the sign-in. */
export function PortalFrame({ session, children }: { readonly session: PortalSession; readonly children: ReactNode }) {
  const words = useMessages(portalMessages);
  const { path } = useAddress();
  const main = useRef<HTMLElement>(null);
  const before = useRef(path);
  // Another page begins at its beginning, for who does not see it too.
  useEffect(() => {
    if (before.current !== path) main.current?.focus({ preventScroll: true });
    before.current = path;
  }, [path]);
  const [problem, setProblem] = useState<unknown>(null);
  const signOut = useOneAtATime(async () => {
    setProblem(null);
    try {
      await askPortal('DELETE', '/session');
      goTo(portalRoot, { replace: true });
      setSession(null);
    } catch (error) {
      // Still signed in: whoever leaves a shared computer has to know.
      setProblem(error);
    }
  });
  return (
    <>
      <header className={classes.header}>
        <PortalLink href={portalRoot} className={classes.brand ?? ''} aria-label={`${session.company} : ${words.home}`}>
          <Logo />
          <span>{session.company}</span>
        </PortalLink>
        <span className={classes.who} title={words.signedInAs(session.login)}>
          {session.name}
        </span>
        <ActionIcon size={40} aria-label={words.signOut} title={words.signOut} onClick={() => void signOut()}>
          <IconLogout size={20} stroke={1.6} />
        </ActionIcon>
      </header>
      <main className={classes.main} ref={main} tabIndex={-1}>
        {problem ? <Failure error={problem} onRetry={() => void signOut()} /> : null}
        {children}
      </main>
      <footer className={classes.foot}>
        <LanguageChoice />
      </footer>
    </>
  );
}

/** Names a page behind the sign-in in the browser's tab. */
export function PageTitle({ title, company }: { readonly title: string; readonly company: string }) {
  useTitle(title, company);
  return null;
}

/** Rows in waiting. */
export function Waiting() {
  const words = useMessages(portalMessages);
  return (
    <div className={classes.skeletons} role="status" aria-label={words.loading}>
      {['70%', '50%', '62%', '44%'].map((width) => (
        <Skeleton key={width} height={14} width={width} radius="sm" />
      ))}
    </div>
  );
}

/** Says why something could not be shown, and offers to try again. */
export function Failure({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const words = useMessages(uiMessages);
  return (
    <div className={classes.empty} role="alert">
      <p>{isApiProblem(error) ? error.detail : words.somethingFailed}</p>
      <Button variant="default" onClick={onRetry}>
        {words.retry}
      </Button>
    </div>
  );
}
