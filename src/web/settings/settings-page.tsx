import { IconChevronLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMe, useModel } from '../api/queries.ts';
import { Forbidden, NotFound } from '../app/route-states.tsx';
import { useMessages } from '../language/catalogue.ts';
import { settingsMessages } from '../language/settings.ts';
import { type SettingsPage as Page, useSlot } from '../slots.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { usePhone } from '../ui/phone.ts';
import { AccessLogPage } from './access-log/access-log-page.tsx';
import { AccountPage } from './account/account-page.tsx';
import { BackupPage } from './backup/backup-page.tsx';
import { FieldsPage } from './fields/fields-page.tsx';
import { KeysPage } from './keys/keys-page.tsx';
import { ListPage } from './lists/list-page.tsx';
import { ListsPage } from './lists/lists-page.tsx';
import { MailPage } from './mail/mail-page.tsx';
import { mayOpen } from './page-areas.ts';
import { RolePage } from './roles/role-page.tsx';
import { RolesPage } from './roles/roles-page.tsx';
import { inOrder, SettingsMenu } from './settings-menu.tsx';
import classes from './settings-page.module.css';
import { SingleSignOnPage } from './single-sign-on/single-sign-on-page.tsx';
import { TeamsPage } from './teams/teams-page.tsx';
import { TrailPage } from './trail-page.tsx';
import { UsersPage } from './users/users-page.tsx';

/** Takes the rest of the address; returns the page it names, null for none. */
function usePage(path: string): ReactNode {
  const model = useModel();
  const more: readonly Page[] = useSlot('settingsPages');
  const [room, name, ...rest] = path.split('/');
  if (rest.length > 0) return null;
  const record = room === 'records' ? model.find(name ?? '') : undefined;
  if (record) return <FieldsPage key={record.name} record={record} />;
  if (room === 'lists') return name ? <ListPage key={name} name={name} /> : <ListsPage />;
  if (room === 'roles') return name ? <RolePage key={name} id={name} /> : <RolesPage />;
  if (path === 'access-log') return <AccessLogPage />;
  if (path === 'teams') return <TeamsPage />;
  if (path === 'users') return <UsersPage />;
  if (path === 'history') return <TrailPage />;
  if (path === 'account') return <AccountPage />;
  if (path === 'api-keys') return <KeysPage />;
  if (path === 'backup') return <BackupPage />;
  if (path === 'mail') return <MailPage />;
  if (path === 'single-sign-on') return <SingleSignOnPage />;
  const page = more.find((candidate) => candidate.path === path);
  return page ? <page.component /> : null;
}

/** The company's settings: their menu at the left and one page; on a phone the menu is a page of its own. */
export function SettingsPage({ path }: { readonly path: string }) {
  const words = useMessages(settingsMessages);
  const { permissions } = useMe();
  const model = useModel();
  const phone = usePhone();
  const trimmed = path.replace(/\/+$/, '');
  const first = inOrder(model)[0]?.name ?? '';
  const begin = permissions.areas.settings
    ? `records/${first}`
    : (['users', 'backup', 'access-log', 'account'].find((page) => mayOpen(permissions.areas, page)) ?? 'account');
  const shown = trimmed === '' && !phone ? begin : trimmed;
  const page = usePage(shown);
  const isOwn = useSlot('settingsPages').some(({ path: other, own }) => own && other === shown);
  if (shown !== '' && !isOwn && !mayOpen(permissions.areas, shown)) return <Forbidden />;
  if (phone && trimmed === '')
    return (
      <>
        <PageHeader title={words.settings} />
        <SettingsMenu path="" />
      </>
    );
  return (
    <div className={classes.frame}>
      {phone ? (
        <Link to="/settings/$" params={{ _splat: '' }} className={classes.back ?? ''}>
          <IconChevronLeft size={16} aria-hidden />
          {words.back}
        </Link>
      ) : (
        <SettingsMenu path={shown} />
      )}
      <div className={classes.page}>{page ?? <NotFound />}</div>
    </div>
  );
}
