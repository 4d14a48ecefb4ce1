#!/usr/bin/env node
import { environmentOfProcess } from './config/environment.js';
import { exitCodeFor } from './platform/exit-codes.js';
import { errorText } from './cli/error-text.js';
import { runProgram } from './cli/program.js';
import { Shell } from './cli/shell.js';

// Whoever reads the output may have read enough (`nanobanana stats | head -1`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const { stdin, stdout, stderr } = process;
try {
  const shell = new Shell(
    environmentOfProcess(),
    { stdin, stdout, stderr },
    () => import('./storage-access.js'),
  );
  process.exitCode = await runProgram(process.argv.slice(2), shell);
} catch (error) {
  stderr.write(`${errorText(error)}\n`);
  process.exitCode = exitCodeFor(error);
}
