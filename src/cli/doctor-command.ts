import { Command } from 'commander';

import { systemClock } from '../platform/clock.js';
import { readConfig, type Config } from '../config/config.js';
import { readStorageConfig } from '../config/storage-config.js';
import { PROBLEMS_FOUND } from '../platform/exit-codes.js';
import { DiscordRest } from './discord-rest.js';
import { diagnose, passed, type Diagnosis } from './doctor/diagnosis.js';
import { discordDiagnoses } from './doctor/discord-diagnoses.js';
import { modelDiagnoses } from './doctor/model-diagnoses.js';
import { ServerChannels } from '../bot/gateway/server-channels.js';
import { storageDiagnoses } from './doctor/storage-diagnoses.js';
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
    .description('look whether everything is as the bot needs it, and say what to do where not')
    .addHelpText('after', HELP)
    .action(async () => {
      const diagnoses = await examine(shell);
      if (diagnoses.some((each) => !each.passed)) shell.exitCode = PROBLEMS_FOUND;
      shell.result(
        { diagnoses },
        diagnoses.map(({ what, says, ...each }) => `${each.passed ? '✔' : '✘'} ${what}: ${says}`),
      );
    });
}

/** Whatever the configuration lets be looked at; where it is wrong, only the rest. */
async function examine({ env, storage: loadStorage }: Shell): Promise<Diagnosis[]> {
  let config: Config | undefined;
  const configuration = await diagnose('Configuration', async () => {
    config = readConfig(env);
    return [passed('Configuration', 'complete')];
  });
  const storage = await diagnose('Storage', async () =>
    storageDiagnoses(readStorageConfig(env), await loadStorage()),
  );
  if (config === undefined) return [...configuration, ...storage];
  const { apiUrl, token } = config.discord;
  const discord = {
    rest: new DiscordRest(apiUrl, token),
    channels: new ServerChannels(apiUrl, token),
  };
  return [
    ...configuration,
    ...storage,
    ...(await discordDiagnoses(discord, config, systemClock)),
    ...(await modelDiagnoses(config)),
  ];
}
