import { type OperatorName, operators } from '../../../fields/operators.ts';
import { newId } from '../../../lib/ids.ts';
import type { FilterCondition, FilterNode } from '../../api/types.ts';
import type { FilterField } from './filter-fields.ts';

/** A condition being written: it may still lack its value. */
export interface DraftCondition {
  readonly id: string;
  readonly kind: 'condition';
  readonly field: string;
  readonly op: string;
  readonly value: unknown;
}

/** Conditions joined by « et » or « ou ». */
export interface DraftGroup {
  readonly id: string;
  readonly kind: 'group';
  readonly join: 'and' | 'or';
  readonly nodes: readonly DraftNode[];
}

export type DraftNode = DraftCondition | DraftGroup;

/** A group without conditions. */
export function emptyGroup(join: 'and' | 'or' = 'and'): DraftGroup {
  return { id: newId(), kind: 'group', join, nodes: [] };
}

function draftNode(node: FilterNode): DraftNode {
  if ('and' in node) return { id: newId(), kind: 'group', join: 'and', nodes: node.and.map(draftNode) };
  if ('or' in node) return { id: newId(), kind: 'group', join: 'or', nodes: node.or.map(draftNode) };
  return { id: newId(), kind: 'condition', field: node.field, op: node.op, value: node.value ?? null };
}

/** Takes a filter; returns it as a tree to edit, always with a group at its root. */
export function draftOf(filter: FilterNode | null): DraftGroup {
  if (filter === null) return emptyGroup();
  const node = draftNode(filter);
  return node.kind === 'group' ? node : { ...emptyGroup(), nodes: [node] };
}

function isEmptyValue(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Tells whether an operator has at its right what it needs. */
export function isComplete(op: string, value: unknown): boolean {
  const operand = Object.hasOwn(operators, op) ? operators[op as OperatorName].operand : undefined;
  if (operand === undefined) return false;
  if (operand === 'none') return true;
  if (operand === 'range')
    return Array.isArray(value) && value.length === 2 && value.every((bound) => !isEmptyValue(bound));
  return !isEmptyValue(value);
}

function written(node: DraftNode): FilterNode | null {
  if (node.kind === 'group') {
    const nodes = node.nodes.map(written).filter((child) => child !== null);
    const [only] = nodes;
    if (!only) return null;
    if (nodes.length === 1) return only;
    return node.join === 'and' ? { and: nodes } : { or: nodes };
  }
  if (!isComplete(node.op, node.value)) return null;
  const noOperand = operators[node.op as OperatorName].operand === 'none';
  return noOperand ? { field: node.field, op: node.op } : { field: node.field, op: node.op, value: node.value };
}

/** Takes a tree being edited; returns the filter of its complete conditions, null when there is none. */
export function filterOf(draft: DraftGroup): FilterNode | null {
  return written(draft);
}

/** Replaces the node called `id` by what `change` makes of it; null takes it away, and with it the group it leaves empty. */
export function changeNode(group: DraftGroup, id: string, change: (node: DraftNode) => DraftNode | null): DraftGroup {
  const nodes = group.nodes.flatMap((node) => {
    if (node.id === id) return change(node) ?? [];
    if (node.kind === 'condition') return node;
    const inner = changeNode(node, id, change);
    return inner.nodes.length === 0 && node.nodes.length > 0 ? [] : inner;
  });
  return { ...group, nodes };
}

/** Adds a node at the end of the group called `id`. */
export function addNode(group: DraftGroup, id: string, node: DraftNode): DraftGroup {
  if (group.id === id) return { ...group, nodes: [...group.nodes, node] };
  return { ...group, nodes: group.nodes.map((inner) => (inner.kind === 'group' ? addNode(inner, id, node) : inner)) };
}

/** Takes a field; returns a condition on it that waits for its value. */
export function newCondition(field: FilterField): DraftCondition {
  const op = field.operators[0] ?? 'isNotEmpty';
  return { id: newId(), kind: 'condition', field: field.path, op, value: startValue(field, op) };
}

/** What stands at an operator's right before anyone typed: « oui » for a yes-or-no field, nothing for the others. */
function startValue(field: FilterField, op: string): unknown {
  return field.comparison === 'boolean' && op === 'equals' ? true : null;
}

/** Gives a condition another operator; the value stays where both read it alike. */
export function withOperator(condition: DraftCondition, op: OperatorName): DraftCondition {
  const before = Object.hasOwn(operators, condition.op) ? operators[condition.op as OperatorName].operand : undefined;
  const after = operators[op].operand;
  const { value } = condition;
  if (before === after) return { ...condition, op };
  if (after === 'values' && before === 'value')
    return { ...condition, op, value: isEmptyValue(value) ? null : [value] };
  if (after === 'value' && before === 'values')
    return { ...condition, op, value: Array.isArray(value) ? (value[0] ?? null) : null };
  if ((after === 'text' || after === 'value') && (before === 'text' || before === 'value')) return { ...condition, op };
  return { ...condition, op, value: null };
}

/** The parts of a filter that stand alone, for a chip each: the conditions joined by « et » at its root. */
export function filterChips(filter: FilterNode | null): readonly FilterNode[] {
  if (filter === null) return [];
  return 'and' in filter ? filter.and : [filter];
}

/** Takes a filter and the place of one of its chips; returns the filter without it. */
export function withoutChip(filter: FilterNode | null, index: number): FilterNode | null {
  const rest = filterChips(filter).toSpliced(index, 1);
  const [only] = rest;
  if (!only) return null;
  return rest.length === 1 ? only : { and: rest };
}

/** Every condition of a filter, in order. */
export function conditionsOf(filter: FilterNode | null): readonly FilterCondition[] {
  if (filter === null) return [];
  if ('and' in filter) return filter.and.flatMap(conditionsOf);
  if ('or' in filter) return filter.or.flatMap(conditionsOf);
  return [filter];
}

/** Joins filters by « et »; null stands for none. */
export function joinFilters(...filters: readonly (FilterNode | null)[]): FilterNode | null {
  const nodes = filters.filter((filter) => filter !== null);
  const [only] = nodes;
  if (!only) return null;
  return nodes.length === 1 ? only : { and: nodes.flatMap((node) => ('and' in node ? node.and : [node])) };
}
