/**
 * Prints the JavaScript that a browser loads to show the first screen, a list: what the page names and all that it
 * imports statically. Each size is given compressed by gzip and by brotli: the build writes both, browsers take brotli
 * over https and from this machine, gzip over plain http. Fails when what gzip carries, the larger, is over the budget.
 * Usage: node scripts/first-load.mjs [folder of the built web, dist/web]
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** Most JavaScript of a first load, in kB (1 kB = 1 000 bytes). */
const budget = 250;

const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '..', 'dist', 'web'));
const page = join(folder, 'index.html');
if (!existsSync(page)) {
  console.error(`Nothing is built in ${folder}: run npm run build first.`);
  process.exit(2);
}

/** Takes addresses of scripts; returns them and all that they import statically (what `import()` fetches comes later). */
function withImports(addresses) {
  const found = new Set();
  const waiting = [...addresses];
  while (waiting.length > 0) {
    const address = waiting.pop();
    if (found.has(address)) continue;
    found.add(address);
    const text = readFileSync(join(folder, address), 'utf8');
    const imports = text.matchAll(/(?:^|[;}\n])\s*(?:import|export)\s*(?:[^'"()]*?from\s*)?["']\.\/([^"']+\.js)["']/g);
    for (const match of imports) waiting.push(`/assets/${match[1]}`);
  }
  return found;
}

const html = readFileSync(page, 'utf8');
const named = (pattern) => [...html.matchAll(pattern)].map((match) => match[1]);
const entry = withImports([...named(/<script[^>]+src="(\/[^"]+\.js)"/g), ...named(/<link[^>]+href="(\/[^"]+\.js)"/g)]);
const kilobytes = (bytes) => (bytes / 1000).toFixed(1).padStart(7);
const sizes = [...entry].map((address) => {
  const bytes = readFileSync(join(folder, address));
  return { address, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
});
for (const { address, gzip, brotli } of sizes.sort((one, other) => other.gzip - one.gzip))
  console.log(`${kilobytes(gzip)} ${kilobytes(brotli)}  ${address}`);
const sum = (kind) => sizes.reduce((total, size) => total + size[kind], 0);
console.log(`${kilobytes(sum('gzip'))} ${kilobytes(sum('brotli'))}  kB, gzip and brotli (budget ${budget} by gzip)`);
process.exit(sum('gzip') / 1000 > budget ? 1 : 0);
