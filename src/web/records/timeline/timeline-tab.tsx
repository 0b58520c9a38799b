import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { DeferredRecordPicker } from '../../../fields/reference/deferred-record-picker.ui.tsx';
import { toLocal } from '../../../lib/time-zone.ts';
import { listValues } from '../../../meta/derive/list-values.ts';
import { timelineSources } from '../../../meta/derive/timeline.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { permissionOn } from '../../../meta/permissions.ts';
import { useMe, useModel } from '../../api/queries.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { timelineMessages } from '../../language/timeline.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RecordIcon } from '../../ui/record-icon.tsx';
import { RowSkeletons } from '../../ui/row-skeletons.tsx';
import { WhenReached } from '../../ui/when-reached.tsx';
import { useAddLinked } from '../record/add-linked.tsx';
import type { RecordView } from '../record/record-context.ts';
import { type LinkedSource, useForgetLinked } from '../record/use-linked.ts';
import classes from './timeline.module.css';
import { TimelineLine } from './timeline-line.tsx';
import { type TimelineChoice, type TimelineEntry, useTimeline } from './use-timeline.ts';

const everything: TimelineChoice = { kinds: [], with: null };

/** The types that stand in the timeline of the page's record and that the reader may see, each as its tab lists it. */
function useSources(view: RecordView) {
  const model = useModel();
  const { permissions } = useMe();
  return useMemo(
    () =>
      timelineSources(model, view.record.name)
        .filter(({ record }) => permissionOn(permissions, record.name).read !== 'none')
        .flatMap(({ record, ways }) => {
          const [way] = ways;
          const link = way?.kind === 'child' ? way.child.name : record.name;
          const source = { record: link, via: way?.field.name ?? '', short: true };
          return way ? [{ record, source }] : [];
        }),
    [model, permissions, view.record.name],
  );
}

/** All exchanges with a record (A39): what is ahead on top, then what is over, the latest first. */
export function TimelineTab({ view, only }: { readonly view: RecordView; readonly only?: 'planned' }) {
  const words = useMessages(timelineMessages);
  const [choice, setChoice] = useState(everything);
  const sources = useSources(view);
  const narrowed = choice.kinds.length > 0 || choice.with !== null;
  return (
    <div className={classes.timeline}>
      <div className={classes.bar}>
        <KindFilter sources={sources.map(({ record }) => record)} choice={choice} onChange={setChoice} />
        <PersonFilter view={view} choice={choice} onChange={setChoice} />
        <span className={classes.adds}>
          {sources.map(({ record, source }) => (
            <AddOne key={record.name} view={view} record={record} source={source} />
          ))}
        </span>
      </div>
      <Lines view={view} when="planned" choice={choice} narrowed={narrowed} quiet={only !== 'planned'} />
      {only === 'planned' ? null : <Lines view={view} when="past" choice={choice} narrowed={narrowed} />}
      {narrowed ? (
        <Button variant="subtle" size="compact-sm" onClick={() => setChoice(everything)}>
          {words.clear}
        </Button>
      ) : null}
    </div>
  );
}

interface FilterProps {
  readonly choice: TimelineChoice;
  readonly onChange: (choice: TimelineChoice) => void;
}

