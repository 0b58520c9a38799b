import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, describe, expect, it } from 'vitest';
import { describeSource, readRows, type SourceOptions, type SourceRow } from './source.ts';
import { collectRows, sourceFolder } from './source-fixture.ts';
import { type FixtureWorkbook, workbookOf, workbookParts, zipOf } from './workbook-fixture.ts';

const folder = sourceFolder();
afterAll(folder.remove);

const described = (bytes: Uint8Array, options?: SourceOptions) => folder.describe(bytes, 'classeur.xlsx', options);
const refusal = (bytes: Uint8Array, name = 'classeur.xlsx', options?: SourceOptions) =>
  folder.refusal(bytes, name, options);

/** A workbook of one sheet without headers, and the first row that is read from it. */
async function firstRow(rows: string, workbook: Omit<FixtureWorkbook, 'sheets'> = {}): Promise<SourceRow | undefined> {
  return (
    await folder.rows(workbookOf({ sheets: [{ name: 'A', rows }], ...workbook }), 'classeur.xlsx', { headerLine: 0 })
  )[0];
}

describe('reading a workbook', () => {
  it('gives the exact text of numbers: a SIRET in full, no exponent, fractions as they were typed', async () => {
    const row = await firstRow(
      '<row r="3"><c r="A3"><v>35600000049837</v></c><c r="B3"><v>3.5600000049837E+13</v></c><c r="C3"><v>0.30000000000000004</v></c><c r="D3"><v>1250.4999999999998</v></c><c r="E3"><v>1.0E-7</v></c><c r="F3"><v>-12</v></c></row>',
    );
    expect(row).toEqual({ line: 3, cells: ['35600000049837', '35600000049837', '0.3', '1250.5', '0.0000001', '-12'] });
  });

  it('warns where a number has more digits than Excel keeps', async () => {
    const row = await firstRow('<row r="1"><c r="A1"><v>12345678901234567890</v></c></row>');
    expect(row?.cells).toEqual(['12345678901234567890']);
    expect(row?.problems?.map(({ code, column, severity }) => [code, column, severity])).toEqual([
      ['number-imprecise', 0, 'warning'],
    ]);
  });

  it('shows dates, moments, hours and durations as ISO text, in both calendars', async () => {
    const formats = ['dd/mm/yyyy', 'dd/mm/yy hh:mm', 'hh:mm', '[h]:mm', 'jj mmmm aaaa', '[$-40C]d mmmm yyyy;@'];
    const cells = [46085, 46085.395833333336, 0.5, 1.5, 46085, 46085]
      .map((value, index) => `<c s="${index + 1}"><v>${value}</v></c>`)
      .join('');
    expect((await firstRow(`<row>${cells}</row>`, { formats }))?.cells).toEqual([
      '2026-03-04',
      '2026-03-04T09:30:00',
      '12:00:00',
      '36:00:00',
      '2026-03-04',
      '2026-03-04',
    ]);
    expect((await firstRow('<row><c s="1"><v>44623</v></c></row>', { formats, from1904: true }))?.cells).toEqual([
      '2026-03-04',
    ]);
    expect((await firstRow('<row><c s="1"><v>59</v></c><c s="1"><v>61</v></c></row>', { formats }))?.cells).toEqual([
      '1900-02-28',
      '1900-03-01',
    ]);
  });

  it('keeps the zeros that a format of figures shows: postcodes and phone numbers of French Excel', async () => {
    const formats = ['00000', '0#" "##" "##" "##" "##', '# ##0,00 "€"'];
    const row = await firstRow(
      '<row><c s="1"><v>1400</v></c><c s="2"><v>628230455</v></c><c s="3"><v>1250.5</v></c></row>',
      { formats },
    );
    expect(row?.cells).toEqual(['01400', '0628230455', '1250.5']);
  });

  it('reads shared, rich and inline texts, without what tells their pronunciation', async () => {
    const strings =
      '<si><t>L’Haÿ &amp; fils</t></si><si><r><t>Bœuf </t></r><r><rPr><b/></rPr><t>gras</t></r></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><t>a_x000D__x000A_b</t></si>';
    const row = await firstRow(
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="inlineStr"><is><r><t>en </t></r><r><t>ligne</t></r></is></c><c r="F1" t="str"><f>A1</f><v>calculé</v></c><c r="G1" t="s"><v>99</v></c></row>',
      { strings },
    );
    expect(row?.cells).toEqual(['L’Haÿ & fils', 'Bœuf gras', '東京', 'a\r\nb', 'en ligne', 'calculé']);
  });

  it('reads the result of formulas and flags errors and formulas that were never computed', async () => {
    const row = await firstRow(
      '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="e"><v>#N/A</v></c><c r="C1"><f>A1*2</f></c><c r="D1" t="b"><v>1</v></c></row>',
    );
    expect(row?.cells).toEqual(['2', '#N/A', null, 'true']);
    expect(row?.problems?.map(({ code, column }) => [code, column])).toEqual([
      ['cell-error', 1],
      ['cell-uncomputed', 2],
    ]);
  });

  it('chooses the first sheet that is shown and holds rows, and lists the others', async () => {
    const rows =
      '<row r="1"><c t="inlineStr"><is><t>Nom</t></is></c></row><row r="2"><c t="inlineStr"><is><t>Durand</t></is></c></row>';
    const book = workbookOf({
      sheets: [
        { name: 'Cachée', rows, state: 'hidden' },
        { name: 'Vide', rows: '' },
        { name: 'Clients', rows },
      ],
    });
    const { description } = await described(book);
    expect(description.sheet).toBe('Clients');
    expect(description.sheets).toEqual(['Vide', 'Clients', 'Cachée']);
    expect(description.warnings.map(({ code }) => code)).toEqual(['sheets-hidden']);
    expect((await described(book, { sheet: 'Cachée' })).description.sample).toHaveLength(1);
    expect(await refusal(book, 'x.xlsx', { sheet: 'Absente' })).toBe('sheet-unknown');
  });

  it('finds a table that begins below a title and to the right of empty columns', async () => {
    const text = (reference: string, value: string) => `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
    const rows = `<row r="1">${text('C1', 'Liste des clients')}</row><row r="4">${text('C4', 'Nom')}${text('D4', 'Ville')}${text('E4', 'CP')}</row><row r="5">${text('C5', 'Durand')}${text('D5', 'Lyon')}<c r="E5"><v>69001</v></c></row>`;
    const { description, path } = await described(workbookOf({ sheets: [{ name: 'A', rows }] }));
    expect(description.headerLine).toBe(4);
    expect(description.columns).toEqual([
      { index: 2, header: 'Nom' },
      { index: 3, header: 'Ville' },
      { index: 4, header: 'CP' },
    ]);
    expect(await collectRows(readRows(path, description))).toEqual([
      { line: 5, cells: [null, null, 'Durand', 'Lyon', '69001'] },
    ]);
  });

  it('reads what a spreadsheet library wrote, from any line, as far as the caller wants', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => [`Société ${index}`, index, index % 2 === 0]);
    const bytes = await writeXlsx({
      sheets: [{ name: 'Comptes', rows: [['Raison sociale', 'Rang', 'Actif'], ...rows] }],
    });
    const { path, description } = await described(bytes);
    const read = await collectRows(readRows(path, description));
    expect(read).toHaveLength(3000);
    expect(read[2999]).toEqual({ line: 3001, cells: ['Société 2999', '2999', 'false'] });
    for await (const row of readRows(path, description, { fromLine: 2500 })) {
      expect(row.line).toBe(2500);
      break;
    }
  });

  it('refuses what is no workbook, with a reason', async () => {
    const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)]);
    expect(await refusal(ole, 'clients.xls')).toBe('format-xls');
    expect(await refusal(Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(100)]))).toBe(
      'workbook-locked',
    );
    expect(await refusal(zipOf([{ name: 'mimetype', text: 'application/vnd.oasis.opendocument.spreadsheet' }]))).toBe(
      'workbook-broken',
    );
    expect(await refusal(zipOf([{ name: 'word/document.xml', text: '<w/>' }]))).toBe('workbook-broken');
    expect(await refusal(Buffer.from('PK\x03\x04 abîmé', 'latin1'))).toBe('workbook-broken');
    expect(await refusal(workbookOf({ sheets: [{ name: 'A', rows: '' }] }))).toBe('no-rows');
    expect(await refusal(Buffer.from('%PDF-1.7\n'), 'devis.pdf')).toBe('format-unknown');
    expect(await refusal(Buffer.alloc(0))).toBe('file-empty');
    expect(await refusal(Buffer.from('texte'), 'x.xlsx', { format: 'xlsx' })).toBe('workbook-broken');
  });

  it('refuses archives made to exhaust memory', async () => {
    const parts = workbookParts({
      sheets: [{ name: 'A', rows: '<row><c><v>1</v></c></row>' }],
      strings: '<si><t>a</t></si>',
    });
    const lying = parts.map((part) => (part.name === 'xl/sharedStrings.xml' ? { ...part, size: 3_000_000_000 } : part));
    expect(await refusal(zipOf(lying))).toBe('workbook-too-large');
    const endless = `<row><c t="inlineStr"><is><t>${'x'.repeat(12_000_000)}</t></is></c></row>`;
    expect(await refusal(workbookOf({ sheets: [{ name: 'A', rows: endless }] }))).toBe('workbook-broken');
    const entities = '<!DOCTYPE x [<!ENTITY a "b">]>';
    expect(
      await refusal(
        zipOf(parts.map((part) => (part.name.includes('sheet0') ? { ...part, text: entities + part.text } : part))),
      ),
    ).toBe('workbook-broken');
    const more = parts.map((part) => (part.name.includes('sheet0') ? { ...part, size: 10 } : part));
    expect(await refusal(zipOf(more))).toBe('workbook-broken');
  });

  it('never throws on a damaged workbook: it is read or refused', async () => {
    const bytes = workbookOf({
      sheets: [
        { name: 'A', rows: '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2" t="s"><v>0</v></c></row>' },
      ],
      strings: '<si><t>a</t></si>',
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 4, max: bytes.length }),
        async (changes, length) => {
          const damaged = Buffer.from(bytes.subarray(0, length));
          for (const [at, byte] of changes) if (at < length && at > 3) damaged[at] = byte;
          const path = await folder.save(damaged);
          const result = await describeSource(path, 'x.xlsx');
          if (result.ok) expect(result.value.columns.length).toBeGreaterThan(0);
          else expect(result.error.message.fr).not.toBe('');
          await rm(path);
        },
      ),
      { numRuns: 150 },
    );
  });
});
