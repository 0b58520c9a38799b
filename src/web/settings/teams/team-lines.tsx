import { ActionIcon, Avatar, CloseButton } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { usePermission } from '../../api/queries.ts';
import { useMessages } from '../../language/catalogue.ts';
import { teamMessages } from '../../language/teams.ts';
import { MenuButton } from '../../ui/deferred-floating.tsx';
import { RecordLink } from '../../ui/record-link.tsx';
import type { TeamChange } from './team-dialog.tsx';
import type { Team, TeamMember, TeamNode } from './team-tree.ts';
import classes from './teams.module.css';

interface TeamLinesProps {
  readonly nodes: readonly TeamNode[];
  readonly onChange: (change: TeamChange) => void;
  readonly onTakeOut: (member: TeamMember) => Promise<void>;
}

/** Teams of one level, each with its members and, indented, the teams below it. */
export function TeamLines({ nodes, onChange, onTakeOut }: TeamLinesProps) {
  const words = useMessages(teamMessages);
  const mayMove = usePermission('user').update === 'all';
  return nodes.map(({ team, children }) => (
    <li key={team.id}>
      <div className={classes.team}>
        <div className={classes.line}>
          <span className={classes.name}>{team.title}</span>
          <span className={classes.count}>{words.count(team.members.length)}</span>
          <TeamMenu team={team} onChange={onChange} />
        </div>
        {team.members.length > 0 ? (
          <ul className={classes.members}>
            {team.members.map((member) => (
              <li key={member.id} className={classes.member} data-inactive={member.active === false || undefined}>
                <Avatar name={member.title} alt="" size={22} aria-hidden />
                <RecordLink collection="users" id={member.id}>
                  {member.title}
                </RecordLink>
                {mayMove ? (
                  <CloseButton
                    size="xs"
                    aria-label={words.remove(member.title)}
                    onClick={() => void onTakeOut(member)}
                  />
                ) : null}
              </li>
            ))}
          </ul>
        ) : (
          <span className={classes.nobody}>{words.noMember}</span>
        )}
      </div>
      {children.length > 0 ? (
        <ul className={classes.below}>
          <TeamLines nodes={children} onChange={onChange} onTakeOut={onTakeOut} />
        </ul>
      ) : null}
    </li>
  ));
}

function TeamMenu({ team, onChange }: { readonly team: Team; readonly onChange: (change: TeamChange) => void }) {
  const words = useMessages(teamMessages);
  const navigate = useNavigate();
  const permission = usePermission('team');
  const mayMove = usePermission('user').update === 'all';
  const mayChange = permission.update === 'all';
  return (
    <MenuButton
      position="bottom-end"
      width={240}
      target={
        <ActionIcon aria-label={words.actions(team.title)}>
          <IconDots size={18} stroke={1.6} />
        </ActionIcon>
      }
    >
      {(Menu) => (
        <>
          {mayMove ? <Menu.Item onClick={() => onChange({ kind: 'member', team })}>{words.addMember}</Menu.Item> : null}
          {permission.create ? (
            <Menu.Item onClick={() => onChange({ kind: 'add', below: team.id })}>{words.addBelow}</Menu.Item>
          ) : null}
          {mayChange ? <Menu.Item onClick={() => onChange({ kind: 'move', team })}>{words.move}</Menu.Item> : null}
          {mayChange ? <Menu.Item onClick={() => onChange({ kind: 'rename', team })}>{words.rename}</Menu.Item> : null}
          <Menu.Item
            onClick={() => void navigate({ to: '/crm/$collection/$id', params: { collection: 'teams', id: team.id } })}
          >
            {words.open}
          </Menu.Item>
        </>
      )}
    </MenuButton>
  );
}
