import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { describeSource, readRows } from '../import/readers/source.ts';
import { type TableFormat, tableFile } from './table-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'carnet-test-table-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a table and reads it back as an import does. */
async function there(format: TableFormat, headers: readonly string[], rows: readonly (readonly (string | null)[])[]) {
  const path = join(folder, `table.${format}`);
  await pipeline(tableFile(format, 'Fiches', headers, rows), createWriteStream(path));
  const described = await describeSource(path, `table.${format}`);
  if (!described.ok) throw new Error(described.error.code);
  const back: (string | null)[][] = [];
  for await (const row of readRows(path, described.value)) back.push([...row.cells]);
  return {
    headers: described.value.columns.map(({ header }) => header),
    rows: back,
    text: format === 'csv' ? readFileSync(path, 'utf8') : '',
  };
}

const naughty = [
  '=1+1',
  '+33 6 28',
  '-5',
  '@SUM(A1)',
  "'déjà",
  "''",
  '\ttab',
  'a\nb',
  'a\r\nb',
  '"',
  ';',
  '01400',
  '35600000049837',
  '1e5',
  'vrai',
  'TRUE',
  '2026-11-22',
  '_x000D_',
  '\u0001',
  '\u007f',
  '😀',
  'œ',
  '#hash',
  '="01"',
];

describe.each(['csv', 'xlsx'] as const)('a %s file', (format) => {
  it('is read back as it was, whatever its cells hold', async () => {
    const rows = naughty.map((text, index) => [String(index + 1), text, null]);
    const back = await there(format, ['Numéro', 'Texte', 'Vide'], rows);
    expect(back.headers).toEqual(['Numéro', 'Texte', 'Vide']);
    expect(back.rows).toEqual(rows);
  });

  it('gives any text back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { minLength: 1, maxLength: 20 }),
        async (texts) => {
          const sound = texts
            .map((text) => text.replaceAll('\0', ''))
            .filter((text) => text.trim() !== '' && !/^#|\p{Surrogate}/u.test(text));
          if (sound.length === 0) return;
          const rows = sound.map((text, index) => [`ligne ${index}`, text]);
          expect((await there(format, ['Nom', 'Texte'], rows)).rows).toEqual(rows);
        },
      ),
      { numRuns: 40 },
    );
  });

  it.skipIf(!existsSync(resolve('../shared/data/10-naughty/blns.json')))(
    'keeps every string of the list of naughty strings',
    async () => {
      const strings = (
        JSON.parse(readFileSync(resolve('../shared/data/10-naughty/blns.json'), 'utf8')) as string[]
      ).filter((text) => text.trim() !== '' && !text.includes('\0'));
      const rows = strings.map((text, index) => [`n${index}`, text]);
      expect((await there(format, ['Nom', 'Texte'], rows)).rows).toEqual(rows);
    },
  );
});

it('guards what a spreadsheet would run', async () => {
  const { text } = await there(
    'csv',
    ['Texte', 'Autre'],
    [
      ['=1+1', '@x'],
      ['simple', "'x"],
    ],
  );
  expect(text).toBe("\ufeffTexte;Autre\r\n'=1+1;'@x\r\nsimple;''x\r\n");
});
