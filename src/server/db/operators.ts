import { type RawBuilder, sql } from 'kysely';
import type { ColumnType } from '../../fields/field-type.ts';
import type { OperatorName } from '../../fields/operators.ts';
import { isId } from '../../lib/ids.ts';
import { type Compared, type Condition, column, OperandProblem, textOperand } from './compared.ts';
import { momentRange, relativeDays } from './operators-dates.ts';
import { textCondition } from './operators-text.ts';

/** What operators need to know of who asks. */
export interface OperatorContext {
  readonly userId: string | null;
  /** Returns the ISO date of today where they are. */
  readonly today: () => string;
  readonly timeZone: string;
}

/** Operators that say the contrary of another: true exactly where that one is not, empty values included. */
export const contraries: Readonly<Partial<Record<OperatorName, OperatorName>>> = {
  notEquals: 'equals',
  notIn: 'in',
  notContains: 'contains',
  hasNone: 'hasAny',
};

/** Most values of one condition. */
const mostValues = 1000;

function list(value: unknown): readonly unknown[] {
  const values = Array.isArray(value) ? value : [value];
  if (values.length > mostValues) throw new OperandProblem();
  return values;
}

function idOf(value: unknown): string {
  const id = value !== null && typeof value === 'object' ? (value as { readonly id?: unknown }).id : value;
  const text = typeof id === 'string' ? id.toLowerCase() : id;
  if (!isId(text)) throw new OperandProblem();
  return text;
}

function numberOf(value: unknown): string {
  const amount = value !== null && typeof value === 'object' ? (value as { readonly amount?: unknown }).amount : value;
  const text = typeof amount === 'number' ? String(amount) : amount;
  if (typeof text !== 'string' || !/^-?\d{1,40}(?:\.\d{1,40})?$/.test(text)) throw new OperandProblem();
  return text;
}

/** A whole number is bound in the column's own type, so that its index serves; any other as numeric. */
function numberSql(value: unknown, type: ColumnType): RawBuilder<unknown> {
  const text = numberOf(value);
  const whole = /^-?\d{1,18}$/.test(text) && Math.abs(Number(text)) < 2 ** 31;
  return type === 'numeric' || !whole ? sql`${text}::numeric` : sql`${text}::${sql.raw(type)}`;
}

const signs = {
  equals: '=',
  lessThan: '<',
  lessOrEqual: '<=',
  greaterThan: '>',
  greaterOrEqual: '>=',
  before: '<',
  after: '>',
} as const;

function signOf(operator: OperatorName): RawBuilder<unknown> {
  if (!Object.hasOwn(signs, operator)) throw new OperandProblem();
  return sql.raw(signs[operator as keyof typeof signs]);
}

/** Takes the bounds of `between` ([from, to], either may be null) and how one is written; returns the condition. */
function betweenSql(
  target: RawBuilder<unknown>,
  value: unknown,
  bound: (value: unknown) => RawBuilder<unknown>,
): Condition {
  if (!Array.isArray(value) || value.length !== 2) throw new OperandProblem();
  const [from, to] = value as [unknown, unknown];
  const open = (end: unknown) => end === null || end === undefined || end === '';
  if (open(from) && open(to)) throw new OperandProblem();
  if (open(to)) return sql`${target} >= ${bound(from)}`;
  if (open(from)) return sql`${target} <= ${bound(to)}`;
  return sql`${target} BETWEEN ${bound(from)} AND ${bound(to)}`;
}

function dateOf(value: unknown): RawBuilder<unknown> {
  if (
    typeof value !== 'string' ||
    !/^\d{4}-\d{2}-\d{2}$/.test(value) ||
    Number.isNaN(Date.parse(value)) ||
    value < '0001'
  )
    throw new OperandProblem();
  if (new Date(`${value}T00:00:00Z`).toISOString().slice(0, 10) !== value) throw new OperandProblem();
  return sql`${value}::date`;
}

function timeOf(value: unknown): RawBuilder<unknown> {
  if (typeof value !== 'string' || !/^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/.test(value)) throw new OperandProblem();
  return sql`${value}::time`;
}

function daysSql(
  compared: Compared,
  operator: 'inLastDays' | 'inNextDays',
  value: unknown,
  context: OperatorContext,
): Condition {
  const range = relativeDays(operator, value, context.today());
  if (!range) throw new OperandProblem();
  const target = column(compared.alias, compared.column);
  if (compared.comparison === 'date') return sql`${target} BETWEEN ${range.from}::date AND ${range.to}::date`;
  const { from, to } = momentRange(range.from, range.to, context.timeZone);
  return sql`(${target} >= ${from}::timestamptz AND ${target} < ${to}::timestamptz)`;
}

