import fc from 'fast-check';
import iconv from 'iconv-lite';
import Papa from 'papaparse';
import { afterAll, describe, expect, it } from 'vitest';
import { guardFormula } from '../../../rules/formula-guard.ts';
import { readRows, type SourceRow } from './source.ts';
import { collectRows, sourceFolder } from './source-fixture.ts';

const folder = sourceFolder();
afterAll(folder.remove);

const codes = (row: SourceRow | undefined) => row?.problems?.map(({ code, severity }) => `${code}:${severity}`);

describe('describing a CSV', () => {
  it('reads what French Excel writes: semicolons, Windows-1252, decimal commas', async () => {
    const text =
      'Société;Chiffre d’affaires;Créée le\r\nBœuf & Œillet « L’Haÿ » – 100 €;1 250,50;22/11/2026\r\nÉtablissements Noël;12,5;03/04/2025\r\n';
    const { description } = await folder.describe(iconv.encode(text, 'windows-1252'), 'clients.csv');
    expect(description).toMatchObject({
      format: 'csv',
      encoding: 'windows-1252',
      delimiter: ';',
      headerLine: 1,
      decimal: ',',
      dateOrder: 'dmy',
    });
    expect(description.columns.map(({ header }) => header)).toEqual(['Société', 'Chiffre d’affaires', 'Créée le']);
    expect(description.sample[0]).toEqual({
      line: 2,
      cells: ['Bœuf & Œillet « L’Haÿ » – 100 €', '1 250,50', '22/11/2026'],
    });
    expect(description.warnings.map(({ code }) => code)).toEqual(['encoding-guessed']);
  });

  it('tells the code pages of old Macs and of DOS from Windows’, and lets a person decide', async () => {
    const text = 'Prénom;Nom;Ville\nHélène;Lefèvre;Besançon\nNoël;Gründ;Châteauroux\nÉloïse;Ñuñez;Sète\n';
    for (const encoding of ['macintosh', 'cp850', 'windows-1252']) {
      const bytes = iconv.encode(text, encoding);
      expect((await folder.describe(bytes, 'a.csv')).description.encoding).toBe(encoding);
      const rows = await folder.rows(bytes, 'a.csv', { encoding });
      expect(rows[0]?.cells).toEqual(['Hélène', 'Lefèvre', 'Besançon']);
    }
    expect(await folder.refusal(text, 'a.csv', { encoding: 'klingon' })).toBe('encoding-unknown');
    expect(await folder.refusal(text, 'a.csv', { delimiter: ';;' })).toBe('delimiter-wrong');
  });

  it('believes a byte order mark and finds UTF-16 without one', async () => {
    const text = 'Nom;Ville\r\nŁukasz;Sète\r\n東京;Paris\r\n';
    for (const [encoding, addBOM] of [
      ['utf-8', true],
      ['utf-16le', true],
      ['utf-16be', true],
      ['utf-8', false],
    ] as const) {
      const { description } = await folder.describe(iconv.encode(text, encoding, { addBOM }), 'a.csv');
      expect(description).toMatchObject({ encoding, headerLine: 1 });
      expect(description.columns[0]?.header).toBe('Nom');
      expect(description.sample.map(({ cells }) => cells[0])).toEqual(['Łukasz', '東京']);
    }
    expect(
      (
        await folder.describe(
          iconv.encode('Nom;Ville\nDurand;Lyon\nMartin;Nice\n', 'utf-16le', { addBOM: false }),
          'a.csv',
        )
      ).description.encoding,
    ).toBe('utf-16le');
  });

  it('stays with UTF-8 when a few bytes only are damaged, and flags their rows', async () => {
    const good = Array.from({ length: 30 }, (_, index) => `Élève ${index};Sète\n`).join('');
    const bytes = Buffer.concat([Buffer.from(`Nom;Ville\n${good}`), Buffer.from([0x48, 0xe9, 0x6c, 0x3b, 0x78, 0x0a])]);
    const { path, description } = await folder.describe(bytes, 'a.csv');
    expect(description.encoding).toBe('utf-8');
    expect(description.warnings.map(({ code }) => code)).toEqual(['encoding-mixed']);
    const rows = await collectRows(readRows(path, description));
    expect(codes(rows[0])).toBeUndefined();
    expect(codes(rows[30])).toEqual(['character-unreadable:error']);
  });

  it('warns of accents that were encoded twice', async () => {
    const twice = iconv.encode(iconv.decode(Buffer.from('Prénom;Nom\nHélène;Noël\n'), 'windows-1252'), 'utf-8');
    expect((await folder.describe(twice, 'a.csv')).description.warnings.map(({ code }) => code)).toEqual([
      'encoding-double',
    ]);
  });

  it('finds the separator, even where the rows hold commas of another kind', async () => {
    expect((await folder.describe('Nom;Prix;Poids\nA;1,5;2,5\nB;3,5;4,5\n', 'a.csv')).description.delimiter).toBe(';');
    expect(
      (await folder.describe('Nom\tAdresse\nA\t12, rue X; bât. B\nB\t3, rue Y; bât. C\n', 'a.csv')).description
        .delimiter,
    ).toBe('\t');
    expect((await folder.describe('a|b|c\n1|2|3\n', 'a.csv')).description.delimiter).toBe('|');
    expect((await folder.describe('sep=,\r\nNom,Ville\r\nA;B,Lyon\r\n', 'a.csv')).description).toMatchObject({
      delimiter: ',',
      headerLine: 2,
    });
    expect((await folder.describe('Nom\nDurand\nMartin\n', 'a.csv')).description.columns).toEqual([
      { index: 0, header: 'Nom' },
    ]);
  });

  it('finds headers below other lines, and none where the first line is data', async () => {
    const linkedin =
      'Notes:\r\n"When exporting your connection data, you may notice that some of the email addresses are missing."\r\n\r\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\r\nClaire,Durand,https://www.linkedin.com/in/cd,,Durand,Gérante,12 Mar 2024\r\n';
    const late = await folder.describe(linkedin, 'Connections.csv');
    expect(late.description).toMatchObject({ headerLine: 4, delimiter: ',' });
    expect(late.description.warnings.map(({ code }) => code)).toEqual(['header-late']);
    const bare = await folder.describe(
      'Durand;Claire;claire@exemple.fr;0628230455\nMartin;Jean;jean@exemple.fr;0123456789\n',
      'a.csv',
    );
    expect(bare.description).toMatchObject({ headerLine: 0 });
    expect(bare.description.columns.map(({ header }) => header)).toEqual([
      'Colonne 1',
      'Colonne 2',
      'Colonne 3',
      'Colonne 4',
    ]);
    expect(bare.description.sample).toHaveLength(2);
    const chosen = await folder.describe('Durand;Lyon\nMartin;Nice\n', 'a.csv', { headerLine: 0 });
    expect(chosen.description.sample).toHaveLength(2);
  });

  it('names empty headers and tells repeated ones apart', async () => {
    const { description } = await folder.describe(
      'Titre;Nom;;Titre;;\nMme;Durand;x;Gérante;;\nM.;Martin;;Acheteur;;\n',
      'a.csv',
    );
    expect(description.columns.map(({ header }) => header)).toEqual(['Titre', 'Nom', 'Colonne 3', 'Titre (2)']);
    expect(description.sample[0]).toEqual({ line: 2, cells: ['Mme', 'Durand', 'x', 'Gérante'] });
  });

  it('says in French and English why a file cannot be read', async () => {
    expect(await folder.refusal('', 'a.csv')).toBe('file-empty');
    expect(await folder.refusal('\n\n \n', 'a.csv')).toBe('file-empty');
    expect(await folder.refusal('Nom;Ville\n', 'a.csv')).toBe('no-rows');
    expect(await folder.refusal('{"nom": "Durand"}', 'a.json')).toBe('format-unknown');
    expect(await folder.refusal('<html><table></table></html>', 'a.xls')).toBe('format-unknown');
  });
});

