/** Cuts the power of a working Carnet at thirty random moments (or as many as told) and looks for what was lost. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './sources.mjs';

const CARNET_CRASH_ROUNDS = process.argv[2] ?? '30';
const args = [
  join('node_modules', 'vitest', 'vitest.mjs'),
  'run',
  '--project',
  'server',
  'src/server/proof/nothing-lost.test.ts',
];
const env = { ...process.env, CARNET_CRASH_ROUNDS };
process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env }).status ?? 1;
