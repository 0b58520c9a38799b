import { open } from 'node:fs/promises';
import { fail, ok, type Result } from '../../../lib/result.ts';
import { sourceError } from './source-messages.ts';
import type { SourceError, SourceFormat } from './source-types.ts';

/** How much of the file is looked at. */
const headSize = 4096;

/** Compound file (OLE2): an old workbook, or a new one that is encrypted. */
const compoundFile = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
/** The stream that an encrypted workbook keeps its key in, as UTF-16. */
const encryptedStream = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * Takes a file and the name it was given; returns its format by its content, never by its name alone (a `.csv` may
 * be a workbook, and a `.xls` a text), or why it cannot be read.
 */
export async function detectFormat(path: string, fileName: string): Promise<Result<SourceFormat, SourceError>> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size === 0) return fail(sourceError('file-empty'));
    const head = Buffer.alloc(Math.min(headSize, size));
    await file.read(head, 0, head.length, 0);
    if (head.subarray(0, 8).equals(compoundFile)) {
      const beginning = Buffer.alloc(Math.min(size, 4 * 1024 * 1024));
      await file.read(beginning, 0, beginning.length, 0);
      return fail(sourceError(beginning.includes(encryptedStream) ? 'workbook-locked' : 'format-xls'));
    }
    if (head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5)) return zipFormat(head);
    if (isBinary(head)) return fail(sourceError('format-unknown'));
    const text = head.toString('latin1').replaceAll('\0', '');
    if (/^[^\w]{0,4}\s*BEGIN:VCARD/i.test(text) || (/\.(vcf|vcard)$/i.test(fileName) && /BEGIN:VCARD/i.test(text)))
      return ok('vcard');
    if (/\.(vcf|vcard)$/i.test(fileName)) return fail(sourceError('no-cards'));
    return isMarkup(text) ? fail(sourceError('format-unknown')) : ok('csv');
  } finally {
    await file.close();
  }
}

/** An OpenDocument file names its type in its first, unpacked entry. */
function zipFormat(head: Buffer): Result<SourceFormat, SourceError> {
  if (head.includes('application/vnd.oasis.opendocument')) return fail(sourceError('format-ods'));
  return ok('xlsx');
}

/** JSON, XML, and the web pages that some programs name `.xls`. */
function isMarkup(text: string): boolean {
  return /^[^\w<{[]{0,4}\s*(<(\?xml|!doctype|html|table|meta)|\{\s*"[^"\n]*"\s*:|\[\s*[[{"])/i.test(text);
}

/** First bytes of PDF, pictures, programs and archives. */
const signatures = ['%PDF-', '\x89PNG', 'GIF8', '\xff\xd8\xff', '\x7fELF', 'MZ', 'Rar!', '7z\xbc\xaf', '\x1f\x8b'];

/** Pictures, PDF, programs: bytes that no text holds, and no UTF-16 either. */
function isBinary(head: Buffer): boolean {
  if (signatures.some((signature) => head.subarray(0, signature.length).equals(Buffer.from(signature, 'latin1'))))
    return true;
  const controls = head.filter(
    (byte) =>
      byte < 0x20 && byte !== 0 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c && byte !== 0x1b,
  );
  return controls.length > head.length / 10;
}
