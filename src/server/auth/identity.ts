import { sql } from 'kysely';
import type { Database } from '../company.ts';

/** The address of a user's row in `auth`: nobody types it. What people sign in with is on the user record alone. */
function identityEmail(userId: string): string {
  return `${userId}@carnet.invalid`;
}

/** Makes the row that what a user signs in with hangs on, where there is none yet. Takes the database or a transaction. */
export async function keepIdentity(database: Database, user: { id: string; name: string }): Promise<void> {
  await sql`
    INSERT INTO auth."user" (id, name, email) VALUES (${user.id}, ${user.name}, ${identityEmail(user.id)})
    ON CONFLICT (id) DO NOTHING
  `.execute(database);
}
