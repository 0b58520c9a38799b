import type { Language } from '../../../lib/localized.ts';
import { type ImportTarget, importTargets } from '../../../meta/derive/import-targets.ts';
import type { EffectiveRecord, Model } from '../../../meta/effective-record.ts';
import type { Permissions } from '../../../meta/permissions.ts';

/** Tells whether a person fills a target in by hand: not ids, not what only tells companies apart. */
function isFilledByHand({ place }: ImportTarget): boolean {
  return place.kind === 'field' || place.kind === 'part' || place.kind === 'reference';
}

function quoted(cell: string): string {
  return /[";\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * Takes a record type, the model and the reader's rights; returns the text of an empty file to fill in: one column a
 * field under the company's labels, required ones first and marked « * » (F35, A11), for French Excel (BOM, `;`).
 */
export function templateText(record: EffectiveRecord, model: Model, permissions: Permissions, language: Language): string {
  const targets = importTargets(record, model, permissions).filter(isFilledByHand);
  const ordered = [...targets.filter(({ required }) => required), ...targets.filter(({ required }) => !required)];
  const headers = ordered.map(({ label, required }) => quoted(required ? `${label[language]} *` : label[language]));
  return `\ufeff${headers.join(';')}\r\n`;
}

/** Has the browser save a text as a file. */
export function saveText(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
