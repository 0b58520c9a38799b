import { sortKey } from '../../lib/text.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import { permissionOn } from '../../meta/permissions.ts';
import type { ImportResult, RowNote } from '../../rules/import-result.ts';
import type { Context } from '../context.ts';
import { mayEditRow } from '../records/visibility.ts';
import { writeInTransaction } from '../records/write/engine.ts';
import type { EngineTransaction, Write } from '../records/write/types.ts';
import { HeldForecast, type PlannedRow } from './held-forecast.ts';
import type { ImportOptions, Mapping } from './import-options.ts';
import type { Executor } from './lookup.ts';
import { type Match, Matcher, type RowIndex } from './matching.ts';
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

/** A row and the record that it is about, as far as it is known. */
interface MatchedRow {
  readonly row: ReadRow;
  readonly match: Match;
}

/** A chunk of which everything is known that can be before it is written. */
export interface PreparedChunk {
  /** Records that rows name and none has, to make first. */
  readonly creations: readonly Creation[];
  readonly first: readonly MatchedRow[];
  /** Rows about a record that is being written: matched once that is done. */
  readonly later: readonly ReadRow[];
  /** Rows in all. */
  readonly count: number;
}

/** What the chunk that is being written may change: what the next one cannot read yet. */
interface Writing {
  /** Names of record types. */
  readonly records: ReadonlySet<string>;
  readonly index: RowIndex;
  readonly ids: ReadonlySet<string>;
}

