import { sortKey } from '../../lib/text.ts';
import type { EffectiveField, EffectiveRecord } from '../../meta/effective-record.ts';
import type { Context } from '../context.ts';
import { storedValue as fieldValue, type Row } from '../records/rows.ts';
import type { Mapping } from './import-options.ts';
import { byId, comparable, type Executor, findRows } from './lookup.ts';
import type { ReadRow } from './row-values.ts';

/** What the records of a row's keys came to: one, several, or none. */
export type Match =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly row: Row }
  | { readonly kind: 'several'; readonly rows: readonly Row[] };

/** Records of one name that are looked at, to find the one that a row means. */
const mostHomonyms = 50;

const none: Match = { kind: 'none' };

/** One set of fields that tells a record; `fields` is null for the id. */
interface KeySet {
  readonly fields: readonly EffectiveField[] | null;
  /** A name alone: it tells two records apart only where no number does. */
  readonly weak: boolean;
}

/** The keys of a row, one for each complete set, in order of the sets. */
interface RowKeys {
  readonly set: number;
  readonly keys: readonly string[];
}

/** What a row leaves for those after it, and looks for among those before it. */
export interface RowTraces {
  readonly own: string;
  readonly others: readonly string[];
  /** What it is found by beside its own key. */
  readonly further: readonly string[];
  /** What it looks for among what rows before it are found by beside their own keys. */
  readonly lookedFor: string;
}

const at = (key: string, place: string): string => `${key}\u0000@${place}`;

/** Rows by their keys: by the first complete one, and by the others. */
export interface RowIndex {
  readonly first: Map<string, ReadRow[]>;
  readonly further: Map<string, ReadRow[]>;
}

/** Finds the records that rows are about, by the keys of an import. */
export class Matcher {
  private readonly context: Context;
  private readonly record: EffectiveRecord;
  private readonly sets: readonly KeySet[];
  private readonly chosen: boolean;
  private readonly titleFields: readonly EffectiveField[];

  constructor(context: Context, record: EffectiveRecord, mapping: Mapping) {
    this.context = context;
    this.record = record;
    this.chosen = mapping.keyIsChosen;
    this.titleFields = record.title.flatMap((name) => record.field(name) ?? []);
    this.sets = mapping.keys.map((set) => {
      if (set.length === 1 && set[0] === 'id') return { fields: null, weak: false };
      const fields = set.flatMap((name) => record.field(name) ?? []);
      return {
        fields,
        weak: !mapping.keyIsChosen && fields.length === 1 && record.title.includes(fields[0]?.name ?? ''),
      };
    });
  }

  /**
   * Takes a row whose references are found; returns its complete keys. A row without the chosen key goes by the others,
   * so that the same file again changes nothing.
   */
  keysOf(row: ReadRow): RowKeys[] {
    const complete = this.completeKeys(row);
    return this.chosen && complete[0]?.set === 0 ? complete.slice(0, 1) : complete;
  }

  /** The complete keys of a row, each as one text. */
  private keyTexts(row: ReadRow): { readonly set: number; readonly key: string }[] {
    return this.keysOf(row).map(({ set, keys }) => ({ set, key: `${set} ${keys.join('\u0000')}` }));
  }

  private completeKeys(row: ReadRow): RowKeys[] {
    return this.sets.flatMap(({ fields }, set) => {
      if (fields === null) return row.id === null ? [] : [{ set, keys: [row.id] }];
      const keys: string[] = [];
      for (const field of fields) {
        const value = row.values[field.name];
        const key = value === null || value === undefined ? '' : comparable(field).keyOf(value);
        if (key === '') return [];
        keys.push(key);
      }
      return [{ set, keys }];
    });
  }

  /** Takes rows whose references are found; returns the record of each. */
  async match(executor: Executor, rows: readonly ReadRow[]): Promise<Match[]> {
    const matches: Match[] = rows.map(() => none);
    const keys = rows.map((row) => this.keysOf(row));
    for (const [set, { fields }] of this.sets.entries()) {
      const asked = rows.flatMap((_row, index) => {
        const own = keys[index]?.find((candidate) => candidate.set === set);
        return own && matches[index] === none ? [{ index, keys: own.keys }] : [];
      });
      const columns = fields === null ? [byId] : fields.map(comparable);
      const found = await findRows(
        executor,
        this.context,
        this.record,
        columns,
        asked.map((entry) => entry.keys),
        fields?.length === 1 && this.record.title.includes(fields[0]?.name ?? '') ? mostHomonyms : undefined,
      );
      for (const [place, candidates] of found) {
        const index = asked[place]?.index ?? -1;
        const row = rows[index];
        if (!row) continue;
        const fitting = candidates.filter((candidate) => !this.contradicts(row, keys[index] ?? [], set, candidate));
        const there = fitting.filter((candidate) => fitting.length > 1 && this.samePlace(row, candidate));
        const [only] = there.length === 1 ? there : fitting;
        if (!only) continue;
        matches[index] =
          fitting.length === 1 || there.length === 1 ? { kind: 'one', row: only } : { kind: 'several', rows: fitting };
      }
    }
    return matches;
  }

