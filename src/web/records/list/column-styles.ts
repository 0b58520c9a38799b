import type { CSSProperties } from 'react';
import type { EffectiveField } from '../../../meta/effective-record.ts';
import { possibleWidth } from './columns.ts';

/** Width in pixels of the column of boxes that choose rows. */
export const selectWidth = 40;

/** Takes the columns, the widths kept and those for the others; returns the width of each in pixels, boxes first. */
export function columnWidths(
  columns: readonly EffectiveField[],
  kept: Readonly<Record<string, number>>,
  standard: (field: EffectiveField) => number,
): readonly number[] {
  return [selectWidth, ...columns.map((field) => possibleWidth(kept[field.name] ?? standard(field)))];
}

/**
 * Takes the widths of the columns; returns the variables of style that the cells are laid out by: one change of them
 * moves a thousand cells without drawing a row again.
 */
export function widthVariables(widths: readonly number[], pinnedCount: number): Readonly<Record<string, string>> {
  const variables: Record<string, string> = {};
  let left = 0;
  for (const [column, width] of widths.entries()) {
    variables[`--w${column}`] = `${width}px`;
    if (column <= pinnedCount) variables[`--l${column}`] = `${left}px`;
    left += width;
    if (column === pinnedCount) variables['--pinned-width'] = `${left}px`;
  }
  variables['--total-width'] = `${left}px`;
  return variables;
}

/** Takes a column, counted from the boxes, and how many fields stay in sight; returns the style of its cells. */
export function columnStyle(column: number, pinnedCount: number): CSSProperties {
  const width = `var(--w${column})`;
  return column <= pinnedCount ? ({ width, '--left': `var(--l${column})` } as CSSProperties) : { width };
}
