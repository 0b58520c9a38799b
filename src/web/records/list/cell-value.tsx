import { memo } from 'react';
import { faceOf } from '../../../fields/faces.ui.tsx';
import type { EffectiveField } from '../../../meta/effective-record.ts';
import { useModel } from '../../api/queries.ts';
import type { Item } from '../../api/types.ts';
import { GoneReferenceMark } from '../../ui/gone-mark.tsx';
import { targetOf } from './filter-fields.ts';
import classes from './grid.module.css';

interface CellValueProps {
  readonly field: EffectiveField;
  readonly item: Item;
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

/**
 * What a reference points to, by the title that came with the row: one element whose click the grid hears, since a
 * list being scrolled draws thousands.
 */
function ReferenceValue({
  field,
  id,
  title,
}: {
  readonly field: EffectiveField;
  readonly id: string;
  readonly title: string;
}) {
  const target = targetOf(field, useModel());
  if (!target) return title;
  return (
    <a className={classes.reference} href={`/crm/${target.collection}/${id}`} tabIndex={-1} data-link>
      {title}
    </a>
  );
}

/** One value in a cell, by the face of its type; nothing for none. */
export const CellValue = memo(
  function CellValue({ field, item }: CellValueProps) {
    const value = item[field.name];
    if (isEmpty(value)) return null;
    const title = field.type.targets ? item.titles?.[field.name] : undefined;
    if (typeof title === 'string' && typeof value === 'string')
      return (
        <>
          <ReferenceValue field={field} id={value} title={title} />
          <GoneReferenceMark field={field} item={item} dense />
        </>
      );
    const { Display } = faceOf(field.type.name);
    return <Display value={value} field={field} item={item} dense />;
  },
  (before, after) =>
    before.field === after.field &&
    before.item[before.field.name] === after.item[after.field.name] &&
    before.item.titles?.[before.field.name] === after.item.titles?.[after.field.name] &&
    before.item.gone === after.item.gone,
);
