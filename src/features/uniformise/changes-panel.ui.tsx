import { Checkbox, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { useNumberFormat } from '../../web/language/format-context.ts';
import { uniformiseMessages } from '../../web/language/uniformise.ts';
import { LongList } from '../../web/ui/long-list.tsx';
import { usePhone } from '../../web/ui/phone.ts';
import { ChangeRow } from './change-row.ui.tsx';
import { placeKey, type UniformiseItem } from './request.ts';
import { type Flips, isTicked, withTicks } from './ticks.ts';
import classes from './uniformise.module.css';

export interface ChangesPanelProps {
  readonly record: EffectiveRecord;
  readonly items: readonly UniformiseItem[];
  readonly flips: Flips;
  readonly onFlips: (flips: Flips) => void;
  /** What is said where there is nothing to change. */
  readonly none: string;
}

/** Values before and after, each with its tick; those that are not certain can be looked at alone. */
export function ChangesPanel({ record, items, flips, onFlips, none }: ChangesPanelProps) {
  const words = useMessages(uniformiseMessages);
  const number = useNumberFormat();
  const phone = usePhone();
  const [doubtfulOnly, setDoubtfulOnly] = useState(false);
  const doubtful = items.filter(({ certain }) => !certain);
  const shown = doubtfulOnly ? doubtful : items;
  const ticked = shown.filter((item) => isTicked(item, flips)).length;
  if (items.length === 0) return <p className={classes.note}>{none}</p>;
  return (
    <>
      <div className={classes.tools}>
        <Checkbox
          size="xs"
          label={words.tickAll}
          checked={ticked === shown.length}
          indeterminate={ticked > 0 && ticked < shown.length}
          onChange={(event) => onFlips(withTicks(flips, shown, event.currentTarget.checked))}
        />
        <span className={classes.count} role="status">
          {words.ticked(number(ticked), number(shown.length))}
        </span>
        {doubtful.length > 0 ? (
          <SegmentedControl
            size="xs"
            aria-label={words.shown}
            value={doubtfulOnly ? 'doubtful' : 'all'}
            onChange={(value) => setDoubtfulOnly(value === 'doubtful')}
            data={[
              { value: 'all', label: words.all },
              { value: 'doubtful', label: `${words.doubtful} (${number(doubtful.length)})` },
            ]}
          />
        ) : null}
      </div>
      {doubtfulOnly ? <p className={classes.note}>{words.doubtfulHelp}</p> : null}
      <div className={classes.list}>
        <LongList rows={shown} height={phone ? 56 : 36} label={words.shown} keyOf={placeKey}>
          {(item) => {
            const field = record.field(item.field);
            return field ? (
              <ChangeRow
                item={item}
                field={field}
                ticked={isTicked(item, flips)}
                onTick={(value) => onFlips(withTicks(flips, [item], value))}
              />
            ) : null;
          }}
        </LongList>
      </div>
    </>
  );
}
