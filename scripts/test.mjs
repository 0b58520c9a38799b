/**
 * Runs everything that must hold before a change lands, and counts it: lint, types, dead code; the unit tests and the
 * server's on the embedded PostgreSQL; the server's again on the oldest PostgreSQL promised; the journeys in a real
 * browser. The last line is `N passed, N failed`; the exit code is 0 when nothing failed. `--quick` leaves out the
 * second PostgreSQL and the journeys.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDebianPostgres } from './debian-postgres.mjs';
import { root } from './sources.mjs';
import { findChromium } from './system-packages.mjs';

const quick = process.argv.includes('--quick');
const reports = mkdtempSync(join(tmpdir(), 'carnet-reports-'));
const total = { passed: 0, failed: 0, skipped: 0 };
const summary = [];

function note(name, { passed, failed, skipped = 0 }, started) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  summary.push(
    `${failed > 0 ? '✗' : '✓'} ${name.padEnd(38)} ${passed} passed, ${failed} failed, ${skipped} skipped  (${seconds} s)`,
  );
}

function run(command, args, env = {}) {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
}

/** A check is one test: it passes or fails as a whole, and returns which. Several run at once, each with its words kept together. */
async function check(name, command, args) {
  const started = Date.now();
  const child = spawn(command, args, { cwd: root });
  let said = '';
  for (const output of [child.stdout, child.stderr]) output.on('data', (data) => (said += data));
  const passed = await new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
  console.log(`\n── ${name}\n${said.trimEnd()}`);
  note(name, { passed: passed ? 1 : 0, failed: passed ? 0 : 1 }, started);
  return passed;
}

function vitest(name, projects, env) {
  console.log(`\n── ${name}`);
  const started = Date.now();
  const report = join(reports, `${summary.length}.json`);
  const filter = projects.flatMap((project) => ['--project', project]);
  const output = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  const passed = run(
    process.execPath,
    [join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...filter, ...output],
    env,
  );
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    // A file that does not load counts no test: the run has failed all the same.
    const failed = Math.max(result.numFailedTests, result.numFailedTestSuites > 0 || !passed ? 1 : 0);
    note(
      name,
      { passed: result.numPassedTests, failed, skipped: result.numPendingTests + result.numTodoTests },
      started,
    );
  } catch {
    note(name, { passed: 0, failed: 1 }, started);
  }
}

async function attempt(name, work) {
  const started = Date.now();
  try {
    await work();
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : error}`);
    note(name, { passed: 0, failed: 1 }, started);
  }
}

const [built] = await Promise.all([
  quick ? false : check('build', process.execPath, [join('scripts', 'build.mjs')]),
  ...['lint', 'typecheck', 'knip'].map((script) => check(script, 'npm', ['run', '--silent', script])),
]);
vitest('unit and server, embedded PostgreSQL 18', ['unit', 'server']);
if (!quick) {
  const oldest = 'server, PostgreSQL 15';
  await attempt(oldest, async () => {
    const { url, stop } = await startDebianPostgres();
    try {
      vitest(oldest, ['server'], { TEST_DATABASE_URL: url });
    } finally {
      await stop();
    }
  });
  const journeys = 'journeys in Chromium';
  await attempt(journeys, () => {
    if (!built) throw new Error('the build failed');
    const chromium = findChromium();
    vitest(journeys, ['e2e'], { CHROMIUM_PATH: chromium });
  });
}

rmSync(reports, { recursive: true, force: true });
console.log(`\n${summary.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed > 0 ? 1 : 0;