describe('reading a CSV', () => {
  it('keeps ragged rows and says what is wrong with them', async () => {
    const rows = await folder.rows('a,b,c\n1,2\n1,2,3,4\n1,2,3,\n\n,,\n5,6,7\n', 'a.csv');
    expect(rows.map((row) => [row.line, row.cells, codes(row)])).toEqual([
      [2, ['1', '2', null], ['too-few-cells:warning']],
      [3, ['1', '2', '3', '4'], ['too-many-cells:error']],
      [4, ['1', '2', '3'], undefined],
      [7, ['5', '6', '7'], undefined],
    ]);
  });

  it('takes null characters out and says so', async () => {
    const rows = await folder.rows('Nom;Ville\nDur\0and;Lyon\n', 'a.csv');
    expect(rows[0]?.cells).toEqual(['Durand', 'Lyon']);
    expect(codes(rows[0])).toEqual(['character-nul:error']);
  });

  it('opens Excel’s ="…" and the guard of an export, and leaves any other apostrophe', async () => {
    const rows = await folder.rows(`CP;Tél;Nom\n"=""01400""";'+33 6 28 23 04 55;'t Hart\n`, 'a.csv');
    expect(rows[0]?.cells).toEqual(['01400', '+33 6 28 23 04 55', "'t Hart"]);
  });

  it('numbers rows by their first line and resumes from any', async () => {
    const text = 'Nom;Note\nA;"deux\nlignes"\nB;x\nC;y\n';
    const { path, description } = await folder.describe(text, 'a.csv');
    expect((await collectRows(readRows(path, description))).map(({ line }) => line)).toEqual([2, 4, 5]);
    expect((await collectRows(readRows(path, description, { fromLine: 5 }))).map(({ cells }) => cells)).toEqual([
      ['C', 'y'],
    ]);
  });

  it('never cuts a character at the border of what is read at once', async () => {
    const line = `${'é€œ'.repeat(50)};${'ÿ'.repeat(33)}\n`;
    const rows = await folder.rows(`Nom;Ville\n${line.repeat(3000)}`, 'a.csv');
    expect(rows).toHaveLength(3000);
    expect(new Set(rows.map(({ cells }) => cells.join(';')))).toEqual(new Set([line.trim()]));
  });

  it('gives back every cell that was written, in any encoding and separator', async () => {
    const word = fc.string({
      unit: fc.constantFrom(
        'a',
        'Z',
        'é',
        'À',
        'ç',
        '’',
        'œ',
        '€',
        '"',
        ',',
        ';',
        '\t',
        '|',
        '\n',
        '\r\n',
        ' ',
        "'",
        '=',
        '+',
        '-',
        '@',
        '0',
      ),
      maxLength: 12,
    });
    const table = fc.array(fc.tuple(word, word, word), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom(
          ['utf-8', false],
          ['utf-8', true],
          ['utf-16le', true],
          ['utf-16be', true],
          ['windows-1252', false],
        ) as fc.Arbitrary<[string, boolean]>,
        fc.constantFrom('\n', '\r\n'),
        async (rows, delimiter, [encoding, addBOM], newline) => {
          const guarded = rows.map((cells) => cells.map(guardFormula));
          const text = Papa.unparse([['Nom', 'Ville', 'Note'], ...guarded], { delimiter, newline });
          const read = await folder.rows(
            iconv.encode(`${text}${newline}x${delimiter}y${delimiter}z`, encoding, { addBOM }),
            'a.csv',
            { encoding, delimiter, headerLine: 1 },
          );
          const expected = [...rows, ['x', 'y', 'z']].filter((cells) => cells.some((cell) => cell.trim() !== ''));
          expect(read.map(({ cells }) => cells.map((cell) => cell ?? ''))).toEqual(expected);
          expect(read.every(({ problems }) => problems === undefined)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('reads or refuses any bytes, and ends', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .string({ unit: fc.constantFrom('"', ';', ',', '\n', '\r', 'a', '\0', 'é', '='), maxLength: 80 })
        .map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom('a.csv', 'a.vcf', 'a.xlsx'), async (content, name) => {
        const code = await folder.refusal(content, name);
        if (code !== 'accepted') return;
        const rows = await folder.rows(content, name);
        expect(rows.every(({ line }) => line > 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
