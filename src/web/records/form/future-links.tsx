import { RecordTitle } from '../../../fields/reference/record-title.ui.tsx';
import { targetOf } from '../../../meta/derive/links.ts';
import type { EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import { useModel } from '../../api/queries.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useLanguage } from '../../language/current-language.ts';
import { formMessages } from '../../language/form.ts';
import { RecordIcon } from '../../ui/record-icon.tsx';
import classes from './future-links.module.css';

type Values = Readonly<Record<string, unknown>>;

interface FutureLinksProps {
  readonly record: EffectiveRecord;
  /** The form's values by field. */
  readonly values: Values;
  /** Links made with it, by the name of children. */
  readonly links: Readonly<Record<string, readonly Values[]>>;
}

/** Takes what a new record is written with; returns, branch by branch of its tree, the ids of what it will be linked to. */
function branchesOf(model: Model, { record, values, links }: FutureLinksProps) {
  return (record.tree ?? []).flatMap((branch) => {
    const found = Object.entries(record.children ?? {}).find(
      ([, children]) => children.record === branch.record && children.via === branch.via,
    );
    const distinct = found?.[1].distinct;
    if (!found || !distinct || distinct !== branch.show) return [];
    const far = model.record(branch.record).field(distinct);
    const target = far && targetOf(model, far);
    const own = record.through?.children === found[0] ? [values[distinct]] : [];
    const ids = [...own, ...(links[found[0]] ?? []).map((link) => link[distinct])];
    const known = [...new Set(ids.filter((id) => typeof id === 'string' && id !== ''))] as string[];
    return target && known.length > 0 ? [{ label: branch.label, target, ids: known }] : [];
  });
}

/** What a new record will be linked to once it is saved, as the tree of its page will show it (F86); nothing where there is nothing. */
export function FutureLinks(props: FutureLinksProps) {
  const words = useMessages(formMessages);
  const language = useLanguage();
  const branches = branchesOf(useModel(), props);
  if (branches.length === 0) return null;
  return (
    <aside className={classes.links} aria-label={words.futureLinks}>
      <div className={classes.heading}>{words.futureLinks}</div>
      {branches.map(({ label, target, ids }) => (
        <div key={target.name} className={classes.branch}>
          <span className={classes.label}>{label[language]}</span>
          <ul className={classes.list}>
            {ids.map((id) => (
              <li key={id} className={classes.line}>
                <RecordIcon name={target.icon} size={15} />
                <span>
                  <RecordTitle record={target} id={id} known={undefined}>
                    {(title) => title}
                  </RecordTitle>
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </aside>
  );
}
