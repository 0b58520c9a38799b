import { type Kysely, sql } from 'kysely';
import type { ListValue } from '../../fields/field-type.ts';
import type { Localized } from '../../lib/localized.ts';
import type { ModelSettings, RecordSettings } from '../../meta/settings.ts';
import type { DynamicTables } from '../company.ts';

/** Takes a company's database or a transaction; returns what the company laid over the declarations, as one moment had it. */
export async function readSettings(database: Kysely<DynamicTables>): Promise<ModelSettings> {
  const { rows } = await sql<{
    version: number;
    records: Readonly<Record<string, RecordSettings>> | null;
    lists: Readonly<Record<string, readonly ListValue[]>> | null;
    labels: Readonly<Record<string, Localized>> | null;
  }>`
    SELECT version,
      (SELECT jsonb_object_agg(record, settings) FROM record_setting) AS records,
      (SELECT jsonb_object_agg(name, list_values) FROM value_list) AS lists,
      (SELECT jsonb_object_agg(name, label) FROM value_list WHERE label IS NOT NULL) AS labels
    FROM model_version
  `.execute(database);
  const row = rows[0];
  return {
    records: row?.records ?? {},
    lists: row?.lists ?? {},
    listLabels: row?.labels ?? {},
    version: row?.version ?? 0,
  };
}