  /** Tells whether a record found by a key cannot be the row's after all. */
  private contradicts(row: ReadRow, keys: readonly RowKeys[], set: number, candidate: Row): boolean {
    const by = this.sets[set];
    if (!by?.fields || (this.chosen && set === 0)) return false;
    // A row without the chosen key is never a record that has one.
    if (this.chosen) return this.sets[0]?.fields?.some((field) => fieldValue(field, candidate) !== null) ?? false;
    if (by.weak)
      return this.sets.slice(0, set).some((stronger, index) => this.otherNumber(row, keys, index, stronger, candidate));
    return this.otherPerson(row.values, (field) => fieldValue(field, candidate), by.fields);
  }

  /**
   * A name alone gives way to a number: two companies may share a name, not a SIREN. Where the file tells numbers and this
   * row has none, a record that has one is the row's only if both are at the same place.
   */
  private otherNumber(
    row: ReadRow,
    keys: readonly RowKeys[],
    set: number,
    { fields }: KeySet,
    candidate: Row,
  ): boolean {
    const own = keys.find((key) => key.set === set);
    return (
      fields?.every((field, index) => {
        const held = fieldValue(field, candidate);
        if (held === null) return false;
        return own ? comparable(field).keyOf(held) !== own.keys[index] : this.samePlace(row, candidate) === false;
      }) ?? false
    );
  }

  /** Whether a record is where the row says (postcode, city); null where the row does not say. */
  private samePlace(row: ReadRow, candidate: Row): boolean | null {
    const places = this.placesOf(row);
    return places.length === 0 ? null : places.every(({ column, key }) => candidate[column] === key);
  }

  /** Where the row says that its record is, by the columns that keep it. */
  private placesOf(row: ReadRow): { readonly column: string; readonly key: string }[] {
    return Object.entries(row.parts).flatMap(([name, parts]) =>
      Object.entries(this.record.field(name)?.partKeys ?? {}).flatMap(([part, column]) => {
        const text = parts[part];
        return typeof text === 'string' ? [{ column, key: sortKey(text) }] : [];
      }),
    );
  }

  /**
   * Takes a row; returns the texts by which a row after it is found to be about the same record without looking into the
   * database: what it leaves by its own key and by the others, and what it looks for among those of the rows before it.
   */
  tracesOf(row: ReadRow): RowTraces | null {
    const keys = this.keyTexts(row);
    const [own, ...others] = keys;
    if (own === undefined) return null;
    // One that has a number is found by its name alone only where it is at the same place (otherNumber).
    const places = this.placesOf(row).map(({ column, key }) => `${column} ${key}`);
    const all = places.join('\u0000');
    const weak = ({ set }: { set: number }) => this.sets[set]?.weak === true;
    return {
      own: own.key,
      others: others.map(({ key }) => key),
      further: others.flatMap((other) =>
        weak(other) ? [other.key, ...new Set([...places, all].map((place) => at(other.key, place)))] : [other.key],
      ),
      lookedFor: weak(own) && places.length > 0 ? at(own.key, all) : own.key,
    };
  }

  /** Two people may share an address (contact@…): where first and last name both differ, they are two. */
  private otherPerson(
    values: Readonly<Record<string, unknown>>,
    heldOf: (field: EffectiveField) => unknown,
    by: readonly EffectiveField[],
  ): boolean {
    if (this.titleFields.length < 2 || by.some((field) => this.titleFields.includes(field))) return false;
    return this.titleFields.every((field) => {
      const given = values[field.name];
      const held = heldOf(field);
      return typeof given === 'string' && typeof held === 'string' && sortKey(given) !== sortKey(held);
    });
  }

  /**
   * Takes rows, and the keys of rows before them that are not committed yet; returns those that may be written together,
   * their keys, and those that must wait, since their keys are those of a row before them: the second row of a record
   * updates what the first one made.
   */
  split(
    rows: readonly ReadRow[],
    before?: RowIndex,
  ): { readonly now: ReadRow[]; readonly later: ReadRow[]; readonly index: RowIndex } {
    const now: ReadRow[] = [];
    const later: ReadRow[] = [];
    const index: RowIndex = { first: new Map(), further: new Map() };
    const clash = (name: keyof RowIndex, { set, key }: { set: number; key: string }, row: ReadRow) => {
      const { fields } = this.sets[set] ?? {};
      const known = [...(index[name].get(key) ?? []), ...(before?.[name].get(key) ?? [])];
      return known.some(
        (other) => this.chosen || !fields || !this.otherPerson(row.values, (field) => other.values[field.name], fields),
      );
    };
    const add = (name: keyof RowIndex, { key }: { key: string }, row: ReadRow) => {
      const known = index[name].get(key);
      if (known) known.push(row);
      else index[name].set(key, [row]);
    };
    for (const row of rows) {
      const keys = this.keyTexts(row);
      const [own, ...others] = keys;
      const waits =
        own !== undefined &&
        (clash('first', own, row) || clash('further', own, row) || others.some((other) => clash('first', other, row)));
      if (waits) later.push(row);
      else now.push(row);
      if (own) add('first', own, row);
      for (const other of others) add('further', other, row);
    }
    return { now, later, index };
  }
}
