import { type RawBuilder, sql } from 'kysely';
import type { Company, Database } from '../company.ts';
import { todayIn } from '../context.ts';
import type { Condition } from '../db/compared.ts';
import type { EngineTransaction } from '../records/write/types.ts';

/** Why someone may not come in (any more): inactive, past their exit date, their contact gone, no company of theirs left. */
export type Closed = 'inactive' | 'exited' | 'disappeared' | 'no-company';

/** Someone from outside, with or without a way in. */
export interface Visitor {
  readonly id: string;
  /** The record type that says so. */
  readonly record: 'extranetUser' | 'collaborator';
  readonly name: string;
  /** What they sign in with; null for a collaborator without an address. */
  readonly login: string | null;
  readonly contact: string | null;
  /** The company of an extranet user; null for a collaborator. */
  readonly account: string | null;
  readonly profiles: readonly string[];
  readonly onlyOwnSites: boolean;
  /** Null where nothing keeps them out. */
  readonly closed: Closed | null;
}

/** The contact of a visitor has gone: deleted, or declared to have disappeared (A31). */
const gone = sql`(contact.deleted_at IS NOT NULL OR contact.status = 'disappeared')`;

/** Live rows of both types under the same names. Access lasts through the exit date, and as long as the link to the company. */
function visitorRows(today: string): RawBuilder<unknown> {
  const out = (alias: string) => sql`${sql.ref(`${alias}.exit_date`)} < ${today}::date`;
  return sql`
    SELECT person.id, 'extranetUser' AS record, concat_ws(' ', contact.first_name, contact.last_name) AS name, person.login,
      person.contact_id AS contact, person.account_id AS account, coalesce(person.profiles, '{}') AS profiles,
      coalesce(person.only_own_sites, false) AS "onlyOwnSites",
      CASE WHEN person.active IS NOT TRUE THEN 'inactive' WHEN ${out('person')} THEN 'exited' WHEN ${gone} THEN 'disappeared'
        WHEN NOT EXISTS (
          SELECT FROM account_contact link JOIN account ON account.id = link.account_id
          WHERE link.contact_id = person.contact_id AND link.account_id = person.account_id
            AND link.deleted_at IS NULL AND (link.ended_at IS NULL OR link.ended_at >= ${today}::date)
            AND account.deleted_at IS NULL AND (account.closed_at IS NULL OR account.closed_at >= ${today}::date)
        ) THEN 'no-company' END AS closed
    FROM extranet_user person JOIN contact ON contact.id = person.contact_id WHERE person.deleted_at IS NULL
    UNION ALL
    SELECT person.id, 'collaborator', person.name, person.email, person.contact_id, NULL, '{}', false,
      CASE WHEN person.active IS NOT TRUE OR (person.user_id IS NOT NULL AND known.active IS NOT TRUE) THEN 'inactive'
        WHEN ${out('person')} THEN 'exited' WHEN ${gone} THEN 'disappeared' END
    FROM collaborator person LEFT JOIN contact ON contact.id = person.contact_id
    LEFT JOIN "user" known ON known.id = person.user_id AND known.deleted_at IS NULL WHERE person.deleted_at IS NULL`;
}

async function visitorsWhere(
  company: Pick<Company, 'timeZone'>,
  database: Database | EngineTransaction,
  condition: Condition,
): Promise<readonly Visitor[]> {
  const { rows } = await sql<Visitor>`
    SELECT visitor.* FROM (${visitorRows(todayIn(company.timeZone))}) AS visitor WHERE ${condition}`.execute(database);
  return rows;
}

/** Takes ids; returns the live visitors among them, those who may not come in with them. */
export function readVisitors(
  company: Company,
  ids: readonly string[],
  database: Database | EngineTransaction = company.database,
): Promise<readonly Visitor[]> {
  return visitorsWhere(company, database, sql`visitor.id = ANY(${[...ids]}::uuid[])`);
}

/** Takes what someone typed to say who they are; returns whom it may mean: an extranet user, a collaborator, or both. */
export function findVisitors(
  company: Company,
  login: string,
  database: Database | EngineTransaction = company.database,
): Promise<readonly Visitor[]> {
  return visitorsWhere(company, database, sql`lower(visitor.login) = lower(${login.trim()})`);
}

/** Takes the id of a contact; returns who they are to the portal. */
export function visitorsOfContact(company: Company, contact: string): Promise<readonly Visitor[]> {
  return visitorsWhere(company, company.database, sql`visitor.contact = ${contact}`);
}
