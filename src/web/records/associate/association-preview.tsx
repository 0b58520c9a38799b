import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { localize } from '../../../lib/localized.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { associateMessages } from '../../language/associate.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useNumberFormat } from '../../language/format-context.ts';
import { LongList } from '../../ui/long-list.tsx';
import { usePhone } from '../../ui/phone.ts';
import classes from './associate-dialog.module.css';

type State = 'new' | 'there' | 'ended' | 'gone';

/** What associating would do to each record, as the API tells it. */
export interface AssociatePreview {
  readonly count: number;
  readonly steps: readonly { readonly title: string; readonly within: number | null; readonly implied: boolean }[];
  readonly counts: Readonly<Record<State, number>>;
  readonly items: readonly { readonly id: string; readonly title: string; readonly states: readonly State[] }[];
  readonly more: boolean;
}

const states = ['new', 'there', 'ended'] as const satisfies readonly State[];

interface AssociationPreviewProps {
  readonly record: EffectiveRecord;
  readonly preview: AssociatePreview;
}

/** What each record gets, has already, or cannot get: all of them, or those that something is left of. */
export function AssociationPreview({ record, preview }: AssociationPreviewProps) {
  const words = useMessages(associateMessages);
  const language = useLanguage();
  const number = useNumberFormat();
  const phone = usePhone();
  const [leftOnly, setLeftOnly] = useState(false);
  const { steps, counts, items } = preview;
  const stateWords = { new: words.stateNew, there: words.stateThere, ended: words.stateEnded };
  /** Places of the steps of a record that are in a state; what nobody asked for is told where it is made. */
  const placesIn = (own: readonly State[], wanted: State) =>
    steps.flatMap(({ within, implied }, place) => {
      const told = !(implied && wanted === 'there') && !(within !== null && own[within] === 'ended');
      return own[place] === wanted && told ? [place] : [];
    });
  const gone = record.gone ? localize(record.gone.words.told, language) : '';
  const isLeft = (own: readonly State[]) =>
    own[0] === 'gone' || states.slice(1).some((state) => placesIn(own, state).length > 0);
  const left = items.filter((item) => isLeft(item.states));
  const shown = leftOnly ? left : items;
  const said = states.flatMap((state) =>
    counts[state] > 0 ? [words[state](counts[state], number(counts[state]))] : [],
  );
  if (counts.gone > 0) said.push(words.gone(counts.gone, number(counts.gone), gone));
  return (
    <div className={classes.preview}>
      <div className={classes.summary}>
        <span role="status">{said.join(' · ')}</span>
        {left.length > 0 && left.length < items.length ? (
          <SegmentedControl
            size="xs"
            aria-label={words.shown}
            value={leftOnly ? 'left' : 'all'}
            onChange={(value) => setLeftOnly(value === 'left')}
            data={[
              { value: 'all', label: words.all },
              { value: 'left', label: words.left(number(left.length)) },
            ]}
          />
        ) : null}
      </div>
      <div className={classes.list}>
        <LongList rows={shown} height={phone ? 52 : 36} label={words.shown} keyOf={({ id }) => id}>
          {(item) => (
            <div className={classes.row}>
              <span className={classes.name}>{item.title}</span>
              <span className={classes.states}>
                {states.map((state) => {
                  const places = placesIn(item.states, state);
                  if (places.length === 0) return null;
                  const titles = places.map((place) => steps[place]?.title ?? '').join(', ');
                  return (
                    <span key={state} className={classes[state]}>
                      {stateWords[state](titles)}
                    </span>
                  );
                })}
                {item.states[0] === 'gone' ? <span className={classes.ended}>{gone}</span> : null}
              </span>
            </div>
          )}
        </LongList>
      </div>
      {preview.more ? <p className={classes.help}>{words.more(number(items.length))}</p> : null}
    </div>
  );
}
