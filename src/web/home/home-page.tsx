import { ownerField } from '../../meta/derive/access.ts';
import { permissionOn } from '../../meta/permissions.ts';
import { useMe, useModel } from '../api/queries.ts';
import { useCreatable } from '../app/use-navigation.ts';
import { useMessages } from '../language/catalogue.ts';
import { dateInWords } from '../language/date-in-words.ts';
import { useFormatContext } from '../language/format-context.ts';
import { homeMessages } from '../language/home.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { Day } from './day.tsx';
import { FirstSteps } from './first-steps.tsx';
import { FollowUps } from './follow-ups.tsx';
import classes from './home.module.css';
import { Pipeline } from './pipeline.tsx';
import { Recent } from './recent.tsx';

/** What the day brings: what is planned and late, whom to follow up, the pipeline, the records opened last. */
export function HomePage() {
  const words = useMessages(homeMessages);
  const model = useModel();
  const { user, permissions } = useMe();
  const { language, timeZone } = useFormatContext();
  const mine = model.records.filter(({ name }) => permissionOn(permissions, name).read !== 'none');
  const planned = mine.filter((record) => record.timeline?.done && ownerField(record));
  const followed = mine.filter((record) => record.fields.some((field) => field.action === 'today' && !field.hidden));
  const first = useCreatable()[0];
  const date = dateInWords(language, { dateStyle: 'full', timeZone })(Date.now());
  return (
    <div className={classes.page}>
      <PageHeader title={words.hello(user.name.split(' ')[0] ?? user.name)} description={date} />
      <div className={classes.columns}>
        <div className={classes.column}>
          {first ? <FirstSteps record={first} /> : null}
          {planned.map((record) => (
            <Day key={record.name} record={record} />
          ))}
          <Recent />
        </div>
        <div className={classes.column}>
          {mine.map((record) =>
            record.pipeline ? <Pipeline key={record.name} record={record} pipeline={record.pipeline} /> : null,
          )}
          {followed.map((record) => (
            <FollowUps key={record.name} record={record} />
          ))}
        </div>
      </div>
    </div>
  );
}
