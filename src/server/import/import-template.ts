import { importTargets } from '../../meta/derive/import-targets.ts';
import type { EffectiveRecord } from '../../meta/effective-record.ts';
import type { Context } from '../context.ts';
import type { ExportFile } from '../export/export-records.ts';
import { type TableFormat, tableFile, tableMediaType } from '../export/table-file.ts';
import { demandImport } from './import-files.ts';

/** Marks the header of a column that every row must fill; an import reads the header all the same. */
const requiredMark = ' *';

/**
 * Makes the file that people fill in to bring records of a type in: the company's own labels, required columns marked
 * and first, custom fields included (F35, A11). Throws CarnetError 403 without the right to import.
 */
export function templateFile(context: Context, record: EffectiveRecord, format: TableFormat): ExportFile {
  demandImport(context, record);
  const { language } = context.principal;
  const targets = importTargets(record, context.company.model(), context.principal.permissions).filter(
    ({ place }) => place.kind !== 'id' && place.kind !== 'referenceId',
  );
  const ordered = [...targets.filter(({ required }) => required), ...targets.filter(({ required }) => !required)];
  const headers = ordered.map(({ label, required }) => `${label[language]}${required ? requiredMark : ''}`);
  const name =
    language === 'fr'
      ? `Modèle d’import – ${record.label.many.fr}.${format}`
      : `Import template – ${record.label.many.en}.${format}`;
  return {
    stream: tableFile(format, record.label.many[language].slice(0, 31), headers, []),
    mediaType: tableMediaType(format),
    name,
  };
}
