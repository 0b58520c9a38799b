import { runCarnet } from './run.mjs';

await runCarnet(['start', ...process.argv.slice(2)], { announce: true });
