import type { $ZodType } from 'zod/v4/core';
import type { Language, Localized } from '../lib/localized.ts';
import type { Result } from '../lib/result.ts';
import type { OperatorName } from './operators.ts';

/** The PostgreSQL types a field may be stored in. */
export type ColumnType =
  | 'text'
  | 'integer'
  | 'bigint'
  | 'numeric'
  | 'date'
  | 'time'
  | 'timestamptz'
  | 'boolean'
  | 'uuid'
  | 'jsonb'
  | 'text[]'
  | 'uuid[]';

/** One column of a field; `suffix` is '' for the main column, else joined to the field's name with `_`. */
export interface ColumnSpecification {
  readonly suffix: string;
  readonly type: ColumnType;
}

/** How values compare, in filters and in sorting. The SQL of each kind is written once, in `server/db`. */
export type Comparison =
  | 'text'
  | 'code'
  | 'codes'
  | 'number'
  | 'date'
  | 'moment'
  | 'time'
  | 'boolean'
  | 'reference'
  | 'none';

/** What a person needs to read a value. */
export interface FormatContext {
  readonly language: Language;
  /** IANA zone name, such as `Europe/Paris`, for moments. */
  readonly timeZone: string;
  /** Title of a referenced record by its id, where the caller knows it. */
  readonly titleOf?: (id: string) => string | null | undefined;
}

/** What reading a text needs beside the text. */
export interface ParseContext {
  readonly language: Language;
  readonly timeZone: string;
  /** Order of day, month and year in dates such as 03/04/2026; French order where absent. */
  readonly dateOrder?: 'dmy' | 'mdy' | 'ymd';
  /** Decimal mark of the source; both are understood where absent. */
  readonly decimal?: ',' | '.';
  /** Region for phone numbers written nationally, ISO 3166 (FR where absent). */
  readonly region?: string;
}

/** Why a text or a value is refused: a code of the error catalogue and its parameters. */
export interface ValueProblem {
  readonly code: string;
  readonly parameters?: Readonly<Record<string, string | number>>;
}

/** One named part of a value of several columns (an address's city), filtered and sorted by itself. */
export interface FieldPart {
  readonly suffix: string;
  readonly label: Localized;
  readonly comparison: Comparison;
  readonly operators: readonly OperatorName[];
  /** Kept under a folded key of its own, with an index, where the field is indexed. */
  readonly keyed?: boolean;
  /** The part itself of a value, or null. */
  readonly of: (value: never) => unknown;
}

/** An example the conformance suite tries: a value, how it is written for exchange, and other ways people write it. */
export interface FieldExample<Value, Options> {
  readonly value: Value;
  readonly text: string;
  readonly alsoFrom?: readonly string[];
  readonly refused?: readonly string[];
  readonly options?: Partial<Options>;
}

/** What a stage means for the record that has reached it. */
export type Outcome = 'open' | 'won' | 'lost';

/** A list value as field types see it: code, label per language, whether it may still be chosen, old names. */
export interface ListValue {
  readonly code: string;
  readonly label: Localized;
  readonly active?: boolean;
  readonly aliases?: readonly string[];
  /** Colour name of the palette of `web/ui`, for tags and kanban columns. */
  readonly color?: string;
  /** For stages: what the value means for the record. */
  readonly outcome?: Outcome;
  /** Code of the value that took its place: no longer chosen, and what is written so means that one. */
  readonly mergedInto?: string;
}

/** An option of a field type as an administrator sets it: itself described as a field. */
export interface OptionDeclaration {
  readonly type: string;
  readonly label: Localized;
  readonly required?: boolean;
  readonly options?: object;
  /** What the value names, where it is chosen among what the company has. */
  readonly names?: 'valueList' | 'recordType';
}

/**
 * One kind of value: all that is known of it without Node or React. JSON form of a value (`Value`) is what the API
 * carries, the form holds and the audit trail keeps; null stands for "empty" everywhere and never reaches a type's
 * own functions except `encode`.
 */
