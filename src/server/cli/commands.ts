import { apiKeyCommand } from './api-key.ts';
import { backupCommand } from './backup.ts';
import type { Command } from './command.ts';
import { demoCommand } from './demo.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { migrateCommand } from './migrate.ts';
import { restoreCommand } from './restore.ts';
import { secondFactorCommand } from './second-factor.ts';
import { type LoadFeatures, startCommand } from './start.ts';

/** Takes what loads the features; returns every command of `npm run carnet`, in the order of the help page. */
export const commandsWith = (loadFeatures: LoadFeatures): readonly Command[] => [
  startCommand(loadFeatures),
  demoCommand,
  apiKeyCommand,
  secondFactorCommand,
  importCommand,
  exportCommand,
  backupCommand,
  restoreCommand,
  migrateCommand,
];
