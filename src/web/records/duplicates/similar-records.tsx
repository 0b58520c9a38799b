import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { faceOf } from '../../../fields/faces.ui.tsx';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { duplicateMessages } from '../../language/duplicates.ts';
import { RecordTabLink } from '../../ui/record-tab-link.tsx';
import { useReasonWords } from './reason-words.ts';
import { type Similar, useSimilar } from './similar.ts';
import classes from './similar-records.module.css';

export interface SimilarRecordsProps {
  readonly record: EffectiveRecord;
  /** The form's values, and those it opened with. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly initial: Readonly<Record<string, unknown>>;
  /** Id of the record that the form changes; absent for a new one. */
  readonly id?: string;
  /** Takes a record that is there already instead of the one being typed, where that makes sense. */
  readonly onUse?: (item: Item) => void;
}

/** Facts of a record that are shown beside its title, at most. */
const mostFacts = 4;

function SimilarRecord({
  record,
  similar,
  onUse,
}: { readonly similar: Similar } & Pick<SimilarRecordsProps, 'record' | 'onUse'>) {
  const words = useMessages(duplicateMessages);
  const { sayAll } = useReasonWords(record);
  const item = similar.record;
  const { evidence = [] } = record.duplicates ?? {};
  const names = new Set([...(record.subtitle ?? []), ...evidence.map(({ field }) => field)]);
  const facts = [...names]
    .flatMap((name) => record.field(name) ?? [])
    .filter(({ name }) => item[name] !== null && item[name] !== undefined)
    .slice(0, mostFacts);
  return (
    <li className={classes.record}>
      <span className={classes.what}>
        <RecordTabLink collection={record.collection} item={item} />
        <span className={classes.reasons}>{sayAll(similar.reasons)}</span>
        {facts.length > 0 ? (
          <span className={classes.facts}>
            {facts.map((field) => {
              const { Display } = faceOf(field.type.name);
              return (
                <span key={field.name} className={classes.fact}>
                  <Display value={item[field.name]} field={field} item={item} />
                </span>
              );
            })}
          </span>
        ) : null}
      </span>
      {onUse ? (
        <Button size="compact-sm" variant="light" onClick={() => onUse(item)}>
          {words.use}
        </Button>
      ) : null}
    </li>
  );
}

/** Says calmly, above the buttons of a form, which records are like the one being typed; opened, what they are. */
export function SimilarRecords({ record, values, initial, id, onUse }: SimilarRecordsProps) {
  const words = useMessages(duplicateMessages);
  const { sayAll } = useReasonWords(record);
  const [opened, setOpened] = useState(false);
  const found = useSimilar(record, values, initial, id);
  const [first] = found;
  return (
    <div role="status" className={classes.place}>
      {first ? (
        <div className={classes.box}>
          <div className={classes.line}>
            <IconCopy size={17} stroke={1.7} aria-hidden className={classes.icon} />
            <span className={classes.words}>
              <strong>{words.similar(found.length)}</strong>
              {opened ? null : (
                <span className={classes.first}>
                  {first.record.title}
                  {sayAll(first.reasons) ? ` (${sayAll(first.reasons)})` : ''}
                </span>
              )}
            </span>
            <Button size="compact-sm" variant="default" aria-expanded={opened} onClick={() => setOpened(!opened)}>
              {opened ? words.hideSimilar : words.showSimilar}
            </Button>
          </div>
          {opened ? (
            <ul className={classes.list}>
              {found.map((similar) => (
                <SimilarRecord
                  key={similar.record.id}
                  record={record}
                  similar={similar}
                  {...(onUse ? { onUse } : {})}
                />
              ))}
            </ul>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
