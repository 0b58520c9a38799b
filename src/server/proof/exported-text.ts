import { text } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';

/** The formats of an export, with how a record's own id stands in each: elsewhere an id only points to another record. */
export const exportedIds = {
  csv: (id: string) => `${id}\r\n`,
  xlsx: (id: string) => `<t>${id}</t></is></c></row>`,
  vcard: (id: string) => `UID:urn:uuid:${id}\r\n`,
} as const;

/** Takes the media type of an answer and its bytes; returns every word it holds as they would be read: unpacked, unfolded. */
export async function textOf(mediaType: string, bytes: Buffer): Promise<string> {
  if (mediaType.startsWith('text/vcard')) return bytes.toString('utf8').replace(/\r\n[ \t]/g, '');
  if (!mediaType.includes('spreadsheetml')) return bytes.toString('utf8');
  const archive = await fromBufferPromise(bytes, { lazyEntries: true });
  const parts: string[] = [];
  for await (const entry of archive.eachEntry()) parts.push(await text(await archive.openReadStreamPromise(entry)));
  return parts.join('\n');
}
