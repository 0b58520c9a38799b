import { memo } from 'react';
import { faceOf } from '../../../fields/faces.ui.tsx';
import type { EffectiveField } from '../../../meta/effective-record.ts';
import type { Item } from '../../api/types.ts';

interface CellValueProps {
  readonly field: EffectiveField;
  readonly item: Item;
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

/** One value in a cell, by the face of its type; nothing for none. */
export const CellValue = memo(
  function CellValue({ field, item }: CellValueProps) {
    const value = item[field.name];
    if (isEmpty(value)) return null;
    const { Display } = faceOf(field.type.name);
    return <Display value={value} field={field} item={item} dense />;
  },
  (before, after) =>
    before.field === after.field &&
    before.item[before.field.name] === after.item[after.field.name] &&
    before.item.titles?.[before.field.name] === after.item.titles?.[after.field.name],
);
