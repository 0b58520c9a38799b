import * as z from 'zod';
import { permissionOn } from '../../meta/permissions.ts';
import { readCard } from '../../rules/card/read-card.ts';
import { CarnetError } from '../../server/errors.ts';
import type { ServerFeature } from '../../server/feature.ts';
import { route } from '../../server/http/contract.ts';

/** A card has thirty lines of eighty characters; more is no card. */
const longestText = 10_000;
const mostLines = 200;
const longestLine = 300;

const text = z.object({ value: z.string(), certainty: z.number() });
const address = z.object({
  value: z.object({
    street: z.string().optional(),
    street2: z.string().optional(),
    postcode: z.string().optional(),
    city: z.string().optional(),
    country: z.string().optional(),
  }),
  certainty: z.number(),
});

const fields = z
  .object({
    civility: text,
    firstName: text,
    lastName: text,
    jobTitle: text,
    department: text,
    company: text,
    phone: text,
    extension: text,
    mobile: text,
    fax: text,
    email: text,
    website: text,
    linkedin: text,
    address,
    siren: text,
    siret: text,
    vatNumber: text,
  })
  .partial();

/** The text of a business card read on the server, by the rules that the scanner of the screens has. Nothing is stored. */
export const cardScanFeature: ServerFeature = {
  routes: [
    route({
      method: 'POST',
      path: '/contacts/read-card',
      tag: 'contacts',
      summary: {
        fr: 'Les champs trouvés dans le texte d’une carte de visite, chacun avec sa certitude (0 à 1)',
        en: 'The fields found in the text of a business card, each with its certainty (0 to 1)',
      },
      body: z.object({ text: z.string().min(1).max(longestText) }),
      response: z.object({ fields, others: z.array(z.string()) }),
      handle: ({ body, context }) => {
        if (!permissionOn(context.principal.permissions, 'contact').create) throw new CarnetError(403, 'forbidden');
        const lines = body.text.split(/\r\n|\r|\n/, mostLines).map((line) => ({ text: line.slice(0, longestLine) }));
        const { others, ...found } = readCard(lines);
        return { fields: found, others };
      },
    }),
  ],
};
