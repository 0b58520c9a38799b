import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Language, languages } from '../../lib/localized.ts';
import { useMessages } from '../language/catalogue.ts';
import { setLanguage, useLanguage } from '../language/current-language.ts';
import { entryMessages } from '../language/entry.ts';
import { languageNames } from '../language/names.ts';
import { usePageTitle } from '../ui/page-title.ts';
import classes from './entry-frame.module.css';
import { Logo } from './logo.tsx';

interface EntryFrameProps {
  readonly title: string;
  readonly text?: string;
  readonly children: ReactNode;
}

/** The frame of the pages before the sign-in: the mark, a card, the choice of language. */
export function EntryFrame({ title, text, children }: EntryFrameProps) {
  const words = useMessages(entryMessages);
  const language = useLanguage();
  usePageTitle(title);
  return (
    <div className={classes.page}>
      <header className={classes.brand}>
        <Logo size={40} />
        <div>
          <p className={classes.name}>Carnet</p>
          <p className={classes.tagline}>{words.tagline}</p>
        </div>
      </header>
      <main className={classes.card}>
        <h1 className={classes.title}>{title}</h1>
        {text ? <p className={classes.text}>{text}</p> : null}
        {children}
      </main>
      <footer>
        <SegmentedControl
          aria-label={words.language}
          value={language}
          onChange={(value) => setLanguage(value as Language)}
          data={languages.map((code) => ({ value: code, label: <span lang={code}>{languageNames[code]}</span> }))}
        />
      </footer>
    </div>
  );
}
