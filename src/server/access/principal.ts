import { sql } from 'kysely';
import { type Language, languages } from '../../lib/localized.ts';
import { administratorPermissions } from '../../meta/permissions.ts';
import type { Company } from '../company.ts';
import { everyoneKey, type Principal } from '../context.ts';
import { completePermissions, personPermissions } from './role-permissions.ts';

interface UserRow {
  readonly name: string;
  readonly language: string | null;
  readonly time_zone: string | null;
  readonly permissions: unknown;
  readonly team_id: string | null;
  readonly colleagues: readonly string[];
  readonly teams: readonly string[];
  readonly above: readonly string[];
}

/** Teams nest at most this deep below a reader's own; a loop of teams ends here too. */
const deepestTeam = 20;

/**
 * Takes a company and a user's id; returns the user as a principal, or undefined when they may not sign in (unknown, in
 * the trash, not active). A role in the trash gives no right.
 */
export async function principalFor(company: Company, userId: string): Promise<Principal | undefined> {
  const { rows } = await sql<UserRow>`
    WITH RECURSIVE below (id, depth) AS (
      SELECT team_id, 0 FROM "user" WHERE id = ${userId} AND team_id IS NOT NULL
      UNION
      SELECT child.id, below.depth + 1 FROM team child JOIN below ON child.parent_id = below.id
      WHERE child.deleted_at IS NULL AND below.depth < ${deepestTeam}
    ), above (id, depth) AS (
      SELECT team_id, 0 FROM "user" WHERE id = ${userId} AND team_id IS NOT NULL
      UNION
      SELECT parent.id, above.depth + 1 FROM above JOIN team child ON child.id = above.id
      JOIN team parent ON parent.id = child.parent_id
      WHERE parent.deleted_at IS NULL AND above.depth < ${deepestTeam}
    )
    SELECT person.name, person.language, person.time_zone, person.team_id, role.permissions,
      ARRAY(SELECT DISTINCT id FROM below) AS teams,
      ARRAY(SELECT DISTINCT id FROM above) AS above,
      ARRAY(SELECT id FROM "user" WHERE team_id IN (SELECT id FROM below)) AS colleagues
    FROM "user" person LEFT JOIN role ON role.id = person.role_id AND role.deleted_at IS NULL
    WHERE person.id = ${userId} AND person.deleted_at IS NULL AND person.active
  `.execute(company.database);
  const row = rows[0];
  if (!row) return undefined;
  // What is shared with a team is shared with the teams below it.
  const own = [userId, ...row.above, everyoneKey];
  return {
    kind: 'user',
    userId,
    name: row.name,
    language: readLanguage(row.language),
    timeZone: row.time_zone ?? company.timeZone,
    permissions: personPermissions(typeof row.permissions === 'string' ? JSON.parse(row.permissions) : row.permissions),
    keys: { own, team: [...new Set([...own, ...row.colleagues, ...row.teams])] },
  };
}

function readLanguage(kept: string | null): Language {
  return languages.find((known) => known === kept) ?? 'fr';
}

/**
 * Takes a company and the id of a user that an administrator sees as; returns that user as a principal. One who may no
 * longer sign in sees nothing: a principal without any right.
 */
export async function principalSeen(company: Company, userId: string): Promise<Principal> {
  const present = await principalFor(company, userId);
  if (present) return present;
  const { rows } = await sql<{ name: string | null }>`SELECT name FROM "user" WHERE id = ${userId}`.execute(
    company.database,
  );
  return {
    ...systemPrincipal(company),
    kind: 'user',
    userId,
    name: rows[0]?.name ?? '',
    permissions: completePermissions(null),
    keys: { own: [], team: [] },
  };
}

/** Takes a company; returns the programme itself as a principal: it may do everything and is nobody. */
export function systemPrincipal(company: Pick<Company, 'timeZone'>): Principal {
  return {
    kind: 'system',
    userId: null,
    name: 'Carnet',
    language: 'fr',
    timeZone: company.timeZone,
    permissions: administratorPermissions,
    keys: { own: [everyoneKey], team: [everyoneKey] },
  };
}
