import { sql } from 'kysely';
import { sortColumn } from '../../../meta/derive/storage.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import { column } from '../../db/compared.ts';
import { CarnetError } from '../../errors.ts';
import type { Order, SortKey } from './order.ts';
import { isReadable, type Reader, targetTitleFields } from './readable.ts';

const mostKeys = 5;

function invalidSort(field: string, code: 'sort-field' | 'sort-too-large'): CarnetError {
  const parameters = { field: field.slice(0, 200) };
  return new CarnetError(400, 'invalid-sort', { parameters, errors: [{ field: parameters.field, code, parameters }] });
}

/** The error of an order that too many rows would have to be gathered for. */
export function tooManyToSort(order: Order): CarnetError {
  return invalidSort(order.keys.find((key) => !key.indexed)?.name ?? order.keys[0]?.name ?? '', 'sort-too-large');
}

type Stored = Pick<SortKey, 'expression' | 'nullable' | 'type' | 'column'>;

const folded = (name: string): Stored => ({
  expression: (alias) => sql`(coalesce(carnet_fold(${column(alias, name)}), '') COLLATE "C")`,
  nullable: false,
  type: 'text COLLATE "C"',
  column: null,
});

const stored = (name: string, type: string, nullable: boolean): Stored => ({
  expression: (alias) => column(alias, name),
  nullable,
  type,
  column: name,
});

/** A folded key compares by the collation of its column. */
const keyType = 'text COLLATE "C"';

function storedField(field: EffectiveField): Stored | undefined {
  const kept = sortColumn(field);
  if (kept) {
    const type = field.columns.find((candidate) => candidate.name === kept.name)?.type;
    return stored(kept.name, type ?? keyType, kept.nullable);
  }
  const main = field.columns[0];
  return field.type.comparison === 'text' && field.type.sort && main ? folded(main.name) : undefined;
}

function storedPart(field: EffectiveField, name: string): Stored | undefined {
  const part = field.type.parts && Object.hasOwn(field.type.parts, name) ? field.type.parts[name] : undefined;
  const main = field.columns[field.type.columns.findIndex((candidate) => candidate.suffix === part?.suffix)];
  if (!part || !main) return undefined;
  const key = field.partKeys[name];
  if (key) return stored(key, keyType, false);
  return part.comparison === 'text' ? folded(main.name) : stored(main.name, main.type, true);
}

/** A reference sorts by its target's title: who may not see all of that title may not sort by it. */
function titleIsReadable(reader: Reader, field: EffectiveField): boolean {
  const targets = field.type.targets?.(field.options) ?? [];
  return targets.every((name) => {
    const target = reader.company.model().find(name);
    return target !== undefined && targetTitleFields(reader, target).length === target.title.length;
  });
}

function sortKey(reader: Reader, record: EffectiveRecord, part: string): SortKey | undefined {
  const descending = part.startsWith('-');
  const name = descending ? part.slice(1) : part;
  if (name === 'id') return { name, descending, indexed: true, ...stored('id', 'uuid', false) };
  const [fieldName = '', partName, ...more] = name.split('.');
  const field = record.field(fieldName);
  if (!field || more.length > 0 || !isReadable(reader, record, field) || !titleIsReadable(reader, field))
    return undefined;
  const found = partName === undefined ? storedField(field) : storedPart(field, partName);
  return (
    found && {
      name,
      descending,
      indexed: partName === undefined && field.sortable === true && sortColumn(field) !== null,
      ...found,
    }
  );
}

function orderOf(keys: readonly SortKey[]): Order {
  // Beyond the first key, an index still brings rows nearly in order; what follows the id is of no use.
  const end = keys.findIndex((key) => key.name === 'id');
  const used = end < 0 ? keys : keys.slice(0, end);
  const descending = (used.at(-1) ?? keys[0])?.descending ?? false;
  return { keys: used, descending, indexed: used[0]?.indexed ?? true };
}

/**
 * Takes who reads, a record type and an order as asked (`lastName,-updatedAt`), its standard one where absent; returns
 * the order. Throws 400 `invalid-sort` naming a field that is unknown, hidden or has no order.
 */
export function readSort(
  reader: Reader,
  record: EffectiveRecord,
  sort: string | null | undefined,
  trash = false,
): Order {
  const asked = (sort ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (asked.length > mostKeys) throw invalidSort(asked[mostKeys] ?? '', 'sort-field');
  if (asked.length > 0) {
    const keys = asked.map((part) => {
      const key = sortKey(reader, record, part);
      if (!key) throw invalidSort(part.replace(/^-/, ''), 'sort-field');
      return trash ? { ...key, indexed: false } : key;
    });
    return orderOf(keys.filter((key, index) => keys.findIndex((other) => other.name === key.name) === index));
  }
  if (trash) {
    const deleted: SortKey = {
      name: 'deletedAt',
      descending: true,
      indexed: true,
      ...stored('deleted_at', 'timestamptz', false),
    };
    return orderOf([deleted]);
  }
  const standard = [record.defaultSort, ...record.title, '-createdAt'];
  const keys = standard.map((part) => (part ? sortKey(reader, record, part) : undefined));
  const first = keys.find((key) => key?.indexed);
  return orderOf(first ? [first] : []);
}
