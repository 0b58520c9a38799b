import { sql } from 'kysely';
import type { Language } from '../../lib/localized.ts';
import { systemPrincipal } from '../access/principal.ts';
import type { Company } from '../company.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import type { Values } from '../records/rows.ts';
import { inTransaction, writeInTransaction } from '../records/write/engine.ts';
import type { EngineTransaction } from '../records/write/types.ts';
import { checkPassword, setPassword } from './sign-in.ts';
import { administratorRole, standardRoles } from './standard-roles.ts';

/** Any number that nothing else of Carnet locks: two set-ups at once make one company. */
const setUpLock = 0x0ca_0002;

/** What the first visitor tells. */
export interface SetUp {
  readonly company: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly language: Language;
}

/** Tells whether nobody can sign in yet: the first visitor sets Carnet up. */
export async function needsSetUp(company: Pick<Company, 'database'>): Promise<boolean> {
  const { rows } = await sql<{ needed: boolean }>`SELECT NOT EXISTS (SELECT FROM auth.account) AS needed`.execute(
    company.database,
  );
  return rows[0]?.needed ?? false;
}

async function create(transaction: EngineTransaction, context: Context, name: string, values: Values): Promise<string> {
  const record = context.company.model().record(name);
  const [outcome] = await writeInTransaction(transaction, context, record, [{ kind: 'create', values }], {
    trusted: true,
  });
  if (!outcome) throw new CarnetError(500, 'internal');
  if (!outcome.ok) throw new CarnetError(outcome.status, outcome.code, { errors: outcome.errors });
  return outcome.id;
}

/** Makes the standard roles that are missing, by name in the company's language; returns the ids of all roles by name. */
export async function createRoles(
  transaction: EngineTransaction,
  context: Context,
  language: Language,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`SELECT id, name FROM role WHERE deleted_at IS NULL`.execute(
    transaction,
  );
  const present = new Map(rows.map(({ id, name }) => [name, id]));
  for (const role of standardRoles) {
    const name = role.name[language];
    if (present.has(name)) continue;
    present.set(name, await create(transaction, context, 'role', { name, permissions: role.permissions }));
  }
  return present;
}

/**
 * Sets a new company up: its profile, the standard roles and its first administrator, all or nothing. Returns the
 * administrator's id. Throws 409 set-up-done when somebody can sign in already, 422 naming what is wrong.
 */
export async function setUp(company: Company, answers: SetUp): Promise<string> {
  checkPassword(answers.password);
  const context: Context = {
    company,
    principal: { ...systemPrincipal(company), language: answers.language },
    channel: 'setup',
  };
  return await inTransaction(context, async (transaction) => {
    await sql`SELECT pg_advisory_xact_lock(${setUpLock})`.execute(transaction);
    if (!(await needsSetUp({ database: transaction }))) throw new CarnetError(409, 'set-up-done');
    await sql`
      INSERT INTO company_profile (name, language, time_zone) VALUES (${answers.company}, ${answers.language}, ${company.timeZone})
      ON CONFLICT (only_one) DO UPDATE SET name = excluded.name, language = excluded.language
    `.execute(transaction);
    const roles = await createRoles(transaction, context, answers.language);
    const role = roles.get(administratorRole.name[answers.language]);
    const { name, email, language } = answers;
    const id = await create(transaction, context, 'user', { name, email, role, language, active: true });
    await setPassword(transaction, { id, name }, answers.password);
    return id;
  });
}
