import type { DateOrder } from '../../lib/dates.ts';
import { type ImportTarget, importTargets } from '../../meta/derive/import-targets.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import type { Context } from '../context.ts';
import { CarnetError, type FieldError } from '../errors.ts';
import type { SourceDescription } from './readers/source.ts';

/** What a person chose for one run of an import; plain data, kept with the operation. */
export interface ImportOptions {
  /** Key of the target of each column, by the column's index; columns left out or null are not brought in. */
  readonly mapping: Readonly<Record<string, string | null>>;
  /** Targets that together tell a record; null matches nothing; absent: the id, then the record type's own keys. */
  readonly key?: readonly string[] | null | undefined;
  /** What happens to a row whose record exists. */
  readonly onMatch: 'update' | 'skip' | 'create' | 'refuse';
  /** Whether a company that no record has is made, or the row refused. */
  readonly createAccounts: boolean;
  /** What happens to a row with a cell that its field does not take: refused, or brought in without it and told of. */
  readonly onInvalid: 'refuse' | 'empty';
  /** Whether an empty cell empties the field of a record that exists. */
  readonly emptyErases: boolean;
  readonly dateOrder?: DateOrder | undefined;
  readonly decimal?: ',' | '.' | undefined;
}

/** A column of the file and where its cells go. */
export interface MappedColumn {
  readonly index: number;
  readonly header: string;
  readonly target: ImportTarget;
}

/** A mapping that holds, ready to read rows by. */
export interface Mapping {
  readonly columns: readonly MappedColumn[];
  /** Sets of target keys that tell a record, the surest first. */
  readonly keys: readonly (readonly string[])[];
  /** Whether the person named the key: then it is taken at its word. */
  readonly keyIsChosen: boolean;
}

const label = (context: Context, target: ImportTarget): string => target.label[context.principal.language];

function refuse(errors: readonly FieldError[]): never {
  throw new CarnetError(422, 'validation-failed', { errors });
}

function standardKeys(record: EffectiveRecord, mapped: ReadonlySet<string>): (readonly string[])[] {
  return [['id'], ...(record.importKeys ?? [])].filter((set) =>
    set.every((key) => mapped.has(key) || hasInner(key, mapped)),
  );
}

/** A reference is told by its name, its id or a key of what it points to. */
function hasInner(key: string, mapped: ReadonlySet<string>): boolean {
  return [...mapped].some((target) => target.startsWith(`${key}.`));
}

/**
 * Takes what a person chose and what the file is; returns the mapping. Throws CarnetError 422 naming a column or a target
 * that is unknown to them, a target taken twice, a key that no column fills.
 */
export function readMapping(
  context: Context,
  record: EffectiveRecord,
  description: SourceDescription,
  options: ImportOptions,
): Mapping {
  const targets = new Map(
    importTargets(record, context.company.model(), context.principal.permissions).map((target) => [target.key, target]),
  );
  const columns: MappedColumn[] = [];
  const taken = new Set<string>();
  for (const [position, key] of Object.entries(options.mapping)) {
    if (key === null) continue;
    const column = description.columns.find((candidate) => String(candidate.index) === position);
    const target = targets.get(key);
    if (!column || !target)
      refuse([
        {
          field: `mapping.${position}`,
          code: 'import-mapping',
          parameters: { column: column?.header ?? position, target: key },
        },
      ]);
    if (taken.has(key))
      refuse([
        { field: `mapping.${position}`, code: 'import-target-twice', parameters: { target: label(context, target) } },
      ]);
    taken.add(key);
    columns.push({ index: column.index, header: column.header, target });
  }
  if (columns.length === 0) refuse([{ field: 'mapping', code: 'import-nothing-mapped' }]);
  const { key, onMatch } = options;
  if (key === null || onMatch === 'create') return { columns, keys: [], keyIsChosen: true };
  if (key === undefined || key.length === 0) return { columns, keys: standardKeys(record, taken), keyIsChosen: false };
  const missing = key.find((name) => name.includes('.') || (!taken.has(name) && !hasInner(name, taken)));
  if (missing !== undefined) refuse([{ field: 'key', code: 'import-key', parameters: { target: missing } }]);
  const others = key[0] === 'id' ? [] : standardKeys(record, taken).filter((set) => set.join() !== key.join());
  return { columns, keys: [key, ...others], keyIsChosen: true };
}
