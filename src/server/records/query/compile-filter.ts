import { sql } from 'kysely';
import type { OperatorName } from '../../../fields/operators.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import { todayIn } from '../../context.ts';
import { type Condition, column, OperandProblem } from '../../db/compared.ts';
import { contraries, type OperatorContext, operatorSql } from '../../db/operators.ts';
import { type FilterPath, type Hop, readPath } from './filter-path.ts';
import { type FilterNode, invalidFilter, readFilter } from './filter-tree.ts';
import { allOf, type Reader, visibleRows } from './readable.ts';

/**
 * How conditions over other records are written: to `seek` the rows they are true of, so that the indexes of the other
 * record lead there, or to `probe` row after row of a walk.
 */
export type FilterPurpose = 'seek' | 'probe';

interface Compilation {
  readonly reader: Reader;
  readonly record: EffectiveRecord;
  readonly purpose: FilterPurpose;
  readonly operands: OperatorContext;
  /** Leaves the search text out, so that an index of the compared column alone can answer. */
  readonly keysOnly?: boolean;
  aliases: number;
}

/** The row type a record list calls its own rows. */
export const rowAlias = 't';

function conditionAt(
  compilation: Compilation,
  path: FilterPath,
  alias: string,
  node: FilterNode & { kind: 'condition' },
  hops: readonly Hop[],
): Condition {
  const [hop, ...rest] = hops;
  const searched = path.leaf.searched && !compilation.keysOnly;
  if (!hop) return operatorSql({ alias, ...path.leaf, searched }, node.operator, node.value, compilation.operands);
  const next = `f${++compilation.aliases}`;
  const conditions = allOf([
    sql`${column(next, hop.to)} = ${column(alias, hop.from)}`,
    sql`${column(next, 'deleted_at')} IS NULL`,
    visibleRows(compilation.reader, hop.target, next),
    conditionAt(compilation, path, next, node, rest),
  ]);
  // OFFSET 0 keeps the planner from turning a probe into a join over the whole of the other table.
  const fence = compilation.purpose === 'probe' ? sql` OFFSET 0` : sql``;
  return sql`EXISTS (SELECT 1 FROM ${sql.table(hop.target.table)} AS ${sql.ref(next)} WHERE ${conditions}${fence})`;
}

function compileCondition(compilation: Compilation, node: FilterNode & { kind: 'condition' }): Condition {
  const path = readPath(compilation.reader, compilation.record, node.field);
  if (!path) throw invalidFilter(node.field, 'filter-field');
  if (!path.leaf.operators.includes(node.operator)) throw invalidFilter(node.field, 'filter-operator');
  // « Is empty » of something linked means that nothing linked has a value; the contrary of a condition, that it is
  // true of nothing linked.
  const contrary =
    contraries[node.operator] ?? (node.operator === 'isEmpty' && path.hops.length > 0 ? 'isNotEmpty' : undefined);
  try {
    const positive = conditionAt(
      compilation,
      path,
      rowAlias,
      { ...node, operator: contrary ?? node.operator },
      path.hops,
    );
    return contrary ? sql`(${positive}) IS NOT TRUE` : positive;
  } catch (error) {
    if (error instanceof OperandProblem) throw invalidFilter(node.field, 'filter-value');
    throw error;
  }
}

function compileNode(compilation: Compilation, node: FilterNode): Condition | null {
  if (node.kind === 'condition') return compileCondition(compilation, node);
  if (node.kind === 'not') {
    const inner = compileNode(compilation, node.node);
    return inner && sql`(${inner}) IS NOT TRUE`;
  }
  const inner = node.nodes.map((child) => compileNode(compilation, child)).filter((condition) => condition !== null);
  if (inner.length < 2) return inner[0] ?? null;
  return sql`(${sql.join(inner, node.kind === 'and' ? sql` AND ` : sql` OR `)})`;
}

function compilationOf(reader: Reader, record: EffectiveRecord, purpose: FilterPurpose): Compilation {
  const { userId, timeZone } = reader.principal;
  return { reader, record, purpose, operands: { userId, timeZone, today: () => todayIn(timeZone) }, aliases: 0 };
}

