import { ActionIcon, Badge } from '@mantine/core';
import { IconDots, IconShieldCheck } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { dateType } from '../../../fields/date/date.ts';
import { dateTimeType } from '../../../fields/date-time/date-time.ts';
import { api } from '../../api/client.ts';
import { useMe } from '../../api/queries.ts';
import { useMessages } from '../../language/catalogue.ts';
import { useFormatContext } from '../../language/format-context.ts';
import { peopleMessages } from '../../language/people.ts';
import { signInMessages } from '../../language/sign-in.ts';
import { MenuButton } from '../../ui/deferred-floating.tsx';
import { RecordLink } from '../../ui/record-link.tsx';
import { showProblem, showToast } from '../../ui/toast.tsx';
import { CellLabel } from '../cell-label.tsx';
import table from '../setting-table.module.css';
import type { ShownLinkProps } from './shown-link.tsx';
import type { HandedLink, ListedUser } from './user-queries.ts';
import classes from './users.module.css';

interface UserTableProps {
  readonly users: readonly ListedUser[];
  /** Whether mail can leave. */
  readonly mail: boolean;
  readonly onChanged: () => Promise<unknown>;
  /** A link was made that is to be shown. */
  readonly onLink: (link: Omit<ShownLinkProps, 'onClose'>) => void;
  readonly onSessions: (user: ListedUser) => void;
  readonly onViewAs: (user: ListedUser) => void;
  readonly onLostFactor: (user: ListedUser) => void;
}

const colors = { active: 'ink', invited: 'blue', expired: 'orange', none: 'gray', inactive: 'gray' } as const;

/** The users, a line each, with a menu of what can be done about their access. */
export function UserTable(props: UserTableProps) {
  const words = useMessages(peopleMessages);
  const signIn = useMessages(signInMessages);
  const context = useFormatContext();
  const dayOf = (at: string) =>
    dateType.format(new Intl.DateTimeFormat('sv-SE', { timeZone: context.timeZone }).format(new Date(at)), {}, context);
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.role}</th>
          <th scope="col">{words.team}</th>
          <th scope="col">{words.state}</th>
          <th scope="col">{words.lastSignIn}</th>
          <th scope="col" aria-label={words.actions('')} />
        </tr>
      </thead>
      <tbody>
        {props.users.map((user) => (
          <tr key={user.id}>
            <td className={table.name}>
              <span className={classes.person}>
                <RecordLink collection="users" id={user.id}>
                  {user.title}
                </RecordLink>
                <span className={classes.email}>{String(user.email ?? '')}</span>
              </span>
            </td>
            <td>
              <CellLabel>{words.role}</CellLabel>
              {user.titles?.role ?? ''}
            </td>
            <td>
              <CellLabel>{words.team}</CellLabel>
              {user.titles?.team ?? '—'}
            </td>
            <td>
              <Badge variant="light" size="sm" tt="none" color={colors[user.state]}>
                {words[user.state]}
              </Badge>
              {user.secondFactor ? (
                <span
                  className={classes.factor}
                  role="img"
                  aria-label={signIn.secondFactor}
                  title={signIn.secondFactor}
                >
                  <IconShieldCheck size={16} stroke={1.6} aria-hidden />
                </span>
              ) : null}
              {user.state === 'invited' && user.invitationEndsAt ? (
                <span className={classes.until}>{words.until(dayOf(user.invitationEndsAt))}</span>
              ) : null}
            </td>
            <td>
              <CellLabel>{words.lastSignIn}</CellLabel>
              {user.lastSignInAt ? dateTimeType.format(user.lastSignInAt, {}, context) : words.never}
            </td>
            <td className={`${table.end} ${table.menu}`}>
              <UserMenu {...props} user={user} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function UserMenu({
  user,
  mail,
  onChanged,
  onLink,
  onSessions,
  onViewAs,
  onLostFactor,
}: UserTableProps & { readonly user: ListedUser }) {
  const words = useMessages(peopleMessages);
  const signIn = useMessages(signInMessages);
  const navigate = useNavigate();
  const { user: me, permissions } = useMe();
  const waiting = user.state === 'invited' || user.state === 'expired' || user.state === 'none';
  const hand = async (kind: ShownLinkProps['kind'], byMail: boolean) => {
    try {
      const path = `/settings/users/${user.id}/${kind === 'invitation' ? 'invitation' : 'reset-link'}`;
      const { link } = await api.post<HandedLink>(path, { body: { mail: byMail } });
      if (link === null) showToast(words.mailed(user.title));
      else onLink({ name: user.title, link, kind });
      await onChanged();
    } catch (error) {
      showProblem(error);
    }
  };
  const revoke = async () => {
    try {
      await api.delete(`/settings/users/${user.id}/invitation`);
      showToast(words.revoked(user.title));
    } catch (error) {
      showProblem(error);
    }
    await onChanged();
  };
  return (
    <MenuButton
      position="bottom-end"
      width={270}
      target={
        <ActionIcon aria-label={words.actions(user.title)}>
          <IconDots size={18} stroke={1.6} />
        </ActionIcon>
      }
    >
      {(Menu) => (
        <>
          <Menu.Item
            onClick={() => void navigate({ to: '/crm/$collection/$id', params: { collection: 'users', id: user.id } })}
          >
            {words.openRecord}
          </Menu.Item>
          {user.state !== 'inactive' && user.id !== me.id && permissions.areas.settings ? (
            <Menu.Item onClick={() => onViewAs(user)}>{words.viewAs}</Menu.Item>
          ) : null}
          {waiting && mail ? (
            <Menu.Item onClick={() => void hand('invitation', true)}>{words.inviteByMail}</Menu.Item>
          ) : null}
          {waiting ? <Menu.Item onClick={() => void hand('invitation', false)}>{words.inviteByLink}</Menu.Item> : null}
          {user.state === 'invited' || user.state === 'expired' ? (
            <Menu.Item color="red" onClick={() => void revoke()}>
              {words.revoke}
            </Menu.Item>
          ) : null}
          {user.state === 'active' && mail ? (
            <Menu.Item onClick={() => void hand('reset', true)}>{words.resetByMail}</Menu.Item>
          ) : null}
          {user.state === 'active' && user.id !== me.id ? (
            <Menu.Item onClick={() => void hand('reset', false)}>{words.resetByLink}</Menu.Item>
          ) : null}
          {user.state === 'active' ? (
            <Menu.Item onClick={() => onSessions(user)}>{words.sessions(user.sessions)}</Menu.Item>
          ) : null}
          {user.secondFactor && user.id !== me.id ? (
            <Menu.Item color="red" onClick={() => onLostFactor(user)}>
              {signIn.removeFactor}
            </Menu.Item>
          ) : null}
        </>
      )}
    </MenuButton>
  );
}
