import { systemClock } from '../../platform/clock.js';
import { readConfig, type Config } from '../../config/config.js';
import type { Shell } from '../shell.js';
import { readStorageConfig } from '../../config/storage-config.js';
import { ServerChannels } from '../../bot/gateway/server-channels.js';
import { DiscordRest } from '../discord-rest.js';
import { diagnose, passed, type Diagnosis } from './diagnosis.js';
import { discordDiagnoses } from './discord-diagnoses.js';
import { modelDiagnoses } from './model-diagnoses.js';
import { shardDiagnoses } from './shard-diagnoses.js';
import { shardCountOf } from '../shard-count.js';
import { storageDiagnoses } from './storage-diagnoses.js';
import { wordListDiagnoses } from './word-list-diagnoses.js';

/** Examines what the configuration allows; where it is wrong, only the rest. */
export async function examine({ env, storage: loadStorage }: Shell): Promise<Diagnosis[]> {
  let config: Config | undefined;
  const configuration = await diagnose('Configuration', async () => {
    config = readConfig(env);
    return [passed('Configuration', 'complete')];
  });
  const storage = await diagnose('Storage', async () =>
    storageDiagnoses(readStorageConfig(env), await loadStorage(), shardCountOf(env)),
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
    ...(await wordListDiagnoses(config.moderation)),
    ...(await discordDiagnoses(discord, config, systemClock)),
    ...(await shardDiagnoses(discord.rest, shardCountOf(env))),
    ...(await modelDiagnoses(config)),
  ];
}
