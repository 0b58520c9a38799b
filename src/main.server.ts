import { runCommandLine } from './server/cli/command-line.ts';
import { commands } from './server/cli/commands.ts';

const streams = { out: (line: string) => console.log(line), error: (line: string) => console.error(line) };

// Not process.exit: what is still in the pipes gets written.
process.exitCode = await runCommandLine(process.argv.slice(2), process.env, commands, streams);
