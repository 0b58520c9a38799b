import { sql } from 'kysely';
import { goneField } from '../../../meta/derive/gone.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { type Condition, column } from '../../db/compared.ts';

/** Takes a record type and the alias of its table; returns the condition that a row is not gone, null where none can be. */
export function notGone(record: EffectiveRecord, alias: string): Condition | null {
  const field = goneField(record);
  const name = field?.columns[0]?.name;
  if (!record.gone || !name) return null;
  const conditions = record.gone.values.map((value) => sql`${column(alias, name)} IS DISTINCT FROM ${value}`);
  return sql`(${sql.join(conditions, sql` AND `)})`;
}
