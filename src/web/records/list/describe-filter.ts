import type { FormatContext } from '../../../fields/field-type.ts';
import { type OperatorName, operators } from '../../../fields/operators.ts';
import { localize } from '../../../lib/localized.ts';
import type { FilterCondition, FilterNode } from '../../api/types.ts';
import type { FilterField } from './filter-fields.ts';

export interface DescribeContext extends FormatContext {
  readonly fields: ReadonlyMap<string, FilterField>;
  readonly words: {
    readonly and: string;
    readonly or: string;
    readonly yes: string;
    readonly no: string;
    readonly days: string;
    readonly unknownField: (path: string) => string;
  };
}

function valueText(field: FilterField | undefined, value: unknown, context: DescribeContext): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? context.words.yes : context.words.no;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return '';
  if (!field || field.part || field.comparison === 'text') return value;
  // One code of a field of several is shown as the several are.
  const shown = field.comparison === 'codes' ? [value] : value;
  try {
    return field.type.format(shown, field.field.options, context);
  } catch {
    return value;
  }
}

function conditionText(condition: FilterCondition, context: DescribeContext): string {
  const field = context.fields.get(condition.field);
  const label = field?.label ?? context.words.unknownField(condition.field);
  const operator = Object.hasOwn(operators, condition.op) ? operators[condition.op as OperatorName] : undefined;
  if (!operator) return label;
  const operation = localize(operator.label, context.language);
  const values = Array.isArray(condition.value) ? condition.value : [condition.value];
  const texts = values.map((value) => valueText(field, value, context)).filter((text) => text !== '');
  if (operator.operand === 'none') return `${label} ${operation}`;
  if (operator.operand === 'days') return `${label} ${operation} (${texts.join('')} ${context.words.days})`;
  const joiner = operator.operand === 'range' ? ` ${context.words.and} ` : ', ';
  const shown = texts.length > 3 ? [...texts.slice(0, 3), `+${texts.length - 3}`] : texts;
  return `${label} ${operation} ${shown.join(joiner)}`;
}

/** Takes a filter; returns it in a sentence, as its chip shows it. */
export function describeFilter(node: FilterNode, context: DescribeContext): string {
  if ('and' in node || 'or' in node) {
    const nodes = 'and' in node ? node.and : node.or;
    const joiner = 'and' in node ? context.words.and : context.words.or;
    return nodes
      .map((child) =>
        'and' in child || 'or' in child ? `(${describeFilter(child, context)})` : describeFilter(child, context),
      )
      .join(` ${joiner} `);
  }
  return conditionText(node, context);
}
