/**
 * Builds what is older than its sources: the server (dist/server, by rolldown, packages left outside), the web
 * application (dist/web, by vite) and the portal (dist/portal, a bundle of its own). `--force` builds all. A part is made aside and put in place at the end, so that a
 * build that fails or is killed leaves what was there.
 */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprint, isStale, root, stampPath, webPage } from './sources.mjs';

const force = process.argv.includes('--force');
const quiet = process.argv.includes('--quiet');

async function buildServer(output) {
  const { rolldown } = await import('rolldown');
  const entries = ['main.server', 'main.job'].filter((name) => existsSync(join(root, 'src', `${name}.ts`)));
  const bundle = await rolldown({
    cwd: root,
    input: Object.fromEntries(entries.map((name) => [name, `src/${name}.ts`])),
    platform: 'node',
    external: (id) => !id.startsWith('.') && !id.startsWith('/') && !/^[a-zA-Z]:\\/.test(id),
    logLevel: 'warn',
  });
  await bundle.write({
    dir: output,
    format: 'esm',
    sourcemap: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunk-[name]-[hash].js',
  });
  await bundle.close();
}

async function buildWeb(output) {
  // Tests start Carnet with NODE_ENV=test, which would put React's development build in what everyone then runs.
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  const page = webPage();
  await build({
    configFile: join(root, 'vite.config.ts'),
    root: join(page, '..'),
    logLevel: 'error',
    build: { outDir: output, emptyOutDir: true },
  });
}

async function buildPortal(output) {
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  await build({
    configFile: join(root, 'vite.portal.config.ts'),
    root,
    logLevel: 'error',
    build: { outDir: output, emptyOutDir: true },
  });
}

async function make(part, builder) {
  if (!force && !isStale(part)) return;
  if (part === 'web' && !webPage()) return;
  const started = Date.now();
  const stamp = fingerprint(part);
  const place = join(root, 'dist', part);
  const aside = `${place}.new-${process.pid}`;
  const old = `${place}.old-${process.pid}`;
  await mkdir(join(root, 'dist'), { recursive: true });
  try {
    await builder(aside);
    if (existsSync(place)) await rename(place, old);
    await rename(aside, place);
    await writeFile(stampPath(part), stamp);
  } finally {
    await rm(aside, { recursive: true, force: true });
    await rm(old, { recursive: true, force: true });
  }
  if (!quiet) console.error(`dist/${part} : ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

try {
  await make('server', buildServer);
  await make('web', buildWeb);
  await make('portal', buildPortal);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
