import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { type Command, usageError } from './command.ts';

const formats = ['csv', 'xlsx', 'vcard', 'vcard3'] as const;

/** Writes the records of a type to a file, or to the standard output. */
export const exportCommand: Command = {
  name: 'export',
  summary: { fr: 'exporte des fiches en CSV, XLSX ou vCard', en: 'exports records as CSV, XLSX or vCard' },
  usage: 'export <collection> [--format csv|xlsx|vcard|vcard3] [--output FILE] [--search S] [--filter JSON]',
  run: async (args, { config, openDatabase }) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'csv' },
        output: { type: 'string' },
        search: { type: 'string' },
        filter: { type: 'string' },
      },
    });
    const [collection, ...more] = positionals;
    const format = formats.find((known) => known === values.format);
    if (!collection || more.length > 0) throw usageError({ fr: 'Indiquez la collection.', en: 'Name the collection.' });
    if (!format) throw usageError({ fr: `Format inconnu : ${values.format}`, en: `Unknown format: ${values.format}` });
    const [{ openCompany }, { systemPrincipal }, { exportRecords }] = await Promise.all([
      import('../company-open.ts'),
      import('../access/principal.ts'),
      import('../export/export-records.ts'),
    ]);
    const database = await openDatabase();
    const company = await openCompany({ ...database, deriveKey: config.deriveKey, dataFolder: config.dataFolder });
    try {
      const record = company.model().collection(collection);
      if (!record)
        throw usageError({ fr: `Collection inconnue : ${collection}`, en: `Unknown collection: ${collection}` });
      const context = { company, principal: systemPrincipal(company), channel: 'command' as const };
      const { search, filter, output } = values;
      const { stream } = await exportRecords(context, record, { format, search, filter });
      if (output === undefined) return await pipeline(stream, process.stdout, { end: false });
      // Written aside: an export that fails leaves what was there.
      const aside = `${output}.${process.pid}`;
      try {
        await pipeline(stream, createWriteStream(aside, { mode: 0o600 }));
        await rename(aside, output);
      } catch (error) {
        await rm(aside, { force: true });
        throw error;
      }
    } finally {
      await company.close();
    }
  },
};
