import {
  IconArrowUpRight,
  IconDatabaseExport,
  IconHistory,
  IconKey,
  IconList,
  IconMail,
  IconShield,
  IconUser,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { localize } from '../../lib/localized.ts';
import { accessRules } from '../../meta/derive/access.ts';
import type { EffectiveRecord, Model } from '../../meta/effective-record.ts';
import { permissionOn } from '../../meta/permissions.ts';
import { useMe, useModel } from '../api/queries.ts';
import { accessMessages } from '../language/access.ts';
import { accountMessages } from '../language/account.ts';
import { useMessages } from '../language/catalogue.ts';
import { useLanguage } from '../language/current-language.ts';
import { mailMessages } from '../language/mail.ts';
import { settingsMessages } from '../language/settings.ts';
import { useSlot } from '../slots.ts';
import { RecordIcon } from '../ui/record-icon.tsx';
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
  const linked = entriesOf((record) => record.navigation === undefined && accessRules(record, 'inherit').length > 0);
  const administration = model.records.filter(
    (record) => record.navigation?.area === 'administration' && permissionOn(permissions, record.name).read !== 'none',
  );
  const keys = { path: 'api-keys', label: access.keys, icon: <IconKey size={16} stroke={1.6} aria-hidden /> };
  const own = [{ path: 'account', label: account, icon: <IconUser size={16} stroke={1.6} aria-hidden /> }, keys];
  const backup = {
    path: 'backup',
    label: access.backup,
    icon: <IconDatabaseExport size={16} stroke={1.6} aria-hidden />,
  };
  const kept = permissions.areas.backup ? [backup] : [];
  if (!permissions.areas.settings)
    return (
      <nav className={classes.menu} aria-label={words.pages}>
        {kept.length > 0 ? <Entries title={words.companyGroup} entries={kept} path={path} /> : null}
        <Entries title={ownGroup} entries={own} path={path} />
      </nav>
    );
  return (
    <nav className={classes.menu} aria-label={words.pages}>
      <Entries title={words.recordsGroup} entries={daily} path={path} />
      {linked.length > 0 ? <Entries title={words.linksGroup} entries={linked} path={path} /> : null}
      <Entries
        title={words.companyGroup}
        path={path}
        entries={[
          { path: 'lists', label: words.lists, icon: <IconList size={16} stroke={1.6} aria-hidden /> },
          ...more.map((page) => ({
            path: page.path,
            label: localize(page.label, language),
            icon: <page.icon size={16} stroke={1.6} />,
          })),
          { path: 'mail', label: mail, icon: <IconMail size={16} stroke={1.6} aria-hidden /> },
          ...kept,
          { path: 'history', label: words.trail, icon: <IconHistory size={16} stroke={1.6} aria-hidden /> },
        ]}
      />
      <Entries
        title={words.accessGroup}
        path={path}
        entries={[{ path: 'roles', label: words.roles, icon: <IconShield size={16} stroke={1.6} aria-hidden /> }]}
      >
        {administration.filter(plain).map((record) => (
          <li key={record.name}>
            <Link to="/crm/$collection" params={{ collection: record.collection }} className={classes.link ?? ''}>
              <RecordIcon name={record.icon} size={16} />
              {localize(record.label.many, language)}
              <IconArrowUpRight size={14} className={classes.out} aria-hidden />
            </Link>
          </li>
        ))}
      </Entries>
      <Entries title={ownGroup} entries={own} path={path} />
    </nav>
  );
}