/** A day stands for all its moments in the reader's zone; a moment written in full for itself, to the millisecond. */
function momentSql(compared: Compared, operator: OperatorName, value: unknown, context: OperatorContext): Condition {
  const target = column(compared.alias, compared.column);
  const rangeOf = (given: unknown) => {
    if (typeof given !== 'string') throw new OperandProblem();
    if (/^\d{4}-\d{2}-\d{2}$/.test(given)) {
      dateOf(given);
      return momentRange(given, given, context.timeZone);
    }
    const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?Z$/.test(given) ? Date.parse(given) : Number.NaN;
    if (Number.isNaN(moment)) throw new OperandProblem();
    return { from: new Date(moment).toISOString(), to: new Date(moment + 1).toISOString() };
  };
  if (operator === 'between') {
    if (!Array.isArray(value) || value.length !== 2 || !(value[0] || value[1])) throw new OperandProblem();
    const [from, to] = value as [unknown, unknown];
    const low = from ? sql`${target} >= ${rangeOf(from).from}::timestamptz` : sql`true`;
    const high = to ? sql`${target} < ${rangeOf(to).to}::timestamptz` : sql`true`;
    return sql`(${target} IS NOT NULL AND ${low} AND ${high})`;
  }
  const range = rangeOf(value);
  if (operator === 'before') return sql`${target} < ${range.from}::timestamptz`;
  if (operator === 'after') return sql`${target} >= ${range.to}::timestamptz`;
  if (operator !== 'equals') throw new OperandProblem();
  return sql`(${target} >= ${range.from}::timestamptz AND ${target} < ${range.to}::timestamptz)`;
}

function emptySql({ alias, columns, keyColumn }: Compared): Condition {
  const allNull = sql.join(
    columns.map((name) => sql`${column(alias, name)} IS NULL`),
    sql` AND `,
  );
  return keyColumn ? sql`(${column(alias, keyColumn)} = '' AND ${allNull})` : sql`(${allNull})`;
}

function referenceSql(compared: Compared, operator: OperatorName, value: unknown, context: OperatorContext): Condition {
  const target = column(compared.alias, compared.column);
  if (operator === 'isMe') return context.userId ? sql`${target} = ${context.userId}::uuid` : sql`false`;
  const ids = list(operator === 'equals' ? [value] : value).map(idOf);
  return ids.length === 1 ? sql`${target} = ${ids[0]}::uuid` : sql`${target} = ANY(${ids}::uuid[])`;
}

function codesSql(compared: Compared, operator: OperatorName, value: unknown): Condition {
  const codes = list(value).map(textOperand);
  const target = column(compared.alias, compared.column);
  return operator === 'hasAll' ? sql`${target} @> ${codes}::text[]` : sql`${target} && ${codes}::text[]`;
}

function codeSql(compared: Compared, operator: OperatorName, value: unknown): Condition {
  const codes = list(operator === 'equals' ? [value] : value).map(textOperand);
  const target = column(compared.alias, compared.column);
  return codes.length === 1 ? sql`${target} = ${codes[0]}` : sql`${target} = ANY(${codes}::text[])`;
}

/**
 * Takes what is compared, an operator that says no contrary (see `contraries`), its operand as it came and who asks;
 * returns the condition, null where the value is empty unless the operator asks for that. Throws an OperandProblem.
 */
export function operatorSql(
  compared: Compared,
  operator: OperatorName,
  value: unknown,
  context: OperatorContext,
): Condition {
  if (operator === 'isEmpty') return emptySql(compared);
  if (operator === 'isNotEmpty') return sql`NOT ${emptySql(compared)}`;
  if (operator === 'inLastDays' || operator === 'inNextDays') return daysSql(compared, operator, value, context);
  const target = column(compared.alias, compared.column);
  switch (compared.comparison) {
    case 'text':
      return textCondition(compared, operator, textOperand(value));
    case 'code':
      return codeSql(compared, operator, value);
    case 'codes':
      return codesSql(compared, operator, value);
    case 'reference':
      return referenceSql(compared, operator, value, context);
    case 'boolean':
      if (typeof value !== 'boolean') throw new OperandProblem();
      // The bare column is the condition of the index of what is true.
      return value ? sql`${target}` : sql`${target} IS NOT TRUE`;
    case 'moment':
      return momentSql(compared, operator, value, context);
    case 'number':
    case 'date':
    case 'time': {
      const bound = (given: unknown) =>
        compared.comparison === 'number'
          ? numberSql(given, compared.columnType)
          : compared.comparison === 'date'
            ? dateOf(given)
            : timeOf(given);
      return operator === 'between'
        ? betweenSql(target, value, bound)
        : sql`${target} ${signOf(operator)} ${bound(value)}`;
    }
    default:
      throw new OperandProblem();
  }
}
