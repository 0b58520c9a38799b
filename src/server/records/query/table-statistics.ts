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
  /** Rows of the whole table, as PostgreSQL last estimated them. */
  readonly rows: number;
}

/** Fewer rows than this are read rather than sampled. */
const largeTable = 20_000;

/** Rows that a sample looks at: some milliseconds. */
const sampleRows = 3000;

/** How long a size is believed, in milliseconds. */
const believed = 60_000;

interface Size {
  readonly rows: number;
  readonly at: number;
}

const sizes = new WeakMap<Company, Map<string, Size>>();

async function tableRows(company: Company, record: EffectiveRecord): Promise<number> {
  const known = sizes.get(company) ?? new Map<string, Size>();
  sizes.set(company, known);
  const size = known.get(record.table);
  if (size && Date.now() - size.at < believed) return size.rows;
  const found = await sql<{ rows: number }>`
    SELECT reltuples::float8 AS rows FROM pg_class WHERE oid = ${`"${record.table}"`}::regclass`.execute(
    company.database,
  );
  const rows = Number(found.rows[0]?.rows ?? 0);
  known.set(record.table, { rows, at: Date.now() });
  return rows;
}

/**
 * Takes a record type, the condition of the rows that count (live ones) and the one to try on them; returns what a
 * sample says, null for a table that is small enough to be read.
 */
export async function sampleTable(
  company: Company,
  record: EffectiveRecord,
  state: Condition,
  probe: Condition,
): Promise<Sample | null> {
  const rows = await tableRows(company, record);
  if (rows < largeTable) return null;
  const percent = Math.min((100 * sampleRows) / rows, 100);
  const found = await sql<{ seen: number; hits: number }>`
    SELECT count(*)::integer AS seen, (count(*) FILTER (WHERE ${probe}))::integer AS hits
    FROM ${sql.table(record.table)} AS ${sql.ref(rowAlias)} TABLESAMPLE SYSTEM (${sql.lit(Number(percent.toFixed(6)))}) WHERE ${state}`.execute(
    company.database,
  );
  return { seen: found.rows[0]?.seen ?? 0, hits: found.rows[0]?.hits ?? 0, rows };
}

/** Fewest hits of a sample that say something of the whole. */
const tellingHits = 30;

/** Tells whether a sample leaves no doubt that the whole holds more than `bound` rows that do: twice as many, likely. */
export function isSurelyMore(sample: Sample, bound: number): boolean {
  return sample.hits >= tellingHits && sample.hits * sample.rows > 2 * bound * sample.seen;
}

const shares = new WeakMap<readonly string[], Map<string, { readonly share: number | null; readonly at: number }>>();

/**
 * Takes who reads and a record type; returns the share of its live rows that they may see, 0 to 1: known for a minute
 * by the keys that they carry. Null where the table is too small to matter.
 */
export async function visibleShare(reader: Reader, record: EffectiveRecord): Promise<number | null> {
  const visible = visibleRows(reader, record, rowAlias);
  if (!visible) return 1;
  const { read } = permissionOn(reader.principal.permissions, record.name);
  const keys = reader.principal.keys[read === 'team' ? 'team' : 'own'];
  const known = shares.get(keys) ?? new Map<string, { share: number | null; at: number }>();
  shares.set(keys, known);
  const found = known.get(record.name);
  if (found && Date.now() - found.at < believed) return found.share;
  const sample = await sampleTable(reader.company, record, sql`${column(rowAlias, 'deleted_at')} IS NULL`, visible);
  const share = sample && sample.seen > 0 ? sample.hits / sample.seen : null;
  known.set(record.name, { share, at: Date.now() });
  return share;
}
