import { localize } from '../../../../lib/localized.ts';
import type { EffectiveField } from '../../../../meta/effective-record.ts';
import type { Totals } from '../../../api/types.ts';
import { useMessages } from '../../../language/catalogue.ts';
import { useLanguage } from '../../../language/current-language.ts';
import { useFormatContext } from '../../../language/format-context.ts';
import { layoutMessages } from '../../../language/layouts.ts';
import classes from './group-list.module.css';
import { totalTexts } from './total-text.ts';

/** What the records of a group, or of the whole list, come to. */
export function TotalsLine({
  fields,
  totals,
}: {
  readonly fields: readonly EffectiveField[];
  readonly totals: Totals | undefined;
}) {
  const words = useMessages(layoutMessages);
  const language = useLanguage();
  const context = useFormatContext();
  if (!totals) return null;
  return totalTexts(fields, totals, context).map(({ field, main, average }) => {
    const label = localize(field.label, language);
    return (
      <span key={field.name} className={classes.total} title={average ? words.average(label, average) : undefined}>
        <span className={classes.totalLabel}>{words.total(label)}</span>{' '}
        {main ?? <span className={classes.totalLabel}>{words.tooLong}</span>}
      </span>
    );
  });
}
