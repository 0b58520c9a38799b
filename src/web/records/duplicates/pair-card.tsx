import { Badge, Button } from '@mantine/core';
import { IconArrowMerge } from '@tabler/icons-react';
import { type RefObject, useState } from 'react';
import { faceOf } from '../../../fields/faces.ui.tsx';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import { usePermission } from '../../api/queries.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { duplicateMessages } from '../../language/duplicates.ts';
import { RecordTabLink } from '../../ui/record-tab-link.tsx';
import { visibleFields } from '../form/form-fields.ts';
import classes from './duplicates-page.module.css';
import type { Pair } from './pairs.ts';
import { useReasonWords } from './reason-words.ts';

/** From which scores on a pair is called so. */
const surest = 0.9;
const likely = 0.75;

interface PairCardProps {
  readonly record: EffectiveRecord;
  readonly pair: Pair;
  readonly distinct: boolean;
  readonly current: boolean;
  readonly card?: RefObject<HTMLElement | null> | undefined;
  readonly onPoint: () => void;
  /** Null for who may not merge. */
  readonly onMerge: (() => void) | null;
  readonly onSay: () => void;
}

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === false || value === '';
const isSame = (one: unknown, other: unknown): boolean =>
  (isEmpty(one) && isEmpty(other)) || JSON.stringify(one) === JSON.stringify(other);

function Value({ field, item }: { readonly field: EffectiveField; readonly item: Item }) {
  const words = useMessages(duplicateMessages);
  const value = item[field.name];
  if (isEmpty(value)) return <span className={classes.empty}>{words.noValue}</span>;
  const { Display } = faceOf(field.type.name);
  return <Display value={value} field={field} item={item} />;
}

/** How sure it is, in a word and a number. */
function Certainty({ score }: { readonly score: number }) {
  const words = useMessages(duplicateMessages);
  const word = score >= surest ? words.surest : score >= likely ? words.likely : words.possible;
  return (
    <Badge
      variant={score >= surest ? 'filled' : 'light'}
      color={score >= likely ? 'ink' : 'gray'}
      tt="none"
      className={classes.certainty ?? ''}
    >
      {word} · {words.percent(String(Math.round(score * 100)))}
    </Badge>
  );
}

/** Two records side by side, what differs marked, and what can be done about them. On a phone, one below the other. */
export function PairCard(props: PairCardProps) {
  const { record, pair, distinct, current, card, onPoint, onMerge, onSay } = props;
  const words = useMessages(duplicateMessages);
  const language = useLanguage();
  const permission = usePermission(record.name);
  const { sayAll } = useReasonWords(record);
  const [all, setAll] = useState(false);
  const [one, other] = pair.records;
  const filled = visibleFields(record, permission).filter(
    ({ name, type }) => !faceOf(type.name).picture && !(isEmpty(one[name]) && isEmpty(other[name])),
  );
  const differing = filled.filter(({ name }) => !isSame(one[name], other[name]));
  const same = filled.filter((field) => !differing.includes(field));
  const told = all ? filled : [...differing, ...same.filter(({ name }) => pair.reasons.includes(name))];
  const shown = filled.filter((field) => told.includes(field));
  const hidden = filled.length - shown.length;
  return (
    <article
      ref={card}
      tabIndex={-1}
      className={classes.pair}
      data-current={current || undefined}
      aria-label={words.pair(one.title, other.title)}
      onFocus={onPoint}
      onPointerDown={onPoint}
    >
      <header className={classes.head}>
        <Certainty score={pair.score} />
        <span className={classes.reasons}>{sayAll(pair.reasons)}</span>
      </header>
      <div className={classes.columns}>
        <div className={classes.titles}>
          <span className={classes.legend} />
          {pair.records.map((item) => (
            <RecordTabLink key={item.id} collection={record.collection} item={item} />
          ))}
        </div>
        {shown.map((field) => {
          const differs = differing.includes(field);
          return (
            <dl key={field.name} className={classes.line} data-differs={differs || undefined}>
              <dt className={classes.legend}>
                {field.label[language]}
                {differs ? <span className={classes.mark}> {words.differs}</span> : null}
              </dt>
              {pair.records.map((item) => (
                <dd key={item.id} className={classes.value}>
                  <Value field={field} item={item} />
                </dd>
              ))}
            </dl>
          );
        })}
      </div>
      <footer className={classes.actions}>
        {hidden > 0 || all ? (
          <Button variant="subtle" size="compact-sm" className={classes.all ?? ''} onClick={() => setAll(!all)}>
            {all ? words.hideSame : words.sameFields(hidden)}
          </Button>
        ) : null}
        {permission.update === 'none' ? null : (
          <Button variant="default" size="compact-md" onClick={onSay}>
            {distinct ? words.suspectAgain : words.notDuplicate}
          </Button>
        )}
        {onMerge && !distinct ? (
          <Button size="compact-md" leftSection={<IconArrowMerge size={16} stroke={1.7} />} onClick={onMerge}>
            {words.merge}
          </Button>
        ) : null}
      </footer>
    </article>
  );
}
