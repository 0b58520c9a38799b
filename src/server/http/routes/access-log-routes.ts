import * as z from 'zod';
import { dateTimeType } from '../../../fields/date-time/date-time.ts';
import { isId } from '../../../lib/ids.ts';
import { type Localized, localize } from '../../../lib/localized.ts';
import { type AccessKind, accessKinds, isAccessKind } from '../../../rules/access-kinds.ts';
import { logAccess } from '../../access/access-log.ts';
import { type AccessLine, readAccessLog, walkAccessLog } from '../../access/read-access-log.ts';
import type { Context } from '../../context.ts';
import { tableFile, tableMediaType } from '../../export/table-file.ts';
import { attachmentNamed } from '../attachment.ts';
import { type Route, route } from '../contract.ts';
import { originOf, personOf } from '../origin.ts';

const day = z.iso.date();
const query = z.strictObject({
  person: z.string().refine(isId).optional(),
  kind: z.custom<AccessKind>((text) => typeof text === 'string' && isAccessKind(text)).optional(),
  from: day.optional(),
  to: day.optional(),
});
const person = z.nullable(z.object({ id: z.string(), name: z.string() }));

const common = { tag: 'settings', security: 'audit' } as const;

const headers: readonly Localized[] = [
  { fr: 'Date', en: 'Date' },
  { fr: 'Événement', en: 'Event' },
  { fr: 'Qui', en: 'Who' },
  { fr: 'Concerne', en: 'Concerns' },
  { fr: 'Adresse', en: 'Address' },
  { fr: 'Appareil', en: 'Device' },
  { fr: 'Détail', en: 'Detail' },
];
const fileName: Localized = { fr: 'Journal des accès', en: 'Journal of accesses' };

async function* cells(
  { principal }: Context,
  lines: AsyncIterable<AccessLine>,
  done: (rows: number) => Promise<void>,
): AsyncGenerator<(string | null)[]> {
  let rows = 0;
  for await (const { at, kind, by, about, address, userAgent, detail } of lines) {
    rows++;
    yield [
      dateTimeType.format(at, {}, principal),
      isAccessKind(kind) ? localize(accessKinds[kind], principal.language) : kind,
      by?.name ?? null,
      about?.name ?? null,
      address,
      userAgent,
      Object.keys(detail).length > 0 ? JSON.stringify(detail) : null,
    ];
  }
  await done(rows);
}

/** The journal of accesses: who came in, who took what away, who saw as whom. */
export const accessLogRoutes: readonly Route[] = [
  route({
    ...common,
    method: 'GET',
    path: '/settings/access-log',
    summary: {
      fr: 'Le journal des accès : connexions, sessions, invitations, exports, sauvegardes, « voir comme »',
      en: 'The journal of accesses: sign-ins, sessions, invitations, exports, backups, “see as”',
    },
    query: query.extend({ cursor: z.string().max(100).optional() }),
    response: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          at: z.string(),
          kind: z.string(),
          by: person,
          about: person,
          address: z.string().nullable(),
          userAgent: z.string().nullable(),
          detail: z.record(z.string(), z.unknown()),
        }),
      ),
      next: z.string().nullable(),
    }),
    handle: ({ company, context, query: { cursor, ...asked } }) =>
      readAccessLog(company, asked, context.principal.timeZone, cursor),
  }),
  route({
    ...common,
    method: 'GET',
    path: '/settings/access-log/export',
    perMinute: 20,
    summary: { fr: 'Exporte le journal des accès', en: 'Exports the journal of accesses' },
    query: query.extend({ format: z.enum(['csv', 'xlsx']).default('csv') }),
    handle: async ({ company, context, query: { format, ...asked }, request, reply }) => {
      const { language, timeZone } = context.principal;
      const title = localize(fileName, language);
      const done = (rows: number) =>
        logAccess(company.database, {
          kind: 'export',
          user: personOf(request),
          origin: originOf(request),
          detail: { record: 'access-log', format, rows, complete: true, ...asked },
        });
      const lines = walkAccessLog(company, asked, timeZone);
      const stream = tableFile(
        format,
        title,
        headers.map((header) => localize(header, language)),
        cells(context, lines, done),
      );
      return await reply
        .header('content-type', tableMediaType(format))
        .header('content-disposition', attachmentNamed(`${title} ${new Date().toISOString().slice(0, 10)}.${format}`))
        .send(stream);
    },
  }),
];
