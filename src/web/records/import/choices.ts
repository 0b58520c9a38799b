import type { DateOrder } from '../../../lib/dates.ts';
import type { FileCorrections, FileTarget, ImportFile } from './import-file.ts';

export type OnMatch = 'update' | 'skip' | 'create' | 'refuse';

/** What a person chose for a file, kept in their tab until the import is done. */
export interface Choices {
  /** Key of the target of each column, by the column's index; null leaves the column out. */
  readonly mapping: Readonly<Record<string, string | null>>;
  /** Headers of the columns whose target the person chose, not the machine. */
  readonly chosen: readonly string[];
  /** By what a record that exists is told: the type's own keys, nothing, or one target. */
  readonly key:
    | { readonly kind: 'standard' }
    | { readonly kind: 'none' }
    | { readonly kind: 'target'; readonly key: string };
  readonly onMatch: OnMatch;
  readonly createAccounts: boolean;
  readonly onInvalid: 'refuse' | 'empty';
  readonly emptyErases: boolean;
  readonly dateOrder: DateOrder | null;
  readonly decimal: ',' | '.' | null;
  readonly corrections: FileCorrections;
}

function proposedMapping(file: ImportFile): Record<string, string | null> {
  const mapping: Record<string, string | null> = {};
  for (const { index } of file.description.columns) mapping[index] = null;
  for (const { column, target } of file.proposals) mapping[column] = target;
  return mapping;
}

/** Takes a file just sent; returns the choices one begins with: what was recognised, existing records updated. */
export function firstChoices(file: ImportFile): Choices {
  return {
    mapping: proposedMapping(file),
    chosen: [],
    key: { kind: 'standard' },
    onMatch: 'update',
    createAccounts: false,
    onInvalid: 'refuse',
    emptyErases: false,
    dateOrder: null,
    decimal: null,
    corrections: {},
  };
}

/** Takes choices and a file; returns them with a column brought into another target (null: left out), which no other column has then. */
export function chooseTarget(choices: Choices, file: ImportFile, index: number, target: string | null): Choices {
  const mapping: Record<string, string | null> = { ...choices.mapping };
  if (target !== null) for (const [other, key] of Object.entries(mapping)) if (key === target) mapping[other] = null;
  mapping[index] = target;
  const header = file.description.columns.find((column) => column.index === index)?.header ?? '';
  return keptKey({ ...choices, mapping, chosen: [...new Set([...choices.chosen, header])] });
}

/** The key chosen must be filled by a column. */
function keptKey(choices: Choices): Choices {
  const { key } = choices;
  if (key.kind !== 'target' || Object.values(choices.mapping).includes(key.key)) return choices;
  return { ...choices, key: { kind: 'standard' } };
}

/**
 * Takes choices made for a file, the file before and the file as it is read after a correction; returns the choices for
 * the latter: what the person chose for a header holds, the rest is proposed anew.
 */
export function carryChoices(choices: Choices, before: ImportFile, after: ImportFile): Choices {
  const mapping = proposedMapping(after);
  for (const { header, index } of after.description.columns) {
    const old = before.description.columns.find((column) => column.header === header);
    if (!old || !choices.chosen.includes(header)) continue;
    const target = choices.mapping[old.index] ?? null;
    if (target !== null) for (const [other, key] of Object.entries(mapping)) if (key === target) mapping[other] = null;
    mapping[index] = target;
  }
  return keptKey({ ...choices, mapping });
}

/** Takes targets and the mapping; returns the required ones that no column fills: neither by itself nor by what tells it. */
export function missingTargets(targets: readonly FileTarget[], mapping: Choices['mapping']): readonly FileTarget[] {
  const taken = Object.values(mapping).filter((key) => key !== null);
  return targets.filter(
    ({ key, required }) => required && !taken.some((other) => other === key || other.startsWith(`${key}.`)),
  );
}

/** Takes choices; returns the body that a check and a run of the import are asked with. */
export function bodyOf(choices: Choices): Record<string, unknown> {
  const { mapping, key, onMatch, createAccounts, onInvalid, emptyErases, dateOrder, decimal } = choices;
  return {
    mapping,
    ...(key.kind === 'none' ? { key: null } : key.kind === 'target' ? { key: [key.key] } : {}),
    onMatch,
    createAccounts,
    onInvalid,
    emptyErases,
    ...(dateOrder ? { dateOrder } : {}),
    ...(decimal ? { decimal } : {}),
  };
}
