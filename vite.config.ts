import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { allReaderFiles, readerFolder } from './src/features/card-scan/reader-files.ts';
import { guidePages } from './src/web/help/guide-plugin.ts';

/** The server, told the address that the browser asked: what comes from another one it refuses. */
const server = { target: `http://127.0.0.1:${process.env.PORT ?? 3000}`, changeOrigin: false };

/** Puts the files that read business cards beside the application, under their own names: they are loaded when one is. */
function cardReader(): Plugin {
  return {
    name: 'carnet-card-reader',
    apply: 'build',
    async generateBundle() {
      for (const { name, source } of allReaderFiles) {
        const bytes = await readFile(join(import.meta.dirname, 'node_modules', source));
        this.emitFile({ type: 'asset', fileName: `${readerFolder.slice(1)}/${name}`, source: bytes });
      }
    },
  };
}

/** Bytes from which a file is compressed a little less well: the best takes a minute for what reads cards. */
const large = 1_000_000;

/** Writes each text file compressed beside itself, once, so that the server compresses nothing while it serves. */
export function compressed(): Plugin {
  return {
    name: 'carnet-compressed',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const names = Object.keys(bundle).filter((name) => /\.(js|css|svg|html|wasm)$/.test(name));
      await Promise.all(
        names.map(async (name) => {
          const path = join(dir, name);
          const bytes = await readFile(path);
          const [small, smaller] = await Promise.all([
            promisify(gzip)(bytes, { level: 9 }),
            promisify(brotliCompress)(bytes, {
              params: { [constants.BROTLI_PARAM_QUALITY]: bytes.length > large ? 6 : constants.BROTLI_MAX_QUALITY },
            }),
          ]);
          await Promise.all([writeFile(`${path}.gz`, small), writeFile(`${path}.br`, smaller)]);
        }),
      );
    },
  };
}

/** Public files that the application needs to open without network; `/` is its page. */
const openedWith = ['/', '/beginning.js', '/manifest.webmanifest', '/icon.svg', '/icon-192.png'];

/** Tells the service worker the files of this build, and its version: another one for any change of any of them. */
function versionedWorker(): Plugin {
  return {
    name: 'carnet-service-worker',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      // What reads cards comes when a card is read, and is kept then.
      const parts = Object.keys(bundle).filter(
        (name) => /\.(js|css)$/.test(name) && !`/${name}`.startsWith(readerFolder),
      );
      const files = [...openedWith, ...parts.map((name) => `/${name}`).sort()];
      const path = join(dir, 'service-worker.js');
      const text = await readFile(path, 'utf8');
      const hash = createHash('sha256').update(text);
      // A part carries its content in its name.
      hash.update(parts.sort().join());
      for (const address of openedWith)
        hash.update(await readFile(join(dir, address === '/' ? 'index.html' : address)));
      const version = hash.digest('hex').slice(0, 12);
      await writeFile(
        path,
        text
          .replace("const version = 'development'", `const version = '${version}'`)
          .replace('const files = []', `const files = ${JSON.stringify(files)}`),
      );
    },
  };
}

export default defineConfig({
  publicDir: `${import.meta.dirname}/src/web/public`,
  plugins: [react(), guidePages(), cardReader(), compressed(), versionedWorker()],
  build: {
    outDir: `${import.meta.dirname}/dist/web`,
    emptyOutDir: true,
    target: 'es2022',
    // Browsers that know light-dark() themselves (2024): rewritten for older ones, it would miss Mantine's colour scheme.
    cssTarget: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What every visit begins with is two files, not forty: a browser asks for them at once and they compress better.
        codeSplitting: {
          groups: [
            { name: 'libraries', test: /node_modules/, tags: ['$initial'], priority: 1 },
            { name: 'first', tags: ['$initial'] },
          ],
        },
      },
    },
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': server, '/health': server } },
});
