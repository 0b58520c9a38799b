import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { type CsvRow, csvTokenizer, longestRow } from './csv-tokenizer.ts';

function tokenize(text: string, delimiter = ',', pieceSize = text.length || 1): CsvRow[] {
  const tokenizer = csvTokenizer(delimiter);
  const rows: CsvRow[] = [];
  for (let at = 0; at < text.length; at += pieceSize) rows.push(...tokenizer.push(text.slice(at, at + pieceSize)));
  rows.push(...tokenizer.end());
  return rows;
}

function cells(text: string, delimiter = ','): string[][] {
  return tokenize(text, delimiter).map((row) => row.cells);
}

describe('csvTokenizer', () => {
  it('splits quoted cells, doubled quotes and cells of several lines, and numbers the first line of each row', () => {
    expect(tokenize('a,"b ""c""\r\nd",e\r\n\r\nf,g,h')).toEqual([
      { line: 1, cells: ['a', 'b "c"\r\nd', 'e'] },
      { line: 4, cells: ['f', 'g', 'h'] },
    ]);
  });

  it('accepts every line end, mixed in one file', () => {
    expect(tokenize('a,b\nc,d\r\ne,f\rg,h')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['c', 'd'] },
      { line: 3, cells: ['e', 'f'] },
      { line: 4, cells: ['g', 'h'] },
    ]);
  });

  it('spoils one row only when a quote is never closed', () => {
    expect(tokenize('1,"écran 5 pouces,x\n2,"bon",y\n3,z,z')).toEqual([
      { line: 1, cells: ['1', '"écran 5 pouces', 'x'], fault: 'quote-unclosed' },
      { line: 2, cells: ['2', 'bon', 'y'] },
      { line: 3, cells: ['3', 'z', 'z'] },
    ]);
    expect(tokenize('1,"a\n2,b\n3,c')).toEqual([
      { line: 1, cells: ['1', '"a'], fault: 'quote-unclosed' },
      { line: 2, cells: ['2', 'b'] },
      { line: 3, cells: ['3', 'c'] },
    ]);
  });

  it('keeps what follows a closing quote and says so', () => {
    expect(tokenize('"ab"cd,e')).toEqual([{ line: 1, cells: ['abcd', 'e'], fault: 'quote-stray' }]);
  });

  it('opens a quote after the spaces that some exporters put behind the separator', () => {
    expect(cells('a, "6,000,000", b')).toEqual([['a', '6,000,000', ' b']]);
  });

  it('gives up a line that never ends and reads the next one', () => {
    const rows = tokenize(`a,b\n${'x'.repeat(longestRow * 2)}\nc,d`, ',', 65_536);
    expect(rows.map((row) => [row.line, row.fault ?? row.cells.join()])).toEqual([
      [1, 'a,b'],
      [2, 'row-too-long'],
      [3, 'c,d'],
    ]);
  });

  it('finds an unclosed quote in a long file without losing the rows after it', () => {
    const good = Array.from({ length: 60_000 }, (_, index) => `${index},une ligne comme une autre`);
    const rows = tokenize(['a,b', '1,"jamais fermé', ...good].join('\n'), ',', 65_536);
    expect(rows).toHaveLength(60_002);
    expect(rows[1]).toEqual({ line: 2, cells: ['1', '"jamais fermé'], fault: 'quote-unclosed' });
    expect(rows.at(-1)).toEqual({ line: 60_002, cells: ['59999', 'une ligne comme une autre'] });
  });

  it('never throws, and reads the same rows however the text is cut into pieces', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', '\r', ' ', '\t', '\0', '€'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, fc.constantFrom(',', ';', '\t'), fc.integer({ min: 1, max: 7 }), (source, delimiter, size) => {
        expect(tokenize(source, delimiter, size)).toEqual(tokenize(source, delimiter));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads back what a CSV writer wrote, whatever the cells hold', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'é', '"', ',', ';', '\t', '|', '\n', '\r\n', ' ', "'", '€'),
      maxLength: 8,
    });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (rows, delimiter, newline, quotes) => {
          expect(cells(Papa.unparse(rows, { delimiter, newline, quotes }), delimiter)).toEqual(rows);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('agrees with papaparse on well-formed text', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '"', ',', '\n', ' '), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const text = Papa.unparse(rows, { newline: '\n', quotes: true });
        expect(cells(text)).toEqual(Papa.parse<string[]>(text, { delimiter: ',', newline: '\n' }).data);
      }),
    );
  });
});
