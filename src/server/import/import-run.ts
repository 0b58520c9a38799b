import { sortKey } from '../../lib/text.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { permissionOn } from '../../meta/permissions.ts';
import type { ImportResult, RowNote } from '../../rules/import-result.ts';
import type { Context } from '../context.ts';
import { mayEditRow } from '../records/visibility.ts';
import { writeInTransaction } from '../records/write/engine.ts';
import type { EngineTransaction, Write } from '../records/write/types.ts';
import type { ImportOptions, Mapping } from './import-options.ts';
import type { Executor } from './lookup.ts';
import { type Match, Matcher } from './matching.ts';
import { type Plan, planRow, refusalNotes } from './plan.ts';
import { type Creation, ReferenceFinder } from './references.ts';
import { type Refusal, saveRefusals } from './refusals.ts';
import { noteOf, type ReadRow } from './row-values.ts';
import { SeenKeys } from './seen-keys.ts';
import { Tally } from './tally.ts';

/** What a chunk came to; taken for true once it is committed. */
interface ChunkResult {
  readonly tally: Tally;
  readonly refusals: readonly Refusal[];
}

/** Brings chunks of rows into records of one type, or only finds out what would come of them. */
export class ImportRun {
  private readonly context: Context;
  private readonly record: EffectiveRecord;
  private readonly mapping: Mapping;
  private readonly options: ImportOptions;
  private readonly finder: ReferenceFinder;
  private readonly matcher: Matcher;
  /** What a check knows that the file would have made. */
  private readonly seen = {
    first: new SeenKeys(),
    further: new SeenKeys(),
    rows: new SeenKeys(),
    names: new SeenKeys(),
  };

  constructor(context: Context, record: EffectiveRecord, mapping: Mapping, options: ImportOptions, dry: boolean) {
    this.context = context;
    this.record = record;
    this.mapping = mapping;
    this.options = options;
    this.finder = dry
      ? new ReferenceFinder(context, options.createAccounts, (_record, name) => pretendedId(name))
      : new ReferenceFinder(context, options.createAccounts);
    this.matcher = new Matcher(context, record, mapping);
  }

  /** Keeps what the last chunk taught, once it is committed. */
  committed(): void {
    this.finder.remember();
  }

  /** Writes a chunk in the caller's transaction: companies to make, then the rows; those refused are kept with the reason. */
  async write(
    transaction: EngineTransaction,
    operation: string,
    rows: readonly ReadRow[],
    before: ImportResult,
  ): Promise<Tally> {
    const result: ChunkResult & { refusals: Refusal[] } = { tally: new Tally(before), refusals: [] };
    const working = rows.map(fresh);
    const creations = await this.finder.find(transaction, working);
    await this.makeReferenced(transaction, creations, working, result.tally);
    let pending: readonly ReadRow[] = working;
    while (pending.length > 0) {
      const { now, later } = this.matcher.split(pending);
      await this.writeWave(transaction, now, result);
      pending = later;
    }
    await saveRefusals(transaction, operation, result.refusals);
    return result.tally;
  }

  private async makeReferenced(
    transaction: EngineTransaction,
    creations: readonly Creation[],
    rows: readonly ReadRow[],
    tally: Tally,
  ): Promise<void> {
    for (const record of new Set(creations.map((creation) => creation.record))) {
      const own = creations.filter((creation) => creation.record === record);
      const writes = own.map(({ id, values }): Write => ({ kind: 'create', id, values }));
      const outcomes = await writeInTransaction(transaction, this.context, record, writes, { trusted: true });
      const refused = new Map<string, RowNote[]>();
      for (const [place, outcome] of outcomes.entries())
        if (!outcome.ok) refused.set(own[place]?.id ?? '', refusalNotes(record, [], outcome));
      tally.made(own.length - refused.size);
      if (refused.size === 0) continue;
      for (const row of rows)
        for (const { field, column } of row.references.values())
          for (const note of refused.get(String(row.values[field.name])) ?? []) row.problems.push({ ...note, column });
    }
  }

  private async writeWave(
    transaction: EngineTransaction,
    rows: readonly ReadRow[],
    result: { tally: Tally; refusals: Refusal[] },
  ): Promise<void> {
    const plans = await this.plan(transaction, rows);
    const planned = rows.flatMap((row, index) => {
      const plan = plans[index];
      return plan?.kind === 'create' || plan?.kind === 'update' ? [{ row, plan }] : [];
    });
    const writes = planned.map(
      ({ plan }): Write =>
        plan.kind === 'create'
          ? { kind: 'create', values: plan.values }
          : { kind: 'update', id: plan.id, values: plan.values },
    );
    const outcomes =
      writes.length === 0
        ? []
        : await writeInTransaction(transaction, this.context, this.record, writes, { trusted: true });
    const written = new Map(planned.map(({ row }, place) => [row, outcomes[place]]));
    for (const [index, row] of rows.entries()) {
      const plan = plans[index];
      const outcome = written.get(row);
      if (!plan) continue;
      if (plan.kind === 'refuse') this.refuse(row, plan.notes, result);
      else if (outcome && !outcome.ok)
        this.refuse(row, refusalNotes(this.record, this.mapping.columns, outcome), result);
      else {
        const kind =
          plan.kind === 'create'
            ? 'created'
            : plan.kind === 'update'
              ? outcome?.changed
                ? 'updated'
                : 'unchanged'
              : plan.kind;
        result.tally.count(kind, {
          id: outcome?.ok ? outcome.id : plan.kind === 'create' ? null : plan.id,
          title: plan.title,
          line: row.line,
        });
        result.tally.notes(row.line, row.repaired, row.flagged);
      }
    }
  }

