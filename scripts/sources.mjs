import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The folder of package.json. */
export const root = join(import.meta.dirname, '..');

/** Where the built server's entry is. */
export const serverEntry = join(root, 'dist', 'server', 'main.server.js');

const shared = ['package.json', 'package-lock.json', 'scripts/build.mjs', 'scripts/sources.mjs'];

const parts = {
  server: {
    files: [...shared, 'tsconfig.base.json'],
    folders: ['src'],
    keep: (path) => !path.startsWith('src/web/') && /\.(ts|json)$/.test(path) && !/\.test\.ts$/.test(path),
    output: 'dist/server/main.server.js',
  },
  web: {
    files: [...shared, 'index.html', 'vite.config.ts', 'tsconfig.base.json'],
    // The guide is part of the application.
    folders: ['src', 'docs/guide'],
    keep: (path) => !path.startsWith('src/server/') && !/(\.test\.tsx?|\.server\.ts)$/.test(path),
    output: 'dist/web/index.html',
  },
  portal: {
    files: [...shared, 'portal.html', 'vite.config.ts', 'vite.portal.config.ts', 'tsconfig.base.json'],
    folders: ['src/features/portal', 'src/lib', 'src/web'],
    keep: (path) => !/(\.test\.tsx?|\.server\.ts)$/.test(path),
    output: 'dist/portal/portal.html',
  },
};

/** Tells whether there is a web application to build: its page may stand at the root or in src/web. */
export function webPage() {
  return ['index.html', 'src/web/index.html'].map((path) => join(root, path)).find((path) => existsSync(path));
}

function* walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (entry.isFile()) yield path;
  }
}

/** Takes 'server', 'web' or 'portal'; returns a hash of the names, sizes and times of all that it is built from. */
export function fingerprint(part) {
  const { files, folders, keep } = parts[part];
  const hash = createHash('sha256').update(process.version);
  const paths = files.map((path) => join(root, path)).filter((path) => existsSync(path));
  for (const folder of folders) {
    for (const path of walk(join(root, folder))) {
      if (keep(relative(root, path).split(sep).join('/'))) paths.push(path);
    }
  }
  for (const path of paths.sort()) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${relative(root, path)}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Where the fingerprint of what was last built is kept. */
export function stampPath(part) {
  return join(root, 'dist', `.stamp-${part}`);
}

/** Takes 'server', 'web' or 'portal'; tells whether its output is missing or older than its sources. */
export function isStale(part) {
  if (part === 'web' && !webPage()) return false;
  if (!existsSync(join(root, parts[part].output)) || !existsSync(stampPath(part))) return true;
  return readFileSync(stampPath(part), 'utf8') !== fingerprint(part);
}
