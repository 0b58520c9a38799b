import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { localize } from '../../../lib/localized.ts';
import { dateIn } from '../../../lib/time-zone.ts';
import { goneField } from '../../../meta/derive/gone.ts';
import { farReference, hasEnded } from '../../../meta/derive/links.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { permissionOn } from '../../../meta/permissions.ts';
import { api } from '../../api/client.ts';
import { useMe, useModel } from '../../api/queries.ts';
import { queryKeys } from '../../api/query-keys.ts';
import type { Item, Page } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { goneMessages } from '../../language/gone.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import type { RecordView } from '../record/record-context.ts';
import classes from './gone.module.css';
import { useGone } from './use-gone.ts';

export interface GoneDialogProps {
  readonly view: Pick<RecordView, 'record' | 'item'>;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Most records read of each type, and shown of it. */
const mostRead = 200;
const mostShown = 6;

/** Asks before a record is declared gone: what ends with it is listed first (F106, A31). */
export function GoneDialog({ view, opened, onClose }: GoneDialogProps) {
  const words = useMessages(goneMessages);
  const language = useLanguage();
  const { declare } = useGone(view);
  const { gone } = view.record;
  if (!gone) return null;
  const command = localize(gone.words.declare, language);
  return (
    <ConfirmDialog
      opened={opened}
      title={words.title(command, view.item.title)}
      confirmLabel={command}
      danger
      onConfirm={declare}
      onClose={onClose}
    >
      <p className={classes.text}>{words.text(goneField(view.record)?.label[language] ?? '')}</p>
      {opened ? <Consequences view={view} /> : null}
    </ConfirmDialog>
  );
}

interface Source {
  readonly linked: EffectiveRecord;
  readonly via: string;
}

/** The records of some types that point to this one, as far as the reader sees them. */
function usePointing({ item }: Pick<RecordView, 'item'>, sources: readonly Source[]) {
  return useQueries({
    queries: sources.map(({ linked, via }) => ({
      queryKey: [...queryKeys.lists(linked.collection), 'gone', via, item.id],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        api.get<Page>(`/${linked.collection}`, {
          query: { filter: { field: via, op: 'equals', value: item.id }, limit: mostRead, count: false },
          signal,
        }),
      staleTime: 0,
    })),
    combine: (answers) => ({
      pending: answers.some(({ isPending }) => isPending),
      error: answers.find(({ error }) => error)?.error ?? null,
      lists: answers.map(({ data }) => data?.items ?? []),
    }),
  });
}

function Consequences({ view }: Pick<GoneDialogProps, 'view'>) {
  const words = useMessages(goneMessages);
  const language = useLanguage();
  const model = useModel();
  const { permissions } = useMe();
  const { timeZone } = useFormatContext();
  const today = dateIn(Date.now(), timeZone);
  const { gone, children } = view.record;
  const seen = (sources: readonly { readonly record: string; readonly via: string }[]): Source[] =>
    sources.flatMap(({ record: name, via }) => {
      const linked = permissionOn(permissions, name).read === 'none' ? undefined : model.find(name);
      return linked ? [{ linked, via }] : [];
    });
  const stopping = (gone?.stops ?? []).flatMap((stop) => {
    const declared = children?.[stop.children];
    return declared ? [{ ...declared, fields: stop.fields }] : [];
  });
  const parts = { ends: seen(gone?.ends ?? []), leaves: seen(gone?.leaves ?? []), stops: seen(stopping) };
  const sources = [...parts.ends, ...parts.leaves, ...parts.stops];
  const { pending, error, lists } = usePointing(view, sources);
  if (error) return <ErrorNotice error={error} />;
  if (pending) return <RowSkeletons rows={2} height={24} />;
  const itemsOf = (source: Source): readonly Item[] => lists[sources.indexOf(source)] ?? [];
  /** An end that changes nothing: that day already, or the values it would get. */
  const isAlreadySo = ({ linked }: Source, item: Item): boolean => {
    const set = gone?.ends?.find(({ record }) => record === linked.name)?.set ?? { [linked.ends ?? '']: today };
    return Object.entries(set).every(([name, value]) => item[name] === value);
  };
  /** « Rattachement à un site : Lyon », of a link by its other end. */
  const line = ({ linked, via }: Source, item: Item): string => {
    const far = farReference(linked, via);
    const name = (far && item.titles?.[far.name]) ?? item.title;
    const kind = far?.label[language] ?? linked.label.one[language];
    return `${kind}${language === 'fr' ? '\u00a0' : ''}: ${name}`;
  };
  const lines = {
    ends: parts.ends.flatMap((source) =>
      itemsOf(source)
        .filter((item) => !hasEnded(source.linked, item, today) && !isAlreadySo(source, item))
        .map((item) => line(source, item)),
    ),
    leaves: parts.leaves.flatMap((source) => itemsOf(source).map((item) => line(source, item))),
    stops: parts.stops.flatMap((source) =>
      itemsOf(source).flatMap((item) => {
        const names = stopping.find(({ record }) => record === source.linked.name)?.fields ?? [];
        const ticked = names
          .filter((name) => item[name] === true)
          .map((name) => source.linked.field(name)?.label[language]);
        const far = farReference(source.linked, source.via);
        return ticked.length === 0 ? [] : `${ticked.join(', ')} (${(far && item.titles?.[far.name]) ?? item.title})`;
      }),
    ),
  };
  const all = (['ends', 'stops', 'leaves'] as const).filter((name) => lines[name].length > 0);
  if (all.length === 0) return <Part>{[words.nothing]}</Part>;
  return all.map((name) => (
    <Part key={name} title={words[name]}>
      {lines[name]}
    </Part>
  ));
}

function Part({ title, children }: { readonly title?: string; readonly children: readonly string[] }): ReactNode {
  const words = useMessages(goneMessages);
  const beyond = children.length - mostShown;
  if (!title) return <p className={classes.heading}>{children[0]}</p>;
  return (
    <>
      <h3 className={classes.heading}>{title}</h3>
      <ul className={classes.list}>
        {[...new Set(children)].slice(0, mostShown).map((text) => (
          <li key={text}>{text}</li>
        ))}
        {beyond > 0 ? <li>{words.andMore(beyond)}</li> : null}
      </ul>
    </>
  );
}
