import type { RawBuilder } from 'kysely';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Company } from '../../company.ts';
import type { Condition } from '../../db/compared.ts';
import type { Row } from '../rows.ts';
import type { Order, Position } from './order.ts';
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
  /** What a row tells by itself of whether it will do: others are asked of no more than those. */
  readonly own: Condition | null;
  /** Share of the table's rows that the reader may see, where it is known. */
  readonly share: number | null;
  /** What a sample said of the list already, where it holds all that the reader may see. */
  readonly sample: Sample | null;
}

export interface PageRequest {
  readonly company: Company;
  readonly record: EffectiveRecord;
  readonly conditions: Conditions;
  readonly order: Order;
  readonly after: Position | null;
  /** Rows wanted; one more is read, to know whether there is a next page. */
  readonly limit: number;
  /** What to select of rows called `t`: the columns wanted, and the sort values of the list as text (s0, s1…). */
  readonly selection: RawBuilder<unknown>;
}

export interface Page {
  readonly rows: readonly Row[];
  /** How many rows the list holds, where that came to light: not beyond `mostSorted`. */
  readonly total: number | null;
  /** What a sample of the table said, where one was taken. */
  readonly sample: Sample | null;
}
