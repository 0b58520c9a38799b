import { crc32, deflateRawSync } from 'node:zlib';

/** A part of a workbook, for tests; `size` lies about its unpacked size. */
export interface FixturePart {
  readonly name: string;
  readonly text: string;
  readonly size?: number;
}

/** Takes parts; returns a zip archive of them, for tests that need workbooks no program would write. */
export function zipOf(parts: readonly FixturePart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const raw = Buffer.from(part.text);
    const packed = deflateRawSync(raw);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(raw), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(part.size ?? raw.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, name]));
    bodies.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, central, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

/** One sheet of a test workbook: the XML of its rows. */
export interface FixtureSheet {
  readonly name: string;
  readonly rows: string;
  readonly state?: string;
}

/** What a test workbook holds. */
export interface FixtureWorkbook {
  readonly sheets: readonly FixtureSheet[];
  readonly strings?: string;
  /** Format codes: cell style 1 has the first, and so on; style 0 is general. */
  readonly formats?: readonly string[];
  readonly from1904?: boolean;
}

/** Takes what a test workbook holds; returns its parts. */
export function workbookParts({ sheets, strings, formats = [], from1904 = false }: FixtureWorkbook): FixturePart[] {
  const escaped = (code: string) => code.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  const relations = [
    ...sheets.map((_, index) => relation(`rId${index}`, 'worksheet', `worksheets/sheet${index}.xml`)),
    relation('styles', 'styles', 'styles.xml'),
    ...(strings === undefined ? [] : [relation('strings', 'sharedStrings', 'sharedStrings.xml')]),
  ];
  const listed = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}" ${state ? `state="${state}"` : ''} r:id="rId${index}"/>`,
  );
  return [
    {
      name: '_rels/.rels',
      text: `<Relationships>${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      text: `<workbook xmlns:r="r"><workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', text: `<Relationships>${relations.join('')}</Relationships>` },
    {
      name: 'xl/styles.xml',
      text: `<styleSheet><numFmts>${formats
        .map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${escaped(code)}"/>`)
        .join('')}</numFmts><cellXfs><xf numFmtId="0"/>${formats
        .map((_, index) => `<xf numFmtId="${200 + index}"/>`)
        .join('')}</cellXfs></styleSheet>`,
    },
    ...sheets.map(({ rows }, index) => ({
      name: `xl/worksheets/sheet${index}.xml`,
      text: `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    })),
    ...(strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', text: `<sst>${strings}</sst>` }]),
  ];
}

/** Takes what a test workbook holds; returns its bytes. */
export function workbookOf(workbook: FixtureWorkbook): Buffer {
  return zipOf(workbookParts(workbook));
}