export interface FieldType<Value = unknown, Options extends object = object> {
  /** Stored in settings: never renamed. */
  readonly name: string;
  readonly label: Localized;
  readonly columns: readonly ColumnSpecification[];
  /** The options an administrator may set on a custom field of this type, by option name. */
  readonly optionFields: Readonly<Record<string, OptionDeclaration>>;
  /** Brings what people type to the stored form (spaces trimmed, `www.x.fr` to `https://www.x.fr`); '' becomes null. */
  readonly normalize?: (input: unknown, options: Options) => unknown;
  /** What a normalised value must be. No transforms: the schema also describes the API. */
  readonly schema: (options: Options) => $ZodType<Value>;
  /** Code of the error catalogue for a value that the schema refuses. */
  readonly invalidCode: string;
  /** One stored value per column, in the order of `columns`. */
  readonly encode: (value: Value | null, options: Options) => readonly unknown[];
  /** The inverse of `encode`, from what PostgreSQL returns (dates as text, numeric as text). */
  readonly decode: (columns: readonly unknown[], options: Options) => Value | null;
  /** What a person reads, in their language. */
  readonly format: (value: Value, options: Options, context: FormatContext) => string;
  /** Canonical exchange text: export, paste. `fromText(toText(v))` is `v`. */
  readonly toText: (value: Value, options: Options, context: FormatContext) => string;
  readonly fromText: (text: string, options: Options, context: ParseContext) => Result<Value | null, ValueProblem>;
  readonly comparison: Comparison;
  readonly operators: readonly OperatorName[];
  /** 'key': sorted by a folded key column; 'column': by the main column; false: not sortable. */
  readonly sort: 'key' | 'column' | false;
  /** What sums many values up (types with `comparison: 'number'`): an average alone where a sum says nothing. */
  readonly totals?: readonly ('sum' | 'average')[];
  /** The text whose folded key sorts and compares a value (types with `sort: 'key'`). */
  readonly keyText?: (value: Value, options: Options) => string;
  /** Words under which the value is found by the search of everything. */
  readonly searchText?: (value: Value, options: Options) => string;
  readonly parts?: Readonly<Record<string, FieldPart>>;
  /** Names of the record types a value may point to (types with `comparison: 'reference'`). */
  readonly targets?: (options: Options) => readonly string[];
  /** True for types an administrator may choose for a custom field. */
  readonly choosable: boolean;
  readonly examples: readonly FieldExample<Value, Options>[];
}

/** What every field declaration may say beside its type's own options. */
export interface FieldSettings {
  readonly label: Localized;
  readonly help?: Localized;
  readonly required?: boolean;
  /** No two live records share the value (the trash does not count). */
  readonly unique?: boolean;
  readonly readOnly?: boolean;
  /**
   * Codes of a read-only list of which whoever makes a record may say one, and nobody changes it later: where it comes
   * from (F19, F20).
   */
  readonly saidAtCreation?: readonly string[];
  /** Kept, but shown nowhere: an administrator may set it too. */
  readonly hidden?: boolean;
  /** Sorted on at any size: an index is kept. Others sort within a bound. */
  readonly sortable?: boolean;
  /** Filtered on at any size: an index is kept. */
  readonly indexed?: boolean;
  /** Found by the search of everything. */
  readonly search?: boolean;
  /** False keeps the field out of the audit trail. */
  readonly audited?: boolean;
  /** Name of the record's section that holds the field. */
  readonly section?: string;
  readonly defaultValue?: unknown;
  /** A day or a moment that has come: never one ahead (A25). */
  readonly past?: boolean;
  /** A new record gets the moment, or the day, at which it is made. */
  readonly defaultNow?: boolean;
  /** Shown as a column of the standard list, in this order of declaration. */
  readonly inList?: boolean;
  /** Left out of the copy that « Dupliquer » opens (recipient boxes, photo: A16). */
  readonly copied?: boolean;
  /**
   * Codes of the list that one live record alone holds among those whose reference `per` names the same record (the
   * main interlocutor of a company, A28). The engine moves them on demand, from whoever holds them.
   */
  readonly heldOnce?: { readonly per: string; readonly codes: readonly string[] };
  /** Which part of a person's name it is: names are written as the French write them on demand (F111). */
  readonly personName?: 'family' | 'given';
  /** A person's name that the company writes in capitals. */
  readonly capitals?: boolean;
  /** The field's button: call, mail, open, write a message, follow-up « aujourd'hui ». */
  readonly action?: 'call' | 'mail' | 'open' | 'today';
}

/** A field of a declaration: its type's name, the type's options, and what is said of every field. */
export interface FieldDeclaration extends FieldSettings {
  readonly type: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * Takes a field type; returns its builder for declarations: `lastName: text({ label, required: true, maximum: 80 })`.
 * What is not a setting of every field is an option of the type.
 */
export function fieldBuilder<Options extends object>(type: {
  readonly name: string;
  readonly optionNames: readonly string[];
}) {
  return (settings: FieldSettings & Partial<Options>): FieldDeclaration => {
    const options: Record<string, unknown> = {};
    const rest: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(settings)) (type.optionNames.includes(key) ? options : rest)[key] = value;
    return { ...(rest as unknown as FieldSettings), type: type.name, options };
  };
}
