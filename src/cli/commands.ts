import type { Command } from 'commander';

import { backupCommand } from './backup-command.js';
import { cleanupCommand } from './cleanup-command.js';
import { costsCommand } from './costs-command.js';
import { allowCommand, denyCommand } from './deny-command.js';
import { doctorCommand } from './doctor-command.js';
import { exportCommand } from './export-command.js';
import { forgetCommand } from './forget-command.js';
import { imagesCommand } from './images-command.js';
import { importCommand } from './import-command.js';
import { initCommand } from './init-command.js';
import { inviteCommand } from './invite-command.js';
import { migrateCommand } from './migrate-command.js';
import { rekeyCommand } from './rekey-command.js';
import { restoreCommand } from './restore-command.js';
import type { Shell } from './shell.js';
import { showCommand } from './show-command.js';
import { startCommand } from './start-command.js';
import { statsCommand } from './stats-command.js';
import { verifyCommand } from './verify-command.js';

/** Every command, in the order in which `--help` lists them. Each is a file of its own. */
export const COMMANDS: readonly ((shell: Shell) => Command)[] = [
  initCommand,
  startCommand,
  migrateCommand,
  doctorCommand,
  inviteCommand,
  statsCommand,
  costsCommand,
  showCommand,
  denyCommand,
  allowCommand,
  cleanupCommand,
  exportCommand,
  forgetCommand,
  verifyCommand,
  imagesCommand,
  rekeyCommand,
  backupCommand,
  restoreCommand,
  importCommand,
];
