import * as z from 'zod';
import { professionalNetworks } from '../../rules/professional-networks.ts';
import { CarnetError } from '../../server/errors.ts';
import type { ServerFeature } from '../../server/feature.ts';
import { route } from '../../server/http/contract.ts';
import { changeSettings } from '../../server/settings/change-settings.ts';

const names = z.array(z.enum(professionalNetworks.map(({ name }) => name))).max(professionalNetworks.length);

/** Which professional networks the records of a type are linked to (F105). */
export const professionalNetworksFeature: ServerFeature = {
  routes: [
    route({
      method: 'PUT',
      path: '/settings/records/:record/networks',
      tag: 'settings',
      security: 'settings',
      summary: {
        fr: 'Choisit les réseaux professionnels auxquels les fiches d’un type sont liées',
        en: 'Chooses the professional networks that the records of a type are linked to',
      },
      params: z.object({ record: z.string() }),
      body: z.strictObject({ networks: names }),
      response: z.object({ networks: names }),
      handle: async ({ context, params, body }) => {
        const networks = [...new Set(body.networks)];
        await changeSettings(context, ({ records }, model) => {
          if (!model.find(params.record)?.networks) throw new CarnetError(404, 'unknown-setting');
          const own = records[params.record] ?? {};
          if (JSON.stringify(own.networks) === JSON.stringify(networks)) return null;
          return {
            records: { [params.record]: { ...own, networks } },
            lines: [
              {
                subject: params.record,
                kind: 'update',
                before: { networks: own.networks ?? null },
                after: { networks },
              },
            ],
          };
        });
        return { networks };
      },
    }),
  ],
};
