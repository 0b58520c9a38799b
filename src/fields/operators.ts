import type { Localized } from '../lib/localized.ts';

/** What an operator needs at its right: nothing, one value of the field's type, several, two bounds, a number of days. */
export type Operand = 'none' | 'value' | 'values' | 'range' | 'days' | 'text';

export interface Operator {
  readonly label: Localized;
  readonly operand: Operand;
}

/** Every filter operator, as data: the SQL of each is written once, in `server/db`. */
export const operators = {
  equals: { label: { fr: 'est', en: 'is' }, operand: 'value' },
  notEquals: { label: { fr: 'n’est pas', en: 'is not' }, operand: 'value' },
  in: { label: { fr: 'est l’un de', en: 'is one of' }, operand: 'values' },
  notIn: { label: { fr: 'n’est aucun de', en: 'is none of' }, operand: 'values' },
  contains: { label: { fr: 'contient', en: 'contains' }, operand: 'text' },
  notContains: { label: { fr: 'ne contient pas', en: 'does not contain' }, operand: 'text' },
  startsWith: { label: { fr: 'commence par', en: 'starts with' }, operand: 'text' },
  lessThan: { label: { fr: 'est inférieur à', en: 'is less than' }, operand: 'value' },
  lessOrEqual: { label: { fr: 'est au plus', en: 'is at most' }, operand: 'value' },
  greaterThan: { label: { fr: 'est supérieur à', en: 'is greater than' }, operand: 'value' },
  greaterOrEqual: { label: { fr: 'est au moins', en: 'is at least' }, operand: 'value' },
  before: { label: { fr: 'est avant le', en: 'is before' }, operand: 'value' },
  after: { label: { fr: 'est après le', en: 'is after' }, operand: 'value' },
  between: { label: { fr: 'est entre', en: 'is between' }, operand: 'range' },
  inLastDays: { label: { fr: 'dans les derniers jours', en: 'in the last days' }, operand: 'days' },
  inNextDays: { label: { fr: 'dans les prochains jours', en: 'in the next days' }, operand: 'days' },
  hasAny: { label: { fr: 'contient l’un de', en: 'has any of' }, operand: 'values' },
  hasAll: { label: { fr: 'contient tous', en: 'has all of' }, operand: 'values' },
  hasNone: { label: { fr: 'ne contient aucun de', en: 'has none of' }, operand: 'values' },
  isMe: { label: { fr: 'est moi', en: 'is me' }, operand: 'none' },
  isEmpty: { label: { fr: 'est vide', en: 'is empty' }, operand: 'none' },
  isNotEmpty: { label: { fr: 'n’est pas vide', en: 'is not empty' }, operand: 'none' },
} as const satisfies Record<string, Operator>;

export type OperatorName = keyof typeof operators;

export const textOperators = [
  'contains',
  'notContains',
  'equals',
  'notEquals',
  'startsWith',
  'isEmpty',
  'isNotEmpty',
] as const;
export const codeOperators = ['in', 'notIn', 'equals', 'notEquals', 'isEmpty', 'isNotEmpty'] as const;
export const codesOperators = ['hasAny', 'hasAll', 'hasNone', 'isEmpty', 'isNotEmpty'] as const;
export const numberOperators = [
  'equals',
  'notEquals',
  'lessThan',
  'lessOrEqual',
  'greaterThan',
  'greaterOrEqual',
  'between',
  'isEmpty',
  'isNotEmpty',
] as const;
export const dateOperators = [
  'equals',
  'before',
  'after',
  'between',
  'inLastDays',
  'inNextDays',
  'isEmpty',
  'isNotEmpty',
] as const;
export const booleanOperators = ['equals'] as const;
export const referenceOperators = ['in', 'notIn', 'equals', 'notEquals', 'isEmpty', 'isNotEmpty'] as const;
