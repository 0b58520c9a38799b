import { sql } from 'kysely';
import type { ListValue } from '../../fields/field-type.ts';
import type { ModelSettings, RecordSettings } from '../../meta/settings.ts';
import type { Database } from '../company.ts';

/** Takes a company's database; returns what the company laid over the declarations, as one moment had it. */
export async function readSettings(database: Database): Promise<ModelSettings> {
  const { rows } = await sql<{
    version: number;
    records: Readonly<Record<string, RecordSettings>> | null;
    lists: Readonly<Record<string, readonly ListValue[]>> | null;
  }>`
    SELECT version,
      (SELECT jsonb_object_agg(record, settings) FROM record_setting) AS records,
      (SELECT jsonb_object_agg(name, list_values) FROM value_list) AS lists
    FROM model_version
  `.execute(database);
  const row = rows[0];
  return { records: row?.records ?? {}, lists: row?.lists ?? {}, version: row?.version ?? 0 };
}
