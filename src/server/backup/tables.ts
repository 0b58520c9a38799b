import type pg from 'pg';

/** A table as it is carried: its columns in order, and its place after the tables it points to. */
export interface CarriedTable {
  /** Schema and name, unquoted: `public.account`. */
  readonly name: string;
  readonly columns: readonly string[];
}

/** What tells which columns the company added: carried first, since the rows of others need those columns. */
export const settingsTables: ReadonlySet<string> = new Set([
  'public.model_version',
  'public.record_setting',
  'public.value_list',
]);

/**
 * What is not carried: the migrations are those of the code that restores; what telephones hold of the address book is
 * made anew, since they may hold more than what is restored.
 */
const left = new Set(['public.carnet_migration', 'public.address_book', 'public.address_book_card']);

/** Takes a name with its schema; returns it quoted for SQL. */
export function quoted(name: string): string {
  return name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');
}

/** Returns every table of the company, those that others point to first, so that they can be filled in order. */
export async function carriedTables(client: pg.ClientBase): Promise<CarriedTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; needs: string[] }>(`
    SELECT namespace.nspname || '.' || class.relname AS name,
      ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attname) AS columns,
      ARRAY(SELECT DISTINCT target_space.nspname || '.' || target.relname FROM pg_constraint
        JOIN pg_class target ON target.oid = confrelid JOIN pg_namespace target_space ON target_space.oid = target.relnamespace
        WHERE conrelid = class.oid AND contype = 'f' AND confrelid <> class.oid) AS needs
    FROM pg_class class JOIN pg_namespace namespace ON namespace.oid = class.relnamespace
    WHERE class.relkind = 'r' AND namespace.nspname IN ('public', 'auth') ORDER BY 1`);
  const waiting = new Map(rows.filter((row) => !left.has(row.name)).map((row) => [row.name, row]));
  const ordered: CarriedTable[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter((row) => row.needs.every((need) => !waiting.has(need)));
    if (ready.length === 0) throw new Error(`Tables point to each other in a ring: ${[...waiting.keys()].join(', ')}`);
    for (const { name, columns } of ready) {
      ordered.push({ name, columns });
      waiting.delete(name);
    }
  }
  return [
    ...ordered.filter(({ name }) => settingsTables.has(name)),
    ...ordered.filter(({ name }) => !settingsTables.has(name)),
  ];
}
