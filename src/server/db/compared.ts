import { type RawBuilder, sql } from 'kysely';
import type { ColumnType, Comparison } from '../../fields/field-type.ts';

export type Condition = RawBuilder<boolean>;

/** What a filter compares: a field's columns, or a part's. Names of columns come from the effective record only. */
export interface Compared {
  readonly alias: string;
  readonly comparison: Comparison;
  /** The column that holds the value. */
  readonly column: string;
  readonly columnType: ColumnType;
  /** Every column of the value: it is empty when all are. */
  readonly columns: readonly string[];
  /** Column of the folded key, where one is kept. */
  readonly keyColumn: string | null;
  /** Takes a text as typed; returns what the type compares by (a phone's digits). */
  readonly keyText: (text: string) => string;
  /** True when the value's words are in the record's search text, which is indexed. */
  readonly searched: boolean;
}

/** A value that an operator cannot take. */
export class OperandProblem extends Error {}

const longestText = 1000;

/** Takes a column of an alias; returns it as SQL. */
export function column(alias: string, name: string): RawBuilder<unknown> {
  return sql.ref(`${alias}.${name}`);
}

/** Takes any operand; returns it as text that PostgreSQL takes. Throws an OperandProblem. */
export function textOperand(value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '' || value.length > longestText || value.includes('\0'))
    throw new OperandProblem();
  return value;
}
