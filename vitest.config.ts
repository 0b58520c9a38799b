import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { guidePages } from './src/web/help/guide-plugin.ts';

/** Pure code and the pure half of the web: no database, no browser. */
const unit = [
  'src/*.test.ts',
  'src/{lib,fields,meta,records,rules,web}/**/*.test.{ts,tsx}',
  'src/features/**/*.test.{ts,tsx}',
];
/** What needs PostgreSQL or the file system of a server. */
const server = ['src/server/**/*.test.ts', 'src/features/**/*.server.test.ts'];

/**
 * What need not be run again on another PostgreSQL: it starts its own, asks nothing of any, or proves by chance what
 * statements that other tests run there give to whom.
 */
const sameOnAny = [
  'src/server/proof/{nothing-lost,nothing-leaks,nothing-leaks-beside,seen-as-another}.test.ts',
  'src/server/{config,sealed}.test.ts',
  'src/server/outgoing/*.test.ts',
  'src/server/import/{seen-keys.test.ts,readers/**}',
  'src/server/export/table-file.test.ts',
  'src/server/http/{accept-language,development-proxy,web-application}.test.ts',
  'src/server/access/role-permissions.test.ts',
  'src/server/cli/command-line.test.ts',
];

/** What takes far longer than its size tells: begun first, so that no worker is left alone with it at the end. */
const longest = ['e2e/screens.test.ts'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification) => (longest.some((path) => moduleId.endsWith(path)) ? 0 : 1);
    // A project's files together: a worker is kept from one of its files to the next.
    return sorted.sort((a, b) => a.project.name.localeCompare(b.project.name) || rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      { plugins: [guidePages()], test: { name: 'unit', include: unit, exclude: server, testTimeout: 30_000 } },
      {
        test: {
          name: 'server',
          include: server,
          // What the server holds in memory hangs on its company: a file gains nothing from loading all of it anew.
          isolate: false,
          exclude: process.env.TEST_DATABASE_URL ? sameOnAny : [],
          globalSetup: ['src/server/testing/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['e2e/global-setup.ts'],
          testTimeout: 120_000,
          // A busy machine draws a page late: what a journey waits for, it waits for long enough.
          expect: { poll: { timeout: 15_000 } },
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
