import { VisuallyHidden } from '@mantine/core';
import { IconCircleOff } from '@tabler/icons-react';
import { goneWord, isGone } from '../../meta/derive/gone.ts';
import { pointedRecord } from '../../meta/derive/links.ts';
import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';
import { useModel } from '../api/queries.ts';
import type { Item } from '../api/types.ts';
import { useLanguage } from '../language/current-language.ts';
import classes from './gone-mark.module.css';

interface MarkProps {
  readonly record: EffectiveRecord;
  /** True in a cell of a list: a sign instead of the word. */
  readonly dense?: boolean | undefined;
}

function Mark({ record, dense }: MarkProps) {
  const word = goneWord(record)?.[useLanguage()];
  if (!dense) return <span className={classes.mark}>{word}</span>;
  return (
    <span className={classes.sign} title={word}>
      <IconCircleOff size={14} stroke={1.8} aria-hidden />
      <VisuallyHidden>{word}</VisuallyHidden>
    </span>
  );
}

/** The word beside a record that is gone, wherever it is listed all the same; nothing beside others. */
export function GoneMark({ record, item, dense }: MarkProps & { readonly item: Item }) {
  return isGone(record, item) ? <Mark record={record} dense={dense} /> : null;
}

/** The same beside what a reference points to. */
export function GoneReferenceMark({
  field,
  item,
  dense,
}: Pick<MarkProps, 'dense'> & { readonly field: EffectiveField; readonly item: Item }) {
  const model = useModel();
  if (!item.gone?.includes(field.name)) return null;
  const pointed = pointedRecord(model, field, item[field.name]);
  return pointed ? <Mark record={pointed.record} dense={dense} /> : null;
}