  private async plan(executor: Executor, rows: readonly ReadRow[]): Promise<Plan[]> {
    const matches = await this.matcher.match(executor, rows);
    return rows.map((row, index) => this.planOf(row, matches[index] ?? { kind: 'none' }));
  }

  private planOf(row: ReadRow, match: Match): Plan {
    return planRow(this.record, row, match, this.options, (found) => this.finder.named(this.record, found));
  }

  private refuse(row: ReadRow, notes: readonly RowNote[], result: { tally: Tally; refusals: Refusal[] }): void {
    const [first = noteOf(null, 'internal')] = notes;
    result.tally.refuse(row.line, first, row.cells);
    result.refusals.push({ place: row.line, problems: notes, cells: row.cells });
  }

  /** Finds out what would come of a chunk, writing nothing; rows refused are returned to be kept with the check. */
  async check(executor: Executor, rows: readonly ReadRow[], before: ImportResult): Promise<ChunkResult> {
    const result: ChunkResult & { refusals: Refusal[] } = { tally: new Tally(before), refusals: [] };
    const working = rows.map(fresh);
    const creations = await this.finder.find(executor, working);
    const made = creations.filter(({ id }) => !this.seen.names.has(id));
    for (const { id } of made) this.seen.names.add(id);
    result.tally.made(made.length);
    const matches = await this.matcher.match(executor, working);
    for (const [index, row] of working.entries()) this.checkRow(row, matches[index] ?? { kind: 'none' }, result);
    this.committed();
    return result;
  }

  private checkRow(row: ReadRow, match: Match, result: { tally: Tally; refusals: Refusal[] }): void {
    const plan = this.planOf(row, match);
    const refused = plan.kind === 'refuse' ? plan.notes : this.refusedRight(plan, match);
    const again = refused ? null : this.seenBefore(row);
    const exists = plan.kind === 'create' && again !== null && this.options.onMatch === 'refuse';
    if (refused) this.refuse(row, refused, result);
    else if (exists) this.refuse(row, [noteOf(null, 'already-exists', { found: plan.title })], result);
    else if (plan.kind !== 'refuse') {
      // The first of two equal rows changes the record, the second finds it changed.
      const changed = again === 'same' ? 'unchanged' : 'updated';
      const second = this.options.onMatch === 'skip' ? 'skipped' : changed;
      const made = again === null ? 'created' : second;
      const kind = plan.kind === 'create' ? made : plan.kind === 'update' ? changed : plan.kind;
      result.tally.count(kind, { id: plan.kind === 'create' ? null : plan.id, title: plan.title, line: row.line });
      result.tally.notes(row.line, row.repaired, row.flagged);
    }
  }

  /** Why the engine would refuse to write a row, by the importer's rights; null where it would not. */
  private refusedRight(plan: Plan, match: Match): readonly RowNote[] | null {
    const { principal } = this.context;
    const permission = permissionOn(principal.permissions, this.record.name);
    const may =
      plan.kind === 'create'
        ? permission.create
        : plan.kind !== 'update' ||
          (match.kind === 'one' && mayEditRow(principal, permission.update, this.record, match.row));
    return may ? null : [noteOf(null, 'forbidden')];
  }

  /** Tells whether a row before would have made or changed the same record; remembers the row. */
  private seenBefore(row: ReadRow): 'same' | 'other' | null {
    const title =
      this.record.title.length < 2
        ? ''
        : this.record.title.map((name) => sortKey(String(row.values[name] ?? ''))).join(' ');
    const keys = this.matcher.keysOf(row).map(({ set, keys: own }) => `${set} ${own.join('\u0000')} ${title}`);
    const [own, ...others] = keys;
    if (own === undefined) return null;
    const { first, further, rows } = this.seen;
    const known = first.has(own) || further.has(own) || others.some((key) => first.has(key));
    const text = row.cells.join('\u0000');
    const same = known && rows.has(text);
    first.add(own);
    for (const key of others) further.add(key);
    rows.add(text);
    return known ? (same ? 'same' : 'other') : null;
  }
}

/** A row as it was read: a chunk that is run again begins with it. */
function fresh(row: ReadRow): ReadRow {
  return { ...row, values: { ...row.values }, problems: [...row.problems] };
}

/** The id that a record to make would have, in a check: the same for the same name, so that rows can be told alike. */
function pretendedId(name: string): string {
  let hash = '';
  for (let seed = 0; seed < 4; seed++) {
    let part = 0x811c9dc5 + seed;
    for (let index = 0; index < name.length; index++)
      part = Math.imul(part ^ name.charCodeAt(index), 0x01000193 + 2 * seed) >>> 0;
    hash += part.toString(16).padStart(8, '0');
  }
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