/**
 * Takes who reads, a record type and a filter as JSON; returns the condition over rows called `t`, null where there is
 * nothing to filter by. Rows of other records count where the reader may see them. Throws 400 `invalid-filter` naming
 * the field that is unknown, hidden or asked for what it cannot answer.
 */
export function compileFilter(
  reader: Reader,
  record: EffectiveRecord,
  filter: unknown,
  purpose: FilterPurpose = 'probe',
): Condition | null {
  const node = readFilter(filter);
  return node && compileNode(compilationOf(reader, record, purpose), node);
}

function hasHop(reader: Reader, record: EffectiveRecord, node: FilterNode): boolean {
  if (node.kind === 'not') return hasHop(reader, record, node.node);
  if (node.kind !== 'condition') return node.nodes.some((child) => hasHop(reader, record, child));
  return (readPath(reader, record, node.field)?.hops.length ?? 0) > 0;
}

/**
 * Like compileFilter, but of the conditions that every row must meet only those that a row tells by itself: they are
 * tried before other records are asked.
 */
export function compileOwn(reader: Reader, record: EffectiveRecord, filter: unknown): Condition | null {
  const node = readFilter(filter);
  if (!node) return null;
  const nodes = (node.kind === 'and' ? node.nodes : [node]).filter((child) => !hasHop(reader, record, child));
  return compileNode(compilationOf(reader, record, 'probe'), { kind: 'and', nodes });
}

/** Tells whether a filter asks other records than those it filters. */
export function isLinkedFilter(reader: Reader, record: EffectiveRecord, filter: unknown): boolean {
  const node = readFilter(filter);
  return node !== null && hasHop(reader, record, node);
}

/**
 * Like compileFilter, to seek: returns conditions of which a row meets at least one. A choice between conditions over
 * other records is split, since PostgreSQL would try it on every row; each branch has indexes of its own.
 */
export function compileBranches(
  reader: Reader,
  record: EffectiveRecord,
  filter: unknown,
): readonly (Condition | null)[] {
  const node = readFilter(filter);
  if (!node) return [null];
  const compile = (nodes: readonly FilterNode[]) =>
    compileNode(compilationOf(reader, record, 'seek'), { kind: 'and', nodes });
  const nodes = node.kind === 'and' ? node.nodes : [node];
  const choice = nodes.find((child) => child.kind === 'or' && child.nodes.length > 1 && hasHop(reader, record, child));
  if (choice?.kind !== 'or') return [compile(nodes)];
  const others = nodes.filter((child) => child !== choice);
  return choice.nodes.map((branch) => compile([...others, branch]));
}

/** Operators that say where in an index the rows are. */
const ranges: readonly OperatorName[] = [
  'equals',
  'in',
  'startsWith',
  'lessThan',
  'lessOrEqual',
  'greaterThan',
  'greaterOrEqual',
  'before',
  'after',
  'between',
  'inLastDays',
  'inNextDays',
];

/** What a filter says of one column, whatever else it says. */
export interface ColumnConditions {
  /** Where in the column's index the rows are; null where it says nothing of that. */
  readonly range: Condition | null;
  /** What else is true of each value. */
  readonly probe: Condition | null;
}

/** Takes who reads, a record type, a filter and a column; returns what the filter says of that column for every row. */
export function compileColumn(
  reader: Reader,
  record: EffectiveRecord,
  filter: unknown,
  columnName: string,
): ColumnConditions {
  const node = readFilter(filter);
  if (!node) return { range: null, probe: null };
  const nodes = node.kind === 'and' ? node.nodes : [node];
  const found = nodes.filter((child) => {
    const path = child.kind === 'condition' ? readPath(reader, record, child.field) : undefined;
    return path?.hops.length === 0 && (path.leaf.keyColumn ?? path.leaf.column) === columnName;
  });
  const isRange = (child: FilterNode) => child.kind === 'condition' && ranges.includes(child.operator);
  const compile = (chosen: readonly FilterNode[]) =>
    compileNode({ ...compilationOf(reader, record, 'probe'), keysOnly: true }, { kind: 'and', nodes: chosen });
  return { range: compile(found.filter(isRange)), probe: compile(found.filter((child) => !isRange(child))) };
}
