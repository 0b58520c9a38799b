import type { FormatContext } from '../../../fields/field-type.ts';
import { localize } from '../../../lib/localized.ts';
import { listValues } from '../../../meta/derive/list-values.ts';
import type { EffectiveField, EffectiveRecord } from '../../../meta/effective-record.ts';
import type { Item } from '../../api/types.ts';
import { standardWidth } from './columns.ts';
import { cellText } from './copy-text.ts';

/** Rows looked at: the first ones stand for all. */
const sample = 60;
/** Narrowest and widest a column is made by itself, in pixels. */
const least = 96;
const most = 300;
/** Pixels beside the text of a cell: its padding, and what some faces draw around the words (dot, picture). */
const around = 22;
const decoration = 30;
/** Pixels of the button of a field (call, write, open) and of the pencil beside it. */
const buttons = 56;
/** Least width of the column that names the record, in pixels: the next name may be longer. */
const leastTitle = 170;
/** A list of more choices than this is not looked at whole. */
const mostChoices = 12;
/** Pixels beside the label of a head: padding, arrow of the sort. */
const aroundHead = 42;

/** Widths found so far in this visit, by record type and field: a column keeps its width from one list to the next. */
const fitted = new Map<string, number>();

let measure: ((text: string) => number) | null = null;

/** Width in pixels of a text as the cells write it. */
function textWidth(text: string): number {
  if (!measure) {
    const context = document.createElement('canvas').getContext('2d');
    if (context) context.font = `14px ${getComputedStyle(document.body).fontFamily}`;
    measure = (words) => context?.measureText(words).width ?? words.length * 7.5;
  }
  return measure(text);
}

/** Pixels that the cells of a field need beside the words: a dot, a picture, a box, buttons. */
function beside(field: EffectiveField): number {
  if (field.action !== undefined) return buttons;
  const { comparison, targets } = field.type;
  return ['code', 'codes', 'boolean'].includes(comparison) || targets !== undefined ? decoration : 0;
}

/** Widths of the choices of a short list: those that no row has yet are whole too once one has. */
function choiceWidths(field: EffectiveField, { language }: FormatContext): number[] {
  const choices = field.type.comparison === 'code' ? listValues(field).filter(({ active }) => active !== false) : [];
  return choices.length > mostChoices ? [] : choices.map(({ label }) => textWidth(localize(label, language)));
}

/**
 * Takes a column and the rows read first; returns the width in pixels that shows nearly all of them whole, so that no
 * e-mail is cut and no short column wastes room.
 */
export function fittedWidth(
  record: EffectiveRecord,
  field: EffectiveField,
  rows: readonly Item[],
  context: FormatContext,
): number {
  const key = `${record.name} ${field.name} ${context.language}`;
  const known = fitted.get(key);
  if (known !== undefined) return known;
  if (rows.length === 0) return standardWidth(record, field);
  const texts = rows.slice(0, sample).map((item) => cellText(field, item, context));
  const widths = texts.map(textWidth).sort((one, other) => one - other);
  // Nine in ten are whole: one endless name does not push the other columns out of sight.
  const usual = Math.max(widths[Math.ceil((widths.length - 1) * 0.9)] ?? 0, ...choiceWidths(field, context));
  const isName = record.title[0] === field.name || record.defaultSort === field.name;
  const cell = usual + around + beside(field) + (isName ? 32 : 0);
  const head = textWidth(localize(field.label, context.language)) + aroundHead;
  const width = Math.round(Math.min(most, Math.max(isName ? leastTitle : least, cell, head)));
  fitted.set(key, width);
  return width;
}
