import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Language } from '../../lib/localized.ts';
import type { ImportResult } from '../../rules/import-result.ts';
import { ExplainedError } from '../explained-error.ts';
import type { ImportOptions } from '../import/import-options.ts';
import { type Command, usageError } from './command.ts';

/** Refused rows that are told of, one a line. */
const mostTold = 20;

function summary(result: ImportResult, checked: boolean, language: Language): string {
  const { created, updated, unchanged, skipped, refused, repaired, flagged, createdAccounts } = result;
  const counts: readonly (readonly [number, string, string])[] = [
    [created, 'créées', 'created'],
    [updated, 'modifiées', 'updated'],
    [unchanged, 'inchangées', 'unchanged'],
    [skipped, 'passées', 'skipped'],
    [refused, 'refusées', 'refused'],
    [repaired, 'réparées', 'repaired'],
    [flagged, 'signalées', 'flagged'],
    [createdAccounts, 'comptes créés', 'accounts created'],
  ];
  const french = language === 'fr';
  const told = counts.map(([count, fr, en]) => `${french ? fr : en} ${count}`).join(', ');
  return checked ? `${french ? 'Vérification, rien n’est écrit' : 'Check, nothing is written'} : ${told}` : told;
}

/** Brings a file in, with every right, as the screens do: columns recognised, refused rows told of. */
export const importCommand: Command = {
  name: 'import',
  summary: { fr: 'importe un fichier CSV, XLSX ou vCard', en: 'brings in a CSV, XLSX or vCard file' },
  usage: 'import <collection> FILE [--key siren] [--skip] [--create-accounts] [--keep-rows] [--check]',
  run: async (args, { config, language, openDatabase, print, say }) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        key: { type: 'string' },
        update: { type: 'boolean' },
        skip: { type: 'boolean' },
        'create-accounts': { type: 'boolean' },
        'keep-rows': { type: 'boolean' },
        check: { type: 'boolean' },
      },
    });
    const [collection, path, ...more] = positionals;
    if (!collection || !path || more.length > 0)
      throw usageError({ fr: 'Indiquez la collection et le fichier.', en: 'Name the collection and the file.' });
    await access(path).catch(() => {
      throw new ExplainedError({ fr: `Le fichier ${path} ne peut pas être lu.`, en: `File ${path} cannot be read.` });
    });
    const [{ openCompany }, { systemPrincipal }, files, { queueImport }, { runHere }, { operationKinds }] =
      await Promise.all([
        import('../company-open.ts'),
        import('../access/principal.ts'),
        import('../import/import-files.ts'),
        import('../import/queue-import.ts'),
        import('../operations/runner.ts'),
        import('../operations/kinds.ts'),
      ]);
    const database = await openDatabase();
    const company = await openCompany({ ...database, deriveKey: config.deriveKey, dataFolder: config.dataFolder });
    try {
      const record = company.model().collection(collection);
      if (!record)
        throw usageError({ fr: `Collection inconnue : ${collection}`, en: `Unknown collection: ${collection}` });
      const context = { company, principal: systemPrincipal(company), channel: 'command' as const };
      const file = await files.receiveFile(context, record, basename(path), createReadStream(path));
      const proposals = files.proposeColumns(context, record, file.description);
      const options: ImportOptions = {
        mapping: Object.fromEntries(proposals.map(({ column, target }) => [String(column), target])),
        ...(values.key === undefined ? {} : { key: values.key.split(',') }),
        onMatch: values.skip ? 'skip' : 'update',
        createAccounts: values['create-accounts'] ?? false,
        onInvalid: values['keep-rows'] ? 'empty' : 'refuse',
        emptyErases: false,
      };
      for (const { column, target } of proposals)
        say({
          fr: `${file.description.columns.find(({ index }) => index === column)?.header} → ${target}`,
          en: `${file.description.columns.find(({ index }) => index === column)?.header} → ${target}`,
        });
      let told = 0;
      const ended = await runHere(
        context,
        operationKinds,
        (runner) => queueImport(context, file, values.check ? 'import-check' : 'import', options, runner),
        {
          report: (error) => say({ fr: String(error), en: String(error) }),
          onProgress: ({ done, total }) => {
            if (Date.now() - told < 1000) return;
            told = Date.now();
            const of = total === null ? '' : ` / ${total}`;
            say({ fr: `${done}${of} lignes`, en: `${done}${of} rows` });
          },
        },
      );
      const result = ended.result as unknown as ImportResult & { error?: { code: string } };
      if (ended.state !== 'done') {
        const { CarnetError } = await import('../errors.ts');
        throw new CarnetError(500, result.error?.code ?? 'internal');
      }
      for (const { line, column, message } of result.sample.refused.slice(0, mostTold))
        say({
          fr: `ligne ${line}${column === null ? '' : `, ${column}`} : ${message.fr}`,
          en: `line ${line}${column === null ? '' : `, ${column}`}: ${message.en}`,
        });
      print(summary(result, values.check ?? false, language));
    } finally {
      await company.close();
    }
  },
};
