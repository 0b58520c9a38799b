import { sql } from 'kysely';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { permissionOn } from '../../../meta/permissions.ts';
import type { Company } from '../../company.ts';
import { type Condition, column } from '../../db/compared.ts';
import { rowAlias } from './compile-filter.ts';
import { type Reader, visibleRows } from './readable.ts';

/** What a few pages of a table, taken by chance, say of it. */
export interface Sample {
  /** Rows looked at. */
  readonly seen: number;
  /** Those of them that do. */
  readonly hits: number;
  /** Those of them of which other records had to be asked. */
  readonly asked: number;
  /** Rows of the whole table, as PostgreSQL last estimated them. */
  readonly rows: number;
}

/** Fewer rows than this are read rather than sampled. */
const largeTable = 20_000;

/** Rows that a sample looks at unless told: some milliseconds. */
export const sampleRows = 2000;

/** How long a size is believed, in milliseconds. */
const believed = 60_000;

/** What is known of a company's tables, by the name of what it is about. */
const known = new WeakMap<Company, Map<string, { readonly value: number; readonly at: number }>>();

/** Takes a company, the name of a number and how to ask for it; returns the number, asked for once a minute. */
export async function remembered(company: Company, name: string, ask: () => Promise<number>): Promise<number> {
  const values = known.get(company) ?? new Map<string, { value: number; at: number }>();
  known.set(company, values);
  const found = values.get(name);
  if (found && Date.now() - found.at < believed) return found.value;
  const value = await ask();
  values.set(name, { value, at: Date.now() });
  return value;
}

function tableRows(company: Company, record: EffectiveRecord): Promise<number> {
  return remembered(company, record.table, async () => {
    const { rows } = await sql<{ rows: number }>`
      SELECT reltuples::float8 AS rows FROM pg_class WHERE oid = ${`"${record.table}"`}::regclass`.execute(
      company.database,
    );
    return Number(rows[0]?.rows ?? 0);
  });
}

/** Takes a column of a record type; returns how many rows share a value of it on average, 0 in a small table. */
export async function rowsPerValue(company: Company, record: EffectiveRecord, columnName: string): Promise<number> {
  const total = await tableRows(company, record);
  if (total < largeTable) return 0;
  return remembered(company, `${record.table}.${columnName}`, async () => {
    const { rows } = await sql<{ distinct: number }>`
      SELECT n_distinct::float8 AS distinct FROM pg_stats
      WHERE schemaname = current_schema() AND tablename = ${record.table} AND attname = ${columnName}`.execute(
      company.database,
    );
    const distinct = Number(rows[0]?.distinct ?? 0);
    return distinct === 0 ? 0 : total / (distinct > 0 ? distinct : -distinct * total);
  });
}

/**
 * Takes a record type, the condition of the rows that count (live ones), the one to try on them and what they tell of
 * it by themselves, where other records are asked; returns what a sample says, null for a table that is small enough to be read.
 */
export async function sampleTable(
  company: Company,
  record: EffectiveRecord,
  state: Condition,
  probe: Condition,
  { own = null, rows: wanted = sampleRows }: { readonly own?: Condition | null; readonly rows?: number } = {},
): Promise<Sample | null> {
  const rows = await tableRows(company, record);
  if (rows < largeTable) return null;
  const percent = Math.min((100 * wanted) / rows, 100);
  // Outside a WHERE an AND goes on after what is unknown: others would be asked of every row.
  const tried = own ? sql`CASE WHEN ${own} THEN ${probe} ELSE false END` : probe;
  const found = await sql<{ seen: number; hits: number; asked: number }>`
    SELECT count(*)::integer AS seen, (count(*) FILTER (WHERE ${tried}))::integer AS hits,
      (count(*) FILTER (WHERE ${own ?? sql`true`}))::integer AS asked
    FROM ${sql.table(record.table)} AS ${sql.ref(rowAlias)} TABLESAMPLE SYSTEM (${sql.lit(Number(percent.toFixed(6)))}) WHERE ${state}`.execute(
    company.database,
  );
  const { seen = 0, hits = 0, asked = 0 } = found.rows[0] ?? {};
  return { seen, hits, asked, rows };
}

/** How far chance may have led a sample astray, in standard deviations: rows of a page are often alike. */
const doubt = 4;

/** Takes a sample; returns how many rows the whole holds, chance allowed for: hardly ever fewer. */
export function atLeast({ hits, seen, rows }: Sample): number {
  return seen === 0 ? 0 : Math.max(0, Math.floor(((hits - doubt * Math.sqrt(hits)) * rows) / seen));
}

/** What samples said of record types by the keys that open their rows. */
const visible = new WeakMap<readonly string[], Map<string, { readonly sample: Sample | null; readonly at: number }>>();

/**
 * Takes who reads and a record type; returns what a sample says of its live rows that they may see: known for a minute
 * by the keys that they carry. Null where the table is too small to matter, or all its rows are open to them.
 */
export async function visibleSample(reader: Reader, record: EffectiveRecord): Promise<Sample | null> {
  const open = visibleRows(reader, record, rowAlias);
  if (!open) return null;
  const { read } = permissionOn(reader.principal.permissions, record.name);
  const keys = reader.principal.keys[read === 'team' ? 'team' : 'own'];
  const byRecord = visible.get(keys) ?? new Map<string, { sample: Sample | null; at: number }>();
  visible.set(keys, byRecord);
  const found = byRecord.get(record.name);
  if (found && Date.now() - found.at < believed) return found.sample;
  const sample = await sampleTable(reader.company, record, sql`${column(rowAlias, 'deleted_at')} IS NULL`, open);
  byRecord.set(record.name, { sample, at: Date.now() });
  return sample;
}
