import { Command } from 'commander';

import { PROBLEMS_FOUND } from '../platform/exit-codes.js';
import { examples } from './options.js';
import type { Shell } from './shell.js';

const HELP = `
It looks at configuration, database, image store, disk, clock, Discord and the image model, and says
of each how it is and what can be done. It changes nothing and may run beside the bot. Exit code ${PROBLEMS_FOUND}:
something is not well.
${examples(['nanobanana doctor', 'before the first start, and whenever something is odd'])}`;

/** `nanobanana doctor` */
export function doctorCommand(shell: Shell): Command {
  return new Command('doctor')
    .description(
      'check whether everything is as the bot needs it, and say what to do where it is not',
    )
    .addHelpText('after', HELP)
    .action(async () => {
      const { examine } = await import('./doctor/examine.js');
      const diagnoses = await examine(shell);
      if (diagnoses.some((each) => !each.passed)) shell.exitCode = PROBLEMS_FOUND;
      shell.result(
        { diagnoses },
        diagnoses.map(({ what, says, ...each }) => `${each.passed ? '✔' : '✘'} ${what}: ${says}`),
      );
    });
}
