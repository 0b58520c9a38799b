import { type OperatorName, operators } from '../../../fields/operators.ts';
import { CarnetError } from '../../errors.ts';

/** A filter as it was asked for, its shape checked: groups, negations, conditions. */
export type FilterNode =
  | { readonly kind: 'and' | 'or'; readonly nodes: readonly FilterNode[] }
  | { readonly kind: 'not'; readonly node: FilterNode }
  | { readonly kind: 'condition'; readonly field: string; readonly operator: OperatorName; readonly value: unknown };

export const deepestFilter = 8;
export const mostConditions = 100;

/** Takes the name of a filter's field as it was asked for and why it is refused; returns the error to throw. */
export function invalidFilter(
  field: string,
  code: 'filter-field' | 'filter-operator' | 'filter-value' | 'filter-shape',
): CarnetError {
  const parameters = { field: field.slice(0, 200) };
  return new CarnetError(400, 'invalid-filter', {
    parameters,
    errors: [{ field: parameters.field, code, parameters }],
  });
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readNode(input: unknown, depth: number, counter: { conditions: number }): FilterNode {
  if (!isPlain(input) || depth > deepestFilter) throw invalidFilter('filter', 'filter-shape');
  const keys = Object.keys(input);
  const only = keys.length === 1 ? keys[0] : undefined;
  if (only === 'and' || only === 'or') {
    const nodes = input[only];
    if (!Array.isArray(nodes)) throw invalidFilter(only, 'filter-shape');
    return { kind: only, nodes: nodes.map((node) => readNode(node, depth + 1, counter)) };
  }
  if (only === 'not') return { kind: 'not', node: readNode(input.not, depth + 1, counter) };
  const { field, op, value } = input;
  if (typeof field !== 'string' || keys.some((key) => key !== 'field' && key !== 'op' && key !== 'value'))
    throw invalidFilter('filter', 'filter-shape');
  if (typeof op !== 'string' || !Object.hasOwn(operators, op)) throw invalidFilter(field, 'filter-operator');
  if (++counter.conditions > mostConditions) throw invalidFilter(field, 'filter-shape');
  return { kind: 'condition', field, operator: op as OperatorName, value };
}

/**
 * Takes a filter as JSON, parsed or not; returns it with its shape checked, null where there is nothing to filter by.
 * At most 8 levels and 100 conditions. Throws 400 `invalid-filter`.
 */
export function readFilter(input: unknown): FilterNode | null {
  if (input === null || input === undefined || input === '') return null;
  let value = input;
  if (typeof input === 'string') {
    try {
      value = JSON.parse(input);
    } catch {
      throw invalidFilter('filter', 'filter-shape');
    }
  }
  if (value === null || (isPlain(value) && Object.keys(value).length === 0)) return null;
  return readNode(value, 1, { conditions: 0 });
}
