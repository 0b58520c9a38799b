import { sql } from 'kysely';
import { isId } from '../../lib/ids.ts';
import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';
import type { Context } from '../context.ts';
import { CarnetError } from '../errors.ts';
import { mergedFrom } from './merged-records.ts';
import { visibleIds } from './query/read-records.ts';
import { demandRead, isReadable } from './query/readable.ts';
import { addPointer, isReference, type Pointers, readTitles } from './query/titles.ts';

/** One line of the trail as the API gives it. */
export interface TrailItem {
  readonly id: string;
  readonly at: string;
  /** Null for the programme itself. */
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly channel: string;
  readonly operation: string | null;
  readonly kind: string;
  readonly version: number;
  /** The record of which it is told, where that was merged into this one since. */
  readonly of: { readonly id: string; readonly title: string | null } | null;
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
  /** Titles of the records that the values name, by id. */
  readonly titles: Readonly<Record<string, string>>;
}

interface Line {
  readonly id: string;
  readonly record_id: string;
  readonly at: string | Date;
  readonly user_id: string | null;
  readonly user_name: string | null;
  readonly channel: string;
  readonly operation_id: string | null;
  readonly kind: string;
  readonly version: number;
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
}

const pageSize = 50;

/**
 * Takes who reads, a record and the last line already read; returns what happened to the record, and to those
 * merged into it, newest first. Fields that the reader may not see are left out, and with them lines that tell of
 * nothing else. Throws 403, 404 where the record is not theirs to see, 400 invalid-cursor.
 */
export async function readTrail(
  context: Context,
  record: EffectiveRecord,
  asked: string,
  cursor?: string,
): Promise<{ items: TrailItem[]; next: string | null }> {
  demandRead(context, record);
  const id = asked.toLowerCase();
  if (!(await visibleIds(context, record, [id])).has(id)) throw new CarnetError(404, 'not-found');
  if (cursor !== undefined && !isId(cursor)) throw new CarnetError(400, 'invalid-cursor');
  const merged = await mergedFrom(context.company.database, id);
  const { rows } = await sql<Line>`
    SELECT line.id, line.record_id, line.at, line.user_id, person.name AS user_name, line.channel, line.operation_id, line.kind,
      line.version, line.changes
    FROM audit line LEFT JOIN "user" person ON person.id = line.user_id
    WHERE line.record_id = ANY(${[id, ...merged]}::uuid[]) ${cursor === undefined ? sql`` : sql`AND line.id < ${cursor}::uuid`}
    ORDER BY line.id DESC LIMIT ${pageSize + 1}
  `.execute(context.company.database);
  const lines = rows.slice(0, pageSize);
  const fields = new Map(
    record.fields.filter((field) => isReadable(context, record, field)).map((field) => [field.name, field]),
  );
  const items = await present(context, { record, id, fields }, lines);
  return { items, next: rows.length > pageSize ? (lines.at(-1)?.id ?? null) : null };
}

interface Told {
  readonly record: EffectiveRecord;
  readonly id: string;
  /** Fields that the reader may see, by name. */
  readonly fields: ReadonlyMap<string, EffectiveField>;
}

async function present(context: Context, { record, id, fields }: Told, lines: readonly Line[]): Promise<TrailItem[]> {
  const others = new Set(lines.flatMap(({ record_id }) => (record_id === id ? [] : record_id)));
  const pointers: Pointers = others.size > 0 ? new Map([[record.name, others]]) : new Map();
  const told = lines.flatMap((line) => {
    const changes = Object.entries(line.changes).filter(([name]) => fields.has(name));
    if (changes.length === 0 && line.kind === 'update' && Object.keys(line.changes).length > 0) return [];
    for (const [name, values] of changes) {
      const field = fields.get(name);
      if (field && isReference(field)) for (const value of values) addPointer(pointers, field, value);
    }
    return [{ line, changes: Object.fromEntries(changes) }];
  });
  const titles = new Map([...(await readTitles(context, pointers)).values()].flatMap((byId) => [...byId]));
  return told.map(({ line, changes }) => ({
    id: line.id,
    at: new Date(line.at).toISOString(),
    by: line.user_id === null ? null : { id: line.user_id, name: line.user_name ?? '' },
    channel: line.channel,
    operation: line.operation_id,
    kind: line.kind,
    version: line.version,
    of: line.record_id === id ? null : { id: line.record_id, title: titles.get(line.record_id) ?? null },
    changes,
    titles: Object.fromEntries(titlesIn(changes, titles)),
  }));
}

function titlesIn(changes: TrailItem['changes'], titles: ReadonlyMap<string, string>): [string, string][] {
  return Object.values(changes).flatMap((values) =>
    values.flatMap((value): [string, string][] => {
      const id = typeof value === 'string' ? value : (value as { id?: unknown } | null)?.id;
      const title = typeof id === 'string' ? titles.get(id) : undefined;
      return title === undefined ? [] : [[id as string, title]];
    }),
  );
}
