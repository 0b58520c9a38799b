import { PassThrough } from 'node:stream';
import { sql } from 'kysely';
import * as z from 'zod';
import { type AccessOrigin, logAccess } from '../../access/access-log.ts';
import { backUp } from '../../backup/backup.ts';
import type { Context } from '../../context.ts';
import { connect } from '../../db/connection.ts';
import { secretKeyPath } from '../../secret-key.ts';
import { subjectId, writeSettingsTrail } from '../../settings/change-settings.ts';
import { type Route, route } from '../contract.ts';
import { originOf } from '../origin.ts';

/** The subject of the trail's lines on backups. */
const subject = 'backup';

async function noteBackup(context: Context, origin: AccessOrigin): Promise<void> {
  await context.company.database.transaction().execute(async (transaction) => {
    await writeSettingsTrail(transaction, context, [{ subject, kind: 'create', before: null, after: {} }], 1);
    await logAccess(transaction, { kind: 'backup', user: context.principal.userId, origin });
  });
}

/** The whole company in one file, for whoever may take it away; when that was last done. */
export const backupRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/settings/backup',
    tag: 'backup',
    security: 'backup',
    summary: { fr: 'La dernière sauvegarde téléchargée', en: 'The last backup downloaded' },
    response: z.object({ last: z.nullable(z.object({ at: z.string(), by: z.nullable(z.string()) })) }),
    handle: async ({ company }) => {
      const { rows } = await sql<{ at: Date; name: string | null }>`
        SELECT line.at, person.name FROM audit line LEFT JOIN "user" person ON person.id = line.user_id
        WHERE line.record_id = ${subjectId(subject)} ORDER BY line.id DESC LIMIT 1
      `.execute(company.database);
      const [last] = rows;
      return { last: last ? { at: new Date(last.at).toISOString(), by: last.name } : null };
    },
  }),
  route({
    method: 'GET',
    path: '/backup',
    tag: 'backup',
    security: 'backup',
    whileViewing: false,
    perMinute: 4,
    summary: { fr: 'Télécharger une sauvegarde complète', en: 'Download a whole backup' },
    handle: async ({ company, context, request, reply }) => {
      const client = await connect({ connectionString: company.databaseUrl, application_name: 'carnet backup' });
      const output = new PassThrough();
      const sent = new Promise<void>((resolve) => output.once('end', resolve));
      backUp(
        {
          client,
          filesFolder: company.filesFolder,
          keyPath: secretKeyPath(company.dataFolder),
          version: request.served.version,
        },
        output,
      )
        .finally(() => client.end())
        // What left whole is in the trail; what broke off on the way is no backup.
        .then(() => sent)
        .then(() => noteBackup(context, originOf(request)))
        .catch((error: Error) => {
          request.log.error(error);
          output.destroy(error);
        });
      return reply
        .header('content-type', 'application/gzip')
        .header('content-disposition', `attachment; filename="carnet-${new Date().toISOString().slice(0, 10)}.tar.gz"`)
        .send(output);
    },
  }),
];
