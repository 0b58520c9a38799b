import { localize } from '../../../lib/localized.ts';
import type { MergePreview } from '../../../rules/merge-preview.ts';
import { useModel } from '../../api/queries.ts';
import type { Item } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useNumberFormat } from '../../language/format-context.ts';
import { mergeMessages } from '../../language/merge.ts';
import classes from './merge-dialog.module.css';

/** What goes over to the kept record, by type, and which links become one. */
export function MergeMoves({ preview: { moves, conflicts } }: { readonly preview: MergePreview<Item> }) {
  const words = useMessages(mergeMessages);
  const language = useLanguage();
  const number = useNumberFormat();
  const model = useModel();
  const label = (name: string, count: number): string => {
    const labels = model.find(name)?.label;
    return labels ? localize(count === 1 ? labels.one : labels.many, language) : name;
  };
  return (
    <section className={classes.moves}>
      <h3>{words.moves}</h3>
      {moves.length === 0 ? (
        <p className={classes.quiet}>{words.noMoves}</p>
      ) : (
        <ul>
          {moves.map(({ record, count, together }) => (
            <li key={record}>
              {label(record, count)}
              {words.colon}
              {number(count)}
              {together > 0 ? ` (${words.together(together, number(together))})` : null}
            </li>
          ))}
        </ul>
      )}
      {conflicts.length > 0 ? (
        <>
          <h3>{words.linkConflicts}</h3>
          <p className={classes.quiet}>{words.linkConflictsHelp}</p>
          <ul>
            {conflicts.map(({ record, title, fields }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a list that is only read
              <li key={place}>
                {title}
                {words.colon}
                {fields
                  .map((name) => localize(model.find(record)?.field(name)?.label ?? { fr: name, en: name }, language))
                  .join(', ')}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
