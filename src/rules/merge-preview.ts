/** Most records merged at once, the kept one among them. */
export const mostMerged = 10;

/** What merging records would do, as it is shown before. */
export interface MergePreview<Item> {
  /** The records as their reader sees them, the kept one first. */
  readonly items: readonly Item[];
  /** The fields whose values differ, and the id of the record that has the better one. */
  readonly fields: readonly { readonly name: string; readonly proposed: string }[];
  /** How many other fields hold the same value everywhere. */
  readonly same: number;
  /** By type of record, what goes over to the kept one, and how much of it becomes one with what that has already. */
  readonly moves: readonly { readonly record: string; readonly count: number; readonly together: number }[];
  /** The first of the links that become one with a link of the kept record, with the fields in which both differ. */
  readonly conflicts: readonly {
    readonly record: string;
    readonly title: string;
    readonly fields: readonly string[];
  }[];
}
