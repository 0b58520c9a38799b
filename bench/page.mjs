import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/sources.mjs';

const page = join(root, 'docs', 'benchmarks.md');

/** Takes what a section is headed by, before its date, and its text below the heading; puts it on docs/benchmarks.md in the place of the last one. */
export function keepSection(heading, text) {
  const head = `### ${heading}, `;
  const others = readFileSync(page, 'utf8')
    .split(/(?=^### )/m)
    .filter((section) => !section.startsWith(head));
  const today = new Date().toISOString().slice(0, 10);
  writeFileSync(page, `${others.join('').trimEnd()}\n\n${head}${today}\n\n${text.trim()}\n`);
}
