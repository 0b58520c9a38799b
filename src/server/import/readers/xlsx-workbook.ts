import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { fail, ok, type Result } from '../../../lib/result.ts';
import { sourceError } from './source-messages.ts';
import type { SourceError } from './source-types.ts';
import { type NumberFormat, numberFormat } from './xlsx-number.ts';
import { readSharedStrings, type SharedStrings } from './xlsx-strings.ts';
import { BrokenXmlError, walkXml } from './xlsx-xml.ts';

/** Bytes a part may have once unpacked: the packer's own figures are checked while reading. */
const limits = { sheet: 8 * 1024 ** 3, strings: 1024 ** 3, other: 64 * 1024 ** 2 };
/** Parts an archive may have. */
const mostEntries = 20_000;

/** One sheet of a workbook. */
export interface WorkbookSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

/** An open workbook. Close it. */
export interface Workbook {
  /** In the workbook's order. */
  readonly sheets: readonly WorkbookSheet[];
  readonly from1904: boolean;
  /** The number format of each cell style. */
  readonly formats: readonly NumberFormat[];
  /** Reads the table of texts, once. */
  strings(): Promise<SharedStrings>;
  /** The XML of a sheet. */
  openSheet(sheet: WorkbookSheet): Promise<Readable>;
  close(): void;
}

/** Opens the workbook at `path`: its list of sheets and styles, not its cells. Returns why it cannot be read. */
export async function openWorkbook(path: string): Promise<Result<Workbook, SourceError>> {
  let zip: ZipFile;
  try {
    zip = await openPromise(path, { autoClose: false, lazyEntries: true });
  } catch {
    return fail(sourceError('workbook-broken'));
  }
  try {
    const opened = await readStructure(zip);
    if (!opened.ok) zip.close();
    return opened;
  } catch (error) {
    zip.close();
    return fail(brokenWorkbook(error));
  }
}

/** Takes what reading a workbook threw; returns the reason to show. Anything but a damaged file is thrown again. */
export function brokenWorkbook(error: unknown): SourceError {
  if (error instanceof TooLargeError) {
    const megabytes = (bytes: number) => Math.round(bytes / 1024 ** 2);
    return sourceError('workbook-too-large', { size: megabytes(error.size), limit: megabytes(error.limit) });
  }
  const damaged =
    error instanceof Error &&
    !(error instanceof TypeError) &&
    (!('code' in error) || String(error.code).startsWith('Z_'));
  if (error instanceof BrokenXmlError || damaged) {
    return sourceError('workbook-broken');
  }
  throw error;
}

class TooLargeError extends Error {
  readonly size: number;
  readonly limit: number;
  constructor(size: number, limit: number) {
    super(`part of ${size} bytes`);
    this.size = size;
    this.limit = limit;
  }
}

async function readStructure(zip: ZipFile): Promise<Result<Workbook, SourceError>> {
  if (zip.entryCount > mostEntries) return fail(sourceError('workbook-broken'));
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
  if ([...entries.values()].some((entry) => entry.isEncrypted())) return fail(sourceError('workbook-locked'));

  const open = (part: string, limit: number): Promise<Readable> => {
    const entry = entries.get(part.toLowerCase());
    if (entry === undefined) throw new BrokenXmlError(`no part ${part}`);
    if (entry.uncompressedSize > limit) throw new TooLargeError(entry.uncompressedSize, limit);
    return zip.openReadStreamPromise(entry);
  };

  const root = entries.has('_rels/.rels') ? await readRelations(await open('_rels/.rels', limits.other), '') : [];
  const main = root.find((relation) => relation.type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  if (main.endsWith('.bin')) return fail(sourceError('format-xlsb'));
  if (!entries.has(main.toLowerCase()) || !/workbook[^/]*\.xml$|xl\//i.test(main))
    return fail(sourceError('workbook-broken'));
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const relations = await readRelations(
    await open(`${folder}_rels/${main.slice(folder.length)}.rels`, limits.other),
    folder,
  );
  const partOf = (type: string) =>
    relations.find((relation) => relation.type === type && entries.has(relation.target.toLowerCase()))?.target;

  const sheets: WorkbookSheet[] = [];
  let from1904 = false;
  await walkXml(await open(main, limits.other), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      const part = relations.find((relation) => relation.id === id && relation.type === 'worksheet')?.target;
      if (part !== undefined && entries.has(part.toLowerCase())) {
        sheets.push({ name: attributes.name ?? '', hidden: /hidden/i.test(attributes.state ?? ''), part });
      }
    },
  });
  if (sheets.length === 0) return fail(sourceError('workbook-broken'));
  const styles = partOf('styles');
  const texts = partOf('sharedStrings');
  const formats = styles === undefined ? [] : await readFormats(await open(styles, limits.other));
  let strings: Promise<SharedStrings> | undefined;
  return ok({
    sheets,
    from1904,
    formats,
    strings() {
      strings ??=
        texts === undefined
          ? Promise.resolve(() => undefined)
          : Promise.resolve(open(texts, limits.strings)).then(readSharedStrings);
      return strings;
    },
    async openSheet(sheet) {
      return open(sheet.part, limits.sheet);
    },
    close: () => zip.close(),
  });
}

interface Relation {
  readonly id: string;
  /** The last word of the relation's type, the same in both variants of the format. */
  readonly type: string;
  readonly target: string;
}

async function readRelations(stream: Readable, folder: string): Promise<Relation[]> {
  const relations: Relation[] = [];
  await walkXml(stream, {
    open(name, { Id = '', Type = '', Target = '' }) {
      if (name === 'Relationship')
        relations.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target: resolvePart(folder, Target) });
    },
  });
  return relations;
}

function resolvePart(folder: string, target: string): string {
  const parts: string[] = [];
  for (const part of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

async function readFormats(stream: Readable): Promise<NumberFormat[]> {
  const codes = new Map<number, string>();
  const formats: NumberFormat[] = [];
  let inCells = false;
  await walkXml(stream, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attributes.numFmtId ?? 0);
        formats.push(numberFormat(id, codes.get(id)));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return formats;
}
