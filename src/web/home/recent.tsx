import { permissionOn } from '../../meta/permissions.ts';
import { useMe, useModel } from '../api/queries.ts';
import { useMessages } from '../language/catalogue.ts';
import { useLanguage } from '../language/current-language.ts';
import { homeMessages } from '../language/home.ts';
import { useRecentRecords } from '../records/recent-records.ts';
import { RecordIcon } from '../ui/record-icon.tsx';
import { RecordLink } from '../ui/record-link.tsx';
import { Card } from './card.tsx';
import classes from './home.module.css';

const mostShown = 8;

/** The records opened last in this browser. */
export function Recent() {
  const words = useMessages(homeMessages);
  const language = useLanguage();
  const model = useModel();
  const { permissions } = useMe();
  const recent = useRecentRecords()
    .flatMap(({ record: name, ...known }) => {
      const record = model.find(name);
      return record && permissionOn(permissions, name).read !== 'none' ? [{ ...known, record }] : [];
    })
    .slice(0, mostShown);
  return (
    <Card title={words.recent}>
      {recent.length === 0 ? (
        <p className={classes.none}>{words.recentEmpty}</p>
      ) : (
        <ul className={classes.lines}>
          {recent.map(({ record, id, title }) => (
            <li key={id} className={classes.recent}>
              <RecordIcon name={record.icon} size={16} />
              <RecordLink collection={record.collection} id={id} className={classes.name}>
                {title}
              </RecordLink>
              <span className={classes.detail}>{record.label.one[language]}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
