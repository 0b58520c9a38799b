import { Button } from '@mantine/core';
import type { CSSProperties } from 'react';
import { faceOf } from '../../../fields/faces.ui.tsx';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { mergeMessages } from '../../language/merge.ts';
import { RecordTabLink } from '../../ui/record-tab-link.tsx';
import classes from './merge-dialog.module.css';

/** What is chosen instead of a record's id where the texts of all are kept, one after the other. */
export const allTexts = 'all';

/** Tells whether the values of a field can be kept one after the other: long texts, where several have one. */
export function canKeepAll(field: EffectiveField, items: readonly Item[]): boolean {
  const filled = items.filter((item) => typeof item[field.name] === 'string');
  return field.type.comparison === 'text' && faceOf(field.type.name).wide && filled.length > 1;
}

interface FieldChoicesProps {
  readonly record: EffectiveRecord;
  /** The records side by side. */
  readonly columns: readonly Item[];
  /** Id of the record that is kept. */
  readonly keep: string;
  readonly onKeep: (id: string) => void;
  /** Names of the fields to choose. */
  readonly fields: readonly string[];
  /** The record whose value is taken, by field; `allTexts` for those of all. */
  readonly sources: Readonly<Record<string, string>>;
  readonly onChoose: (fields: readonly string[], id: string) => void;
  /** What the names of the groups of choices begin with. */
  readonly group: string;
}

function Value({ field, item }: { readonly field: EffectiveField; readonly item: Item }) {
  const words = useMessages(mergeMessages);
  const value = item[field.name];
  if (value === null || value === undefined) return <span className={classes.empty}>{words.empty}</span>;
  const { Display } = faceOf(field.type.name);
  return <Display value={value} field={field} item={item} />;
}

/** What tells one record from another at the head of its column: its title, what stands under it, when it was changed. */
function Head({ record, item }: { readonly record: EffectiveRecord; readonly item: Item }) {
  const words = useMessages(mergeMessages);
  const context = useFormatContext();
  const moment = (name: 'createdAt' | 'updatedAt') => {
    const field = record.field(name);
    return field && typeof item[name] === 'string' ? field.type.format(item[name], field.options, context) : '';
  };
  const under = (record.subtitle ?? []).flatMap((name) => record.field(name) ?? []);
  return (
    <span className={classes.person}>
      <span className={classes.value}>
        <RecordTabLink collection={record.collection} item={item} />
      </span>
      {under.map((field) =>
        item[field.name] === null || item[field.name] === undefined ? null : (
          <span key={field.name} className={classes.whose}>
            <Value field={field} item={item} />
          </span>
        ),
      )}
      <span className={classes.whose}>{words.created(moment('createdAt'))}</span>
      <span className={classes.whose}>{words.updated(moment('updatedAt'))}</span>
    </span>
  );
}

/** The records side by side: which one is kept, and for each field that differs whose value it has. On a phone, one below the other. */
export function FieldChoices(props: FieldChoicesProps) {
  const { record, columns, keep, onKeep, fields, sources, onChoose, group } = props;
  const words = useMessages(mergeMessages);
  const language = useLanguage();
  return (
    <div className={classes.table} style={{ '--merged': columns.length } as CSSProperties}>
      <div className={classes.line} role="radiogroup" aria-label={words.kept}>
        <span className={classes.legend}>{words.kept}</span>
        {columns.map((item) => (
          <div key={item.id}>
            <label className={classes.choice}>
              <input
                type="radio"
                name={`${group}-keep`}
                checked={keep === item.id}
                aria-label={`${words.keep} : ${item.title}`}
                onChange={() => onKeep(item.id)}
              />
              <Head record={record} item={item} />
            </label>
            {fields.length > 1 ? (
              <Button
                variant="subtle"
                size="compact-xs"
                mt={4}
                aria-label={words.all(item.title)}
                onClick={() => onChoose(fields, item.id)}
              >
                {words.takeAll}
              </Button>
            ) : null}
          </div>
        ))}
      </div>
      {fields.map((name) => {
        const field = record.field(name);
        if (!field) return null;
        return (
          <div key={name} className={classes.line} role="radiogroup" aria-label={field.label[language]}>
            <span className={classes.legend}>{field.label[language]}</span>
            {columns.map((item) => (
              <label key={item.id} className={classes.choice}>
                <input
                  type="radio"
                  name={`${group}-${name}`}
                  checked={sources[name] === item.id}
                  onChange={() => onChoose([name], item.id)}
                />
                <span className={classes.person}>
                  <span className={classes.value}>
                    <Value field={field} item={item} />
                  </span>
                </span>
              </label>
            ))}
            {canKeepAll(field, columns) ? (
              <label className={`${classes.choice} ${classes.both}`}>
                <input
                  type="radio"
                  name={`${group}-${name}`}
                  checked={sources[name] === allTexts}
                  onChange={() => onChoose([name], allTexts)}
                />
                <span>{words.allTexts}</span>
              </label>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
