import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import * as z from 'zod';
import { extensionOf, safeFileName } from '../../../lib/file-name.ts';
import { isId } from '../../../lib/ids.ts';
import { CarnetError } from '../../errors.ts';
import { tooLarge } from '../../files/content-store.ts';
import { bytesOf, type FileRow, fileFor, storeFile } from '../../files/files.ts';
import { imageSizes, picture } from '../../files/images.ts';
import { imageTypes, shownTypes } from '../../files/media-type.ts';
import { attachmentNamed } from '../attachment.ts';
import { type Route, route } from '../contract.ts';

const id = z.string().refine(isId);
const file = z.object({
  id,
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  width: z.int().nullable(),
  height: z.int().nullable(),
});

function present(row: FileRow): z.infer<typeof file> {
  return {
    id: row.id,
    name: row.name,
    mediaType: row.media_type,
    size: Number(row.size),
    width: row.width,
    height: row.height,
  };
}

/** What a browser may do with a file that it shows: nothing but draw it. */
const shownAlone = "default-src 'none'; sandbox";
/**
 * A PDF is drawn by the browser's own reader, which shows nothing in a sandbox, be it the frame's or the policy's: so it
 * has none. It runs apart from the page and reaches nothing of Carnet; what came as a PDF leaves as that alone (`nosniff`),
 * may load and run nothing, and is framed by Carnet only. On a phone, and by the link, it is saved or opened by itself.
 */
const shownInReader = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'";

/**
 * Takes a media type, a name and what is asked; returns the headers that have the file shown in place, if it may be, and
 * saved under its name otherwise.
 */
function fileHeaders(mediaType: string, name: string, asked: { preview?: boolean; download?: boolean }) {
  const shown = !asked.download && (imageTypes.has(mediaType) || (asked.preview === true && shownTypes.has(mediaType)));
  const inReader = shown && mediaType === 'application/pdf';
  const attachment = attachmentNamed(name);
  return {
    'content-type': mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType,
    'content-disposition': shown ? attachment.replace(/^attachment/, 'inline') : attachment,
    'content-security-policy': inReader ? shownInReader : shownAlone,
    ...(inReader ? { 'x-frame-options': 'SAMEORIGIN' } : {}),
  };
}

/** Takes a file's name and the one that it is to be saved by; returns that one where its extension is the file's own. */
function namedAs(name: string, wanted = name): string {
  const safe = safeFileName(wanted);
  return safe !== '' && extensionOf(safe).toLowerCase() === extensionOf(name).toLowerCase() ? safe : name;
}

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
/** What multipart adds to a file: the name and the borders. */
const aroundFile = 64 * 1024;

/** Files: photos and attachments. */
export const fileRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/files',
    tag: 'files',
    summary: { fr: 'Déposer un fichier', en: 'Bring a file' },
    status: 201,
    multipart: true,
    query: z.strictObject({ asIs: flag.optional() }),
    response: file,
    handle: async ({ context, company, query, request }) => {
      const { largestFile } = company;
      // Before a byte of it is read, where the sender says how much it is.
      if (Number(request.headers['content-length'] ?? 0) > largestFile + aroundFile) throw tooLarge(largestFile);
      const part = await request.file({ limits: { files: 1 } });
      if (!part) throw new CarnetError(422, 'validation-failed', { errors: [{ field: 'file', code: 'required' }] });
      return present(await storeFile(context, part.filename ?? '', part.file, { asIs: query.asIs ?? false }));
    },
  }),
  route({
    method: 'GET',
    path: '/files/:id',
    tag: 'files',
    summary: { fr: 'Lire un fichier, ou une image à une taille', en: 'Read a file, or a picture at a size' },
    params: z.object({ id }),
    query: z.object({
      size: z.coerce
        .number()
        .refine((size) => (imageSizes as readonly number[]).includes(size))
        .optional(),
      preview: flag.optional(),
      download: flag.optional(),
      /** To save it by, with the extension it has. */
      name: z.string().max(1_000).optional(),
    }),
    handle: async ({ company, context, params, query, reply }) => {
      const row = await fileFor(context, params.id);
      const whole = bytesOf(company, row);
      const sized = query.size !== undefined && imageTypes.has(row.media_type);
      const path = sized ? await picture(whole, query.size ?? 0) : whole;
      const mediaType = sized ? 'image/webp' : row.media_type;
      const { size } = await stat(path);
      return reply
        .headers(
          fileHeaders(mediaType, namedAs(row.name, query.name), {
            preview: query.preview ?? false,
            download: query.download ?? false,
          }),
        )
        .header('content-length', size)
        .header('cache-control', 'private, max-age=31536000, immutable')
        .send(createReadStream(path));
    },
  }),
];
