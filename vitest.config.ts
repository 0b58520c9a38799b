import { defineConfig } from 'vitest/config';
import { guidePages } from './src/web/help/guide-plugin.ts';

/** Pure code and the pure half of the web: no database, no browser. */
const unit = [
  'src/*.test.ts',
  'src/{lib,fields,meta,records,rules,web}/**/*.test.{ts,tsx}',
  'src/features/**/*.test.{ts,tsx}',
];
/** What needs PostgreSQL or the file system of a server. */
const server = ['src/server/**/*.test.ts', 'src/features/**/*.server.test.ts'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { plugins: [guidePages()], test: { name: 'unit', include: unit, exclude: server, testTimeout: 30_000 } },
      {
        test: {
          name: 'server',
          include: server,
          globalSetup: ['src/server/testing/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 120_000,
          // A busy machine draws a page late: what a journey waits for, it waits for long enough.
          expect: { poll: { timeout: 15_000 } },
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
