import type { ImportResult, NamedRecord, RowNote } from '../../rules/import-result.ts';

/** How many of each are named in the result of an import. */
const shown = { created: 20, updated: 20, refused: 100, repaired: 50, flagged: 50 } as const;

/** What can come of a row. */
export type RowOutcome = 'created' | 'updated' | 'unchanged' | 'skipped' | 'refused';

/** Counts what comes of a chunk, on top of what came before; nothing is changed in place, so that a chunk can be run again. */
export class Tally {
  private readonly counts: Record<Exclude<keyof ImportResult, 'sample'>, number>;
  private readonly sample: { -readonly [Name in keyof ImportResult['sample']]: ImportResult['sample'][Name][number][] };
  private sampleChanged = false;

  constructor(before: ImportResult) {
    const { sample, ...counts } = before;
    this.counts = { ...counts };
    this.sample = {
      created: [...sample.created],
      updated: [...sample.updated],
      refused: [...sample.refused],
      repaired: [...sample.repaired],
      flagged: [...sample.flagged],
    };
  }

  /** Counts a row that was written, or left as it is. */
  count(outcome: Exclude<RowOutcome, 'refused'>, named: NamedRecord): void {
    this.counts[outcome]++;
    if (outcome === 'created' || outcome === 'updated') this.show(this.sample[outcome], shown[outcome], named);
  }

  refuse(line: number, note: RowNote, cells: readonly (string | null)[]): void {
    this.counts.refused++;
    this.show(this.sample.refused, shown.refused, { line, ...note, cells });
  }

  /** Counts what was mended and what deserves a look in a row that is brought in. */
  notes(line: number, repaired: readonly RowNote[], flagged: readonly RowNote[]): void {
    for (const [name, notes] of [
      ['repaired', repaired],
      ['flagged', flagged],
    ] as const) {
      if (notes.length > 0) this.counts[name]++;
      for (const note of notes) this.show(this.sample[name], shown[name], { line, ...note });
    }
  }

  made(count: number): void {
    this.counts.createdAccounts += count;
  }

  result(): ImportResult {
    return { ...this.counts, sample: this.sample };
  }

  /** What to lay over the operation's result: its samples only where they grew. */
  changes(): Record<string, unknown> {
    return this.sampleChanged ? (this.result() as unknown as Record<string, unknown>) : { ...this.counts };
  }

  private show<Named>(list: Named[], most: number, named: Named): void {
    if (list.length >= most) return;
    list.push(named);
    this.sampleChanged = true;
  }
}
