import { type RawBuilder, sql } from 'kysely';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Company } from '../../company.ts';
import type { Condition } from '../../db/compared.ts';
import type { Row } from '../rows.ts';
import { rowAlias } from './compile-filter.ts';
import { type Order, type Position, sortValues } from './order.ts';
import type { Sample } from './table-statistics.ts';

/** Which rows a list holds, before their order: see `listConditions`. */
export interface Conditions {
  /** Live rows, or those of the trash: the condition of every index. */
  readonly state: Condition;
  readonly trash: boolean;
  /** What a row met on a walk is tried by; null where every row will do. */
  readonly probe: Condition | null;
  /** The same, written to be led by indexes: a row meets one of them. */
  readonly seek: readonly (Condition | null)[];
  /** What the filter says of the first sort key: the part of its index that is worth walking. */
  readonly lead: Condition | null;
  /** What it says of that key beside: true or not of each value, wherever it stands in the index. */
  readonly leadProbe: Condition | null;
  /** True where other records must be asked to try a row. */
  readonly linked: boolean;
  /** Share of the table's rows that the reader may see, where it is known. */
  readonly share: number | null;
}

export interface PageRequest {
  readonly company: Company;
  readonly record: EffectiveRecord;
  readonly conditions: Conditions;
  readonly order: Order;
  /** The order of the list where `order` is that of one group of it: the one that positions are of. */
  readonly listOrder?: Order;
  readonly after: Position | null;
  /** Rows wanted; one more is read, to know whether there is a next page. */
  readonly limit: number;
  /** Columns wanted, of rows called `t`. */
  readonly columns: readonly string[];
}

export interface Page {
  readonly rows: readonly Row[];
  /** How many rows the list holds, where that came to light: not beyond `mostSorted`. */
  readonly total: number | null;
  /** What a sample of the table said, where one was taken. */
  readonly sample: Sample | null;
}

/** Takes what is asked; returns the columns to select of rows called `t`, the sort values as text among them. */
export function selectedColumns(request: PageRequest): RawBuilder<unknown> {
  return sql.join([
    ...request.columns.map((name) => sql.ref(`${rowAlias}.${name}`)),
    ...sortValues(request.listOrder ?? request.order, rowAlias),
  ]);
}
