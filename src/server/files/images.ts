import { rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newId } from '../../lib/ids.ts';
import { CarnetError } from '../errors.ts';
import type { Incoming } from './content-store.ts';

/** Longest side of a kept image, in pixels. */
const longestSide = 4096;
/** Most pixels decoded: a small file may unfold to far more than memory. */
const mostPixels = 100_000_000;
/** The sides a picture may be asked in, in pixels. */
export const imageSizes = [64, 256, 1024] as const;

/** Loaded when the first image comes: the library costs memory that an idle server does without. */
async function reader(path: string) {
  const { default: sharp } = await import('sharp');
  return sharp(path, { limitInputPixels: mostPixels, failOn: 'error' });
}

/**
 * Draws an image anew without what cameras add (place, device, thumbnail), turned upright, at most 4 096 pixels wide
 * and high. Takes the incoming file; returns the path of the new one, its media type and its size in pixels. Throws
 * CarnetError 415 for bytes that are no image.
 */
export async function cleanImage(
  incoming: Incoming,
  mediaType: string,
): Promise<{ path: string; mediaType: string; width: number; height: number }> {
  const opaque = mediaType === 'image/jpeg';
  const path = join(dirname(incoming.path), newId());
  try {
    const image = (await reader(incoming.path))
      .rotate()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true });
    const { width, height } = await (opaque ? image.jpeg({ quality: 90 }) : image.webp({ quality: 90 })).toFile(path);
    return { path, mediaType: opaque ? 'image/jpeg' : 'image/webp', width, height };
  } catch {
    await rm(path, { force: true });
    throw new CarnetError(415, 'invalid-image');
  } finally {
    await rm(incoming.path, { force: true });
  }
}

/** Makes a picture of at most `size` pixels a side beside the content, once; returns its path. It is a WebP. */
export async function picture(contentPath: string, size: number): Promise<string> {
  const path = `${contentPath}-${size}.webp`;
  if (await stat(path).catch(() => undefined)) return path;
  const draft = `${path}.${newId()}`;
  await (await reader(contentPath))
    .resize({ width: size, height: size, fit: 'cover', withoutEnlargement: true })
    .webp({ quality: 82 })
    .toFile(draft);
  await rename(draft, path);
  return path;
}

/** The side of a picture as it goes to a telephone, in pixels. */
const telephoneSide = 192;

/** Takes an image that is kept; returns it small, as the JPEG that telephones know. */
export async function smallPicture(contentPath: string): Promise<Buffer> {
  return (await reader(await picture(contentPath, 256)))
    .resize({ width: telephoneSide, height: telephoneSide, fit: 'cover', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 75 })
    .toBuffer();
}
