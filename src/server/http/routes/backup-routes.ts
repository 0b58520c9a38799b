import { PassThrough } from 'node:stream';
import { backUp } from '../../backup/backup.ts';
import { connect } from '../../db/connection.ts';
import { secretKeyPath } from '../../secret-key.ts';
import { type Route, route } from '../contract.ts';

/** The whole company in one file, for whoever may take it away. */
export const backupRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/backup',
    tag: 'backup',
    security: 'backup',
    perMinute: 4,
    summary: { fr: 'Télécharger une sauvegarde complète', en: 'Download a whole backup' },
    handle: async ({ company, request, reply }) => {
      const client = await connect({ connectionString: company.databaseUrl, application_name: 'carnet backup' });
      const output = new PassThrough();
      backUp(
        {
          client,
          filesFolder: company.filesFolder,
          keyPath: secretKeyPath(company.dataFolder),
          version: request.served.version,
        },
        output,
      )
        .catch((error: Error) => {
          request.log.error(error);
          output.destroy(error);
        })
        .finally(() => client.end());
      return reply
        .header('content-type', 'application/gzip')
        .header('content-disposition', `attachment; filename="carnet-${new Date().toISOString().slice(0, 10)}.tar.gz"`)
        .send(output);
    },
  }),
];