/** The kinds of exchange, each turned on and off by its button. */
function KindFilter({ sources, choice, onChange }: FilterProps & { readonly sources: readonly EffectiveRecord[] }) {
  const words = useMessages(timelineMessages);
  const language = useLanguage();
  const kinds = sources.flatMap((record) => {
    const field = record.field(record.timeline?.kind ?? '');
    return listValues(field)
      .filter(({ active }) => active !== false)
      .map(({ code, label }) => ({ name: `${record.name}.${code}`, label: label[language] }));
  });
  const toggle = (name: string) =>
    onChange({
      ...choice,
      kinds: choice.kinds.includes(name) ? choice.kinds.filter((kind) => kind !== name) : [...choice.kinds, name],
    });
  return (
    <fieldset className={classes.kinds} aria-label={words.kinds}>
      {kinds.map(({ name, label }) => (
        <button
          key={name}
          type="button"
          className={classes.kind}
          aria-pressed={choice.kinds.includes(name)}
          onClick={() => toggle(name)}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}

/** Narrows the exchanges to those with one person, where the page is not a person's own. */
function PersonFilter({ view, choice, onChange }: FilterProps & { readonly view: RecordView }) {
  const words = useMessages(timelineMessages);
  const model = useModel();
  const { permissions } = useMe();
  const person = model.records.find((record) => record.isPerson);
  if (!person || person.name === view.record.name || permissionOn(permissions, person.name).read === 'none')
    return null;
  const picked = choice.with?.split('/')[1] ?? null;
  return (
    <div className={classes.person}>
      <DeferredRecordPicker
        id="timeline-person"
        record={person}
        value={picked}
        label={words.person}
        dense
        onChange={(id) => onChange({ ...choice, with: id === null ? null : `${person.collection}/${id}` })}
      />
    </div>
  );
}

function AddOne({
  view,
  record,
  source,
}: Readonly<{ view: RecordView; record: EffectiveRecord; source: LinkedSource }>) {
  const language = useLanguage();
  const forget = useForgetLinked(view);
  const add = useAddLinked(view, source, () => forget(record));
  if (!add.create) return null;
  return (
    <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={add.create}>
      {record.label.one[language]}
    </Button>
  );
}

interface LinesProps {
  readonly view: RecordView;
  readonly when: 'past' | 'planned';
  readonly choice: TimelineChoice;
  readonly narrowed: boolean;
  /** Nothing is said where there is nothing. */
  readonly quiet?: boolean;
}

/** What stands above the first line of a month, or of what has no date. */
function useHeadings(when: LinesProps['when']): (entry: TimelineEntry) => string {
  const words = useMessages(timelineMessages);
  const { language, timeZone } = useFormatContext();
  const month = useMemo(
    () => new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone }),
    [language, timeZone],
  );
  return ({ at }) => {
    if (at === null) return words.noDate;
    const name = month.format(new Date(at));
    const thisMonth =
      toLocal(Date.parse(at), timeZone).date.slice(0, 7) === toLocal(Date.now(), timeZone).date.slice(0, 7);
    return when === 'planned' && thisMonth ? words.ahead : name;
  };
}

function Lines({ view, when, choice, narrowed, quiet }: LinesProps) {
  const words = useMessages(timelineMessages);
  const headingOf = useHeadings(when);
  const { fetchNextPage, ...query } = useTimeline(view.record.collection, view.item.id, when, choice);
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  if (query.isError) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return quiet ? null : <RowSkeletons rows={6} height={52} />;
  const entries = query.data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) {
    if (quiet) return null;
    if (narrowed) return <p className={classes.none}>{words.noneSuch}</p>;
    const [title, hint] =
      when === 'past' ? [words.emptyPast, words.emptyPastHint] : [words.emptyPlanned, words.emptyPlannedHint];
    return (
      <EmptyState icon={<RecordIcon name={when === 'past' ? 'history' : 'calendar'} size={24} />} title={title}>
        {hint}
      </EmptyState>
    );
  }
  const groups: { heading: string; entries: TimelineEntry[] }[] = [];
  for (const entry of entries) {
    const heading = headingOf(entry);
    const last = groups.at(-1);
    if (last?.heading === heading) last.entries.push(entry);
    else groups.push({ heading, entries: [entry] });
  }
  return (
    <section
      className={when === 'planned' ? classes.planned : ''}
      aria-label={when === 'planned' ? words.planned : words.all}
    >
      {groups.map((group) => (
        <div key={group.heading}>
          <h3 className={classes.heading}>{group.heading}</h3>
          <ul className={classes.lines}>
            {group.entries.map((entry) => (
              <TimelineLine key={entry.item.id} entry={entry} hereId={view.item.id} planned={when === 'planned'} />
            ))}
          </ul>
        </div>
      ))}
      {query.hasNextPage && !query.isFetchingNextPage ? <WhenReached onReached={more} /> : null}
      {query.isFetchingNextPage ? <RowSkeletons rows={3} height={52} /> : null}
    </section>
  );
}
