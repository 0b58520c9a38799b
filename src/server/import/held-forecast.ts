import { sql } from 'kysely';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import type { RowNote } from '../../rules/import-result.ts';
import type { Context } from '../context.ts';
import { type Row, valuesOf } from '../records/rows.ts';
import { heldOnceRules, heldWords, holderNames, type Rule } from '../records/write/held-once.ts';
import type { MappedColumn } from './import-options.ts';
import type { Executor } from './lookup.ts';
import type { Match } from './matching.ts';
import type { Plan } from './plan.ts';
import { noteOf, type ReadRow } from './row-values.ts';
import { SeenKeys } from './seen-keys.ts';

/** A row, what is to become of it and the record that it is about. */
export interface PlannedRow {
  readonly row: ReadRow;
  readonly plan: Plan;
  readonly match: Match;
}

/** A code that a row would give to its record. */
interface Gain {
  readonly row: ReadRow;
  readonly code: string;
  readonly per: string;
  /** The record: its id, or for a new one what its title is made of. */
  readonly who: string;
}

/**
 * Foresees, for the check of a file, the rows that would be refused because a record has already what one alone may hold
 * (`heldOnce`): one of the company, or one of a row before. As in the import itself, what rows of the same chunk take
 * from a record is free for the others (there, only where no other refusal parts them).
 */
export class HeldForecast {
  private readonly context: Context;
  private readonly record: EffectiveRecord;
  private readonly columns: readonly MappedColumn[];
  private readonly rules: readonly Rule[];
  private readonly freed = new SeenKeys();
  private readonly taken = new SeenKeys();
  private readonly takers = new SeenKeys();

  constructor(context: Context, record: EffectiveRecord, columns: readonly MappedColumn[]) {
    this.context = context;
    this.record = record;
    this.columns = columns;
    this.rules = heldOnceRules(record);
  }

  /** Takes the rows of a chunk that nothing else speaks against; returns why some would be refused. */
  async foresee(executor: Executor, planned: readonly PlannedRow[]): Promise<Map<ReadRow, RowNote>> {
    const refused = new Map<ReadRow, RowNote>();
    for (const rule of this.rules) {
      const gains = planned.flatMap((one) => this.gainsOf(rule, one));
      if (gains.length === 0) continue;
      const holders = await this.holdersOf(executor, rule, gains);
      const clashes: { row: ReadRow; code: string; held: Row | null }[] = [];
      const clashing = new Set<ReadRow>();
      for (const { row, code, per, who } of gains) {
        if (clashing.has(row)) continue;
        const key = `${rule.field.name} ${code} ${per}`;
        const held = holders.get(key)?.find(({ id }) => id !== who && !this.freed.has(`${key} ${id}`));
        if (held || (this.taken.has(key) && !this.takers.has(`${key} ${who}`))) {
          clashing.add(row);
          clashes.push({ row, code, held: held ?? null });
        } else {
          this.taken.add(key);
          this.takers.add(`${key} ${who}`);
        }
      }
      const rows = clashes.flatMap(({ held }) => (held ? [held] : []));
      const names = await holderNames(executor, this.context, rule.link, rows);
      const column = this.columns.find(({ target }) => target.key === rule.field.name)?.header ?? null;
      for (const { row, code, held } of clashes) {
        const words = heldWords(rule, code, names.get(String(held?.id)) ?? null, this.context.principal.language);
        if (!refused.has(row)) refused.set(row, noteOf(column, 'already-held', words));
      }
    }
    return refused;
  }

  /** What a row gives its record that it has not; what it takes from it is noted as free. */
  private gainsOf({ field, per, codes }: Rule, { row, plan, match }: PlannedRow): Gain[] {
    if (plan.kind !== 'create' && plan.kind !== 'update') return [];
    const before = match.kind === 'one' ? valuesOf(this.record, match.row) : {};
    const after: Readonly<Record<string, unknown>> = { ...before, ...plan.values };
    const who = plan.kind === 'update' ? plan.id : this.record.title.map((name) => String(after[name])).join(' ');
    const held = (values: Readonly<Record<string, unknown>>, code: string) =>
      typeof values[per.name] === 'string' && ((values[field.name] ?? []) as readonly string[]).includes(code);
    return codes.flatMap((code) => {
      const stays = after[per.name] === before[per.name];
      if (held(before, code) && !(stays && held(after, code)))
        this.freed.add(`${field.name} ${code} ${before[per.name]} ${who}`);
      if (!held(after, code) || (stays && held(before, code))) return [];
      return [{ row, code, per: String(after[per.name]), who }];
    });
  }

  private async holdersOf(executor: Executor, rule: Rule, gains: readonly Gain[]): Promise<Map<string, Row[]>> {
    const [per, field] = [rule.per, rule.field].map(({ columns }) => sql.ref(`${columns[0]?.name}`));
    const { rows } = await sql<Row>`SELECT * FROM ${sql.table(rule.link.table)} WHERE deleted_at IS NULL
      AND ${per} = ANY(${gains.map((gain) => gain.per)}::uuid[]) AND ${field} && ${rule.codes as string[]}::text[] ORDER BY id`.execute(
      executor,
    );
    const found = new Map<string, Row[]>();
    for (const row of rows)
      for (const code of row[rule.field.columns[0]?.name ?? ''] as string[]) {
        const key = `${rule.field.name} ${code} ${row[rule.per.columns[0]?.name ?? '']}`;
        found.set(key, [...(found.get(key) ?? []), row]);
      }
    return found;
  }
}
