import type { Language, Localized } from '../../lib/localized.ts';
import type { Permissions } from '../../meta/permissions.ts';

/** How many there are: `exact` false means "at least". */
export interface Count {
  readonly value: number;
  readonly exact: boolean;
}

/**
 * One record as the API carries it: system properties and the JSON forms of its fields by name. A field that the
 * reader's role hides is absent; a field without a value is null.
 */
export interface Item {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** What to show for each reference field: the title of its target, null when it has none or may not be seen. */
  readonly titles?: Readonly<Record<string, string | null>>;
  /** The references that point to a record that is gone; absent where none does. */
  readonly gone?: readonly string[];
  readonly createdAt?: string;
  readonly createdBy?: string | null;
  readonly updatedAt?: string;
  readonly updatedBy?: string | null;
  readonly deletedAt?: string | null;
  /** Per tab, when asked with `include: ['counts']`. */
  readonly counts?: Readonly<Record<string, Count>>;
  /** Per name of children, when asked with `include: ['children']`. */
  readonly children?: Readonly<Record<string, readonly Item[]>>;
  readonly [field: string]: unknown;
}

/** A condition of a filter. `field` may pass through references (`account.city`) and linked records. */
export interface FilterCondition {
  readonly field: string;
  readonly op: string;
  readonly value?: unknown;
}

export type FilterNode =
  | FilterCondition
  | { readonly and: readonly FilterNode[] }
  | { readonly or: readonly FilterNode[] };

/** What a list is asked for. */
export interface ListParameters {
  readonly search?: string;
  readonly filter?: FilterNode | null;
  /** Fields separated by commas, `-` in front for descending. */
  readonly sort?: string;
  readonly limit?: number;
  readonly trash?: boolean;
  /** False spares the server the count. */
  readonly count?: boolean;
  readonly fields?: readonly string[];
}

export interface Page {
  readonly items: readonly Item[];
  readonly next: string | null;
  readonly count?: Count;
}

/** What some values of a field come to, of one currency where the field has them. */
export interface Total {
  readonly count: number;
  /** In the form of the field; null where a sum says nothing. */
  readonly sum: unknown;
  readonly average: unknown;
}

/** Totals by field; null of a field that so many records cannot be added up of. */
export type Totals = Readonly<Record<string, readonly Total[] | null>>;

export interface RecordGroup {
  /** A code, an id, true or false, a month as `2026-11`; null where there is none. */
  readonly value: unknown;
  /** Title of what a reference points to. */
  readonly title: string | null;
  readonly count: Count;
  readonly totals: Totals;
}

export interface Groups {
  readonly groups: readonly RecordGroup[];
  /** True where only the largest groups are told. */
  readonly more: boolean;
  readonly totals: Totals;
}

/** The records of some days, the first of each, and how many each day has. */
export interface Days {
  readonly items: readonly Item[];
  readonly days: readonly { readonly day: string; readonly count: number }[];
}

export interface Me {
  /** The saved view that lists open at, by the name of the record type. */
  readonly startViews?: Readonly<Record<string, string>>;
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly language: Language;
    readonly timeZone: string;
    readonly photo?: string | null;
  };
  readonly permissions: Permissions;
  readonly company: {
    readonly name: string;
    readonly language: Language;
    /** Most bytes of one file. */
    readonly largestFile?: number;
  };
  /** Who really sits there, where they see as this user (« voir comme »); they write nothing. */
  readonly viewer?: { readonly id: string; readonly name: string } | null;
}

/** One write in the audit trail. */
export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly channel: string;
  readonly operation: string | null;
  readonly kind: 'create' | 'update' | 'delete' | 'restore';
  readonly version: number;
  /** The record of which it is told, where that was merged into this one since. */
  readonly of?: { readonly id: string; readonly title: string | null } | null;
  readonly changes: Readonly<Record<string, readonly [before: unknown, after: unknown]>>;
  readonly titles: Readonly<Record<string, string>>;
}

export interface AuditPage {
  readonly items: readonly AuditEntry[];
  readonly next: string | null;
}

export interface SearchHit {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string | null;
}

export interface SearchAnswer {
  readonly groups: readonly { readonly record: string; readonly items: readonly SearchHit[] }[];
}

export type OperationState = 'queued' | 'running' | 'done' | 'cancelled' | 'failed' | 'undone';

/** A batch: import, bulk edit, delete… and what became of it. */
export interface Operation {
  readonly id: string;
  readonly kind: string;
  readonly record: string | null;
  readonly state: OperationState;
  readonly progress: { readonly done: number; readonly total: number | null };
  readonly result: Readonly<Record<string, unknown>> | null;
  readonly label: string | Localized | null;
  readonly createdAt: string;
  readonly createdBy: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly undoable: boolean;
  /** The operation that this one gives back. */
  readonly undoes?: string | null;
  readonly undoneBy: string | null;
  /** The file it reads. */
  readonly source?: { readonly id: string; readonly name: string } | null;
}

export interface OperationPage {
  readonly items: readonly Operation[];
  readonly next: string | null;
}

/** A file the server keeps. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly width?: number;
  readonly height?: number;
}
