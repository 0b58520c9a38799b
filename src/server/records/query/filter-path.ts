import type { ColumnType, Comparison } from '../../../fields/field-type.ts';
import type { OperatorName } from '../../../fields/operators.ts';
import { isSearched } from '../../../meta/derive/storage.ts';
import type { EffectiveField, EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import { isReadable, mayRead, type Reader } from './readable.ts';

/** One step from a record to others: to what a reference points to, or to its children. */
export interface Hop {
  readonly target: EffectiveRecord;
  /** Column of the row we come from that equals `to` of the row we go to. */
  readonly from: string;
  readonly to: string;
}

/** What a path leads to: columns to compare, and how. */
export interface Leaf {
  readonly comparison: Comparison;
  readonly operators: readonly OperatorName[];
  readonly column: string;
  readonly columnType: ColumnType;
  readonly columns: readonly string[];
  readonly keyColumn: string | null;
  readonly keyText: (text: string) => string;
  readonly searched: boolean;
}

export interface FilterPath {
  readonly hops: readonly Hop[];
  readonly leaf: Leaf;
}

/** Most steps from record to record in one path. */
const mostHops = 3;

const idLeaf: Leaf = {
  comparison: 'reference',
  operators: ['equals', 'notEquals', 'in', 'notIn'],
  column: 'id',
  columnType: 'uuid',
  columns: ['id'],
  keyColumn: null,
  keyText: (text) => text,
  searched: false,
};

/** Takes a field; returns how it is compared as a whole. */
function fieldLeaf(record: EffectiveRecord, field: EffectiveField): Leaf | undefined {
  const { type } = field;
  // A reference to one of several types keeps the type first and the id last.
  const main = type.comparison === 'reference' ? field.columns.at(-1) : field.columns[0];
  if (!main) return undefined;
  return {
    comparison: type.comparison,
    operators: type.operators,
    column: main.name,
    columnType: main.type,
    columns: field.columns.map((column) => column.name),
    keyColumn: type.comparison === 'text' ? field.keyColumn : null,
    keyText: (text) => type.keyText?.(text, field.options) ?? text,
    searched: field.search === true && isSearched(record),
  };
}

function partLeaf(record: EffectiveRecord, field: EffectiveField, name: string): Leaf | undefined {
  const part = field.type.parts && Object.hasOwn(field.type.parts, name) ? field.type.parts[name] : undefined;
  const index = field.type.columns.findIndex((column) => column.suffix === part?.suffix);
  const column = field.columns[index];
  if (!part || !column) return undefined;
  return {
    comparison: part.comparison,
    operators: part.operators,
    column: column.name,
    columnType: column.type,
    columns: [column.name],
    keyColumn: field.partKeys[name] ?? null,
    keyText: (text) => text,
    // Whether a part's words are searched is the type's affair: only its keyed parts are sure to be.
    searched: field.search === true && isSearched(record) && field.partKeys[name] !== undefined,
  };
}

/** Takes the first part of a path that no field is called; returns the one readable field that has such a part. */
function fieldWithPart(reader: Reader, record: EffectiveRecord, name: string): EffectiveField | undefined {
  const found = record.fields.filter(
    (field) => field.type.parts && Object.hasOwn(field.type.parts, name) && isReadable(reader, record, field),
  );
  return found.length === 1 ? found[0] : undefined;
}

function childrenHop(reader: Reader, model: Model, record: EffectiveRecord, name: string): Hop | undefined {
  const children = record.children && Object.hasOwn(record.children, name) ? record.children[name] : undefined;
  const target = children && model.find(children.record);
  const via = children && target?.field(children.via);
  const column = via?.columns.at(-1);
  if (!target || !via || !column || !mayRead(reader, target) || !isReadable(reader, target, via)) return undefined;
  return { target, from: 'id', to: column.name };
}

/**
 * Takes a record type and a path such as `lastName`, `address.city`, `city`, `account.city`, `accountLinks.jobTitle`
 * or the name of a filter over linked records followed or not by more; returns the steps and what they lead to,
 * undefined for a path that leads nowhere the reader may look.
 */
export function readPath(reader: Reader, start: EffectiveRecord, path: string): FilterPath | undefined {
  const model = reader.company.model();
  const hops: Hop[] = [];
  let record = start;
  let names = path.split('.');
  for (;;) {
    const [name = '', next, ...more] = names;
    if (name === 'id' && next === undefined) return { hops, leaf: idLeaf };
    const some = record.some && Object.hasOwn(record.some, name) ? record.some[name] : undefined;
    const field = record.field(name);
    if (field ? !isReadable(reader, record, field) : false) return undefined;
    if (!field && some) {
      const hop = childrenHop(reader, model, record, some.children);
      if (!hop || hops.length >= mostHops) return undefined;
      hops.push(hop);
      record = hop.target;
      names = [some.field, ...names.slice(1)];
      continue;
    }
    if (!field && next !== undefined) {
      const hop = childrenHop(reader, model, record, name);
      if (!hop || hops.length >= mostHops) return undefined;
      hops.push(hop);
      record = hop.target;
      names = names.slice(1);
      continue;
    }
    if (!field) {
      const whole = fieldWithPart(reader, record, name);
      const leaf = whole && partLeaf(record, whole, name);
      return leaf && { hops, leaf };
    }
    if (next === undefined) {
      const leaf = fieldLeaf(record, field);
      return leaf && { hops, leaf };
    }
    if (field.type.parts) {
      const leaf = more.length === 0 ? partLeaf(record, field, next) : undefined;
      return leaf && { hops, leaf };
    }
    const targets = field.type.targets?.(field.options) ?? [];
    const target = targets.length === 1 ? model.find(targets[0] ?? '') : undefined;
    const column = field.columns.at(-1);
    if (!target || !column || hops.length >= mostHops || !mayRead(reader, target)) return undefined;
    hops.push({ target, from: column.name, to: 'id' });
    record = target;
    names = [next, ...more];
  }
}
