import { runCarnet } from './run.mjs';

const args = process.argv.slice(2);
await runCarnet(args, { announce: args[0] === 'start' });
