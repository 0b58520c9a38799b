import { onlyColumn } from '../../../fields/read-text.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Permissions } from '../../../meta/permissions.ts';
import type { Row } from '../rows.ts';
import { type Reader, readableFields, targetTitleFields } from './readable.ts';
import { isReference } from './titles.ts';

/** A field that is shown, and how its value is read from a row. */
export interface PresentedField {
  readonly field: EffectiveField;
  readonly read: (row: Row) => unknown;
}

/** How rows of a record type are given to a reader: it depends on their rights and on the columns of the rows alone. */
export interface Presentation {
  /** Fields shown, in order. */
  readonly shown: readonly PresentedField[];
  /** Those of them that point to other records. */
  readonly references: readonly PresentedField[];
  /** Fields of the title. */
  readonly title: readonly PresentedField[];
  readonly titleFields: readonly EffectiveField[];
}

/** Takes a field; returns how its value is read from a row. */
function fieldReader({ type, options, columns }: EffectiveField): (row: Row) => unknown {
  const names = columns.map(({ name }) => name);
  const [only] = names;
  if (only !== undefined && type.decode === onlyColumn) return (row) => row[only] ?? null;
  if (names.length === 1 && only !== undefined) return (row) => type.decode([row[only] ?? null], options) ?? null;
  return (row) =>
    type.decode(
      names.map((name) => row[name] ?? null),
      options,
    ) ?? null;
}

function makePresentation(
  reader: Reader,
  record: EffectiveRecord,
  row: Row,
  wanted: readonly string[] | undefined,
): Presentation {
  // Fields of which the row holds every column.
  const fields = readableFields(reader, record).filter((field) => field.columns.every(({ name }) => name in row));
  const presented = (field: EffectiveField): PresentedField => ({ field, read: fieldReader(field) });
  const titleFields = targetTitleFields(reader, record).filter((field) => fields.includes(field));
  const shown = (wanted ? fields.filter((field) => wanted.includes(field.name)) : fields).map(presented);
  return {
    shown,
    references: shown.filter(({ field }) => isReference(field)),
    title: titleFields.map(presented),
    titleFields,
  };
}

/** Most things kept for one record type and one set of rights. */
const mostKept = 100;

/**
 * Makes a memory for what depends on a record type (so on one model), on someone's rights and on a key alone: it is
 * gone as soon as a model or rights are read anew.
 */
export function keptByRights<Kept>(): (reader: Reader, record: EffectiveRecord, key: string, make: () => Kept) => Kept {
  const kept = new WeakMap<Permissions, WeakMap<EffectiveRecord, Map<string, Kept>>>();
  return (reader, record, key, make) => {
    const { permissions } = reader.principal;
    let byRecord = kept.get(permissions);
    if (!byRecord) {
      byRecord = new WeakMap();
      kept.set(permissions, byRecord);
    }
    let byKey = byRecord.get(record);
    if (!byKey) {
      byKey = new Map();
      byRecord.set(record, byKey);
    }
    const known = byKey.get(key);
    if (known !== undefined) return known;
    if (byKey.size >= mostKept) byKey.clear();
    const made = make();
    byKey.set(key, made);
    return made;
  };
}

const presentations = keptByRights<Presentation>();

/** Takes who reads, a record type, one of the rows (all have the same columns) and the fields wanted, all where absent. */
export function presentationOf(
  reader: Reader,
  record: EffectiveRecord,
  row: Row,
  wanted: readonly string[] | undefined,
): Presentation {
  const key = `${Object.keys(row).join()}|${wanted ? wanted.join() : '*'}`;
  return presentations(reader, record, key, () => makePresentation(reader, record, row, wanted));
}
