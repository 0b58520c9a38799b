import { sql } from 'kysely';
import { uniqueKey } from '../../meta/derive/storage.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import { storedValue } from '../records/rows.ts';
import { recordWith } from './field-input.ts';
import { readSettings } from './read-settings.ts';

/** Values shown of those that are there twice. */
const mostExamples = 5;

/**
 * Refuses to make a custom field's values single when live records share some: throws CarnetError 409 duplicates-exist
 * with examples (the value and how many records have it). Does nothing for a field that is not there.
 */
export async function refuseDuplicates(context: Context, recordName: string, fieldName: string): Promise<void> {
  const { database } = context.company;
  const settings = await readSettings(database);
  const { record } = recordWith(settings, recordName);
  const field = record.field(fieldName);
  const main = field?.columns[0]?.name;
  const stands = settings.records[recordName]?.customFields?.some(
    ({ name, ready }) => name === fieldName && ready !== false,
  );
  if (!field || !main || !stands) return;
  const { rows } = await sql<Record<string, unknown> & { times: number }>`
    SELECT (array_agg(${sql.ref(main)}))[1] AS ${sql.ref(main)}, count(*)::int AS times FROM ${sql.table(record.table)}
    WHERE deleted_at IS NULL AND ${sql.ref(main)} IS NOT NULL
    GROUP BY ${sql.raw(uniqueKey(field))} HAVING count(*) > 1 ORDER BY count(*) DESC LIMIT ${mostExamples}
  `.execute(database);
  if (rows.length === 0) return;
  const examples = rows.map((row) => ({ value: storedValue(field, row), count: row.times }));
  throw new CarnetError(409, 'duplicates-exist', {
    errors: [{ field: 'unique', code: 'duplicates-exist' }],
    extra: { examples },
  });
}
