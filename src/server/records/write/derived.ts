import { sortKey } from '../../../lib/text.ts';
import { accessRules, keepsReaders } from '../../../meta/derive/access.ts';
import { duplicateFacts } from '../../../meta/derive/duplicate-facts.ts';
import { searchText } from '../../../meta/derive/search-text.ts';
import { duplicateKeysColumn, isSearched } from '../../../meta/derive/storage.ts';
import type { EffectiveField, EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import { duplicateKeys } from '../../../rules/duplicates/duplicate-keys.ts';
import { comparable } from '../../../rules/duplicates/likeness.ts';
import { everyoneKey } from '../../context.ts';
import type { Values } from '../rows.ts';
import type { Target, Targets } from './lookups.ts';

/** Whom a record is shared with, beside its owner. */
export interface Shares {
  readonly readers: readonly string[];
  readonly editors: readonly string[];
}

/** Live children of a record, by the name of children. */
export type ChildValues = Readonly<Record<string, readonly Values[]>>;

function targetOf(field: EffectiveField, value: unknown, targets: Targets): Target | undefined {
  if (typeof value === 'string') return targets.get(field.type.targets?.(field.options)[0] ?? '')?.get(value);
  if (value && typeof value === 'object') {
    const { record, id } = value as { record: string; id: string };
    return targets.get(record)?.get(id);
  }
  return undefined;
}

function keyOf(field: EffectiveField, value: unknown, targets: Targets): string {
  if (value === null || value === undefined) return '';
  if (field.type.comparison === 'reference') return sortKey(targetOf(field, value, targets)?.title ?? '');
  return sortKey(field.type.keyText?.(value, field.options) ?? String(value));
}

function unique(...lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())].sort();
}

/** Makes the columns that say who may see a record and who may change it. Takes what `derivedColumns` takes. */
export function accessColumns(
  record: EffectiveRecord,
  model: Model,
  values: Values,
  targets: Targets,
  shares: Shares,
  children: ChildValues,
): { readers: string[]; editors: string[] } {
  const owners: string[] = [];
  const authors: string[] = [];
  const open: string[] = [];
  const pointed: { readonly target: Target | undefined; readonly reading?: true | undefined }[] = [];
  for (const rule of record.access) {
    if (rule.kind === 'owner') {
      if (typeof values[rule.field] === 'string') owners.push(values[rule.field] as string);
      if (rule.sharedBy && values[rule.sharedBy] === true) open.push(everyoneKey);
    } else if (rule.kind === 'author') {
      if (typeof values[rule.field] === 'string') authors.push(values[rule.field] as string);
    } else if (rule.kind === 'inherit') {
      const field = record.field(rule.from);
      if (field) pointed.push({ target: targetOf(field, values[rule.from], targets), reading: rule.reading });
    } else if (rule.kind === 'children') {
      const field = model.record(record.children?.[rule.children]?.record ?? '').field(rule.field);
      if (field)
        for (const row of children[rule.children] ?? [])
          pointed.push({ target: targetOf(field, row[rule.field], targets) });
    }
  }
  return {
    readers: unique(owners, open, shares.readers, ...pointed.map(({ target }) => target?.readers ?? [])),
    editors: unique(
      owners,
      authors,
      shares.editors,
      ...pointed.map(({ target, reading }) => (reading ? [] : (target?.editors ?? []))),
    ),
  };
}

/**
 * Makes the columns that the engine keeps beside the values: folded keys, words to search, keys
 * of likely duplicates, who may see.
 * Takes the record type, its values (own and through), its live children, the targets of its references and its
 * shares; returns the columns by name.
 */
export function derivedColumns(
  record: EffectiveRecord,
  model: Model,
  values: Values,
  children: ChildValues,
  targets: Targets,
  shares: Shares,
): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  const titles: Record<string, string | null> = {};
  const kept = record.maintained ?? record;
  for (const field of kept.fields) {
    const value = values[field.name] ?? null;
    if (field.type.comparison === 'reference' && value !== null)
      titles[field.name] = targetOf(field, value, targets)?.title ?? null;
    if (field.keyColumn) columns[field.keyColumn] = keyOf(field, value, targets);
    for (const [part, column] of Object.entries(field.partKeys)) {
      const partValue =
        value === null ? null : (field.type.parts?.[part]?.of as ((value: unknown) => unknown) | undefined)?.(value);
      columns[column] = typeof partValue === 'string' ? sortKey(partValue) : '';
    }
  }
  if (isSearched(record)) columns.search = searchText(kept, values, titles, throughChildren(record, model, children));
  const facts = duplicateFacts(
    record,
    values,
    (field, value) => targetOf(field, value, targets)?.title,
    throughChildren(record, model, children),
  );
  if (facts) {
    const { telling, faint } = duplicateKeys(comparable(facts));
    columns[duplicateKeysColumn] = [...telling, ...faint].sort((one, other) => one - other);
  }
  if (keepsReaders(record)) Object.assign(columns, accessColumns(record, model, values, targets, shares, children));
  return columns;
}

/** The children by which the parent is found too: those that its through fields come from (a phone at a second company). */
function throughChildren(
  record: EffectiveRecord,
  model: Model,
  children: ChildValues,
): { record: EffectiveRecord; values: Values }[] {
  const name = record.through?.children;
  const child = name ? record.children?.[name]?.record : undefined;
  if (!name || !child) return [];
  const kept = model.record(child).maintained ?? model.record(child);
  return (children[name] ?? []).map((values) => ({ record: kept, values }));
}

/** Tells whether rows of the type depend on their children, so that a child's change must reach the parent. */
export function dependsOnChildren(record: EffectiveRecord, children: string): boolean {
  return (
    record.through?.children === children ||
    accessRules(record, 'children').some((rule) => rule.children === children) ||
    Object.values(record.computed ?? {}).some((computed) => computed.lines?.includes(children))
  );
}
