import { sql } from 'kysely';
import { fieldAccess, type Permissions, permissionOn } from '../../meta/permissions.ts';
import type { Company } from '../company.ts';
import type { Principal } from '../context.ts';
import type { EngineTransaction, WriteOutcome } from '../records/write/types.ts';
import { completePermissions } from './role-permissions.ts';
import { guardTeamTree } from './team-tree.ts';

type Refusal = Extract<WriteOutcome, { ok: false }>;

/** What a write on users or roles must leave as it found it. */
interface Standing {
  /** Whether someone who may sign in administers. */
  readonly administered: boolean;
  /** The rights that each record named gives: a role its own, a user those of their role while they may sign in. */
  readonly rights: ReadonlyMap<string, Permissions>;
  /** The role of whoever acts. */
  readonly ownRole: string | null;
}

const noRights = completePermissions(null);
/** One at a time decides who administers: two administrators cannot each put the other out. Any number, always this. */
const decisionLock = 7_206_311;
const reach = { none: 0, own: 1, team: 2, all: 3, read: 1, edit: 2 } as const;

/**
 * Takes a role's rights; tells whether whoever holds them administers: they have the settings and the users, and may
 * change every user's role and every role's rights, and so can give back whatever right was taken.
 */
export function administers(permissions: Permissions): boolean {
  const [user, role] = [permissionOn(permissions, 'user'), permissionOn(permissions, 'role')];
  return (
    permissions.areas.settings &&
    permissions.areas.users &&
    user.update === 'all' &&
    role.update === 'all' &&
    fieldAccess(user, 'role') === 'edit' &&
    fieldAccess(role, 'permissions') === 'edit'
  );
}

/** Takes rights and record types and fields to look at; returns each right as a number: more is more. */
function measured(
  permissions: Permissions,
  records: readonly string[],
  fields: readonly string[],
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const record of records) {
    const right = record === '' ? permissions.others : permissionOn(permissions, record);
    for (const name of ['read', 'update', 'delete'] as const) found.set(`${record}.${name}`, reach[right[name]]);
    for (const name of ['create', 'export', 'import'] as const) found.set(`${record}.${name}`, Number(right[name]));
    // What may be done with a field counts only where records of the type are seen at all.
    for (const name of fields)
      found.set(`${record}.${name}.`, right.read === 'none' && !right.create ? 0 : reach[fieldAccess(right, name)]);
  }
  return found;
}

/**
 * Takes the rights that a role or a user had, those they are to have, and those of whoever gives them; tells whether
 * something is gained that the giver lacks. `areasOnly` looks at the areas beside records alone.
 */
export function gainsBeyond(before: Permissions, after: Permissions, giver: Permissions, areasOnly: boolean): boolean {
  for (const [name, open] of Object.entries(after.areas) as [keyof Permissions['areas'], boolean][])
    if (open && !before.areas[name] && !giver.areas[name]) return true;
  if (areasOnly) return false;
  const all = [before, after, giver];
  const records = ['', ...new Set(all.flatMap((one) => Object.keys(one.records)))];
  const rights = all.flatMap((one) => [one.others, ...Object.values(one.records)]);
  const fields = [...new Set(rights.flatMap((right) => Object.keys(right.fields ?? {})))];
  const [had, gets, has] = all.map((one) => measured(one, records, fields));
  return [...(gets ?? [])].some(([right, level]) => level > (had?.get(right) ?? 0) && level > (has?.get(right) ?? 0));
}

async function standingOf(
  transaction: EngineTransaction,
  principal: Principal,
  record: 'user' | 'role',
  ids: readonly string[],
): Promise<Standing> {
  const { rows: given } = await sql<{ permissions: unknown }>`
    SELECT permissions FROM role WHERE deleted_at IS NULL AND EXISTS (
      SELECT 1 FROM "user" WHERE role_id = role.id AND active AND deleted_at IS NULL)`.execute(transaction);
  const { rows: named } =
    record === 'role'
      ? await sql<{ id: string; permissions: unknown }>`
          SELECT id, permissions FROM role WHERE id = ANY(${ids as string[]}::uuid[]) AND deleted_at IS NULL`.execute(
          transaction,
        )
      : await sql<{ id: string; permissions: unknown }>`
          SELECT "user".id, role.permissions FROM "user" JOIN role ON role.id = "user".role_id AND role.deleted_at IS NULL
          WHERE "user".id = ANY(${ids as string[]}::uuid[]) AND "user".active AND "user".deleted_at IS NULL`.execute(
          transaction,
        );
  const { rows: own } = await sql<{ role_id: string | null }>`
    SELECT role_id FROM "user" WHERE id = ${principal.userId}`.execute(transaction);
  return {
    administered: given.some(({ permissions }) => administers(readPermissions(permissions))),
    rights: new Map(named.map(({ id, permissions }) => [id, readPermissions(permissions)])),
    ownRole: own[0]?.role_id ?? null,
  };
}

/** Takes a role's rights as a query returns them; returns them completed. */
export function readPermissions(kept: unknown): Permissions {
  return completePermissions(typeof kept === 'string' ? JSON.parse(kept) : kept);
}

function refuse(status: number, code: string, field: string): Refusal {
  return { ok: false, status, code, errors: [{ field, code }] };
}

/**
 * Runs writes and looks at what they made of who administers. Takes the transaction, who acts, the name of the record
 * type, the ids known beforehand, and what writes; returns the outcomes, or the refusal that the writes deserve
 * together: they would leave nobody who administers, or whoever acts would give a right that they lack (to themselves
 * any, to others one on an area beside records), or a team would be above itself. The caller then takes the writes back. Types that give no rights are
 * written without a question.
 */
export async function guardAdministration(
  transaction: EngineTransaction,
  principal: Principal,
  record: string,
  known: readonly string[],
  write: () => Promise<WriteOutcome[]>,
): Promise<WriteOutcome[] | Refusal> {
  if (record === 'team') return await guardTeamTree(transaction, write);
  if (record !== 'user' && record !== 'role') return await write();
  await sql`SELECT pg_advisory_xact_lock(${decisionLock})`.execute(transaction);
  const before = await standingOf(transaction, principal, record, known);
  const outcomes = await write();
  const written = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.id] : []));
  const after = await standingOf(transaction, principal, record, written);
  const field = record === 'role' ? 'permissions' : 'role';
  if (before.administered && !after.administered) return refuse(409, 'last-administrator', '');
  if (principal.kind === 'system' || administers(principal.permissions)) return outcomes;
  const own = record === 'role' ? before.ownRole : principal.userId;
  for (const [id, rights] of after.rights)
    if (gainsBeyond(before.rights.get(id) ?? noRights, rights, principal.permissions, id !== own))
      return refuse(403, 'rights-beyond-yours', field);
  return outcomes;
}

/**
 * Takes the company, who acts and the id of a user whose sign-in they are about to hold in their hands (a new password,
 * a key); tells whether they may: an administrator may, others for users who have no area that they lack.
 */
export async function mayActFor(
  company: Pick<Company, 'database'>,
  principal: Principal,
  user: string,
): Promise<boolean> {
  if (principal.userId === user || administers(principal.permissions)) return true;
  const { rows } = await sql<{ permissions: unknown }>`
    SELECT role.permissions FROM "user" JOIN role ON role.id = "user".role_id AND role.deleted_at IS NULL
    WHERE "user".id = ${user}`.execute(company.database);
  const rights = rows[0] ? readPermissions(rows[0].permissions) : noRights;
  return !gainsBeyond(noRights, rights, principal.permissions, true);
}
