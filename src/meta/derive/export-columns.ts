import type { FormatContext } from '../../fields/field-type.ts';
import type { EffectiveField, EffectiveRecord, Model } from '../effective-record.ts';
import { idLabel, onlyTarget } from './import-targets.ts';

/** A record as it is read for an export: values by field, titles of what it points to, and its id. */
export interface ExportedItem {
  readonly id: string;
  readonly titles: Readonly<Record<string, string | null>>;
  readonly [field: string]: unknown;
}

/** One column of an export; its header is a label that an import knows again. */
export interface ExportColumn {
  readonly header: string;
  /** Takes a record; returns its cell, null where it is empty. */
  readonly text: (item: ExportedItem) => string | null;
}

function fieldColumns(field: EffectiveField, several: boolean, context: FormatContext): ExportColumn[] {
  const { language } = context;
  const label = field.label[language];
  const value = (item: ExportedItem): unknown => item[field.name] ?? null;
  if (field.type.comparison === 'reference' && (field.type.targets?.(field.options) ?? []).length === 1)
    return [{ header: label, text: (item) => item.titles[field.name] ?? null }];
  if (field.type.parts && field.type.columns.length > 1)
    return Object.values(field.type.parts).map((part) => ({
      header: several ? `${label} – ${part.label[language]}` : part.label[language],
      text: (item) => {
        const held = value(item);
        const text = held === null ? null : (part.of as (value: unknown) => unknown)(held);
        return typeof text === 'string' ? text : null;
      },
    }));
  return [
    {
      header: label,
      text: (item) => (value(item) === null ? null : field.type.toText(value(item), field.options, context)),
    },
  ];
}

/**
 * Takes a record type, the fields to write and who reads; returns the columns of an export. What a reference points to is
 * named by its title, and told by its id in a column at the end, as the record is: so that the file, brought in again,
 * finds the very records it came from.
 */
export function exportColumns(
  record: EffectiveRecord,
  model: Model,
  fields: readonly EffectiveField[],
  context: FormatContext,
): ExportColumn[] {
  const { language } = context;
  const shown = fields.filter((field) => field.type.choosable);
  const several = record.fields.filter((field) => field.type.parts && !field.hidden).length > 1;
  const pointing = shown.filter((field) => field.kind !== 'system' && !field.readOnly && onlyTarget(field, model));
  return [
    ...shown.flatMap((field) => fieldColumns(field, several, context)),
    ...pointing.map(
      (field): ExportColumn => ({
        header: `${field.label[language]} – ${idLabel[language]}`,
        text: (item) => (typeof item[field.name] === 'string' ? (item[field.name] as string) : null),
      }),
    ),
    { header: idLabel[language], text: (item) => item.id },
  ];
}
