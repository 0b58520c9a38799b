import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** The server, told the address that the browser asked: what comes from another one it refuses. */
const server = { target: `http://127.0.0.1:${process.env.PORT ?? 3000}`, changeOrigin: false };

/** Writes each text file compressed beside itself, once, so that the server compresses nothing while it serves. */
function compressed(): Plugin {
  return {
    name: 'carnet-compressed',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const names = Object.keys(bundle).filter((name) => /\.(js|css|svg|html)$/.test(name));
      await Promise.all(
        names.map(async (name) => {
          const path = join(dir, name);
          const bytes = await readFile(path);
          const [small, smaller] = await Promise.all([
            promisify(gzip)(bytes, { level: 9 }),
            promisify(brotliCompress)(bytes),
          ]);
          await Promise.all([writeFile(`${path}.gz`, small), writeFile(`${path}.br`, smaller)]);
        }),
      );
    },
  };
}

export default defineConfig({
  publicDir: `${import.meta.dirname}/src/web/public`,
  plugins: [react(), compressed()],
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
