import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';

/** Bytes of XML that may pass without a tag: no cell is that long (Excel's limit is 32 767 characters). */
const longestText = 4 * 1024 * 1024;

/** What is told about an XML part while it is read; names come without their namespace prefix. */
export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** The XML of a part is not well formed, or is made to exhaust memory. */
export class BrokenXmlError extends Error {}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

/**
 * Reads an XML part, telling `handlers` what it holds; yields after each piece read, so that the caller takes what was
 * gathered and the reading goes no faster than they do. Entities of a document type are not expanded. Throws
 * `BrokenXmlError`; errors of the stream pass through.
 */
export async function* readXml(stream: Readable, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const decoder = new StringDecoder('utf8');
  let silent = 0;
  parser.on('error', (error) => {
    throw new BrokenXmlError(error.message);
  });
  parser.on('doctype', () => {
    throw new BrokenXmlError('document type');
  });
  parser.on('opentag', (tag) => {
    silent = 0;
    handlers.open(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    silent = 0;
    handlers.close?.(localName(tag.name));
  });
  if (handlers.text !== undefined) {
    parser.on('text', (text) => handlers.text?.(text));
    parser.on('cdata', (text) => handlers.text?.(text));
  }
  for await (const chunk of stream) {
    silent += chunk.length;
    parser.write(decoder.write(chunk));
    if (silent > longestText) throw new BrokenXmlError('text too long');
    yield;
  }
  parser.close();
}

/** Reads a whole small XML part. Throws as `readXml` does. */
export async function walkXml(stream: Readable, handlers: XmlHandlers): Promise<void> {
  for await (const _ of readXml(stream, handlers));
}

/** Takes text of a workbook; returns it with its `_x000D_` escapes opened (ECMA-376 part 1, 22.9.2.19). */
export function openEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