/** Brings chunks of rows into records of one type, or only finds out what would come of them. */
export class ImportRun {
  private readonly context: Context;
  private readonly record: EffectiveRecord;
  private readonly mapping: Mapping;
  private readonly options: ImportOptions;
  private readonly finder: ReferenceFinder;
  private readonly matcher: Matcher;
  private readonly held: HeldForecast;
  private writing: Writing | null = null;
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
    this.held = new HeldForecast(context, record, mapping.columns);
  }

  /**
   * Finds out what a chunk is about: the records its rows point to, those they are. Reads beside the transaction that
   * writes the chunk before, and waits for its end (`written`) only where rows point to what it may make. A row about a
   * record that the chunk before writes is left to be matched in its own transaction.
   */
  async prepare(rows: readonly ReadRow[], written: Promise<unknown>): Promise<PreparedChunk> {
    const { database } = this.context.company;
    if (rows.some((row) => [...row.references.values()].some(({ to }) => this.writing?.records.has(to.name)))) {
      await written;
      this.writing = null;
    }
    const creations = await this.finder.find(database, rows);
    const { now, later, index } = this.matcher.split(rows, this.writing?.index);
    const matches = await this.matcher.match(database, now);
    const ids = new Set<string>();
    const first: MatchedRow[] = [];
    for (const [place, row] of now.entries()) {
      const match = matches[place] ?? { kind: 'none' };
      const id = match.kind === 'one' ? String(match.row.id) : null;
      if (id !== null && (ids.has(id) || this.writing?.ids.has(id))) later.push(row);
      else first.push({ row, match });
      if (id !== null) ids.add(id);
    }
    this.writing = { records: new Set([this.record.name, ...creations.map(({ record }) => record.name)]), index, ids };
    later.sort((one, other) => one.line - other.line);
    return { creations, first, later, count: rows.length };
  }

  /** Writes a chunk in the caller's transaction: companies to make, then the rows; those refused are kept with the reason. */
  async write(
    transaction: EngineTransaction,
    operation: string,
    { creations, first, later }: PreparedChunk,
    before: ImportResult,
  ): Promise<Tally> {
    const result: ChunkResult & { refusals: Refusal[] } = { tally: new Tally(before), refusals: [] };
    const unmade = await this.makeReferenced(transaction, creations, result.tally);
    await this.writeWave(transaction, first, unmade, result);
    let pending: readonly ReadRow[] = later;
    while (pending.length > 0) {
      const { now, later: rest } = this.matcher.split(pending);
      const matches = await this.matcher.match(transaction, now);
      const wave = now.map((row, index): MatchedRow => ({ row, match: matches[index] ?? { kind: 'none' } }));
      await this.writeWave(transaction, wave, unmade, result);
      pending = rest;
    }
    await saveRefusals(transaction, operation, result.refusals);
    return result.tally;
  }

  /** Makes the records that rows name and none has; returns why some could not be made, by their id. */
  private async makeReferenced(
    transaction: EngineTransaction,
    creations: readonly Creation[],
    tally: Tally,
  ): Promise<Map<string, RowNote[]>> {
    const refused = new Map<string, RowNote[]>();
    for (const record of new Set(creations.map((creation) => creation.record))) {
      const own = creations.filter((creation) => creation.record === record);
      const writes = own.map(({ id, values }): Write => ({ kind: 'create', id, values }));
      const outcomes = await writeInTransaction(transaction, this.context, record, writes, { trusted: true });
      for (const [place, outcome] of outcomes.entries())
        if (outcome.ok) tally.made(1);
        else refused.set(own[place]?.id ?? '', refusalNotes(record, [], outcome));
    }
    return refused;
  }

  private async writeWave(
    transaction: EngineTransaction,
    wave: readonly MatchedRow[],
    unmade: ReadonlyMap<string, readonly RowNote[]>,
    result: { tally: Tally; refusals: Refusal[] },
  ): Promise<void> {
    const rows = wave.map(({ row }) => withUnmade(row, unmade));
    const plans = rows.map((row, index) => this.planOf(row, wave[index]?.match ?? { kind: 'none' }));
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
    const creations = await this.finder.find(executor, rows);
    const made = creations.filter(({ id }) => !this.seen.names.has(id));
    for (const { id } of made) this.seen.names.add(id);
    result.tally.made(made.length);
    const matches = await this.matcher.match(executor, rows);
    const planned = rows.map((row, index): PlannedRow => {
      const match = matches[index] ?? { kind: 'none' };
      return { row, match, plan: this.permitted(this.planOf(row, match), match) };
    });
    const held = await this.held.foresee(executor, planned);
    for (const { row, plan } of planned) {
      const note = held.get(row);
      this.checkRow(row, note ? { kind: 'refuse', notes: [note] } : plan, result);
    }
    return result;
  }

  private checkRow(row: ReadRow, plan: Plan, result: { tally: Tally; refusals: Refusal[] }): void {
    const again = plan.kind === 'refuse' ? null : this.seenBefore(row);
    const exists = plan.kind === 'create' && again !== null && this.options.onMatch === 'refuse';
    if (plan.kind === 'refuse') this.refuse(row, plan.notes, result);
    else if (exists) this.refuse(row, [noteOf(null, 'already-exists', { found: plan.title })], result);
    else {
      // The first of two equal rows changes the record, the second finds it changed.
      const changed = again === 'same' ? 'unchanged' : 'updated';
      const second = this.options.onMatch === 'skip' ? 'skipped' : changed;
      const made = again === null ? 'created' : second;
      const kind = plan.kind === 'create' ? made : plan.kind === 'update' ? changed : plan.kind;
      result.tally.count(kind, { id: plan.kind === 'create' ? null : plan.id, title: plan.title, line: row.line });
      result.tally.notes(row.line, row.repaired, row.flagged);
    }
  }

  /** Takes what is to become of a row; returns it, or why the engine would refuse it by the importer's rights. */
  private permitted(plan: Plan, match: Match): Plan {
    const { principal } = this.context;
    const permission = permissionOn(principal.permissions, this.record.name);
    const may =
      plan.kind === 'create'
        ? permission.create
        : plan.kind !== 'update' ||
          (match.kind === 'one' && mayEditRow(principal, permission.update, this.record, match.row));
    return may ? plan : { kind: 'refuse', notes: [noteOf(null, 'forbidden')] };
  }

  /** Tells whether a row before would have made or changed the same record; remembers the row. */
  private seenBefore(row: ReadRow): 'same' | 'other' | null {
    const title =
      this.record.title.length < 2
        ? ''
        : this.record.title.map((name) => sortKey(String(row.values[name] ?? ''))).join(' ');
    const traces = this.matcher.tracesOf(row);
    if (traces === null) return null;
    const named = (key: string) => `${key} ${title}`;
    const { first, further, rows } = this.seen;
    const known =
      first.has(named(traces.own)) ||
      further.has(named(traces.lookedFor)) ||
      traces.others.some((key) => first.has(named(key)));
    const text = row.cells.join('\u0000');
    const same = known && rows.has(text);
    first.add(named(traces.own));
    for (const key of traces.further) further.add(named(key));
    rows.add(text);
    return known ? (same ? 'same' : 'other') : null;
  }
}

/** Takes a row and why records could not be made; returns it with the reasons that concern it as problems of its own. */
function withUnmade(row: ReadRow, unmade: ReadonlyMap<string, readonly RowNote[]>): ReadRow {
  if (unmade.size === 0) return row;
  const notes = [...row.references.values()].flatMap(({ field, column }) =>
    (unmade.get(String(row.values[field.name])) ?? []).map((note) => ({ ...note, column })),
  );
  return notes.length === 0 ? row : { ...row, problems: [...row.problems, ...notes] };
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
