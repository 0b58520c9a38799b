import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useMessages } from '../../web/language/catalogue.ts';
import { portalMessages } from '../../web/language/portal.ts';
import classes from './portal.module.css';
import { Failure, PageTitle, Waiting } from './portal-frame.ui.tsx';
import { goTo, keepSearch, PortalLink, portalRoot, recordAddress, useAddress } from './portal-navigation.ui.tsx';
import { useResults } from './portal-queries.ui.tsx';
import type { PortalSession } from './visitor-pages.ts';

/** How long typing pauses before it is looked for, in milliseconds. */
const pause = 200;

/** Takes what is looked for; returns the address that shows it, so that it is found again by going back. */
function searchAddress(typed: string, collection: string | null): string {
  const query = new URLSearchParams();
  if (typed !== '') query.set('q', typed);
  if (collection) query.set('dans', collection);
  return query.size > 0 ? `${portalRoot}?${query}` : portalRoot;
}

/** A collaborator's first page: clients, prospects and contacts, looked for by their first letters. */
export function PortalSearch({ session }: { readonly session: PortalSession }) {
  const words = useMessages(portalMessages);
  const { query } = useAddress();
  const sought = query.get('q') ?? '';
  const collection = query.get('dans');
  const [typed, setTyped] = useState(sought);
  useEffect(() => {
    if (typed.trim() === sought) return;
    const timer = setTimeout(() => goTo(searchAddress(typed.trim(), collection), { replace: true }), pause);
    return () => clearTimeout(timer);
  }, [typed, sought, collection]);
  useEffect(() => keepSearch(searchAddress(sought, collection)), [sought, collection]);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useResults(sought, collection);
  const lines = data?.pages.flatMap(({ items }) => items) ?? [];
  const types = data?.pages[0]?.types ?? [];
  return (
    <>
      <PageTitle title={words.search} company={session.company} />
      <h1 className={classes.section}>{words.search}</h1>
      <TextInput
        type="search"
        size="md"
        autoFocus
        aria-label={words.search}
        placeholder={words.searchHint}
        leftSection={<IconSearch size={18} stroke={1.6} aria-hidden />}
        rightSection={
          typed === '' ? null : (
            <ActionIcon aria-label={words.clear} onClick={() => setTyped('')}>
              <IconX size={16} />
            </ActionIcon>
          )
        }
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend on the screen */}
      <div className={classes.kinds} role="group" aria-label={words.kinds}>
        {[{ collection: null, label: words.all }, ...types].map((type) => (
          <Button
            key={type.label}
            size="compact-md"
            variant={type.collection === collection ? 'filled' : 'default'}
            aria-pressed={type.collection === collection}
            onClick={() => goTo(searchAddress(sought, type.collection), { replace: true })}
          >
            {type.label}
          </Button>
        ))}
      </div>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Waiting /> : null}
      {data && lines.length === 0 ? (
        <p className={classes.empty} role="status">
          {sought === '' ? words.nothing : words.noResult(sought)}
        </p>
      ) : null}
      {lines.length > 0 ? (
        <ul className={classes.list} aria-label={words.results}>
          {lines.map(({ collection: of, id, title, subtitle, kind }) => (
            <li key={`${of}/${id}`}>
              <PortalLink href={recordAddress(of, id)} className={classes.line ?? ''}>
                <span className={classes.first}>
                  <span className={classes.title}>{title}</span>
                  {kind ? <span className={classes.of}>{kind}</span> : null}
                </span>
                {subtitle ? <span className={classes.subtitle}>{subtitle}</span> : null}
              </PortalLink>
            </li>
          ))}
        </ul>
      ) : null}
      {hasNextPage ? (
        <div className={classes.more}>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      ) : null}
    </>
  );
}
