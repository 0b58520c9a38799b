import { apiKeyCommand } from './api-key.ts';
import type { Command } from './command.ts';
import { migrateCommand } from './migrate.ts';
import { startCommand } from './start.ts';

/** Every command of `npm run carnet`, in the order of the help page. */
export const commands: readonly Command[] = [startCommand, apiKeyCommand, migrateCommand];
