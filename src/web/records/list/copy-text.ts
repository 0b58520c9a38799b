import type { FormatContext } from '../../../fields/field-type.ts';
import type { EffectiveField } from '../../../meta/effective-record.ts';
import type { Item } from '../../api/types.ts';

/** Takes a field and the record that holds it; returns what a person reads there, '' for nothing. */
export function cellText(field: EffectiveField, item: Item, context: FormatContext): string {
  const value = item[field.name];
  if (value === null || value === undefined) return '';
  const titleOf = (): string | null => item.titles?.[field.name] ?? null;
  return field.type.format(value, field.options, { ...context, titleOf });
}

/** Takes fields and records; returns a table for the clipboard: tabs between cells, a line a row, heads first. */
export function tableText(fields: readonly EffectiveField[], items: readonly Item[], context: FormatContext): string {
  const plain = (text: string) => text.replace(/[\t\r\n]+/g, ' ');
  const heads = fields.map((field) => plain(field.label[context.language]));
  const lines = items.map((item) => fields.map((field) => plain(cellText(field, item, context))));
  return [heads, ...lines].map((cells) => cells.join('\t')).join('\n');
}
