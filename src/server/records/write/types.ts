import type { Transaction } from 'kysely';
import type { DynamicTables } from '../../company.ts';
import type { FieldError } from '../../errors.ts';
import type { Row, Values } from '../rows.ts';

export type EngineTransaction = Transaction<DynamicTables>;

/**
 * A child in a nested write: a new one, changes to one (`id`), or its removal (`id` and `delete`). With `version` a
 * change of one that has another now is refused.
 */
export type ChildInput = Values & { readonly id?: string; readonly delete?: boolean; readonly version?: number };

/** One write of a batch. `values` may hold through fields and, by the name of children, arrays of `ChildInput`. */
export type Write =
  | { readonly kind: 'create'; readonly id?: string; readonly values: Values }
  | { readonly kind: 'update'; readonly id: string; readonly values: Values; readonly version?: number }
  | { readonly kind: 'delete'; readonly id: string; readonly version?: number }
  | { readonly kind: 'restore'; readonly id: string };

/**
 * What came of one write: the record's id and version, or why it was refused. `changed` is false where nothing differed,
 * of its children neither.
 */
export type WriteOutcome =
  | { readonly ok: true; readonly id: string; readonly version: number; readonly changed: boolean }
  | {
      readonly ok: false;
      readonly status: number;
      readonly code: string;
      readonly errors: readonly FieldError[];
      readonly extra?: Readonly<Record<string, unknown>>;
    };

export interface WriteOptions {
  /** Fields that no form writes may be written (status, origin): for features, imports and undo. */
  readonly trusted?: boolean;
  /** Record of the request, written with it, so that a retry answers the same. */
  readonly idempotency?: { readonly key: string; readonly hash: string };
  /**
   * What is given no more (values of retired list entries, links to a record that is gone) is refused for people and
   * imports, kept for undo, merge and restore.
   */
  readonly acceptRetired?: boolean;
  /** Codes that one record alone holds are taken from who holds them; without it, giving them again is refused. */
  readonly moves?: boolean;
  /** Lines given are changes of some, each with its place; without it they are all there are, in their order. */
  readonly someLines?: boolean;
  /**
   * Parents that go to the trash in the same transaction: what leaves them is not asked of them (fewest, primary), and
   * their rows stay as they are.
   */
  readonly parting?: ReadonlySet<string>;
}

/** A write on its way through the engine: what was asked, what is there, what will be. */
export interface Draft {
  readonly index: number;
  readonly kind: Write['kind'];
  readonly id: string;
  /** Record at the top of the nested write. */
  readonly root: string;
  /** The row before, for all but a create. */
  readonly row: Row | null;
  /** Values before: empty for a create. */
  readonly before: Values;
  /** Values after, own and through fields. */
  readonly after: Record<string, unknown>;
  /** Through values as asked, for the primary child. */
  readonly through: Record<string, unknown>;
  /** Children as asked, by the name of children. */
  readonly children: Readonly<Record<string, readonly ChildInput[]>>;
  readonly errors: FieldError[];
  /** A refusal of the whole write (stale, forbidden). */
  refusal: Extract<WriteOutcome, { ok: false }> | null;
  /** The record's version once written. */
  version?: number;
  /** Whether one of its children came, went or changed. */
  childChanged?: true;
  /** Set for deletes that follow another's: the record whose deletion took this one. */
  readonly trashRoot?: string;
  /** Name of the error's field in the nested write: `accountLinks.0.` for a child. */
  readonly path: string;
}

/** Takes what is known of a write as it enters the engine; returns its draft, nothing changed yet. */
export function draftFrom(known: Pick<Draft, 'kind' | 'id' | 'row' | 'before'> & Partial<Draft>): Draft {
  return {
    index: -1,
    root: known.id,
    after: { ...known.before },
    through: {},
    children: {},
    errors: [],
    refusal: null,
    path: '',
    ...known,
  };
}
