import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './vite.config.ts';

/** The portal: a page and a bundle of its own, so that it carries nothing of the CRM's application. */
export default defineConfig({
  base: '/portail/',
  publicDir: false,
  plugins: [react(), compressed()],
  build: {
    outDir: `${import.meta.dirname}/dist/portal`,
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    modulePreload: { polyfill: false },
    rolldownOptions: { input: `${import.meta.dirname}/portal.html` },
    reportCompressedSize: false,
  },
});
