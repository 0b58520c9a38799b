import { goneWord, isGone } from '../../meta/derive/gone.ts';
import { pointedRecord } from '../../meta/derive/links.ts';
import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';
import { useModel } from '../api/queries.ts';
import type { Item } from '../api/types.ts';
import { useLanguage } from '../language/current-language.ts';
import classes from './gone-mark.module.css';

function Mark({ record }: { readonly record: EffectiveRecord }) {
  const language = useLanguage();
  return <span className={classes.mark}>{goneWord(record)?.[language]}</span>;
}

/** The word beside a record that is gone, wherever it is listed all the same; nothing beside others. */
export function GoneMark({ record, item }: { readonly record: EffectiveRecord; readonly item: Item }) {
  return isGone(record, item) ? <Mark record={record} /> : null;
}

/** The same beside what a reference points to. */
export function GoneReferenceMark({ field, item }: { readonly field: EffectiveField; readonly item: Item }) {
  const model = useModel();
  if (!item.gone?.includes(field.name)) return null;
  const pointed = pointedRecord(model, field, item[field.name]);
  return pointed ? <Mark record={pointed.record} /> : null;
}
