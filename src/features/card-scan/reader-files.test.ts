import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { allReaderFiles, readerFolder } from './reader-files.ts';

const packages = resolve(import.meta.dirname, '../../../node_modules');
const versionOf = (name: string): string =>
  JSON.parse(readFileSync(resolve(packages, name, 'package.json'), 'utf8')).version;

test('the files of the reader are there, of the size that their progress is counted by', () => {
  for (const { name, source, bytes } of allReaderFiles)
    expect([name, statSync(resolve(packages, source)).size]).toEqual([name, bytes]);
});

test('their folder changes with their versions: a browser never mixes two', () => {
  expect(readerFolder).toBe(`/assets/card-reader-${versionOf('tesseract.js')}-${versionOf('zxing-wasm')}`);
  expect(versionOf('tesseract.js-core')).toBe(versionOf('tesseract.js'));
});
