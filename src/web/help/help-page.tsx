import { Button, TextInput } from '@mantine/core';
import { IconBook, IconChevronLeft, IconPrinter, IconSearch } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { fold } from '../../lib/text.ts';
import { NotFound } from '../app/route-states.tsx';
import { useMessages } from '../language/catalogue.ts';
import { useLanguage } from '../language/current-language.ts';
import { helpMessages } from '../language/help.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { usePhone } from '../ui/phone.ts';
import { type GuideEntry, guideContents, guideDocument, guideIndex } from './guide.ts';
import { GuideBody } from './guide-body.tsx';
import classes from './help-page.module.css';

/** Takes what is looked for; returns the entries whose title or headings hold all its words, with these headings. */
function found(entries: readonly GuideEntry[], search: string): GuideEntry[] {
  const words = fold(search).split(/\s+/);
  const holds = (text: string) => words.every((word) => fold(text).includes(word));
  return entries.flatMap((entry) => {
    if (search.trim() === '') return [{ ...entry, headings: [] }];
    const headings = entry.headings.filter((heading) => holds(heading.words));
    return headings.length > 0 || holds(entry.title) ? [{ ...entry, headings }] : [];
  });
}

function Contents() {
  const words = useMessages(helpMessages);
  const [search, setSearch] = useState('');
  const parts = guideContents
    .map(({ part, entries }) => ({ part, entries: found(entries, search) }))
    .filter(({ entries }) => entries.length > 0);
  return (
    <nav className={classes.contents} aria-label={words.contents}>
      <TextInput
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <div lang="fr">
        {parts.map(({ part, entries }) => (
          <section key={part}>
            <h2 className={classes.part}>{part}</h2>
            <ul className={classes.entries}>
              {entries.map(({ page, title, headings }) => (
                <li key={page}>
                  <Link
                    to="/help/$page"
                    params={{ page }}
                    activeOptions={{ includeHash: false }}
                    className={classes.entry}
                  >
                    {title}
                  </Link>
                  {headings.map(({ id, words: heading }) => (
                    <Link key={id} to="/help/$page" params={{ page }} hash={id} className={classes.heading}>
                      {heading}
                    </Link>
                  ))}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <p className={classes.nothing} role="status">
        {parts.length === 0 ? words.nothing : ''}
      </p>
    </nav>
  );
}

/** The user guide: its contents, searched by title, and the page named, else the first. On a phone, one or the other. */
export function Guide({ page }: { readonly page?: string | undefined }) {
  const words = useMessages(helpMessages);
  const language = useLanguage();
  const phone = usePhone();
  const shown = page === undefined ? guideIndex : guideDocument(page);
  if (!shown) return <NotFound />;
  const atIndex = shown === guideIndex;
  return (
    <div className={classes.frame}>
      {phone && !atIndex ? (
        <Link to="/help" className={classes.back}>
          <IconChevronLeft size={16} aria-hidden />
          {words.contents}
        </Link>
      ) : null}
      {phone ? null : <Contents />}
      <div className={classes.page}>
        <PageHeader
          title={shown.title}
          leading={<IconBook size={20} stroke={1.6} aria-hidden />}
          description={language === 'fr' ? undefined : words.onlyFrench}
          actions={
            phone ? null : (
              <Button
                variant="default"
                leftSection={<IconPrinter size={16} stroke={1.6} />}
                className={classes.print}
                onClick={() => window.print()}
              >
                {words.print}
              </Button>
            )
          }
        />
        {phone && atIndex ? (
          <Contents />
        ) : (
          <article className={classes.article} lang="fr">
            <GuideBody nodes={shown.body} page={page ?? 'README'} />
          </article>
        )}
      </div>
    </div>
  );
}

/** The guide at the page that the address names. */
export function HelpPage() {
  return <Guide page={useParams({ strict: false }).page} />;
}
