import { runCommandLine } from './server/cli/command-line.ts';
import { commandsWith } from './server/cli/commands.ts';

const streams = { out: (line: string) => console.log(line), error: (line: string) => console.error(line) };
const commands = commandsWith(async () => (await import('./main.features.ts')).features);

// Not process.exit: what is still in the pipes gets written.
process.exitCode = await runCommandLine(process.argv.slice(2), process.env, commands, streams);
