/**
 * Prints what a browser loads before the first screen: the entry, what its page preloads and what these import
 * statically, compressed as the server sends them (gzip). Fails over the budget of 250 kB of JavaScript.
 * Usage: node scripts/first-load.mjs [folder of the built web, dist/web]
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Most JavaScript of a first load, in kB (1 kB = 1 000 bytes). */
const budget = 250;

const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '..', 'dist', 'web'));
const page = join(folder, 'index.html');
if (!existsSync(page)) {
  console.error(`Nothing is built in ${folder}: run npm run build first.`);
  process.exit(2);
}

const html = readFileSync(page, 'utf8');
const named = (pattern) => [...html.matchAll(pattern)].map((match) => match[1]);
const styles = named(/<link[^>]+href="(\/[^"]+\.css)"/g);
const waiting = [...named(/<script[^>]+src="(\/[^"]+\.js)"/g), ...named(/<link[^>]+href="(\/[^"]+\.js)"/g)];
const scripts = new Set();
while (waiting.length > 0) {
  const address = waiting.pop();
  if (scripts.has(address)) continue;
  scripts.add(address);
  const text = readFileSync(join(folder, address), 'utf8');
  // Static imports alone: what `import()` fetches comes after the first screen.
  for (const match of text.matchAll(
    /(?:^|[;}\n])\s*(?:import|export)\s*(?:[^'"()]*?from\s*)?["']\.\/([^"']+\.js)["']/g,
  ))
    waiting.push(`/assets/${match[1]}`);
}

const size = (address) => gzipSync(readFileSync(join(folder, address))).length / 1000;
const total = (addresses) => addresses.reduce((sum, address) => sum + size(address), 0);
const lines = [...scripts].map((address) => [size(address), address]).sort(([one], [other]) => other - one);
for (const [kilobytes, address] of lines) console.log(`${kilobytes.toFixed(1).padStart(8)} kB  ${address}`);
const javascript = total([...scripts]);
console.log(`${javascript.toFixed(1).padStart(8)} kB  JavaScript of the first load, gzip (budget ${budget} kB)`);
console.log(`${total(styles).toFixed(1).padStart(8)} kB  styles, gzip`);
process.exit(javascript > budget ? 1 : 0);
