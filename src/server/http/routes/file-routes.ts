import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import * as z from 'zod';
import { isId } from '../../../lib/ids.ts';
import { CarnetError } from '../../errors.ts';
import { bytesOf, type FileRow, fileFor, largestFile, storeFile } from '../../files/files.ts';
import { imageSizes, picture } from '../../files/images.ts';
import { imageTypes } from '../../files/media-type.ts';
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

/** Takes a media type and a name; returns the header that shows images in place and saves all else under its name (RFC 6266, RFC 8187). */
function disposition(mediaType: string, name: string): string {
  const plain = name.replace(/[^\w .-]/g, '_').slice(0, 100);
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${imageTypes.has(mediaType) ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${exact}`;
}

/** Files: photos and attachments. */
export const fileRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/files',
    tag: 'files',
    summary: { fr: 'Déposer un fichier', en: 'Bring a file' },
    status: 201,
    multipart: true,
    bodyLimit: largestFile + 64 * 1024,
    response: file,
    handle: async ({ context, request }) => {
      const part = await request.file({ limits: { fileSize: largestFile, files: 1 } });
      if (!part) throw new CarnetError(422, 'validation-failed', { errors: [{ field: 'file', code: 'required' }] });
      const stored = await storeFile(context, part.filename ?? '', part.file);
      if (part.file.truncated) throw new CarnetError(413, 'too-large');
      return present(stored);
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
    }),
    handle: async ({ company, context, params, query, reply }) => {
      const row = await fileFor(context, params.id);
      const whole = bytesOf(company, row);
      const sized = query.size !== undefined && imageTypes.has(row.media_type);
      const path = sized ? await picture(whole, query.size ?? 0) : whole;
      const mediaType = sized ? 'image/webp' : row.media_type;
      const { size } = await stat(path);
      return reply
        .header('content-type', mediaType)
        .header('content-length', size)
        .header('content-disposition', disposition(mediaType, row.name))
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', 'private, max-age=31536000, immutable')
        .send(createReadStream(path));
    },
  }),
];
