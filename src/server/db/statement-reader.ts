import type pg from 'pg';
import { moments } from './connection.ts';

/** A statement as Kysely compiles it. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/**
 * Runs a statement and returns its rows by column name, moments as ISO text (as Date objects where the session has
 * another zone than UTC). `kept` is for the few statements that come
 * again and again and whose best plan does not depend on their parameters: each connection parses and plans them once.
 */
export type ReadStatement = (
  statement: Statement,
  options?: { readonly kept?: boolean },
) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** Most statements that a connection keeps; what comes after them is planned each time. */
const mostKept = 200;

/**
 * Tells whether the pool leads to the database itself. Behind a pooler that gives each transaction another connection a
 * statement kept on one would be missing on the next; a pooler answers for the server under a number of its own.
 */
async function isDirect(pool: pg.Pool): Promise<boolean> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return rows[0]?.pid === (client as unknown as { readonly processID?: number }).processID;
  } finally {
    client.release();
  }
}

/** Takes a pool; returns how statements are read through it. */
export function statementReader(pool: pg.Pool): ReadStatement {
  const names = new Map<string, string>();
  let direct: boolean | undefined;
  const nameOf = (text: string): string | undefined => {
    if (direct === undefined) {
      direct = false;
      isDirect(pool).then(
        (found) => {
          direct = found;
        },
        () => {
          direct = undefined;
        },
      );
    }
    const known = names.get(text);
    if (known || !direct || names.size >= mostKept) return known;
    const name = `carnet_${names.size + 1}`;
    names.set(text, name);
    return name;
  };
  return async ({ sql, parameters }, { kept = false } = {}) => {
    const name = kept ? nameOf(sql) : undefined;
    const query = { text: sql, values: [...parameters], types: moments, ...(name ? { name } : {}) };
    return (await pool.query(query)).rows as Readonly<Record<string, unknown>>[];
  };
}
