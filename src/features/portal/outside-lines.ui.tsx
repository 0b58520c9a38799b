import { localize } from '../../lib/localized.ts';
import { useMessages } from '../../web/language/catalogue.ts';
import { useLanguage } from '../../web/language/current-language.ts';
import { useNumberFormat } from '../../web/language/format-context.ts';
import { portalOfficeMessages } from '../../web/language/portal-office.ts';
import { type OutsideFate, type OutsideLine, outsideFates } from './outside-reasons.ts';
import classes from './portal-office.module.css';

interface OutsideLinesProps {
  readonly fates: Readonly<Partial<Record<OutsideFate, number>>>;
  readonly lines: readonly OutsideLine[];
  /** How many there are in all, of which the first are named. */
  readonly count: number;
}

/** What becomes of contacts: how many of each fate, and the first by name. */
export function OutsideLines({ fates, lines, count }: OutsideLinesProps) {
  const words = useMessages(portalOfficeMessages);
  const language = useLanguage();
  const number = useNumberFormat();
  return (
    <>
      <ul className={classes.counts}>
        {(Object.keys(outsideFates) as OutsideFate[]).map((fate) =>
          fates[fate] ? (
            <li key={fate} className={classes.count} {...(fate === 'create' ? { 'data-good': true } : {})}>
              {localize(outsideFates[fate], language)} : {number(fates[fate])}
            </li>
          ) : null,
        )}
      </ul>
      {lines.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
        <section className={classes.scroll} tabIndex={0} aria-label={words.contact}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{words.contact}</th>
                <th scope="col" className={classes.beside}>
                  {words.email}
                </th>
                <th scope="col">{words.fate}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ id, title, email, fate }) => (
                <tr key={id}>
                  <td>
                    {title}
                    {/* On a phone an address has no room beside the name. */}
                    <span className={classes.below}>{email ?? '—'}</span>
                  </td>
                  <td className={classes.beside}>{email ?? '—'}</td>
                  <td>{localize(outsideFates[fate], language)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {count > lines.length ? <p className={classes.small}>{words.more(number(count - lines.length))}</p> : null}
        </section>
      ) : null}
    </>
  );
}
