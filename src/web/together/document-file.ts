import { apiAddress } from '../api/client.ts';

/** How a browser shows a file. */
export type Shown = 'image' | 'pdf' | 'text';

const images: ReadonlySet<unknown> = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif']);

/** Takes a media type as the server told it from the bytes; returns how the file is shown, null where it is not. */
export function shownAs(mediaType: unknown): Shown | null {
  if (images.has(mediaType)) return 'image';
  if (mediaType === 'application/pdf') return 'pdf';
  return mediaType === 'text/plain' ? 'text' : null;
}

/** Takes a file's id and the name to save it by; returns the address that saves it. */
export function downloadAddress(file: string, name: string): string {
  return apiAddress(`/files/${encodeURIComponent(file)}`, { download: 'true', name });
}

/** Takes a file's id; returns the address that shows it in place. */
export function previewAddress(file: string): string {
  return apiAddress(`/files/${encodeURIComponent(file)}`, { preview: 'true' });
}
