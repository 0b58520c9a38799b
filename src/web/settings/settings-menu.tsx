import {
  IconArrowUpRight,
  IconDatabaseExport,
  IconDoor,
  IconHistory,
  IconId,
  IconKey,
  IconList,
  IconMail,
  IconShield,
  IconUser,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { localize } from '../../lib/localized.ts';
import { accessRules } from '../../meta/derive/access.ts';
import type { EffectiveRecord, Model } from '../../meta/effective-record.ts';
import { permissionOn } from '../../meta/permissions.ts';
import { useMe, useModel } from '../api/queries.ts';
import { accessMessages } from '../language/access.ts';
import { accessLogMessages } from '../language/access-log.ts';
import { accountMessages } from '../language/account.ts';
import { useMessages } from '../language/catalogue.ts';
import { useLanguage } from '../language/current-language.ts';
import { mailMessages } from '../language/mail.ts';
import { peopleMessages } from '../language/people.ts';
import { settingsMessages } from '../language/settings.ts';
import { singleSignOnMessages } from '../language/single-sign-on.ts';
import { teamMessages } from '../language/teams.ts';
import { type Icon, useSlot } from '../slots.ts';
import { RecordIcon } from '../ui/record-icon.tsx';
import { mayOpen } from './page-areas.ts';
import classes from './settings-page.module.css';

interface Entry {
  readonly path: string;
  readonly label: string;
  readonly icon: ReactNode;
}

function Entries({
  title,
  entries,
  path,
  children,
}: {
  readonly title: string;
  readonly entries: readonly Entry[];
  readonly path: string;
  readonly children?: ReactNode;
}) {
  if (entries.length === 0) return null;
  const current = (entry: Entry) => path === entry.path || path.startsWith(`${entry.path}/`);
  return (
    <>
      <h2 className={classes.heading}>{title}</h2>
      <ul className={classes.links}>
        {entries.map((entry) => (
          <li key={entry.path}>
            <Link
              to="/settings/$"
              params={{ _splat: entry.path }}
              className={classes.link ?? ''}
              {...(current(entry) ? { 'aria-current': 'page' } : {})}
            >
              {entry.icon}
              {entry.label}
            </Link>
          </li>
        ))}
        {children}
      </ul>
    </>
  );
}

/** Types of administration that have a page of the settings. */
const ownPages = new Set(['user', 'team']);

/** Takes the model; returns its record types as the navigation has them: those of the daily work first. */
export function inOrder(model: Model): readonly EffectiveRecord[] {
  const rank = ({ navigation }: EffectiveRecord) =>
    navigation ? (navigation.area === 'crm' ? 0 : 1000) + navigation.order : 2000;
  return model.records.toSorted((one, other) => rank(one) - rank(other));
}

/** The pages of the settings, grouped; takes the page that is shown. */
export function SettingsMenu({ path }: { readonly path: string }) {
  const words = useMessages(settingsMessages);
  const access = useMessages(accessMessages);
  const { account, ownGroup } = useMessages(accountMessages);
  const { mail } = useMessages(mailMessages);
  const { users } = useMessages(peopleMessages);
  const { subject: singleSignOn } = useMessages(singleSignOnMessages);
  const { teams } = useMessages(teamMessages);
  const { journal } = useMessages(accessLogMessages);
  const language = useLanguage();
  const model = useModel();
  const { permissions } = useMe();
  const more = useSlot('settingsPages');
  const recordEntry = (name: string): Entry => {
    const record = model.record(name);
    return {
      path: `records/${name}`,
      label: localize(record.label.one, language),
      icon: <RecordIcon name={record.icon} size={16} />,
    };
  };
  const entriesOf = (chosen: (record: (typeof model.records)[number]) => boolean) =>
    inOrder(model)
      .filter(chosen)
      .map(({ name }) => recordEntry(name));
  // A type that keeps the programme's own data (a role's rights) has a screen of its own.
  const plain = (record: (typeof model.records)[number]) => record.fields.every((field) => field.type.choosable);
  const daily = entriesOf((record) => record.navigation !== undefined && plain(record));
  // What is met through others alone has a page where forms of it are filled in: views are the programme's own.
  const linked = entriesOf(
    (record) => record.navigation === undefined && !record.about && accessRules(record, 'inherit').length > 0,
  );
  const administration = model.records.filter(
    (record) =>
      record.navigation?.area === 'administration' &&
      !ownPages.has(record.name) &&
      plain(record) &&
      permissionOn(permissions, record.name).read !== 'none',
  );
  const opened = (entries: readonly Entry[]) => entries.filter((entry) => mayOpen(permissions.areas, entry.path));
  const entry = (entryPath: string, label: string, Shown: Icon): Entry => ({
    path: entryPath,
    label,
    icon: <Shown size={16} stroke={1.6} />,
  });
  const company = opened([
    entry('lists', words.lists, IconList),
    ...more.flatMap((page) => (page.own ? [] : entry(page.path, localize(page.label, language), page.icon))),
    entry('mail', mail, IconMail),
    entry('backup', access.backup, IconDatabaseExport),
    entry('history', words.trail, IconHistory),
  ]);
  const people = opened([
    entry('users', users, IconUsers),
    entry('teams', teams, IconUsersGroup),
    entry('roles', words.roles, IconShield),
    entry('single-sign-on', singleSignOn, IconId),
    entry('access-log', journal, IconDoor),
  ]);
  const own = [
    ...opened([entry('account', account, IconUser), entry('api-keys', access.keys, IconKey)]),
    ...more.flatMap((page) => (page.own ? entry(page.path, localize(page.label, language), page.icon) : [])),
  ];
  const menu = useRef<HTMLElement>(null);
  // The menu is longer than many a window: the page that is shown is seen in it.
  useEffect(() => {
    menu.current?.querySelector(`[href$="/settings/${CSS.escape(path)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [path]);
  return (
    <nav ref={menu} className={classes.menu} aria-label={words.pages}>
      {permissions.areas.settings ? (
        <>
          <Entries title={words.recordsGroup} entries={daily} path={path} />
          <Entries title={words.linksGroup} entries={linked} path={path} />
        </>
      ) : null}
      <Entries title={words.companyGroup} entries={company} path={path} />
      <Entries title={words.accessGroup} entries={people} path={path}>
        {permissions.areas.settings
          ? administration.map((record) => (
              <li key={record.name}>
                <Link to="/crm/$collection" params={{ collection: record.collection }} className={classes.link ?? ''}>
                  <RecordIcon name={record.icon} size={16} />
                  {localize(record.label.many, language)}
                  <IconArrowUpRight size={14} className={classes.out} aria-hidden />
                </Link>
              </li>
            ))
          : null}
      </Entries>
      <Entries title={ownGroup} entries={own} path={path} />
    </nav>
  );
}
