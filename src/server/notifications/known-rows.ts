import { sql } from 'kysely';
import { aboutType } from '../../meta/derive/about.ts';
import { ownerField } from '../../meta/derive/access.ts';
import type { Model } from '../../meta/effective-record.ts';
import type { Database } from '../company.ts';
import { type Row, type Values, valuesOf } from '../records/rows.ts';

/** A record by its type and id. */
export interface Pointer {
  readonly record: string;
  readonly id: string;
}

/** Live rows of records of any type, read once. */
export class KnownRows {
  private readonly rows = new Map<string, Row>();
  private readonly database: Database;
  private readonly model: Model;

  constructor(database: Database, model: Model) {
    this.database = database;
    this.model = model;
  }

  /** Reads the rows that are not known yet; one query a type. */
  async read(pointers: readonly Pointer[]): Promise<void> {
    for (const name of new Set(pointers.map(({ record }) => record))) {
      const record = this.model.find(name);
      const ids = new Set(pointers.flatMap((one) => (one.record === name && !this.rows.has(one.id) ? [one.id] : [])));
      if (!record || ids.size === 0) continue;
      const { rows } = await sql<Row>`
        SELECT * FROM ${sql.table(record.table)} WHERE id = ANY(${[...ids]}::uuid[]) AND deleted_at IS NULL
      `.execute(this.database);
      for (const row of rows) this.rows.set(row.id as string, row);
    }
  }

  /** The row of a record, undefined where it is in the trash or not there. */
  row({ id }: Pointer): Row | undefined {
    return this.rows.get(id);
  }

  /** The values of a record, undefined where it is in the trash or not there. */
  values(pointer: Pointer): Values | undefined {
    const row = this.row(pointer);
    return row && valuesOf(this.model.record(pointer.record), row);
  }

  /** The owner of a record; undefined where it has none. */
  ownerOf(pointer: Pointer): unknown {
    const owner = ownerField(this.model.record(pointer.record));
    return owner && this.values(pointer)?.[owner];
  }
}

/** Takes ids of records; returns who follows each. */
export async function followersOf(
  database: Database,
  model: Model,
  ids: readonly string[],
): Promise<Map<string, readonly string[]>> {
  if (ids.length === 0) return new Map();
  const { table } = aboutType(model, 'follower');
  const { rows } = await sql<{ about: string; users: string[] }>`
    SELECT about_id AS about, array_agg(user_id) AS users FROM ${sql.table(table)}
    WHERE about_id = ANY(${[...new Set(ids)]}::uuid[]) AND deleted_at IS NULL GROUP BY about_id
  `.execute(database);
  return new Map(rows.map(({ about, users }) => [about, users]));
}
