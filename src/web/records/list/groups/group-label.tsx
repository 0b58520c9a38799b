import type { ReactNode } from 'react';
import { Tag } from '../../../../fields/list/tag.ui.tsx';
import type { Language } from '../../../../lib/localized.ts';
import { groupingOf } from '../../../../meta/derive/grouping.ts';
import { listValues } from '../../../../meta/derive/list-values.ts';
import type { EffectiveField } from '../../../../meta/effective-record.ts';
import { useMessages } from '../../../language/catalogue.ts';
import { useFormatContext } from '../../../language/format-context.ts';
import { layoutMessages } from '../../../language/layouts.ts';

function monthName(month: string, language: Language): string {
  const text = new Date(`${month}-01T00:00:00Z`).toLocaleDateString(language === 'fr' ? 'fr-FR' : 'en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Returns how a group of a field is called: takes its value and, for a reference, the title of what that points to. */
export function useGroupNames(by: EffectiveField): (value: unknown, title?: string | null) => string {
  const words = useMessages(layoutMessages);
  const context = useFormatContext();
  return (value, title) => {
    if (value === null) return words.without;
    if (by.type.comparison === 'reference') return title ?? '—';
    if (groupingOf(by) === 'month') return monthName(String(value), context.language);
    const known = listValues(by).find(({ code }) => code === value);
    if (known) return known.label[context.language];
    return groupingOf(by) === 'values' ? String(value) : by.type.format(value, by.options, context);
  };
}

/** A group's name, in the colour of its value where it has one. */
export function GroupLabel({
  by,
  value,
  children,
}: {
  readonly by: EffectiveField;
  readonly value: unknown;
  readonly children: ReactNode;
}) {
  const color = listValues(by).find(({ code }) => code === value)?.color;
  return color ? <Tag color={color}>{children}</Tag> : children;
}
