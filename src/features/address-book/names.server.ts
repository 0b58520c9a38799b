import { sql } from 'kysely';
import type { Context } from '../../server/context.ts';
import { madeNames } from './card-texts.server.ts';
import { idOfName } from './paths.ts';

/** Takes ids of contacts; returns what tells the name of the card of each. */
export async function contactNames(context: Context, ids: readonly string[]): Promise<(id: string) => string> {
  const made = await madeNames(context, ids);
  return (id) => made.get(id)?.name ?? `${id}.vcf`;
}

/** Takes names of cards; returns what tells the id of the contact of each, null for none. */
export async function contactIds(context: Context, names: readonly string[]): Promise<(name: string) => string | null> {
  if (names.length === 0) return () => null;
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT contact_id AS id, name FROM address_book_name
    WHERE user_id = ${context.principal.userId} AND name = ANY(${[...names]}::text[])`.execute(
    context.company.database,
  );
  const made = new Map(rows.map(({ id, name }) => [name, id]));
  return (name) => made.get(name) ?? idOfName(name);
}
