import type { Localized } from '../../../lib/localized.ts';
import { localize } from '../../../lib/localized.ts';
import type { Operation } from '../../api/types.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { useNumberFormat } from '../../language/format-context.ts';
import { operationMessages } from '../../language/operations.ts';
import classes from './left-alone.module.css';

/** A record that a batch left as it was, and why. */
interface Left {
  readonly id: string;
  readonly title: string;
  /** What of it the reason is about: the name of a field, or of what it was to be linked to. */
  readonly column?: string | null;
  readonly message: Localized;
}

/** Takes an operation; returns the records that it left alone by name, those refused first; of an undo, what it kept. */
export function leftAlone({ result }: Operation): readonly Left[] {
  const sample = result?.sample as Readonly<Record<'refused' | 'skipped', unknown>> | undefined;
  return [sample?.refused, sample?.skipped, result?.kept].flatMap((some) =>
    Array.isArray(some) ? (some as Left[]).filter(({ id, message }) => typeof id === 'string' && message) : [],
  );
}

/** How many records an operation left alone, named or not. */
function leftCount({ result }: Operation): number {
  return ['refused', 'skipped', 'keptCount'].reduce(
    (sum, name) => sum + (typeof result?.[name] === 'number' ? result[name] : 0),
    0,
  );
}

/** The records that a batch left alone, each with why. */
export function LeftAlone({ operation }: { readonly operation: Operation }) {
  const words = useMessages(operationMessages);
  const language = useLanguage();
  const number = useNumberFormat();
  const named = leftAlone(operation);
  const further = leftCount(operation) - named.length;
  return (
    <div className={classes.box}>
      <ul className={classes.list} aria-label={words.leftAlone}>
        {named.map(({ id, title, column, message }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a record may be left for several reasons; they never change place
          <li key={`${id} ${place}`}>
            <span className={classes.title}>{title || words.notFound}</span>
            <span className={classes.reason}>
              {column ? `${column}${language === 'fr' ? '\u00a0' : ''}: ` : ''}
              {localize(message, language)}
            </span>
          </li>
        ))}
      </ul>
      {further > 0 ? <p className={classes.more}>{words.andFurther(further, number(further))}</p> : null}
    </div>
  );
}
