import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { describeSource, readRows } from './source.ts';
import { collectRows } from './source-fixture.ts';

const data = fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const here = existsSync(data);

function filesBelow(folder: string): string[] {
  if (!here) return [];
  return readdirSync(join(data, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The code of why a file is refused, or what was read of it. */
async function outcome(path: string): Promise<string> {
  const result = await describeSource(path, path.slice(path.lastIndexOf('/') + 1));
  if (!result.ok) {
    expect(result.error.message.fr).not.toBe('');
    expect(result.error.message.en).not.toBe('');
    return `refused: ${result.error.code}`;
  }
  const rows = await collectRows(readRows(path, result.value));
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row.cells.length).toBeGreaterThan(result.value.columns.at(-1)?.index ?? -1);
  return `${result.value.format}: ${rows.length}`;
}

describe.skipIf(!here)('real files', () => {
  it.each(filesBelow('1-vcard').map((path) => [path.slice(data.length + 1), path]))(
    'reads or refuses %s',
    async (name, path) => {
      const expected = /\.(json|xml)$/.test(name)
        ? /^refused: format-unknown$/
        : /\.txt$/.test(name)
          ? /^csv: /
          : /^vcard: /;
      expect(await outcome(path)).toMatch(expected);
    },
  );

  it.each(filesBelow('2-csv').map((path) => [path.slice(data.length + 1), path]))(
    'reads or refuses %s',
    async (name, path) => {
      const read = await outcome(path);
      if (/\.ods$/.test(name)) expect(read).toBe('refused: format-ods');
      else if (/\.xls$/.test(name)) expect(read).toBe('refused: format-xls');
      else if (/\.json$/.test(name)) expect(read).toBe('refused: format-unknown');
      else expect(read).toMatch(/^(csv|xlsx): \d+$|^refused: no-rows$/);
    },
  );

  it('reads every cell of csv-spectrum as its authors meant it', async () => {
    const files = filesBelow('2-csv/csv-spectrum/csvs').filter((path) => !path.includes('location_coordinates'));
    expect(files.length).toBeGreaterThan(5);
    for (const path of files) {
      const truth: Record<string, string>[] = JSON.parse(
        readFileSync(path.replace('/csvs/', '/json/').replace(/csv$/, 'json'), 'utf8'),
      );
      const result = await describeSource(path, 'a.csv', { headerLine: 1 });
      if (!result.ok) throw new Error(`${path}: ${result.error.code}`);
      const rows = await collectRows(readRows(path, result.value));
      const read = rows.map(({ cells }) =>
        Object.fromEntries(result.value.columns.map(({ header, index }) => [header, cells[index] ?? ''])),
      );
      expect(read).toEqual(truth);
    }
  });

  it('reads all 34 969 communes', async () => {
    expect(await outcome(join(data, '3-companies/communes.csv'))).toBe('csv: 34969');
  });
});
