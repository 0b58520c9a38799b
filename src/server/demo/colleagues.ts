import { sql } from 'kysely';
import { fold } from '../../lib/text.ts';
import { createRoles } from '../auth/set-up.ts';
import { managerRole, type StandardRole, salespersonRole } from '../auth/standard-roles.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import type { Values } from '../records/rows.ts';
import { inTransaction, writeInTransaction } from '../records/write/engine.ts';
import type { EngineTransaction } from '../records/write/types.ts';

/** The demonstration's teams: a manager and five salespeople each. */
const teams = [
  {
    name: 'Équipe Nord',
    manager: 'Claire Morel',
    salespeople: ['Hugo Leroy', 'Inès Fabre', 'Karim Haddad', 'Julie Perrin', 'Yann Le Gall'],
  },
  {
    name: 'Équipe Sud',
    manager: 'Olivier Garnier',
    salespeople: ['Manon Roux', 'Lucas Vidal', 'Nora Benali', 'Thomas Giraud', 'Élodie Brun'],
  },
  {
    name: 'Équipe Ouest',
    manager: 'Sandrine Guérin',
    salespeople: ['Erwan Hamon', 'Maëlle Rolland', 'Paul Ménard', 'Camille Aubry', 'Denis Tessier'],
  },
  {
    name: 'Équipe Est',
    manager: 'Frédéric Muller',
    salespeople: ['Léa Schmitt', 'Antoine Klein', 'Pauline Weber', 'Quentin Marchal', 'Sarah Humbert'],
  },
] as const;

/** A user that the demonstration made or found. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
}

/** One team. */
export interface Colleagues {
  readonly manager: Colleague;
  readonly salespeople: readonly Colleague[];
}

/** Takes a name; returns the address of the user called so in the demonstration (example.com reaches nobody, RFC 2606). */
export function demoEmail(name: string): string {
  return `${fold(name).replace(/\s+/, '.').replace(/\s+/g, '')}@example.com`;
}

async function create(transaction: EngineTransaction, context: Context, name: string, values: Values): Promise<string> {
  const record = context.company.model().record(name);
  const [outcome] = await writeInTransaction(transaction, context, record, [{ kind: 'create', values }]);
  if (!outcome) throw new CarnetError(500, 'internal');
  if (!outcome.ok) throw new CarnetError(outcome.status, outcome.code, { errors: outcome.errors });
  return outcome.id;
}

/**
 * Makes the demonstration's teams and users, but those that are there already; nobody can sign in as them until an
 * administrator gives them a password. Takes how many teams are wanted (4 at most) and how many salespeople of each.
 */
export async function makeColleagues(
  transaction: EngineTransaction,
  context: Context,
  size: { readonly teams: number; readonly salespeople: number } = { teams: 4, salespeople: 5 },
): Promise<Colleagues[]> {
  const { language } = context.principal;
  const roles = await createRoles(transaction, context, language);
  const found = await sql<{ key: string; id: string }>`
    SELECT lower(email) AS key, id FROM "user" WHERE deleted_at IS NULL
    UNION ALL SELECT name, id FROM team WHERE deleted_at IS NULL`.execute(transaction);
  const known = new Map(found.rows.map(({ key, id }) => [key, id]));
  const colleague = async (name: string, role: StandardRole, team: string): Promise<Colleague> => {
    const email = demoEmail(name);
    const values = { name, email, role: roles.get(role.name[language]), team, language, active: true };
    return { id: known.get(email) ?? (await create(transaction, context, 'user', values)), name };
  };
  const made: Colleagues[] = [];
  for (const { name, manager, salespeople } of teams.slice(0, size.teams)) {
    const team = known.get(name) ?? (await create(transaction, context, 'team', { name }));
    const people: Colleague[] = [];
    for (const person of salespeople.slice(0, size.salespeople))
      people.push(await colleague(person, salespersonRole, team));
    made.push({ manager: await colleague(manager, managerRole, team), salespeople: people });
  }
  return made;
}

/** Runs `makeColleagues` by itself. */
export function ensureColleagues(context: Context): Promise<Colleagues[]> {
  return inTransaction(context, (transaction) => makeColleagues(transaction, context));
}
