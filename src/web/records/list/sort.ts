/** One level of a sort. */
export interface SortLevel {
  readonly field: string;
  readonly descending: boolean;
}

/** Takes a sort as the address has it (`lastName,-updatedAt`); returns its levels. */
export function readSort(sort: string): readonly SortLevel[] {
  return sort
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '-')
    .map((part) =>
      part.startsWith('-') ? { field: part.slice(1), descending: true } : { field: part, descending: false },
    );
}

/** Takes levels; returns the sort as the address has it. */
export function writeSort(levels: readonly SortLevel[]): string {
  return levels.map(({ field, descending }) => `${descending ? '-' : ''}${field}`).join(',');
}

/**
 * The next sort after a click on a column's head: ascending, descending, off. With `several`, the other levels stay;
 * without, the column becomes the only one.
 */
export function cycleSort(levels: readonly SortLevel[], field: string, several: boolean): readonly SortLevel[] {
  const at = levels.findIndex((level) => level.field === field);
  const level = levels[at];
  if (several) {
    if (!level) return [...levels, { field, descending: false }];
    if (level.descending) return levels.filter((other) => other !== level);
    return levels.with(at, { field, descending: true });
  }
  if (!level || levels.length > 1) return [{ field, descending: false }];
  return level.descending ? [] : [{ field, descending: true }];
}
