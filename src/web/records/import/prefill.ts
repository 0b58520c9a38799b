import type { ParseContext } from '../../../fields/field-type.ts';
import type { EffectiveRecord } from '../../../meta/effective-record.ts';
import type { ImportFile } from './import-file.ts';

/** Takes texts by field; returns what the address of the form of a new record carries: those of fields it has, not empty. */
export function prefillSearch(
  record: EffectiveRecord,
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).filter(([name, text]) => {
      const field = record.field(name);
      return text !== '' && field && !field.hidden && !field.readOnly;
    }),
  );
}

/** What one row of a file says: texts of fields, and the names of what references point to. */
export interface PersonRead {
  readonly texts: Readonly<Record<string, string>>;
  readonly references: readonly { readonly field: string; readonly name: string }[];
  /** What a list does not hold: said, since no form could show it. */
  readonly unlisted: readonly { readonly field: string; readonly text: string }[];
}

/** Takes a file that was sent; returns what its first row says, by what was recognised. */
export function firstPerson(record: EffectiveRecord, file: ImportFile, context: ParseContext): PersonRead {
  const row = file.description.sample[0];
  const texts: Record<string, string> = {};
  const references: { field: string; name: string }[] = [];
  const unlisted: { field: string; text: string }[] = [];
  for (const { column, target } of file.proposals) {
    const text = row?.cells[column] ?? '';
    const field = record.field(target);
    if (text === '' || !field) continue;
    if (field.type.comparison === 'reference') references.push({ field: target, name: text });
    else if ('values' in field.options && !field.type.fromText(text, field.options, context).ok)
      unlisted.push({ field: target, text });
    else texts[target] = text;
  }
  return { texts, references, unlisted };
}
